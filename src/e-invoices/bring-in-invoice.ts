import { keepDocuments } from '../lifecycle/keep-documents.ts'
import type { Tx } from '../plumbing/database.ts'
import { findInvoice, type Bringing, type FoundInvoice } from './find-invoice.ts'

/** Keeps it among the issued documents of its customer, as it is, until the day the law says (rule H4). Throws as `findInvoice` and `keepDocuments` do. */
export async function bringInInvoice(tx: Tx, xml: Buffer, bringing: Bringing): Promise<FoundInvoice> {
  const found = await findInvoice(tx, xml, bringing)
  await keepDocuments(tx, [found.document])
  return found
}
