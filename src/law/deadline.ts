import { Temporal } from 'temporal-polyfill'
import type { IsHoliday } from './holidays.ts'

/** Months from receipt in which a request is answered (GDPR art. 12(3)). */
export const ANSWER_MONTHS = 1
/** Months from receipt, never from the first due day, when the time was extended (art. 12(3)). */
export const EXTENDED_MONTHS = 3
/** What we hold ourselves to: some authorities count without the rule for weekends, and February has 28 days. */
export const INNER_TARGET_DAYS = 28
/** Days before the due day on which somebody is reminded. */
export const REMINDER_DAYS = [10, 3, 0] as const

/** The days of a request, ISO 8601 dates on the controller's wall. Each ends at 24:00. */
export interface Deadline {
  receivedOn: string
  /** The inner target. */
  aimOn: string
  /** By then it is answered, or an extension with its reasons has gone out. */
  dueOn: string
  /** The last day after an extension. */
  latestOn: string
}

/**
 * When a request is due, by Regulation 1182/71: the day of receipt is not counted (art. 3(1)); a period of months ends
 * with the day that has the same number, or the last of its month (3(2)(c)); if that is a Saturday, a Sunday or a public
 * holiday it ends with the next working day (3(4)).
 * @param receivedAt when the request reached the company, working day or not
 * @param zone IANA zone of the controller's country
 * @param isHoliday public holidays there
 */
export function deadlineOf(receivedAt: Date, zone: string, isHoliday: IsHoliday): Deadline {
  const received = dayIn(zone, receivedAt)
  return {
    receivedOn: received.toString(),
    aimOn: received.add({ days: INNER_TARGET_DAYS }).toString(),
    dueOn: nextWorkingDay(received.add({ months: ANSWER_MONTHS }, { overflow: 'constrain' }), isHoliday),
    latestOn: nextWorkingDay(received.add({ months: EXTENDED_MONTHS }, { overflow: 'constrain' }), isHoliday),
  }
}

/** A stretch of time in which the clock is said to have stood; without an end it still does. */
export interface Span {
  since: Date
  until: Date | null
}

/**
 * The day as it would be if the clock stands while the person is asked who they are: moved by the whole days waited.
 * Not every authority accepts that, so it is only ever shown beside the strict day, which is the one that counts.
 */
export function pausedDay(day: string, pauses: readonly Span[], now: Date, zone: string, isHoliday: IsHoliday): string {
  const days = pauses.reduce((sum, { since, until }) => sum + dayIn(zone, since).until(dayIn(zone, until ?? now)).days, 0)
  return days === 0 ? day : nextWorkingDay(Temporal.PlainDate.from(day).add({ days }), isHoliday)
}

/** The moment at which a day is over in a zone: 24:00 there. */
export function endOfDay(day: string, zone: string): Date {
  return new Date(Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime({ timeZone: zone }).startOfDay().epochMilliseconds)
}

export type Urgency = 'in-time' | 'soon' | 'today' | 'overdue'

/** How a due day looks from a moment; soon is within the first reminder. */
export function urgencyOf(dueOn: string, now: Date, zone: string): Urgency {
  const left = daysLeft(dueOn, now, zone)
  if (left < 0) return 'overdue'
  if (left === 0) return 'today'
  return left <= REMINDER_DAYS[0] ? 'soon' : 'in-time'
}

/** Whole days from today to a day; negative when it has passed. */
export function daysLeft(day: string, now: Date, zone: string): number {
  return dayIn(zone, now).until(Temporal.PlainDate.from(day)).days
}

/** The first day after `after` (or at all) on which somebody is reminded of a due day; null when there is none left. */
export function nextReminder(dueOn: string, after: string | null): string | null {
  const due = Temporal.PlainDate.from(dueOn)
  return REMINDER_DAYS.map((days) => due.subtract({ days }).toString()).find((day) => after === null || day > after) ?? null
}

/** The date on the wall there. */
export function dayOn(zone: string, at: Date): string {
  return dayIn(zone, at).toString()
}

function nextWorkingDay(day: Temporal.PlainDate, isHoliday: IsHoliday): string {
  const SATURDAY = 6
  let end = day
  while (end.dayOfWeek >= SATURDAY || isHoliday(end.toString())) end = end.add({ days: 1 })
  return end.toString()
}

function dayIn(zone: string, at: Date): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate()
}
