import { isSettled, isUnanswered } from '../connections/system-task.ts'
import type { NamedTask } from '../connections/tasks.sql.ts'
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
 * it is meant to stay, alone, until its day; `unsettled`: another system refused or never answered.
 */
export interface ErasurePlace {
  /** `register`, `ledger`, `proof`, `marks`, `exports`, `files`, `answers`, `documents:COUNTRY`, `contract`, `hold`, `scrub`, `backups`, `system:ID`, … */
  place: string
  state: 'done' | 'waits' | 'stays' | 'unsettled'
  counts: Readonly<Record<string, number>>
  because: Because | null
  until: Date | null
  at: Date
  /** Of a connected system: its name, and what it answered, `pending` or `no-answer` among it. */
  system?: { name: string; answer: 'done' | 'not-found' | 'refused' | 'pending' | 'no-answer' }
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

/** What came of telling a connected system: done only when it said so, or that nothing is there. */
export function systemPlace(task: Pick<NamedTask, 'systemId' | 'systemName' | 'state' | 'askedAt' | 'deadline' | 'answeredAt'>, now: Date): ErasurePlace {
  const { systemId, systemName: name, state, askedAt, deadline, answeredAt } = task
  const base = { place: `system:${systemId}`, counts: {}, until: null, at: answeredAt ?? askedAt }
  if (isSettled(task)) return { ...base, state: 'done', because: null, system: { name, answer: state === 'done' ? 'done' : 'not-found' } }
  if (isUnanswered(task)) return { ...base, state: 'waits', because: deadline > now ? 'system-waits' : 'system-late', until: deadline, system: { name, answer: 'pending' } }
  const refused = state === 'refused'
  return { ...base, state: 'unsettled', because: refused ? 'system-refused' : 'system-silent', system: { name, answer: refused ? 'refused' : 'no-answer' } }
}

/** Every place as it is at this moment, other systems, the files of the database and backups among them. */
export function placesNow(erasure: Erasure, places: readonly ErasurePlace[], around: Around, systems: readonly ErasurePlace[] = []): ErasurePlace[] {
  const { erasedAt } = erasure
  const own = places.map((one) => (one.state !== 'done' && one.until !== null && one.until <= around.now ? { ...one, state: 'done' as const, at: one.until } : one))
  if (erasedAt === null) return [...own, ...systems]
  const gone = daysLater(erasedAt, around.backupDays)
  const backups = gone <= around.now
  return [
    ...own, ...systems,
    { place: 'scrub', state: around.scrubbed ? 'done' : 'waits', counts: {}, because: around.scrubbed ? null : 'scrub', until: null, at: erasedAt },
    { place: 'backups', state: backups ? 'done' : 'waits', counts: {}, because: backups ? null : 'backup', until: gone, at: erasedAt },
  ]
}

/** `partly`: something keeps a part, or another system has not confirmed; `leaving`: gone from the register, and not yet from everywhere; `done`: from everywhere. */
export type ErasureState = 'partly' | 'leaving' | 'done'

/** How far an erasure is: computed from all its places, and set nowhere (rule E5). */
export function erasureState(erasure: Pick<Erasure, 'erasedAt'>, places: readonly Pick<ErasurePlace, 'state' | 'system'>[]): ErasureState {
  if (erasure.erasedAt === null || places.some((one) => one.system !== undefined && one.state !== 'done')) return 'partly'
  return places.some((one) => one.state === 'waits') ? 'leaving' : 'done'
}
