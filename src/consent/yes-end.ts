import { lives, type Ground } from '../people/ground.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Purpose } from '../purposes/purpose.ts'
import { monthsLater } from '../values/moment.ts'
import type { ChoiceStanding } from './standing.ts'

/** When a yes ends by itself; null where only a no, or the end of its ground, ends it. */
export type YesEnd = (said: Pick<ChoiceStanding, 'purpose' | 'state' | 'since'>) => Date | null

/**
 * How long yeses to these purposes last (art. 5(1)(e), 7(1)): so many months from when each was said, where the rule of its
 * purpose counts from then. Each channel has a yes of its own; another one said later lets it last no longer.
 */
export function yesEnds(purposes: readonly Pick<Purpose, 'key' | 'retention'>[]): YesEnd {
  const months = new Map(purposes.filter(({ retention }) => retention.from === 'consent-given').map(({ key, retention }) => [key, retention.months]))
  // Of many, most were said at one moment, and counting months is slow.
  const ends = new Map<string, Date>()
  return ({ purpose, state, since }) => {
    const lasts = state === 'given' ? months.get(purpose) : undefined
    if (lasts === undefined) return null
    const alike = `${lasts} ${since.getTime()}`
    if (!ends.has(alike)) ends.set(alike, monthsLater(since, lasts, RETENTION_ZONE))
    return ends.get(alike)!
  }
}

/** Until when this yes holds as things stand: its own day, or that of its ground where that is sooner; null where neither has one. */
export function yesHoldsUntil(said: Pick<ChoiceStanding, 'purpose' | 'state' | 'since'>, grounds: readonly Ground[], endOf: YesEnd, now: Date): Date | null {
  const resting = grounds.filter((one) => one.purpose === said.purpose && one.basis === 'consent' && lives(one, now))
  const byGround = resting.some((one) => one.until === null) ? null : (resting.map((one) => one.until!).toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null)
  const own = endOf(said)
  return own && byGround ? (own < byGround ? own : byGround) : (own ?? byGround)
}
