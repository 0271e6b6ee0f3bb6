import type { Keeper } from '../keeper/keeper.ts'
import { keepDocuments } from '../lifecycle/keep-documents.ts'
import type { Tx } from '../plumbing/database.ts'
import { newIds, type PersonId } from '../values/ids.ts'
import { t, type Language } from '../values/text.ts'
import { carryClaims } from './carry-claims.ts'
import type { InvoiceTotals } from './invoice.ts'
import { invoicePage } from './invoice-page.ts'
import { invoicePdf } from './invoice-pdf.ts'
import { insertInvoices, selectNextSerial, takeSerials, type Actor, type NewInvoice } from './invoices.sql.ts'
import type { Invoicing } from './invoicing.ts'
import type { IssuedInvoice } from './issued-invoice.ts'

/** An invoice or credit note that is ready but for its number. */
export interface Unnumbered {
  personId: PersonId
  /** The company that owes it; null where it is the person. */
  companyId: string | null
  /** The invoice that a credit note takes back. */
  credits: string | null
  totals: InvoiceTotals
  language: Language
  numbered(serial: number): IssuedInvoice
}

/** Name of the one number series of invoices and credit notes. */
const SERIES = 'invoice'
/** So often pages are drawn anew because somebody else took the numbers meanwhile; then the numbers wait for the pages. */
const TRIES = 3

/**
 * Gives these documents the next numbers of the series, freezes them and keeps them, in order. The numbers stand or fall with
 * the transaction, so there are no gaps. Pages are drawn with the numbers that are next before anybody has to wait for them; whoever
 * finds that another was quicker draws once more. The keeper knows the numbers before they are anybody's, so that no restored backup
 * gives them out again (rule E3).
 */
export async function keepInvoices(tx: Tx, keeper: Pick<Keeper, 'markSeries'>, settings: Pick<Invoicing, 'swish' | 'firstNumber'>, many: readonly Unnumbered[], by: Actor): Promise<NewInvoice[]> {
  if (many.length === 0) return []
  const numbered = await numberAll(tx, settings, many)
  await keeper.markSeries(SERIES, numbered.last)
  const documents = await keepDocuments(tx, numbered.pages.map(({ personId, language, invoice: { kind, number, issuedOn }, pdf }) => ({
    personId, kind, number, title: t(language, `invoices.pdf.${kind}`, { number }), issuedOn, mediaType: 'application/pdf', content: pdf, filedBy: by,
  })))
  const ids = newIds(tx.now, many.length)
  const kept = numbered.pages.map(({ personId, companyId, credits, totals, invoice }, place): NewInvoice => ({
    personId, companyId, invoiceId: ids[place]!, kind: invoice.kind, number: invoice.number, issuedOn: invoice.issuedOn, dueOn: invoice.dueOn, currency: invoice.currency,
    gross: totals.gross, payable: totals.payable, reference: invoice.reference, credits, content: invoice, documentId: documents[place]!.documentId, issuedAt: tx.now, issuedBy: by,
  }))
  await insertInvoices(tx, kept)
  await carryClaims(tx, kept.map((one) => one.personId))
  return kept
}

type Page = Unnumbered & { invoice: IssuedInvoice; pdf: Buffer }

async function numberAll(tx: Tx, { swish, firstNumber = 1 }: Pick<Invoicing, 'swish' | 'firstNumber'>, many: readonly Unnumbered[]): Promise<{ pages: Page[]; last: number }> {
  for (let tries = 1; ; tries++) {
    const seen = await selectNextSerial(tx, SERIES, tries > TRIES)
    const first = Math.max(seen, firstNumber)
    const pages: Page[] = []
    for (const [place, one] of many.entries()) {
      const invoice = one.numbered(first + place)
      pages.push({ ...one, invoice, pdf: await invoicePdf(invoicePage(invoice, swish, one.language, tx.now)) })
    }
    const next = first + many.length
    if (await takeSerials(tx, SERIES, { seen, next })) return { pages, last: next - 1 }
  }
}
