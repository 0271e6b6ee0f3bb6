import { requeueSwept } from '../people/grounds.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId, StaffId } from '../values/ids.ts'
import { updateHoldEnded } from './holds.sql.ts'

/**
 * Lets go of an item. What it kept ends with the next sweep if its time has come: the clock of nothing begins anew.
 * Throws `not-found` when there is no such hold or it is over.
 */
export async function endHold(tx: Tx, personId: PersonId, holdId: string, by: StaffId): Promise<void> {
  if (!(await updateHoldEnded(tx, personId, holdId, by))) throw new Problem('not-found', { text: 'lifecycle.hold-unknown' })
  await requeueSwept(tx, [personId])
}
