import type { PersonId } from '../values/ids.ts'

/**
 * Why somebody came to see a person's data: by which way, where nothing more is known, or what they were doing there.
 * `search` is a hit of a search that was opened; a row of a list, of hits too, is `list`.
 */
export const LOOK_WHYS = ['shown', 'search', 'timeline', 'receipt', 'choice', 'mail', 'import', 'mailing', 'list', 'audience', 'recipients', 'export', 'document', 'request'] as const
export type LookWhy = (typeof LOOK_WHYS)[number]

/** What the workspace may say that a person is opened for; everything else is told by the route. */
export const LOOK_ERRANDS = ['search', 'mail', 'import', 'mailing'] as const satisfies readonly LookWhy[]
export type LookErrand = (typeof LOOK_ERRANDS)[number]

/** How close a look was: at the person, at a row among others, or taken out of the house. */
export const LOOK_KINDS = ['opened', 'listed', 'exported'] as const
export type LookKind = (typeof LOOK_KINDS)[number]

const KIND: Record<LookWhy, LookKind> = {
  shown: 'opened', search: 'opened', timeline: 'opened', receipt: 'opened', choice: 'opened', mail: 'opened', import: 'opened', mailing: 'opened', document: 'opened', request: 'opened',
  list: 'listed', audience: 'listed', recipients: 'listed', export: 'exported',
}

export function kindOfLook(why: LookWhy): LookKind {
  return KIND[why]
}

/** The ways of looking that are of this kind. */
export function whysOf(kind: LookKind): LookWhy[] {
  return LOOK_WHYS.filter((why) => KIND[why] === kind)
}

/** What is shown of a person beside the fields of the catalogue. */
export const SHOWN_BESIDE = ['name', 'choices', 'grounds', 'relations', 'history', 'messages', 'documents', 'requests'] as const

/** Whom somebody saw, and which fields of theirs: keys of the catalogue, or of `SHOWN_BESIDE`. Values never come here. */
export interface Seen {
  personId: PersonId
  fields: readonly string[]
}

/** Who looked, as what: a colleague in their roles, or another system. */
export interface Looker {
  kind: 'staff' | 'key'
  id: string
  /** Roles at that moment: keys of the program's own, names of the company's. */
  roles: readonly string[]
}

/** Several people shown to one looker at once. */
export interface Look {
  looker: Looker
  why: LookWhy
  people: readonly Seen[]
}

/** More people than this within an hour are unusual for anybody. */
export const MANY_AN_HOUR = 200
/** So many times what is usual for oneself is unusual too. */
export const TIMES_USUAL = 5
/** What is usual is the median of the hours of so many days in which one looked at anybody. */
export const USUAL_DAYS = 30
/** Of fewer hours nothing usual can be told. */
export const USUAL_HOURS = 10
/** How many days a look is kept: two years. */
export const KEPT_DAYS = 730

/** The median of these hours, or null where there are too few. */
export function usualOf(hours: readonly number[]): number | null {
  if (hours.length < USUAL_HOURS) return null
  const sorted = hours.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Are so many people within an hour unusual for somebody whose usual hour has `usual`? */
export function isUnusual(people: number, usual: number | null): boolean {
  return people > MANY_AN_HOUR || (usual !== null && people > TIMES_USUAL * usual)
}
