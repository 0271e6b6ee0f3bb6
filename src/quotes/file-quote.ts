import { keepDocuments } from '../lifecycle/keep-documents.ts'
import type { Tx } from '../plumbing/database.ts'
import { t } from '../values/text.ts'
import { quoteName, type Quote } from './quote.ts'
import { selectPage, updateQuote } from './quotes.sql.ts'

/** Files the page of an accepted quote among what was issued, as the contract it has become: kept as long as the bookkeeping act wants contracts (rule H4). Once. */
export async function fileQuote(tx: Tx, quote: Quote): Promise<Quote> {
  if (quote.documentId !== null) return quote
  const { personId, quoteId, language, answer } = quote
  const [document] = await keepDocuments(tx, [{
    personId, kind: 'contract', number: quoteName(quote), title: t(language, 'quotes.pdf.title', { number: quoteName(quote) }), issuedOn: answer!.on, mediaType: 'application/pdf',
    content: (await selectPage(tx, personId, quoteId))!, filedBy: answer!.by,
  }])
  const filed = { ...quote, documentId: document!.documentId }
  await updateQuote(tx, filed)
  return filed
}
