import type { RequestActor } from '../rights/request.ts'
import type { PersonId } from '../values/ids.ts'
import { daysLater } from '../values/moment.ts'
import type { Language } from '../values/text.ts'
import type { Because } from './erasable.ts'

/** Why somebody is forgotten: they asked (art. 17), their time was over (art. 5(1)(e)), or a restored backup had brought them back (rule E3). */
export const ERASURE_WHYS = ['asked', 'retention', 'replayed'] as const
export type ErasureWhy = (typeof ERASURE_WHYS)[number]

export interface Erasure {
  /** A pseudonym that nothing refers to any more, once all is gone. */
  personId: PersonId
  erasureId: string
  why: ErasureWhy
  requestId: string | null
  /** When the request came in; it never begins anew. */
  askedAt: Date
  askedBy: RequestActor
  language: Language
  begunAt: Date
  /** When all that may go was gone; null while something keeps a part. */
  erasedAt: Date | null
}

/**
 * A place where data was or stays. `done`: nothing is there; `waits`: it goes when its day or event has come; `stays`:
 * it is meant to stay, alone, until its day.
 */
export interface ErasurePlace {
  /** `register`, `ledger`, `proof`, `marks`, `exports`, `files`, `answers`, `documents:COUNTRY`, `contract`, `hold`, `scrub`, `backups`, … */
  place: string
  state: 'done' | 'waits' | 'stays'
  counts: Readonly<Record<string, number>>
  because: Because | null
  until: Date | null
  at: Date
}

/** What is known of places that the erasure itself cannot see. */
export interface Around {
  now: Date
  /** What was deleted has left the files of the database. */
  scrubbed: boolean
  /** Days after which no backup is left that was made before (the declared horizon). */
  backupDays: number
}

/** Months for which the proof of consents is kept apart (rule L6), told before the click. */
export const PROOF_MONTHS = 24
/** Days for which an uploaded file waits at most (imports), and hours for which a sealed answer to a request does. */
export const FILE_DAYS = 7
export const ANSWER_DAYS = 1
/** Days for which the last letter is tried; then the address goes though nobody was told. */
export const LETTER_DAYS = 3
/** A key is destroyed at once; should the program die at that very moment, by the routine that looks twice for unused ones. */
export const KEY_DAYS = 1 / 8
export const BACKUP_DAYS = 35

/** Every place as it is at this moment, those of the files of the database and of backups among them. */
export function placesNow(erasure: Erasure, places: readonly ErasurePlace[], around: Around): ErasurePlace[] {
  const { erasedAt } = erasure
  const own = places.map((one) => (one.state !== 'done' && one.until !== null && one.until <= around.now ? { ...one, state: 'done' as const, at: one.until } : one))
  if (erasedAt === null) return own
  const gone = daysLater(erasedAt, around.backupDays)
  const backups = gone <= around.now
  return [
    ...own,
    { place: 'scrub', state: around.scrubbed ? 'done' : 'waits', counts: {}, because: around.scrubbed ? null : 'scrub', until: null, at: erasedAt },
    { place: 'backups', state: backups ? 'done' : 'waits', counts: {}, because: backups ? null : 'backup', until: gone, at: erasedAt },
  ]
}

/** `partly`: something keeps a part; `leaving`: gone from the register, and not yet from everywhere; `done`: from everywhere. */
export type ErasureState = 'partly' | 'leaving' | 'done'

/** How far an erasure is: computed from all its places, and set nowhere (rule E5). */
export function erasureState(erasure: Pick<Erasure, 'erasedAt'>, places: readonly Pick<ErasurePlace, 'state'>[]): ErasureState {
  if (erasure.erasedAt === null) return 'partly'
  return places.some((one) => one.state === 'waits') ? 'leaving' : 'done'
}
