import { SMALLEST_GROUP } from '../anonymity/group.ts'

/** Within so many days a yes that is taken back is one that was regretted. */
export const REGRET_DAYS = 30

/** A part of a group of people: how many there are, and of how many of them something is true. */
export interface Part {
  of: number
  count: number
}

/** What is counted of one purpose over the last months. */
export interface PurposeCounts {
  purpose: string
  /** Questions put, and those answered with a yes since. */
  asked: Part
  /** Yeses that are older than the days of regret, and those taken back within them. */
  regretted: Part
  /** People who came under this purpose and were no customers, and those who are by now. */
  becameCustomers: Part
  /** People of whom something is held for this purpose, and those for whom it has not been used. */
  unused: Part
}

export const COUNTED_PARTS = ['asked', 'regretted', 'becameCustomers', 'unused'] as const

export type ShownCounts = { purpose: string } & Record<(typeof COUNTED_PARTS)[number], Part | null>

/** What may be shown: of fewer people than the smallest group nothing is said, neither how many nor what share (a share of three people is a guess about each of them). */
export function shownCounts(counts: PurposeCounts): ShownCounts {
  return { ...counts, ...Object.fromEntries(COUNTED_PARTS.map((part) => [part, shownPart(counts[part])])) } as ShownCounts
}

export const shownPart = (part: Part): Part | null => (part.of < SMALLEST_GROUP ? null : part)
