import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { draftInvoices } from './draft-invoices.ts'
import type { Drafted, InvoiceDraft } from './invoice-draft.ts'

/** The invoice as it would be, without a number. Throws `conflict` before the company has said how it invoices, `invalid` and `refused` where it may not be issued. */
export async function draftInvoice(tx: Tx, draft: InvoiceDraft): Promise<Drafted> {
  const [drafted] = await draftInvoices(tx, [draft])
  if (drafted instanceof Problem) throw drafted
  return drafted!
}
