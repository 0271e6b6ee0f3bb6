import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { markForScrub } from '../plumbing/mark-for-scrub.ts'
import { selectSystem, updateSystemEnded } from './systems.sql.ts'
import { deleteSubjects, updateGivenUp } from './tasks.sql.ts'

/** A system is connected no more. What it has not answered counts as unanswered until a colleague says what came of it. Throws `not-found`. */
export async function endSystem(tx: Tx, systemId: string): Promise<void> {
  if (!(await selectSystem(tx, systemId))) throw new Problem('not-found', { text: 'connections.unknown' })
  await updateSystemEnded(tx, systemId)
  await deleteSubjects(tx, await updateGivenUp(tx, { systemId }))
  await markForScrub(tx, ['system_task_subject'])
}
