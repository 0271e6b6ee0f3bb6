import { Temporal } from 'temporal-polyfill'
import { fault, type Fault } from './fault.ts'

declare const brand: unique symbol

/** A day without time and zone, `YYYY-MM-DD`. Compares as text. */
export type LocalDate = string & { readonly [brand]: 'local date' }

/** Which number comes first in `3/4/2026`. */
export type DateOrder = 'day-first' | 'month-first'

export type DateFault = Fault<'date-empty' | 'date-form' | 'date-does-not-exist' | 'date-two-digit-year' | 'date-order' | 'date-time-zone'>

/** What stands around the text and decides how it is read. */
export interface DateHints {
  /** From `dateOrderOf` over the whole column, or from the person who imports. */
  order?: DateOrder | undefined
  /** The text comes from a spreadsheet cell, where a bare number counts days. */
  spreadsheet?: boolean
}

/** Spreadsheets count days from here; they believe that 29 February 1900, day 60, existed. */
const SPREADSHEET_DAY_ZERO = Temporal.PlainDate.from('1899-12-30')
const SPREADSHEET_FIRST_TRUE_DAY = 61
const SPREADSHEET_LAST_DAY = 2_958_465

const YEAR_FIRST = /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})\.?)$/
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/
const DOTTED = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/
const SLASHED = /^(\d{1,2})(?:\/(\d{1,2})(?:\/|\s)|-(\d{1,2})-)(\d{4})$/
const NAMED = /^(\d{1,2})\.?\s(\p{L}{3,9})\.?,?\s(\d{4})$/u
const TWO_DIGIT_YEAR = /^\d{1,2}([./-])\s?\d{1,2}\1\s?\d{2}$/
const SERIAL = /^\d{1,7}(?:\.\d+)?$/
const TIME = /^(\S+)[T\s](\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s?(Z|[+-]\d{2}:?\d{2})?$/

/**
 * A date as people and programs write it: `2026-11-22`, `20261122`, `22.11.2026`, `22/11 2026`, `22 november 2026`, and
 * spreadsheet day numbers where the hints allow them. Two-digit years and unclear orders are refused, not guessed.
 * Dots always mean day first. A time of day is dropped; with a zone only midnight is.
 */
export function parseDate(text: string, hints: DateHints = {}): LocalDate | DateFault {
  const typed = text.trim()
  if (typed === '') return fault('date-empty')
  const timed = TIME.exec(typed)
  if (timed) return timed[3] && /[1-9]/.test(timed[2]!) ? fault('date-time-zone') : parseDate(timed[1]!, hints)

  const yearFirst = YEAR_FIRST.exec(typed) ?? COMPACT.exec(typed)
  if (yearFirst) {
    const [year, month, day] = yearFirst.slice(1).filter((part) => part !== undefined)
    return dateOf(year!, month!, day!)
  }
  const dotted = DOTTED.exec(typed)
  if (dotted) return dateOf(dotted[3]!, dotted[2]!, dotted[1]!)
  const slashed = SLASHED.exec(typed)
  if (slashed) return slashedDate(slashed[4]!, slashed[1]!, slashed[2] ?? slashed[3]!, hints.order)
  const named = NAMED.exec(typed)
  if (named) return namedDate(named[3]!, named[2]!, named[1]!)
  if (TWO_DIGIT_YEAR.test(typed)) return fault('date-two-digit-year')
  if (hints.spreadsheet && SERIAL.test(typed)) return dateFromSerial(Number(typed))
  return fault('date-form')
}

/** The order that a column shows: some first or second number over 12, and no contradiction. */
export function dateOrderOf(column: Iterable<string>): DateOrder | undefined {
  const shown = new Set<DateOrder>()
  for (const text of column) {
    const slashed = SLASHED.exec(text.trim())
    if (!slashed) continue
    if (Number(slashed[1]) > 12) shown.add('day-first')
    if (Number(slashed[2] ?? slashed[3]) > 12) shown.add('month-first')
  }
  return shown.size === 1 ? [...shown][0] : undefined
}

/** A spreadsheet's day number as a date (the 1900 system; a fraction is the time of day). */
export function dateFromSerial(serial: number): LocalDate | DateFault {
  const days = Math.floor(serial)
  if (days < 1 || days === SPREADSHEET_FIRST_TRUE_DAY - 1 || days > SPREADSHEET_LAST_DAY) return fault('date-does-not-exist')
  return SPREADSHEET_DAY_ZERO.add({ days: days < SPREADSHEET_FIRST_TRUE_DAY ? days + 1 : days }).toString() as LocalDate
}

/** The same day of a later month, or that month's last day: 31 January + 1 month is 28 or 29 February. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ months }).toString() as LocalDate
}

/** The same day of a later year; 29 February becomes 28 February. */
export function addYears(date: LocalDate, years: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ years }).toString() as LocalDate
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ days }).toString() as LocalDate
}

