import { addLines, addSeller, addTotals, addressLines, FONTS, MARGIN, SIZES, write } from '../invoices/invoice-pdf.ts'
import type { InvoiceLine, InvoiceTotals } from '../invoices/invoice.ts'
import { openTaggedPdf } from '../plumbing/tagged-pdf.ts'
import { t } from '../values/text.ts'
import { quoteName, regretOf, type Quote } from './quote.ts'

export interface QuotePage {
  quote: Pick<Quote, 'number' | 'version' | 'language' | 'issuedOn' | 'validUntil' | 'currency' | 'content'>
  lines: readonly InvoiceLine[]
  totals: InvoiceTotals
  at: Date
}

/** The quote as a tagged PDF, of the same parts as the invoice that may come of it. */
export async function quotePdf({ quote, lines, totals, at }: QuotePage): Promise<Buffer> {
  const { language, content, currency } = quote
  const { seller, buyer } = content
  const say = (key: string, parameters?: Record<string, string>) => t(language, `quotes.pdf.${key}`, parameters)
  const title = say('title', { number: quoteName(quote) })
  const { pdf, root, end } = openTaggedPdf({ title, author: seller.name, language, margin: MARGIN, at })
  write(pdf, root, 'P', seller.name, { size: SIZES.heading, font: FONTS.strong })
  write(pdf, root, 'H1', title, { size: SIZES.title, font: FONTS.strong, gap: 8 })
  const top = pdf.y
  for (const [term, text] of [[say('issued-on'), quote.issuedOn], [say('valid-until'), quote.validUntil]]) write(pdf, root, 'P', `${term}: ${text}`, { size: SIZES.text, gap: 1 })
  const below = pdf.y
  pdf.y = top
  for (const line of [buyer.name, ...(buyer.contact?.name ? [buyer.contact.name] : []), ...addressLines(buyer, seller, language)]) write(pdf, root, 'P', line, { size: SIZES.text + 1, gap: 1, x: pdf.page.width / 2 })
  pdf.y = Math.max(below, pdf.y) + 16
  pdf.x = MARGIN
  addLines(pdf, root, { language, lines, totals })
  addTotals(pdf, root, { language, totals, due: { label: say('total', { currency }), amount: totals.payable } })
  if (content.terms) {
    write(pdf, root, 'H2', say('terms'), { size: SIZES.heading, font: FONTS.strong })
    for (const part of content.terms.split('\n').filter(Boolean)) write(pdf, root, 'P', part, { size: SIZES.text })
  }
  write(pdf, root, 'H2', say('answer'), { size: SIZES.heading, font: FONTS.strong })
  write(pdf, root, 'P', say('answer-how', { day: quote.validUntil }), { size: SIZES.text })
  if (content.consumer) write(pdf, root, 'P', t(language, `quotes.regret.${regretOf(seller.address.country)}`), { size: SIZES.text })
  addSeller(pdf, root, { language, seller, buyer })
  return end()
}
