import type { Keeper } from '../keeper/keeper.ts'
import type { Tx } from '../plumbing/database.ts'
import { draftInvoice } from './draft-invoice.ts'
import type { InvoiceDraft } from './invoice-draft.ts'
import type { Actor, NewInvoice } from './invoices.sql.ts'
import { issueInvoices } from './issue-invoices.ts'

/** Issues one invoice. Throws as `draftInvoice` does where it may not be. */
export async function issueInvoice(tx: Tx, keeper: Pick<Keeper, 'markSeries' | 'keys'>, draft: InvoiceDraft, by: Actor, publicUrl: string): Promise<NewInvoice> {
  const [issued] = await issueInvoices(tx, keeper, [await draftInvoice(tx, draft)], by, publicUrl)
  return issued!
}
