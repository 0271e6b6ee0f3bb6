import type { PersonId } from '../values/ids.ts'
import { daysLater } from '../values/moment.ts'

/** What a system is told of (art. 19). */
export const TOLD_ACTS = ['erasure', 'rectification', 'restriction', 'restriction-lifted', 'objection', 'withdrawal'] as const
export type ToldAct = (typeof TOLD_ACTS)[number]

/** Of a no a system is told each purpose by name: no list would mean everything of the person. */
export function isNo(act: ToldAct): act is 'objection' | 'withdrawal' {
  return act === 'objection' || act === 'withdrawal'
}

/**
 * `waiting` for the next try; `sent`: the mail has gone; `accepted`: the system works on it and will say; then what it
 * answered; `failed`: nobody could be told, or nobody answered in twice the time.
 */
export const TASK_STATES = ['waiting', 'sent', 'accepted', 'done', 'refused', 'not-found', 'failed'] as const
export type TaskState = (typeof TASK_STATES)[number]

/** What a system, its people or a colleague for it can answer; `not-found`: nothing of this person is there (any more). */
export const TASK_ANSWERS = ['done', 'refused', 'not-found'] as const
export type TaskAnswer = (typeof TASK_ANSWERS)[number]

/** Why a system refuses, as keys: an answer by a machine can say no more. */
export const TASK_REASONS = ['legal-obligation', 'legal-claims', 'not-able', 'other'] as const
export type TaskReason = (typeof TASK_REASONS)[number]

export const ANSWERED_HOW = ['answer', 'call-back', 'link', 'staff'] as const
export type AnsweredHow = (typeof ANSWERED_HOW)[number]

/** What was wrong at a try. An answer by HTTP stands as `http-` and its status. */
export const TASK_ERRORS = [
  'no-answer', 'no-connection', 'not-public', 'unreadable', 'wrong-id', 'wrong-answer', 'not-taken', 'no-mail-server', 'no-identifier', 'given-up', 'system-ended', 'address',
] as const
export type TaskError = (typeof TASK_ERRORS)[number] | `http-${number}`

export interface SystemTask {
  personId: PersonId
  taskId: string
  systemId: string
  act: ToldAct
  erasureId: string | null
  requestId: string | null
  purposes: readonly string[]
  fields: readonly string[]
  /** Of a no: the channels it is about; none: all. */
  channels: readonly string[]
  state: TaskState
  askedAt: Date
  deadline: Date
  tries: number
  nextTry: Date | null
  error: TaskError | null
  answeredAt: Date | null
  answeredHow: AnsweredHow | null
  reason: TaskReason | null
  words: string | null
}

/** True while the system can be expected to answer by itself. */
export function isUnanswered(task: Pick<SystemTask, 'state'>): boolean {
  return task.state === 'waiting' || task.state === 'sent' || task.state === 'accepted'
}

/** True when nothing is left to be done about it there. */
export function isSettled(task: Pick<SystemTask, 'state'>): boolean {
  return task.state === 'done' || task.state === 'not-found'
}

/** An answer may come again, and may become better: a refusal can be taken back, what was done cannot. */
export function mayAnswer(state: TaskState, answer: TaskAnswer): boolean {
  return isUnanswered({ state }) || state === 'failed' || (state === 'refused' && answer !== 'refused') || (state === 'not-found' && answer === 'done')
}

const MINUTE = 60_000
const FIRST_PAUSE_MS = MINUTE / 2
const LONGEST_PAUSE_MS = 6 * 60 * MINUTE
/** What a system says of when to come again is believed up to a day. */
const LONGEST_ASKED_MS = 24 * 60 * MINUTE

/**
 * When to try again: a pause that doubles from half a minute to six hours, shortened by up to a half by `chance` (0 to 1)
 * so that many do not come at once; never before what the system itself asked for (Retry-After).
 */
export function nextTry(tries: number, now: Date, chance: number, retryAfterMs = 0): Date {
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(tries, 20), LONGEST_PAUSE_MS) * (1 - chance / 2)
  return new Date(now.getTime() + Math.max(pause, Math.min(retryAfterMs, LONGEST_ASKED_MS)))
}

/** When people are reminded by mail: half the time, then on the last day, then no more. */
export function nextMail({ askedAt, deadline }: Pick<SystemTask, 'askedAt' | 'deadline'>, now: Date): Date | null {
  const half = new Date((askedAt.getTime() + deadline.getTime()) / 2)
  return [half, daysLater(deadline, -1)].find((at) => at > now) ?? null
}

/** From then on nobody waits for an answer any more, and what was kept to tell the system goes: after twice the time it had. */
export function givenUpAt({ askedAt, deadline }: Pick<SystemTask, 'askedAt' | 'deadline'>): Date {
  return new Date(2 * deadline.getTime() - askedAt.getTime())
}
