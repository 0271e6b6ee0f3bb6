import type { DraftLine } from '../invoices/draft-line.ts'
import type { Actor } from '../invoices/invoices.sql.ts'
import type { LocalDate } from '../values/calendar.ts'
import type { PersonId } from '../values/ids.ts'

/** How many months a period may last. */
export const PERIOD_MONTHS = [1, 3, 12] as const
export type PeriodMonths = (typeof PERIOD_MONTHS)[number]

/** Something that is invoiced again and again, each period when it begins. */
export interface Subscription {
  personId: PersonId
  subscriptionId: string
  /** The agreement it is for: it ends with it. */
  groundId: string
  name: string
  months: PeriodMonths
  /** Day of the month on which periods begin; in shorter months their last day. */
  billingDay: number
  startsOn: LocalDate
  createdAt: Date
  createdBy: Actor
}

/** A line of each invoice, for a whole period. What is taken off stands in the price. */
export type SubscriptionLine = Omit<DraftLine, 'description' | 'allowance'> & { description: string }

/** What was said about a subscription after it was begun; its first terms too. The later word counts. */
export interface Change {
  changeId: string
  kind: 'terms' | 'paused' | 'resumed' | 'ended'
  /** The first day of new terms, of a pause, or after it; of an end its last day, null when it goes on after all. */
  day: LocalDate | null
  lines: readonly SubscriptionLine[] | null
  notedAt: Date
  notedBy: Actor
}

/** A period that has an invoice. */
export interface InvoicedPeriod {
  from: LocalDate
  to: LocalDate
  invoiceId: string
}

/** All that is known of a subscription. */
export interface KnownSubscription {
  subscription: Subscription
  /** In the order in which they were said. */
  changes: readonly Change[]
  /** Without those that were taken back. */
  invoiced: readonly InvoicedPeriod[]
  /** How often each period was invoiced, by its first day; what was taken back is counted. */
  turns: ReadonlyMap<LocalDate, number>
  /** The last day of the agreement, where it has one. */
  agreementEndsOn: LocalDate | null
}

export const SUBSCRIPTION_STATES = ['coming', 'running', 'paused', 'ended'] as const
export type SubscriptionState = (typeof SUBSCRIPTION_STATES)[number]

/** The last day it is invoiced for: its own, or that of the agreement, whichever is first; null while none is known. */
export function lastDay({ changes, agreementEndsOn }: Pick<KnownSubscription, 'changes' | 'agreementEndsOn'>): LocalDate | null {
  const own = changes.findLast((change) => change.kind === 'ended')?.day ?? null
  if (own === null || agreementEndsOn === null) return own ?? agreementEndsOn
  return own < agreementEndsOn ? own : agreementEndsOn
}

/** What each period is invoiced with on a day. */
export function termsOn(changes: readonly Change[], day: LocalDate): readonly SubscriptionLine[] {
  return newest(changes, ['terms'], day)?.lines ?? []
}

export function isPausedOn(changes: readonly Change[], day: LocalDate): boolean {
  return newest(changes, ['paused', 'resumed'], day)?.kind === 'paused'
}

export function subscriptionState(known: KnownSubscription, today: LocalDate): SubscriptionState {
  const last = lastDay(known)
  if (last !== null && last < today) return 'ended'
  if (known.subscription.startsOn > today) return 'coming'
  return isPausedOn(known.changes, today) ? 'paused' : 'running'
}

/** The last day that an invoice covers: what has been invoiced stays as it is. */
export function invoicedUntil({ invoiced }: Pick<KnownSubscription, 'invoiced'>): LocalDate | undefined {
  return invoiced.map((one) => one.to).toSorted().at(-1)
}

/** Of these kinds the one that counts on a day: the one with the latest day until then, and of several the one said last. */
function newest(changes: readonly Change[], kinds: readonly Change['kind'][], day: LocalDate): Change | undefined {
  return changes.filter((change) => kinds.includes(change.kind) && change.day! <= day).reduce<Change | undefined>((best, change) => (best && best.day! > change.day! ? best : change), undefined)
}
