import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { AnswerWeek } from '../consent/answer-weeks.ts'
import type { ConsentRate } from '../consent/consent-rates.sql.ts'
import type { Surface } from '../ledger/entry.ts'
import { localDateIn, startOfDay, weekOf, type LocalDate } from '../values/calendar.ts'
import { daysLater } from '../values/moment.ts'

/** What is counted of people for good: what the overview shows, and who came. */
export const STATISTICS = ['answers', 'questions', 'newcomers'] as const
export type StatisticKind = (typeof STATISTICS)[number]

/** Days after its end on which a period is counted: a question may be answered for a month. */
export const COUNTED_AFTER_DAYS: Record<StatisticKind, number> = { answers: 0, questions: 31, newcomers: 0 }
export const PERIOD_OF: Record<StatisticKind, 'week' | 'month'> = { answers: 'week', questions: 'month', newcomers: 'month' }

/** After midnight what was begun before it is still being written. */
const SETTLES_MS = 10 * 60 * 1000

/** The first moment of the period that may not be counted yet. */
export function endOfCounted(what: StatisticKind, now: Date): Date {
  const day = localDateIn(RETENTION_ZONE, daysLater(new Date(now.getTime() - SETTLES_MS), -COUNTED_AFTER_DAYS[what]))
  return startOfDay(PERIOD_OF[what] === 'week' ? weekOf(day).from : (`${day.slice(0, 7)}-01` as LocalDate), RETENTION_ZONE)
}

/** A group that was counted: no id, no sum, at least ten. */
export interface Statistic {
  what: StatisticKind
  /** ISO week `2026-W09` or month `2026-03`. */
  period: string
  cell: string
  count: number
}

/** Weeks as they are shown: what was counted for good stands, the rest is counted among those who are here. */
export function withKeptWeeks(weeks: readonly AnswerWeek[], kept: readonly Statistic[]): AnswerWeek[] {
  const cells = countsOf(kept, 'answers')
  return weeks.map((one) => ({ ...one, yes: cells.get(`${one.week} yes`) ?? one.yes, no: cells.get(`${one.week} no`) ?? one.no }))
}

/** A rate of one month, as it is counted among those who are here. */
export type MonthlyRate = ConsentRate & { month: string }

const OUTCOMES = ['yes', 'no', 'stopAsking', 'none'] as const

/** Of questions put: how many were answered how. */
type Asked = Omit<ConsentRate, 'surface'>

/** Rates by surface over all months, and by month over all surfaces: each month's groups as they were counted for good, the others among those who are here. */
export function withKeptRates(live: readonly MonthlyRate[], kept: readonly Statistic[]): { surfaces: ConsentRate[]; months: ({ month: string } & Asked)[] } {
  const cells = new Map<string, { month: string; surface: Surface; outcome: string; count: number }>()
  const put = (month: string, surface: Surface, outcome: string, count: number) => cells.set(`${month} ${surface} ${outcome}`, { month, surface, outcome, count })
  for (const one of live) for (const outcome of OUTCOMES) put(one.month, one.surface, outcome, one[outcome])
  for (const { what, period, cell, count } of kept) {
    const [surface, outcome] = cell.split(' ') as [Surface, string]
    if (what === 'questions') put(period, surface, outcome, count)
  }
  const all = [...cells.values()]
  return {
    surfaces: [...Map.groupBy(all, (one) => one.surface)].map(([surface, of]) => ({ surface, ...askedIn(of) }))
      .toSorted((a, b) => b.asked - a.asked || (a.surface < b.surface ? -1 : 1)),
    months: [...Map.groupBy(all, (one) => one.month)].map(([month, of]) => ({ month, ...askedIn(of) })).toSorted((a, b) => (a.month < b.month ? -1 : 1)),
  }
}

function askedIn(cells: readonly { outcome: string; count: number }[]): Asked {
  const sum = (outcome: string) => cells.reduce((total, one) => (one.outcome === outcome ? total + one.count : total), 0)
  const rate = { yes: sum('yes'), no: sum('no'), stopAsking: sum('stopAsking'), none: sum('none') }
  return { asked: rate.yes + rate.no + rate.stopAsking + rate.none, ...rate }
}

function countsOf(kept: readonly Statistic[], what: StatisticKind): Map<string, number> {
  return new Map(kept.filter((one) => one.what === what).map((one) => [`${one.period} ${one.cell}`, one.count]))
}