/** How many days later the second one is. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days
}

/** The ISO 8601 week a date lies in, and its Monday. */
export function weekOf(date: LocalDate): { week: string; from: LocalDate } {
  const { yearOfWeek, weekOfYear, dayOfWeek } = Temporal.PlainDate.from(date)
  return { week: `${yearOfWeek}-W${String(weekOfYear).padStart(2, '0')}`, from: addDays(date, 1 - dayOfWeek) }
}

/** The date on the wall at a moment, in an IANA zone such as `Europe/Stockholm`. */
export function localDateIn(zone: string, moment: Date): LocalDate {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString() as LocalDate
}

/** The first moment of a date in a zone, also where the clock skips midnight. */
export function startOfDay(date: LocalDate, zone: string): Date {
  return new Date(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone }).startOfDay().epochMilliseconds)
}

/** The moment of a full hour on the clock of a zone: the first where the hour comes twice, the next one where it is skipped. */
export function startOfHour(date: LocalDate, hour: number, zone: string): Date {
  return new Date(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour }) }).epochMilliseconds)
}

/** The moment of a time (`14:05`) on the clock of a zone: the first where it comes twice, as long after where it is skipped. */
export function momentAt(date: LocalDate, time: string, zone: string): Date {
  return new Date(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds)
}

/** The time on the wall at a moment, `14:05`. */
export function localTimeIn(zone: string, moment: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' })
}

/** Full years lived. Somebody born on 29 February is a year older on 1 March of common years: never too early. */
export function ageOn(birth: LocalDate, date: LocalDate): number {
  return Temporal.PlainDate.from(birth).until(Temporal.PlainDate.from(date), { largestUnit: 'years' }).years
}

function dateOf(year: string, month: string, day: string): LocalDate | DateFault {
  try {
    return Temporal.PlainDate.from({ year: Number(year), month: Number(month), day: Number(day) }, { overflow: 'reject' }).toString() as LocalDate
  } catch {
    return fault('date-does-not-exist')
  }
}

function slashedDate(year: string, first: string, second: string, order: DateOrder | undefined): LocalDate | DateFault {
  const monthFirst = order === 'month-first' || (!order && Number(second) > 12)
  if (!order && Number(first) <= 12 && Number(second) <= 12 && Number(first) !== Number(second)) return fault('date-order')
  return monthFirst ? dateOf(year, first, second) : dateOf(year, second, first)
}

function namedDate(year: string, name: string, day: string): LocalDate | DateFault {
  const month = monthNames().get(name.toLowerCase())
  return month ? dateOf(year, String(month), day) : fault('date-form')
}

let months: Map<string, number> | undefined

/** Long and short month names of our languages. */
function monthNames(): Map<string, number> {
  if (months) return months
  months = new Map()
  for (const language of ['sv', 'nb', 'en']) {
    for (const form of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(language, { month: form, day: 'numeric', timeZone: 'UTC' })
      for (let month = 1; month <= 12; month++) {
        const name = format.formatToParts(Date.UTC(2026, month - 1, 1)).find((part) => part.type === 'month')!.value
        months.set(name.toLowerCase().replace('.', ''), month)
      }
    }
  }
  return months
}
