import type { Tx } from '../plumbing/database.ts'
import { deleteOldMassChanges } from './mass-changes.sql.ts'

const PEOPLE_AT_A_TIME = 10_000

/** Deletes what was kept to take changes back when their thirty days are over, and changes that were only tried after seven; true when there may be more. */
export async function sweepMassChanges(tx: Tx): Promise<boolean> {
  return (await deleteOldMassChanges(tx, PEOPLE_AT_A_TIME)) === PEOPLE_AT_A_TIME
}
