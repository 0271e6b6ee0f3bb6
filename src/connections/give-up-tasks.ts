import type { Tx } from '../plumbing/database.ts'
import { markForScrub } from '../plumbing/mark-for-scrub.ts'
import { deleteSubjects, updateGivenUp, updateOverdue } from './tasks.sql.ts'

const AT_ONCE = 1_000

export interface NoAnswers {
  /** Tasks whose day is over since just now: somebody must be told. */
  overdue: { taskId: string; systemId: string; act: string }[]
  /** How many were given up, and forgotten whom they were about. */
  givenUp: number
}

/** Raises the alarm for tasks that are past their day, once each, and gives up those that nobody answered in twice the time. */
export async function giveUpTasks(tx: Tx): Promise<NoAnswers> {
  const overdue = await updateOverdue(tx, AT_ONCE)
  const givenUp = await updateGivenUp(tx, { limit: AT_ONCE })
  if (givenUp.length > 0) {
    await deleteSubjects(tx, givenUp)
    await markForScrub(tx, ['system_task_subject'])
  }
  return { overdue, givenUp: givenUp.length }
}
