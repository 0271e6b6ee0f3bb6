import { erasePeople } from '../../erasure/erase-people.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { Tx } from '../../plumbing/database.ts'
import { answerRequest } from '../../rights/answer-request.ts'
import { handOverCopy } from '../../rights/hand-over-copy.ts'
import { noteStep } from '../../rights/note-step.ts'
import { lockRequest, selectSteps } from '../../rights/requests.sql.ts'
import { askedAnswer, type AnswerWish } from '../../rights/second-pair.ts'
import type { Approval } from '../../staff/approval.ts'
import { rightsOf } from '../../staff/role.ts'
import { selectRolesOf } from '../../staff/roles.sql.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import type { Permission } from '../../staff/permission.ts'
import type { PersonId } from '../../values/ids.ts'
import type { Language } from '../../values/text.ts'
import { companyAddresses } from '../copy-files.ts'
import type { House } from '../house.ts'
import { newsOfRequest } from '../request-news.ts'
import { refuseBound } from '../staff/key-scope.ts'

type Colleague = StaffActor & { kind: 'staff' }

/** What both who asks and who allows must be permitted beside handling requests. */
export const NEEDED_FOR: Partial<Record<AnswerWish['act'], Permission>> = { erasure: 'people.erase' }

/** Throws `forbidden` for whoever may not do this themselves. */
export function refuseAct(actor: Colleague, act: AnswerWish['act']): void {
  refuseBound(actor)
  const needs = NEEDED_FOR[act]
  if (needs && !actor.permissions.has(needs)) throw new Problem('forbidden', { text: 'staff.not-permitted', parameters: { permission: needs.replace('.', '_') } })
}

/**
 * A second colleague has decided on an answer: it stands in the journal of the request, and what was allowed goes out in the
 * same transaction, as whoever asked for it. Throws `conflict` when the request has changed since or whoever asked may no
 * longer do it; then nothing is decided.
 */
export async function settleAnswer(tx: Tx, house: House, approval: Approval, approved: boolean, actor: Colleague, language: Language): Promise<void> {
  const { person, request: requestId, act } = approval.wish as { person: PersonId; request: string; act: AnswerWish['act'] }
  refuseAct(actor, act)
  const request = await lockRequest(tx, person, requestId)
  if (!request) {
    if (approved) throw new Problem('not-found', { text: 'rights.request.not-found' })
    return
  }
  const { approvalId, askedBy } = approval
  await noteStep(tx, { personId: person, requestId, kind: approved ? 'approval-given' : 'approval-refused', by: { kind: 'staff', id: actor.staffId }, detail: { approval: approvalId } })
  if (!approved) return
  const asked = askedAnswer(await selectSteps(tx, person, [requestId]))
  if (asked?.approvalId !== approvalId) throw new Problem('conflict', { text: 'rights.request.approval-void' })
  const { permissions } = rightsOf(await selectRolesOf(tx, askedBy))
  if (!permissions.has('requests.handle') || !permissions.has(NEEDED_FOR[act] ?? 'own')) throw new Problem('conflict', { text: 'staff.approval-asker-gone' })
  await give(tx, house, { personId: person, requestId, approval: approvalId, by: { kind: 'staff', id: askedBy } }, asked.wish)
  if (act === 'answer') await newsOfRequest(tx, person, language)
}

async function give(tx: Tx, house: House, to: { personId: PersonId; requestId: string; approval: string; by: { kind: 'staff'; id: string } }, wish: AnswerWish): Promise<void> {
  switch (wish.act) {
    case 'answer': return void await answerRequest(tx, { ...to, outcome: wish.outcome, reason: wish.reason, letter: wish.letter })
    case 'copy': return handOverCopy(tx, house.keeper, { personId: to.personId, copyId: wish.copy, how: wish.how, letter: wish.letter, by: to.by.id, approval: to.approval, company: companyAddresses(house) })
    case 'erasure': return void await erasePeople(tx, house.keeper, [{ ...to, why: 'asked' }])
  }
}
