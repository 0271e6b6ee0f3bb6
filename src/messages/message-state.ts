import type { ContactPointId, MailingId, PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import { isMarketing, type MailKind } from './mail-kind.ts'

/**
 * `waiting` to be claimed; `handing-over` claimed by a sender; `sent` taken by a mail server or the outbox; `left-out` the
 * gate said no; `failed` refused for good; `unknown` nobody knows whether the mail server took it.
 */
export const MESSAGE_STATES = ['waiting', 'handing-over', 'sent', 'left-out', 'failed', 'unknown'] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

/** One person's copy of a mailing, or a single mail with an id of its own. */
export interface Message {
  personId: PersonId
  mailingId: MailingId
  kind: MailKind
  contactPointId: ContactPointId | null
  language: Language
  entrySeqs: readonly number[]
  requestId: string | null
  /** Counts the claims: only the newest claim may hand over. */
  fence: number
  attempts: number
}

/** What became of a hand-over. `refused`: not taken for good (5xx); `later`: not taken now (4xx, or no connection); `unknown`: no answer after the text was sent. */
export type Outcome = 'accepted' | 'later' | 'refused' | 'unknown'

const MINUTE_MS = 60_000
/** Waits between attempts; when they are used up, the message has failed. */
export const RETRY_AFTER_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * 60 * MINUTE_MS, 8 * 60 * MINUTE_MS] as const

export type Next = { state: Exclude<MessageState, 'waiting' | 'handing-over' | 'left-out'> } | { state: 'waiting'; waitMs: number }

/** What follows from the outcome of attempt number `attempts`, counted from 1. Marketing is never handed over twice. */
export function afterOutcome(kind: MailKind, outcome: Outcome, attempts: number): Next {
  if (outcome === 'accepted') return { state: 'sent' }
  if (outcome === 'refused') return { state: 'failed' }
  if (outcome === 'unknown' && isMarketing(kind)) return { state: 'unknown' }
  const waitMs = RETRY_AFTER_MS[attempts - 1]
  if (waitMs !== undefined) return { state: 'waiting', waitMs }
  return { state: outcome === 'unknown' ? 'unknown' : 'failed' }
}
