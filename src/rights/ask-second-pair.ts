import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { askApproval } from '../staff/ask-approval.ts'
import type { PersonId, StaffId } from '../values/ids.ts'
import { noteStep } from './note-step.ts'
import { openCopy } from './open-copy.ts'
import { proposeLetter } from './propose-letter.ts'
import { isOpen } from './request.ts'
import { lockRequest } from './requests.sql.ts'
import type { AnswerWish } from './second-pair.ts'

/**
 * Asks a second colleague to allow exactly this answer. The letter is held with the request and goes with it; what is kept
 * of colleagues has only ids. What was asked of this request before no longer holds. Throws `not-found`, and `conflict` when
 * it was answered before. Returns the id of the approval.
 */
export async function askSecondPair(tx: Tx, { personId, requestId, by, wish }: { personId: PersonId; requestId: string; by: StaffId; wish: AnswerWish }): Promise<string> {
  const request = await lockRequest(tx, personId, requestId)
  if (!request) throw new Problem('not-found', { text: 'rights.request.not-found' })
  if (!isOpen(request)) throw new Problem('conflict', { text: 'rights.request.ended' })
  if (wish.act === 'copy' && (await openCopy(tx, personId, wish.copy)).requestId !== requestId) throw new Problem('not-found', { text: 'copy.unknown' })
  const { act, letter, ...detail } = wish.act === 'answer'
    ? { ...wish, letter: wish.letter ?? (wish.outcome === 'withdrawn' ? undefined : await proposeLetter(tx, request, wish.outcome, wish.reason)) }
    : { letter: undefined, ...wish }
  const approval = await askApproval(tx, 'request-answer', { person: personId, request: requestId, act }, '', by)
  await noteStep(tx, { personId, requestId, kind: 'approval-asked', by: { kind: 'staff', id: by }, detail: { approval, answer: act, ...detail }, words: letter ?? null })
  return approval
}
