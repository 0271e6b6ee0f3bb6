/** A clock that has moved by more than this since it was last believed has been moved: what depends on it waits (TU-03). */
export const CLOCK_LEAP_MS = 24 * 3_600_000

export type ClockDoubt = 'clock-ahead' | 'clock-behind'

/** What is known of the time beside the clock. */
export interface KnownTimes {
  /** When the sweep last believed the clock, or a colleague said that it is right. */
  trustedAt: Date | null
  /** When the newest head of the ledger was signed; by this clock or another, so it can only show that a clock is behind. */
  newestHeadAt: Date | null
}

/**
 * What is wrong with the clock, and since when: it has leapt ahead, or lies behind what is known to have happened. Null:
 * nothing. A program that stood still for longer than a day cannot tell a long pause from a leap, so it asks a colleague.
 */
export function doubtClock(now: Date, { trustedAt, newestHeadAt }: KnownTimes): { why: ClockDoubt; knownAt: Date } | null {
  const known = [trustedAt, newestHeadAt].filter((one) => one !== null).toSorted((a, b) => b.getTime() - a.getTime())[0]
  if (known && known.getTime() - now.getTime() > CLOCK_LEAP_MS) return { why: 'clock-behind', knownAt: known }
  const base = trustedAt ?? newestHeadAt
  return base && now.getTime() - base.getTime() > CLOCK_LEAP_MS ? { why: 'clock-ahead', knownAt: base } : null
}
