import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { markForScrub } from '../plumbing/mark-for-scrub.ts'
import { mayAnswer, type SystemTask } from './system-task.ts'
import { deleteSubjects, updateTaskAnswered, type StoredAnswer } from './tasks.sql.ts'

/**
 * Takes what a system answered, by whatever way: then what was kept to tell it goes. The same answer again changes nothing
 * (false). Throws `conflict` for one that takes back what was said before, unless a colleague says it, and when somebody
 * else answered at this very moment.
 */
export async function takeAnswer(tx: Tx, task: SystemTask, answer: StoredAnswer): Promise<boolean> {
  if (task.state === answer.state && answer.how !== 'staff') return false
  if (answer.how !== 'staff' && !mayAnswer(task.state, answer.state)) throw new Problem('conflict', { text: 'connections.answered-before' })
  if (!(await updateTaskAnswered(tx, task, answer))) throw new Problem('conflict', { text: 'connections.answered-before' })
  await deleteSubjects(tx, [task])
  await markForScrub(tx, ['system_task_subject'])
  return true
}
