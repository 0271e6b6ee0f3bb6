import { addDays, localDateIn, startOfHour } from '../values/calendar.ts'

/** Hours of the wall clock at which the sweep begins: the pause between two is never longer than 13 hours, so nothing stays a day too long. */
export const SWEEP_HOURS = [2, 14] as const

/** A sweep by its hour on the wall, `2026-03-02T02`: each is done once, also where the clock skips or repeats the hour. */
export interface SweepSlot {
  slot: string
  dueAt: Date
}

/** The last hour of sweeping that has come, on the clock of a zone. */
export function sweepSlot(now: Date, zone: string): SweepSlot {
  const today = localDateIn(zone, now)
  const slots = [addDays(today, -1), today].flatMap((date) => SWEEP_HOURS.map((hour) => ({ slot: `${date}T${String(hour).padStart(2, '0')}`, dueAt: startOfHour(date, hour, zone) })))
  return slots.findLast(({ dueAt }) => dueAt <= now)!
}

/** The next hour of sweeping. */
export function nextSweep(now: Date, zone: string): Date {
  const today = localDateIn(zone, now)
  return [today, addDays(today, 1)].flatMap((date) => SWEEP_HOURS.map((hour) => startOfHour(date, hour, zone))).find((at) => at > now)!
}
