import { keepDocuments, type NewDocument } from '../lifecycle/keep-documents.ts'
import type { Tx } from '../plumbing/database.ts'
import { t, type Language } from '../values/text.ts'
import type { JudgedInvoice } from './judge-invoice.ts'
import { rehearseInvoice, type Bringing, type RehearsedInvoice } from './rehearse-invoice.ts'

/**
 * Keeps it among the issued documents of its customer, as it is, until the day the law says (rule H4). Throws the first of what
 * `rehearseInvoice` finds against it, and what `keepDocuments` does; then nothing is kept.
 */
export async function bringInInvoice(tx: Tx, content: Buffer, judged: JudgedInvoice, bringing: Bringing & { language: Language; by: NewDocument['filedBy'] }): Promise<Required<RehearsedInvoice>> {
  const { customer, faults, warnings } = await rehearseInvoice(tx, judged, bringing)
  if (!customer || faults[0]) throw faults[0]!
  const { kind, number, issuedOn, seller } = judged
  const title = t(bringing.language, `e-invoices.title-${kind}`, { number })
  await keepDocuments(tx, [{ personId: customer.personId, kind, number, title, issuedOn, mediaType: 'application/xml', content, country: seller.country ?? null, filedBy: bringing.by }])
  return { customer, faults, warnings }
}
