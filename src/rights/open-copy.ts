import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import type { PersonId } from '../values/ids.ts'
import { selectCopy, type MadeCopy } from './copies.sql.ts'

/** A copy that is not handed over yet. Throws `not-found`, or `conflict` when it was: what somebody has stays as it was. */
export async function openCopy(tx: Tx, personId: PersonId, copyId: string): Promise<MadeCopy> {
  const copy = await selectCopy(tx, personId, copyId)
  if (!copy) throw new Problem('not-found', { text: 'copy.unknown' })
  if (copy.givenAt !== null) throw new Problem('conflict', { text: 'copy.handed-over' })
  return copy
}
