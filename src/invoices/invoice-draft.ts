import { Problem } from '../plumbing/errors.ts'
import type { LocalDate } from '../values/calendar.ts'
import type { PersonId } from '../values/ids.ts'
import { t, type Language } from '../values/text.ts'
import type { Buyer } from './buyer.ts'
import { readLines, type DraftLine } from './draft-line.ts'
import { totalsOf, type InvoiceTotals } from './invoice.ts'
import type { Invoicing } from './invoicing.ts'
import type { IssuedInvoice } from './issued-invoice.ts'
import { ruleFault } from './rule-fault.ts'

/** Whoever buys for less may be invoiced without an address (ML 17 kap. 26–28 §§, simplified invoices); in hundredths. */
const SIMPLIFIED_SWEDISH = 400_000n

export interface InvoiceDraft {
  personId: PersonId
  /** The company that buys, for which the person speaks. */
  companyId?: string | undefined
  lines: readonly DraftLine[]
  issuedOn?: LocalDate | undefined
  dueOn?: LocalDate | undefined
  deliveredOn?: LocalDate | undefined
  buyerReference?: string | undefined
}

/** What it would come to, before anything is issued. */
export interface Drafted {
  personId: PersonId
  companyId: string | null
  invoice: Omit<IssuedInvoice, 'number' | 'reference' | 'privacy'>
  totals: InvoiceTotals
  settings: Invoicing
  language: Language
}

/** The invoice to this buyer, or why it may not be issued. */
export function draftedFor(draft: InvoiceDraft, buyer: Buyer, settings: Invoicing, today: LocalDate): Drafted | Problem {
  try {
    return drafted(draft, buyer, settings, today)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

function drafted(draft: InvoiceDraft, { buyer, language, customerNumber, reference }: Buyer, settings: Invoicing, today: LocalDate): Drafted {
  const issuedOn = draft.issuedOn ?? today
  if (issuedOn > today) throw new Problem('invalid', { text: 'invoices.issued-ahead', field: 'issuedOn' })
  const dueOn = draft.dueOn ?? daysOn(issuedOn, settings.dueDays)
  if (dueOn < issuedOn) throw new Problem('invalid', { text: 'invoices.due-before', field: 'dueOn' })
  if (draft.lines.length === 0) throw new Problem('invalid', { text: 'invoices.no-lines', field: 'lines', rule: 'BR-16' })
  const lines = readLines(draft.lines, settings.seller.address.country, issuedOn, language)
  const totals = totalsOf(lines, settings)
  if (totals.payable < 0n) throw new Problem('invalid', { text: 'invoices.below-zero', field: 'lines' })
  const simplified = settings.seller.address.country === 'SE' && totals.gross <= SIMPLIFIED_SWEDISH
  if (!buyer.address.city && !simplified) throw new Problem('refused', { text: 'invoices.no-address', rule: 'BR-10' })
  const invoice: Drafted['invoice'] = {
    kind: 'invoice', issuedOn, dueOn, ...(draft.deliveredOn && { deliveredOn: draft.deliveredOn }), currency: settings.currency, seller: settings.seller, buyer,
    buyerReference: draft.buyerReference ?? reference ?? customerNumber ?? buyer.name, accounts: settings.accounts,
    terms: settings.terms?.[language] ?? t(language, 'invoices.pdf.terms', { day: dueOn }), lines, wholeUnits: settings.wholeUnits,
  }
  const broken = ruleFault(invoice, totals)
  if (broken) throw broken
  return { personId: draft.personId, companyId: draft.companyId ?? null, settings, language, totals, invoice }
}

function daysOn(day: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10) as LocalDate
}
