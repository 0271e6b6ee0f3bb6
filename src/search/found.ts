import type { Keeper } from '../keeper/keeper.ts'
import type { Scope } from '../people/scope.ts'
import type { Permission } from '../staff/permission.ts'
import type { PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import type { Rank, Wanted } from './wanted.ts'

/** What is searched for. */
export const FOUND_KINDS = ['person', 'company', 'invoice', 'quote', 'deal', 'ticket', 'request', 'note', 'mailing', 'purpose'] as const
export type FoundKind = (typeof FOUND_KINDS)[number]

/** Who searches, and what they see. */
export interface Searcher {
  permissions: ReadonlySet<Permission>
  /** What is seen of whom; undefined is everything. */
  scope: Scope | undefined
  /** The purposes whose notes they read. */
  notesOf: readonly string[]
  /** Whether what people write us is for their roles to read. */
  readsTickets: boolean
  language: Language
  keeper: Keeper
}

/** One thing that was found, as it stands in a line. */
export interface Found {
  id: string
  /** Whom it is about; of a person themself the same. */
  person: { id: PersonId; name: string } | null
  title: string
  about: string | null
  rank: Rank
  /** What the line tells of the person, for the book of looks. */
  shows: readonly string[]
}

/** What a finder goes by beside the words. */
export interface Clue {
  wanted: Wanted
  /** The people whom the words fit, where these are few; what is theirs is found too. */
  people: ReadonlyMap<PersonId, string>
  limit: number
}
