import type { DealState } from './deal.ts'
import type { Stage } from './pipeline.ts'

/** Deals of one stage that are expected, or were won, in one month. */
export interface DealSum {
  state: Exclude<DealState, 'lost'>
  /** `2026-11`; null where nobody said when. */
  month: string | null
  stageId: string
  count: number
  /** In hundredths. */
  value: bigint
}

export interface ForecastMonth {
  /** `2026-11`, `late` for what should have been decided before this month, `some-day` where nobody said when. */
  month: string
  won: bigint
  /** All that is open, and the same weighed by the chance of its stage. */
  open: bigint
  weighed: bigint
  count: number
}

export const LATE = 'late'
export const SOME_DAY = 'some-day'

/** What each month may bring, from what is late over the coming months to what has no day; months with nothing are left out. */
export function forecast(sums: readonly DealSum[], stages: readonly Stage[], thisMonth: string): ForecastMonth[] {
  const chances = new Map(stages.map(({ id, chance }) => [id, BigInt(chance)]))
  const months = new Map<string, ForecastMonth>()
  for (const { state, month, stageId, count, value } of sums) {
    const key = month === null ? SOME_DAY : state === 'open' && month < thisMonth ? LATE : month
    const sum = months.get(key) ?? { month: key, won: 0n, open: 0n, weighed: 0n, count: 0 }
    months.set(key, state === 'won' ? { ...sum, won: sum.won + value } : {
      ...sum, open: sum.open + value, weighed: sum.weighed + (value * (chances.get(stageId) ?? 0n) + 50n) / 100n, count: sum.count + count,
    })
  }
  return [...months.values()].toSorted((one, other) => rank(one.month) - rank(other.month) || (one.month < other.month ? -1 : 1))
}

const rank = (month: string) => (month === LATE ? 0 : month === SOME_DAY ? 2 : 1)
