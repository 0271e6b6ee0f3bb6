import { selectInvoice } from '../invoices/invoices.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { Delivery } from './deliveries.sql.ts'
import { deliverInvoice } from './deliver-invoice.ts'
import { readWays } from './read-ways.ts'

const BY_ITSELF = { kind: 'system', id: null } as const

/** A letter goes for a mail that did not arrive, where the company has said so and one can. */
export async function standIn(tx: Tx, { personId, invoiceId, reminderId }: Pick<Delivery, 'personId' | 'invoiceId' | 'reminderId'>): Promise<void> {
  const { settings, possible } = await readWays(tx, personId, (await selectInvoice(tx, personId, invoiceId))?.companyId)
  if (settings.fallback !== 'letter' || !possible.includes('letter')) return
  await deliverInvoice(tx, { personId, invoiceId, reminderId: reminderId ?? undefined, way: 'letter' }, BY_ITSELF, { in: 'stands-in' })
}
