import { selectInvoice, selectInvoicing } from '../invoices/invoices.sql.ts'
import { selectDocument } from '../lifecycle/documents.sql.ts'
import { selectPeople } from '../people/people.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { t } from '../values/text.ts'
import { coverPdf } from './cover-pdf.ts'
import type { Delivery } from './deliveries.sql.ts'
import { readCompanyAddressee } from './read-company-addressee.ts'
import { readAddressee } from './read-addressee.ts'
import { readWays } from './read-ways.ts'

/** The sheets that lie beside a document in its envelope, made by the house above; undefined: none. */
export type Sheets = (tx: Tx, beside: { personId: PersonId; goesWith: 'invoice' | 'credit-note' | 'reminder'; invoiceId: string }) => Promise<Buffer | undefined>

export interface Letter {
  documents: Buffer[]
  country: string
}

/** A letter ready to be joined: the sheet with the address, the document as it was issued, what lies beside it. A word instead says why there is none. */
export async function writeLetter(tx: Tx, one: Pick<Delivery, 'personId' | 'invoiceId' | 'reminderId' | 'documentId'>, sheets: Sheets): Promise<Letter | 'document-gone' | 'no-address' | 'protected'> {
  const [invoice, document, invoicing] = [await selectInvoice(tx, one.personId, one.invoiceId), await selectDocument(tx, one.personId, one.documentId), await selectInvoicing(tx)]
  if (!invoice || !document || !invoicing || document.mediaType !== 'application/pdf') return 'document-gone'
  if ((await selectPeople(tx, [one.personId]))[0]?.protectedIdentity) return 'protected'
  const { language, settings } = await readWays(tx, one.personId, invoice.companyId)
  const { seller } = invoicing
  const to = invoice.companyId === null ? await readAddressee(tx, one.personId, invoice.content.buyer.name, seller.address.country, language) : await readCompanyAddressee(tx, invoice.companyId, invoice.content.buyer, seller.address.country, language)
  if (!to) return 'no-address'
  const goesWith = one.reminderId === null ? invoice.kind : 'reminder'
  const cover = await coverPdf({
    language, to: to.lines, window: settings.window, at: tx.now, from: [seller.name, seller.address.street, [seller.address.postcode, seller.address.city].filter(Boolean).join(' ')].filter(Boolean).join(', '),
    words: [t(language, `delivery.letter.${goesWith}`, { number: invoice.number, company: seller.name })],
  })
  // A company is asked nothing.
  const beside = invoice.companyId !== null ? undefined : await sheets(tx, { personId: one.personId, goesWith, invoiceId: one.invoiceId })
  return { documents: [cover, document.content, ...(beside ? [beside] : [])], country: to.country }
}
