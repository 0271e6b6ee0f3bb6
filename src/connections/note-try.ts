import type { Tx } from '../plumbing/database.ts'
import { nextMail, nextTry, type SystemTask, type TaskError } from './system-task.ts'
import { updateSystemHealth } from './systems.sql.ts'
import { updateTaskTried } from './tasks.sql.ts'

/** What came of telling a system, where it was no answer yet: the mail has gone, the call was accepted, or it is tried again. */
export type Tried = { kind: 'sent' } | { kind: 'accepted' } | { kind: 'later'; error: TaskError; retryAfterMs?: number }

/** Notes a try and says when the next one is; `chance` (0 to 1) keeps many from coming at once. */
export async function noteTry(tx: Tx, task: SystemTask, tried: Tried, chance: number): Promise<void> {
  const error = tried.kind === 'later' ? tried.error : null
  await updateTaskTried(tx, task, {
    // What was accepted stays so, whatever comes of asking again.
    state: tried.kind === 'later' ? (task.state === 'accepted' || task.state === 'sent' ? task.state : 'waiting') : tried.kind,
    nextTry: tried.kind === 'sent' ? nextMail(task, tx.now) : nextTry(task.tries, tx.now, chance, tried.kind === 'later' ? tried.retryAfterMs : undefined),
    error,
  })
  await updateSystemHealth(tx, task.systemId, error)
}
