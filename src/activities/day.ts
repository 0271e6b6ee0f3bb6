import { localDateIn, type LocalDate } from '../values/calendar.ts'

export const DAY_PARTS = ['overdue', 'today', 'later', 'some-day'] as const
export type DayPart = (typeof DAY_PARTS)[number]

/** Where something stands on the list of a day: what was due before today is overdue, whatever its hour was. */
export function dayPart(dueAt: Date | null, today: LocalDate, zone: string): DayPart {
  if (dueAt === null) return 'some-day'
  const on = localDateIn(zone, dueAt)
  return on < today ? 'overdue' : on === today ? 'today' : 'later'
}
