import type { DraftLine } from '../invoices/draft-line.ts'
import { addDays, addMonths, daysBetween, type LocalDate } from '../values/calendar.ts'
import { decimalText, divideRounded, parseDecimal } from '../values/decimal.ts'
import { isFault } from '../values/fault.ts'
import { LANGUAGES, t, type Language } from '../values/text.ts'
import { writtenDays } from '../values/written.ts'
import { isPausedOn, lastDay, termsOn, type KnownSubscription, type Subscription, type SubscriptionLine } from './subscription.ts'

/** From one day to another, both in it. */
export interface Days {
  from: LocalDate
  to: LocalDate
}

/** Days of a period with the same terms, and not paused. */
export interface Stretch extends Days {
  lines: readonly SubscriptionLine[]
}

/** A period that can be invoiced: `from` names it for good. */
export interface Period extends Days {
  /** The days of a whole one: what a part of it is measured by. */
  whole: Days
  stretches: readonly Stretch[]
}

/** How far ahead the next invoice is looked for. */
const FURTHEST_PERIODS = 240

/**
 * Periods that begin on a day or before and have no invoice, in order. They begin on the billing day; before the first of these lies a short
 * one where the subscription starts on another day. Days after the end and days of a pause are in none.
 */
export function duePeriods(known: KnownSubscription, upTo: LocalDate): Period[] {
  return [...periods(known, upTo)]
}

/** The first period without an invoice, whenever it begins; undefined when there will be none. */
export function nextPeriod(known: KnownSubscription): Period | undefined {
  const [first] = periods(known, addMonths(known.subscription.startsOn, known.subscription.months * FURTHEST_PERIODS))
  return first
}

function* periods(known: KnownSubscription, upTo: LocalDate): Generator<Period> {
  const { subscription, invoiced } = known
  const last = lastDay(known)
  const done = new Set(invoiced.map((one) => one.from))
  for (let place = -1; ; place++) {
    const whole = { from: beginning(subscription, place), to: addDays(beginning(subscription, place + 1), -1) }
    const from = later(whole.from, subscription.startsOn)
    if (from > upTo || (last !== null && from > last)) return
    if (from > whole.to || done.has(from)) continue
    const to = last === null ? whole.to : earlier(whole.to, last)
    const stretches = stretchesOf(known, { from, to })
    if (stretches.length > 0) yield { from, to, whole, stretches }
  }
}

/** The first day of a period: 0 is the first that begins on the billing day, on or after the start. */
function beginning({ startsOn, billingDay, months }: Pick<Subscription, 'startsOn' | 'billingDay' | 'months'>, place: number): LocalDate {
  const first = onDay(startsOn, billingDay) >= startsOn ? startsOn : addMonths(firstOfMonth(startsOn), 1)
  return onDay(addMonths(firstOfMonth(first), place * months), billingDay)
}

function stretchesOf({ changes }: KnownSubscription, { from, to }: Days): Stretch[] {
  const cuts = [from, ...changes.flatMap(({ kind, day }) => (kind !== 'ended' && day !== null && day > from && day <= to ? [day] : []))]
  const begin = [...new Set(cuts)].toSorted()
  return begin.map((day, place) => ({ from: day, to: begin[place + 1] ? addDays(begin[place + 1]!, -1) : to, lines: termsOn(changes, day) })).filter((stretch) => stretch.lines.length > 0 && !isPausedOn(changes, stretch.from))
}

/** The lines of the invoice of a period. A part of it costs as many days of it as there are; each line says which days, in every language. */
export function linesOf({ whole, stretches }: Period): DraftLine[] {
  const of = daysBetween(whole.from, whole.to) + 1
  return stretches.flatMap((stretch) => {
    const days = daysBetween(stretch.from, stretch.to) + 1
    return stretch.lines.map((line) => ({ ...line, quantity: days === of ? line.quantity : partOf(line.quantity, days, of), description: inEach((language) => said(language, line.description, stretch, days, of)) }))
  })
}

function said(language: Language, what: string, { from, to }: Days, days: number, of: number): string {
  const period = writtenDays(language, from, to)
  return days === of ? t(language, 'billing.line', { what, period }) : t(language, 'billing.line-of-part', { what, period, days, of })
}

function inEach(say: (language: Language) => string): Record<Language, string> {
  return Object.fromEntries(LANGUAGES.map((language) => [language, say(language)])) as Record<Language, string>
}

function partOf(quantity: string, days: number, of: number): string {
  const whole = parseDecimal(quantity)
  return isFault(whole) ? quantity : decimalText(divideRounded(whole * BigInt(days), BigInt(of)))
}

const firstOfMonth = (day: LocalDate): LocalDate => `${day.slice(0, 8)}01` as LocalDate
const later = (one: LocalDate, other: LocalDate): LocalDate => (one > other ? one : other)
const earlier = (one: LocalDate, other: LocalDate): LocalDate => (one < other ? one : other)

/** That day of its month, or the month's last. */
function onDay(day: LocalDate, wanted: number): LocalDate {
  const first = firstOfMonth(day)
  return earlier(addDays(first, wanted - 1), addDays(addMonths(first, 1), -1))
}
