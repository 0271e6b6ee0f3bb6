import type { Tx } from '../plumbing/database.ts'
import { selectMailsOver, updateDelivery } from './deliveries.sql.ts'
import { deliverInvoice } from './deliver-invoice.ts'
import { readWays } from './read-ways.ts'

const AT_ONCE = 200
const BY_ITSELF = { kind: 'system', id: null } as const

/**
 * Notes on deliveries what became of their mails, a batch of them; true when there may be more. Where the company has said
 * so, a letter stands in for a mail that was refused for good.
 */
export async function settleMails(tx: Tx): Promise<boolean> {
  const over = await selectMailsOver(tx, AT_ONCE)
  for (const one of over) {
    const noted = await updateDelivery(tx, one, ['waiting'], one.state, one.state === 'sent' ? null : one.reason)
    if (!noted || one.state !== 'failed') continue
    const { settings, possible } = await readWays(tx, one.personId)
    if (settings.fallback === 'letter' && possible.includes('letter')) {
      await deliverInvoice(tx, { personId: one.personId, invoiceId: one.invoiceId, reminderId: one.reminderId ?? undefined, way: 'letter' }, BY_ITSELF, { in: 'stands-in' })
    }
  }
  return over.length === AT_ONCE
}
