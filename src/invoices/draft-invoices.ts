import { RETENTION_ZONE } from '../people/start-grounds.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { localDateIn } from '../values/calendar.ts'
import { draftedFor, type Drafted, type InvoiceDraft } from './invoice-draft.ts'
import { selectInvoicing } from './invoices.sql.ts'
import { readBuyers } from './read-buyers.ts'

/**
 * The invoices as they would be, without numbers, in order; or why one may not be issued (`invalid`, `refused`, `not-found`).
 * Throws `conflict` before the company has said how it invoices.
 */
export async function draftInvoices(tx: Tx, drafts: readonly InvoiceDraft[]): Promise<(Drafted | Problem)[]> {
  const settings = await selectInvoicing(tx)
  if (!settings) throw new Problem('conflict', { text: 'invoices.not-set-up' })
  const today = localDateIn(RETENTION_ZONE, tx.now)
  const buyers = await readBuyers(tx, drafts)
  return drafts.map((draft, place) => {
    const buyer = buyers[place]!
    return buyer instanceof Problem ? buyer : draftedFor(draft, buyer, settings, today)
  })
}
