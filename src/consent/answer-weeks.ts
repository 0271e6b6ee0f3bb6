import { addDays, weekOf, type LocalDate } from '../values/calendar.ts'

/** Answers of the week that begins on that Monday. */
export interface WeekCount {
  from: LocalDate
  yes: number
  no: number
}

export interface AnswerWeek extends WeekCount {
  /** ISO 8601: `2026-W09`. */
  week: string
}

/** The Monday on which the first of so many weeks begins, the last being that of today. */
export function firstWeek(today: LocalDate, weeks: number): LocalDate {
  return addDays(weekOf(today).from, -7 * (weeks - 1))
}

/** Every one of these weeks up to that of today, those without an answer too, the oldest first. */
export function answerWeeks(today: LocalDate, weeks: number, counted: readonly WeekCount[]): AnswerWeek[] {
  const first = firstWeek(today, weeks)
  const counts = new Map(counted.map((one) => [one.from, one]))
  return Array.from({ length: weeks }, (_, index) => {
    const from = addDays(first, 7 * index)
    const { yes = 0, no = 0 } = counts.get(from) ?? {}
    return { week: weekOf(from).week, from, yes, no }
  })
}
