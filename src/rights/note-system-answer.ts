import { isNo, isSettled, isUnanswered, type SystemTask } from '../connections/system-task.ts'
import { selectSystemNames } from '../connections/systems.sql.ts'
import { takeAnswer } from '../connections/take-answer.ts'
import { selectTasksOf, type StoredAnswer } from '../connections/tasks.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { noteStep } from './note-step.ts'
import { updateNoticeAnswer } from './recipient-notices.sql.ts'
import { lockRequest } from './requests.sql.ts'

/**
 * Takes what a connected system answered, and where a request led to it the request's journal has it: the recipient has
 * answered when each of its systems has, and refused when one did. False for an answer that was there before. Throws as
 * `takeAnswer`.
 */
export async function noteSystemAnswer(tx: Tx, task: SystemTask, answer: StoredAnswer): Promise<boolean> {
  const { personId, requestId, act } = task
  // Several answer at once, and the last of them must see the others; of somebody who was forgotten the request is gone.
  const request = requestId === null ? undefined : await lockRequest(tx, personId, requestId)
  if (!(await takeAnswer(tx, task, answer))) return false
  // What is told of a no is told of the ledger, and of no request.
  if (!request || isNo(act)) return true
  const system = (await selectSystemNames(tx, [task.systemId])).get(task.systemId)!
  const by = { kind: answer.how === 'staff' ? 'staff' as const : 'system' as const, id: answer.by }
  await noteStep(tx, { personId, requestId: request.requestId, kind: 'recipient-answered', by, detail: { recipient: system.recipient, system: system.name, about: act, state: answer.state }, words: answer.words })
  const together = (await selectTasksOf(tx, personId)).filter((one) => one.requestId === requestId && one.act === act && one.recipient === system.recipient)
  if (together.some(isUnanswered)) return true
  await updateNoticeAnswer(tx, { personId, requestId: request.requestId, recipient: system.recipient, about: act }, { state: together.every(isSettled) ? 'done' : 'refused', by: answer.by, words: answer.words })
  return true
}
