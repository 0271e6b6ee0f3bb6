import { readLines } from '../invoices/draft-line.ts'
import { totalsOf, type InvoiceLine, type InvoiceTotals } from '../invoices/invoice.ts'
import type { Quote } from './quote.ts'

/** The lines of a quote as they are counted with, and what they come to: at the VAT of the day it was made. */
export function linesOf({ content, issuedOn, language }: Pick<Quote, 'content' | 'issuedOn' | 'language'>): { lines: InvoiceLine[]; totals: InvoiceTotals } {
  const lines = readLines(content.lines, content.seller.address.country, issuedOn, language)
  return { lines, totals: totalsOf(lines, content) }
}
