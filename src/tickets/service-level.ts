import type { IsHoliday } from '../law/holidays.ts'
import { addDays, daysBetween, localDateIn, momentAt, startOfDay, weekOf, type LocalDate } from '../values/calendar.ts'

/** From and until when somebody works, in minutes after midnight on the wall; null: not that day. Monday comes first. */
export type WorkingHours = readonly (readonly [from: number, until: number] | null)[]

/** What the company promises its customers, in hours of working time. */
export interface ServiceLevel {
  hours: WorkingHours
  firstAnswerHours: number
  solveHours: number
}

const HOUR = 60
const DAY = 24 * HOUR
const OFFICE = [8 * HOUR, 17 * HOUR] as const
/** Where nobody has said: an answer within a working day, solved within a week. */
export const STARTER_LEVEL: ServiceLevel = { hours: [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, null, null], firstAnswerHours: 9, solveHours: 45 }

/** The hours with the place they are counted at. */
export interface WorkingCalendar {
  hours: WorkingHours
  /** IANA zone. */
  zone: string
  isHoliday: IsHoliday
}

const MINUTE_MS = 60_000
/** Hours that are never anybody's would be looked for without end. */
const MOST_DAYS = 3_660

/** The moment at which so much working time has passed: on days of the clock, without public holidays, in minutes that really were. Throws where nobody ever works. */
export function afterWorking(from: Date, minutes: number, calendar: WorkingCalendar): Date {
  let left = minutes * MINUTE_MS
  let day = localDateIn(calendar.zone, from)
  for (let days = 0; days < MOST_DAYS; days++, day = addDays(day, 1)) {
    const span = workedOn(day, calendar)
    if (!span) continue
    const begins = Math.max(span[0].getTime(), from.getTime())
    const lasts = span[1].getTime() - begins
    if (lasts <= 0) continue
    if (left <= lasts) return new Date(begins + left)
    left -= lasts
  }
  throw new RangeError('nobody works at these hours')
}

/** How much working time lies between two moments, in minutes; none where the second is not later. */
export function workingMinutes(from: Date, until: Date, calendar: WorkingCalendar): number {
  let sum = 0
  const last = localDateIn(calendar.zone, until)
  for (let day = localDateIn(calendar.zone, from); day <= last; day = addDays(day, 1)) {
    const span = workedOn(day, calendar)
    if (span) sum += Math.max(0, Math.min(span[1].getTime(), until.getTime()) - Math.max(span[0].getTime(), from.getTime()))
  }
  return sum / MINUTE_MS
}

/** When what is promised is due, for a ticket that begins now. */
export function promised(now: Date, level: ServiceLevel, calendar: WorkingCalendar): { firstDue: Date; solveDue: Date } {
  return { firstDue: afterWorking(now, level.firstAnswerHours * HOUR, calendar), solveDue: afterWorking(now, level.solveHours * HOUR, calendar) }
}

/** The time that was left to solve it when it began to wait for the customer is left again when it goes on; what was late then stays late. */
export function resumedDue(solveDue: Date, waitingSince: Date, now: Date, calendar: WorkingCalendar): Date {
  return solveDue <= waitingSince ? solveDue : afterWorking(now, workingMinutes(waitingSince, solveDue, calendar), calendar)
}

function workedOn(day: LocalDate, { hours, zone, isHoliday }: WorkingCalendar): readonly [Date, Date] | undefined {
  const span = hours[daysBetween(weekOf(day).from, day)]
  return span && !isHoliday(day) ? [minuteOf(day, span[0], zone), minuteOf(day, span[1], zone)] : undefined
}

/** The moment of so many minutes after midnight on the wall; the last is the next midnight. */
function minuteOf(day: LocalDate, minute: number, zone: string): Date {
  if (minute >= DAY) return startOfDay(addDays(day, 1), zone)
  return momentAt(day, [Math.floor(minute / HOUR), minute % HOUR].map((part) => String(part).padStart(2, '0')).join(':'), zone)
}
