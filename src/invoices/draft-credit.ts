import { RETENTION_ZONE } from '../people/start-grounds.ts'
import { selectValues } from '../people/values.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { localDateIn } from '../values/calendar.ts'
import type { PersonId } from '../values/ids.ts'
import { t, type Language } from '../values/text.ts'
import { writtenLanguage } from '../values/written-language.ts'
import { creditNote, type CreditPart } from './credit-note.ts'
import type { InvoiceTotals } from './invoice.ts'
import { selectInvoice, selectInvoicesOf, selectInvoicing } from './invoices.sql.ts'
import type { Invoicing } from './invoicing.ts'
import type { IssuedInvoice } from './issued-invoice.ts'

export interface DraftedCredit {
  companyId: string | null
  credit: Omit<IssuedInvoice, 'number'>
  totals: InvoiceTotals
  settings: Invoicing
  language: Language
}

/** The credit note as it would be, without a number. Throws `not-found`, `conflict` where nothing is left, `invalid` where more is asked for than is. */
export async function draftCredit(tx: Tx, personId: PersonId, invoiceId: string, parts: readonly CreditPart[] | undefined): Promise<DraftedCredit> {
  const [one, settings] = [await selectInvoice(tx, personId, invoiceId), await selectInvoicing(tx)]
  if (!one || !settings) throw new Problem('not-found', { text: 'invoices.unknown' })
  if (one.kind === 'credit-note') throw new Problem('conflict', { text: 'invoices.credit-of-credit' })
  const notes = (await selectInvoicesOf(tx, [personId])).filter((other) => other.credits === invoiceId).map((other) => other.content)
  const { lines, rounding, totals, inFull } = creditNote({ invoice: one.content, payable: one.payable, credited: one.credited, notes }, parts)
  const today = localDateIn(RETENTION_ZONE, tx.now)
  const language = writtenLanguage((await selectValues(tx, [personId])).find((value) => value.fieldKey === 'language')?.value, settings.seller.address.country)
  const credit: Omit<IssuedInvoice, 'number'> = {
    ...one.content, kind: 'credit-note', issuedOn: today, dueOn: today, credits: { number: one.number, issuedOn: one.issuedOn }, lines, wholeUnits: false, ...(rounding !== 0n && { rounding }),
    terms: t(language, inFull && notes.length === 0 ? 'invoices.pdf.credit-terms' : 'invoices.pdf.credit-terms-part', { number: one.number }),
  }
  return { companyId: one.companyId, credit, totals, settings, language }
}
