import type { PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'

/** How a finished invoice came here. */
export const DECORATION_WAYS = ['screen', 'api', 'command', 'folder', 'mail'] as const
export type DecorationWay = (typeof DECORATION_WAYS)[number]

/** Where an invoice came from, and what its file was called. */
export interface Origin {
  way: DecorationWay
  by: { kind: string; id: string | null }
  name?: string | undefined
}

/** An invoice of another system that got the privacy part, and what was shown on it: evidence that the customer was told (art. 13, 14). */
export interface Decoration {
  personId: PersonId
  decorationId: string
  at: Date
  way: DecorationWay
  by: Origin['by']
  name: string | null
  language: Language
  words: string
  withPdf: boolean
  withUbl: boolean
  withSheet: boolean
}

/** Days for which it is remembered what could not be done. */
export const REFUSAL_DAYS = 30
const NAME_MAX = 120

/** What a file is called without its ending, and without whom it is for, who stands before the first underscore. */
export function nameToKeep(name: string | undefined): string | null {
  const bare = name?.replace(/\.[^.]{1,5}$/, '').replace(/^[^_]*_/, '').slice(0, NAME_MAX)
  return bare || null
}
