import type { HandOver } from './hand-over-copy.ts'
import type { Outcome, RefusalReason, RequestStep, StepKind } from './request.ts'

/** What a colleague would do with a request, which another one allows. */
export type AnswerWish =
  | { act: 'answer'; outcome: Outcome; reason?: RefusalReason | undefined; letter?: string | undefined }
  | { act: 'copy'; copy: string; how: HandOver; letter?: string | undefined }
  | { act: 'erasure' }

/** Steps that leave a request as the second colleague saw it. */
const LEAVES_AS_IT_WAS: readonly StepKind[] = ['reminded', 'recipient-told', 'recipient-answered', 'approval-given', 'approval-refused']

export interface AskedAnswer {
  approvalId: string
  at: Date
  wish: AnswerWish
}

/** What waits for a second colleague: nothing, once anything happened to the request after it was asked. */
export function askedAnswer(steps: readonly RequestStep[]): AskedAnswer | undefined {
  const last = steps.findLast((step) => !LEAVES_AS_IT_WAS.includes(step.kind))
  if (last?.kind !== 'approval-asked') return undefined
  const { approval, answer: act, outcome, reason, copy, how } = last.detail as Record<string, string>
  const letter = last.words ?? undefined
  const wish = act === 'erasure' ? { act } : act === 'copy' ? { act, copy, how, letter } : { act: 'answer', outcome, letter, ...(reason && { reason }) }
  return { approvalId: approval!, at: last.at, wish: wish as AnswerWish }
}
