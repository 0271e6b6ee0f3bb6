import type { Tx } from '../plumbing/database.ts'
import { daysLater } from '../values/moment.ts'
import { deleteEndedLists, updateOldListsCancelled } from './lists.sql.ts'

/** Days that a list may wait for its run, as a file of people does. */
const LIST_DAYS = 7
const AT_A_TIME = 2_000

/** Ends lists that nobody ran within a week, and deletes what is left of those that have ended; returns how many rows. */
export async function sweepLists(tx: Tx): Promise<number> {
  await updateOldListsCancelled(tx, daysLater(tx.now, -LIST_DAYS))
  return deleteEndedLists(tx, AT_A_TIME)
}
