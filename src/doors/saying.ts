import type { Choice } from '../consent/choice.ts'
import type { Sayers } from '../consent/read-sayers.ts'
import type { ValueBlock } from '../people/values.sql.ts'
import type { Recording } from '../consent/record-choices.ts'
import type { Problem } from '../plumbing/errors.ts'
import type { ContactPointId, PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import type { Earlier } from './idempotency.sql.ts'
import type { IdempotentRequest } from './idempotent-request.ts'

/** What is known of people under their locks when they say something. */
export interface SayersAtDoor extends Sayers {
  blocks: ReadonlyMap<PersonId, readonly ValueBlock[]>
  now: Date
}

/** What one person says in one request, as a door brings it to the recorder. */
export interface Saying {
  personId: PersonId
  /** Nothing but noes: they wait for no lock, and are the last to be turned away. */
  onlyNoes: boolean
  /** What is recorded, in order, once what the person stands at is known. Throws a Problem when it cannot be. May be asked twice. */
  choices(sayers: SayersAtDoor): readonly Choice[]
  /** Where the person is told (rule D9): at a contact point, or where they are known to read, in their own language where that is known. */
  tell: { to: ContactPointId | null | 'known'; language: Language }
  /** The answer as it goes out, known before the commit, so that it can be kept with the effect. */
  answer?(said: Said): Answer
  /** The request has its effect once. */
  once?: { request: IdempotentRequest; refusal(problem: Problem): Answer }
}

export interface Answer {
  status: number
  body: string
}

/** What became of it. */
export interface Said {
  /** Absent when the no was written beside a lock, and waits there to be recorded. */
  recording?: Recording
  /** The ledger's signed promise for each recorded entry, in order (rule L5). */
  promises: string[]
  /** A message was being handed over at this moment: it may still arrive. */
  inFlight: boolean
  /** A receipt is on its way. */
  receipt: boolean
}

/** `earlier` is the same request, which came before. */
export type Heard = { said: Said; answer: Answer | undefined; earlier?: undefined } | { earlier: Earlier; said?: undefined }
