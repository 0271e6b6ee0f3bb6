import { searchKey } from '../values/search-key.ts'
import type { PersonId } from '../values/ids.ts'
import type { ReadContact } from './stranger.ts'

/** What somebody is looked for by. */
export const TERM_KINDS = ['name', 'email', 'phone', 'address', 'number'] as const
export type TermKind = (typeof TERM_KINDS)[number]

/** One thing that is looked for, folded as texts are compared. */
export interface SearchTerm {
  kind: TermKind
  /** Each must stand in the text as a word of its own. */
  words: readonly string[]
  /** Must stand in the text somewhere. */
  piece?: string
  /** Letters and digits of a number, however they are set apart. */
  compact?: string
  /** The last digits of a number, wherever they stand and however they are set apart. */
  digits?: string
}

/** What was found in one place, and of whom. */
export interface PlaceFound {
  /** Name of the table. */
  place: string
  /** How many rows. */
  found: number
  people: readonly { personId: PersonId; by: readonly TermKind[] }[]
}

/** Somebody it may be: by what, and in how many places. */
export interface SearchMatch {
  personId: PersonId
  by: TermKind[]
  places: string[]
}

/** Fewer letters or digits stand everywhere. */
const NUMBER_MIN = 4
/** A country's own numbers differ within these. */
const DIGITS = 8
/** As many as a colleague can look through. */
const MATCHES = 25

/** What to look for, of what is said of somebody; `number` is a customer's, an invoice's or an identity number, as it was said. */
export function termsOf({ name, contacts, number }: { name: string; contacts: readonly ReadContact[]; number?: string | undefined }): SearchTerm[] {
  const words = wordsOf(name)
  const digits = number?.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase() ?? ''
  return [
    ...(words.length > 0 ? [{ kind: 'name' as const, words }] : []),
    ...contacts.flatMap(({ kind, canonical, value }): SearchTerm[] => {
      if (kind === 'email') return [{ kind, words: [], piece: canonical.toLowerCase() }]
      if (kind === 'phone') return [{ kind, words: [], digits: canonical.replaceAll(/\D/g, '').slice(-DIGITS) }]
      // The street and its number: towns and postal codes are written in many ways.
      return [{ kind: 'address' as const, words: wordsOf(value.split(',')[0]!) }]
    }),
    ...(digits.length >= NUMBER_MIN ? [{ kind: 'number' as const, words: [], ...(/^\d+$/.test(digits) ? { digits } : { compact: digits }) }] : []),
  ]
}

function wordsOf(text: string): string[] {
  return searchKey(text).split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1 || /\d/.test(word))
}

/** Whom it may be, the likeliest first: by most of what was said, then in most places. */
export function matchesIn(places: readonly PlaceFound[]): SearchMatch[] {
  const matches = new Map<PersonId, SearchMatch>()
  for (const { place, people } of places) {
    for (const { personId, by } of people) {
      const match = matches.get(personId) ?? { personId, by: [], places: [] }
      matches.set(personId, { personId, by: [...new Set([...match.by, ...by])], places: [...new Set([...match.places, place])] })
    }
  }
  return [...matches.values()].toSorted((a, b) => b.by.length - a.by.length || b.places.length - a.places.length).slice(0, MATCHES)
}
