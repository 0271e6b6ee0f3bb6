import type { DraftLine } from '../invoices/draft-line.ts'
import type { Party } from '../invoices/issued-invoice.ts'
import type { Actor } from '../ledger/entry.ts'
import type { LocalDate } from '../values/calendar.ts'
import type { PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'

/** What has become of a version; that its day is over is no state: it says so by itself. */
export const QUOTE_STATES = ['open', 'accepted', 'declined', 'withdrawn', 'replaced'] as const
export type QuoteState = (typeof QUOTE_STATES)[number]
export const QUOTE_STANDINGS = [...QUOTE_STATES, 'expired'] as const
export type QuoteStanding = (typeof QUOTE_STANDINGS)[number]

/** How an answer came: `page` and `link` from the person's own hand, the others as a colleague heard or read it. */
export const ANSWERED_HOW = ['page', 'link', 'phone', 'counter', 'mail', 'letter'] as const
export type AnsweredHow = (typeof ANSWERED_HOW)[number]
/** Ways in which a colleague can have heard it. */
export const HEARD_HOW = ['phone', 'counter', 'mail', 'letter'] as const satisfies readonly AnsweredHow[]

/** What was said to a version, or that we took it back. */
export interface QuoteAnswer {
  how: AnsweredHow | 'taken-back'
  /** The day on which it was said. */
  on: LocalDate
  by: Actor
  /** As the person typed it, or as a colleague was told. */
  name?: string | undefined
  /** The exact words that were said yes to, and their language. */
  words?: string | undefined
  language?: Language | undefined
  /** SHA-256 of the page that was said yes to, in hexadecimal. */
  page?: string | undefined
}

/** What stands on a quote beside its numbers and days. */
export interface QuoteContent {
  seller: Party
  buyer: Party
  /** As they were typed: an invoice for it has the same. */
  lines: readonly DraftLine[]
  /** What holds besides, in the writer's words. */
  terms: string
  /** Whoever buys is a consumer: they may take back their yes (directive 2011/83/EU art. 9). */
  consumer: boolean
  wholeUnits: boolean
}

/** One version of a quote. */
export interface Quote {
  personId: PersonId
  quoteId: string
  dealId: string
  /** The company that would buy, as the deal says; null where it is the person themselves. */
  companyId: string | null
  number: string
  version: number
  language: Language
  issuedOn: LocalDate
  /** The last day on which it can be accepted. */
  validUntil: LocalDate
  currency: string
  /** In hundredths, with VAT. */
  payable: bigint
  content: QuoteContent
  madeAt: Date
  madeBy: Actor
  state: QuoteState
  answer: QuoteAnswer | null
  changedAt: Date
  invoiceId: string | null
  documentId: string | null
}

/** How a version stands on a day: an offer binds the whole of its last day. */
export function standingOf({ state, validUntil }: Pick<Quote, 'state' | 'validUntil'>, today: LocalDate): QuoteStanding {
  return state === 'open' && validUntil < today ? 'expired' : state
}

/** How a version is called on the page: `12`, and from the second on `12-2`. */
export function quoteName({ number, version }: Pick<Quote, 'number' | 'version'>): string {
  return version === 1 ? number : `${number}-${version}`
}

/** So long a colleague can take back a yes or no that they noted; after that it is filed as what it is. */
export const UNDO_HOURS = 24

/** Whether a colleague can take back what became of a version: not what the person said with their own hand, and nothing that was filed or invoiced. */
export function canUndo({ state, answer, changedAt, documentId, invoiceId }: Pick<Quote, 'state' | 'answer' | 'changedAt' | 'documentId' | 'invoiceId'>, now: Date): boolean {
  if (state === 'withdrawn') return true
  return (state === 'accepted' || state === 'declined') && answer?.by.kind !== 'person' && documentId === null && invoiceId === null && now.getTime() - changedAt.getTime() < UNDO_HOURS * 3_600_000
}

/** Whose law the sentence on taking back a yes names. */
export function regretOf(country: string): 'SE' | 'NO' | 'other' {
  return country === 'SE' || country === 'NO' ? country : 'other'
}
