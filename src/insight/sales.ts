import { SMALLEST_GROUP } from '../anonymity/group.ts'
import { addMonths, type LocalDate } from '../values/calendar.ts'

/** Deals that ended in one month. */
export interface EndedDeals {
  /** `2026-11` */
  month: string
  won: number
  lost: number
  /** In hundredths. */
  wonValue: bigint
  lostValue: bigint
}

/** What stands open in one stage. */
export interface StageDeals {
  stageId: string
  count: number
  value: bigint
  /** For how many days the one in the middle has stood there. */
  days: number
}

export interface SalesCounts {
  stages: StageDeals[]
  months: EndedDeals[]
  /** Days from the first to the last of the won deal in the middle. */
  daysToWin: number
}

/** What is said of all deals that ended: nothing of fewer than the smallest group, where a share is chance and a middle is somebody. */
export function winning({ months, daysToWin }: Pick<SalesCounts, 'months' | 'daysToWin'>): { share: number | null; days: number | null } {
  const [won, ended] = [months.reduce((sum, month) => sum + month.won, 0), months.reduce((sum, month) => sum + month.won + month.lost, 0)]
  return { share: ended < SMALLEST_GROUP ? null : won / ended, days: won < SMALLEST_GROUP ? null : daysToWin }
}

/** Every month from the first to the last (`2026-11`), those too in which nothing ended. */
export function withEmptyMonths(months: readonly EndedDeals[], from: string, to: string): EndedDeals[] {
  const known = new Map(months.map((one) => [one.month, one]))
  const all: EndedDeals[] = []
  for (let month = from; month <= to; month = addMonths(`${month}-01` as LocalDate, 1).slice(0, 7)) {
    all.push(known.get(month) ?? { month, won: 0, lost: 0, wonValue: 0n, lostValue: 0n })
  }
  return all
}
