import type { Tx } from '../plumbing/database.ts'
import { daysLater } from '../values/moment.ts'
import { deleteFilesBefore } from './imports.sql.ts'

/** Days that an uploaded file may wait for its run; people are in it, and nobody needs it longer (art. 5(1)(e)). */
export const FILE_DAYS = 7

/** Deletes the files of imports that were never run; returns how many. */
export async function sweepFiles(tx: Tx): Promise<number> {
  return deleteFilesBefore(tx, daysLater(tx.now, -FILE_DAYS))
}
