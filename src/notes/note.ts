import type { Catalogue } from '../purposes/catalogue.ts'
import type { Purpose } from '../purposes/purpose.ts'
import type { Reach } from '../staff/reach.ts'
import type { TextKind } from '../free-text/text-kind.ts'
import type { PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'

export const NOTE_LENGTH = 4_000

/** Months after which a note ends by itself, one of these: what is still true is written anew. */
export const NOTE_MONTHS = [1, 3, 6, 12, 24] as const
export type NoteMonths = (typeof NOTE_MONTHS)[number]
export const NOTE_MONTHS_DEFAULT: NoteMonths = 12

/** So long a note that was taken away can be brought back. */
export const REMOVED_HOURS = 24
/** So long it can be seen who went past a rule, and why. */
export const OVERRIDE_MONTHS = 24

export interface Author { kind: string, id: string }

/** What a colleague wrote down about somebody, for a purpose, until a day at the latest: it ends with the last ground for its purpose. */
export interface Note {
  personId: PersonId
  noteId: string
  purpose: string
  text: string
  language: Language
  writtenAt: Date
  writtenBy: Author
  changedAt: Date | null
  until: Date
}

/** That a text was kept although a rule would have it out; the words are nowhere here. */
export interface TextOverride {
  personId: PersonId
  overrideId: string
  at: Date
  by: Author
  place: 'note' | 'invoice-answer' | 'hold' | 'request' | 'activity' | 'ticket' | 'mail' | 'deal' | 'slip' | 'lead'
  itemId: string
  kinds: TextKind[]
  reason: string
}

/** Kinds of purposes under which nobody writes notes: what is noted of tastes has fields, which the person sees and rejects one by one. */
const WITHOUT_NOTES: readonly Purpose['kind'][] = ['marketing', 'analysis']

/** The purposes a note may be for, of all there are: those that hold something of people, and serve no marketing. */
export function notePurposes({ purposes }: Pick<Catalogue, 'purposes'>): string[] {
  return purposes.filter(({ kind, fields }) => !WITHOUT_NOTES.includes(kind) && fields.length > 0).map(({ key }) => key)
}

/** Of purposes those whose notes colleagues with these reaches read: a role for the purpose that sees who people are. */
export function readablePurposes(reaches: readonly Reach[], purposes: readonly string[]): string[] {
  return purposes.filter((purpose) => reaches.some(({ purposes: bound, readable }) =>
    (bound === null || bound.includes(purpose)) && (readable === null || readable.includes('full_name'))))
}
