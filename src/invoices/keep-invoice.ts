import { keepDocuments } from '../lifecycle/keep-documents.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { t } from '../values/text.ts'
import type { Drafted } from './draft-invoice.ts'
import { invoicePage } from './invoice-page.ts'
import { invoicePdf } from './invoice-pdf.ts'
import { insertInvoice, type Actor, type NewInvoice } from './invoices.sql.ts'
import type { IssuedInvoice } from './issued-invoice.ts'

/** Freezes what was made and keeps it. */
export async function keepInvoice(tx: Tx, personId: PersonId, invoice: IssuedInvoice, { totals, settings, language }: Pick<Drafted, 'totals' | 'settings' | 'language'>, by: Actor, credits: string | null): Promise<NewInvoice> {
  const pdf = await invoicePdf(invoicePage(invoice, settings.swish, language, tx.now))
  const title = t(language, `invoices.pdf.${invoice.kind}`, { number: invoice.number })
  const [document] = await keepDocuments(tx, [{
    personId, kind: invoice.kind, number: invoice.number, title, issuedOn: invoice.issuedOn,
    mediaType: 'application/pdf', content: pdf, filedBy: by,
  }])
  const kept: NewInvoice = {
    personId, invoiceId: newId(tx.now), kind: invoice.kind, number: invoice.number, issuedOn: invoice.issuedOn, dueOn: invoice.dueOn, currency: invoice.currency,
    gross: totals.gross, payable: totals.payable, reference: invoice.reference, credits, content: invoice, documentId: document!.documentId, issuedAt: tx.now, issuedBy: by,
  }
  await insertInvoice(tx, kept)
  return kept
}
