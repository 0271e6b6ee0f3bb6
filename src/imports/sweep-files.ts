import type { Tx } from '../plumbing/database.ts'
import { daysLater } from '../values/moment.ts'
import { deleteFilesBefore } from './imports.sql.ts'
import { deleteUndoBefore } from './undo.sql.ts'
import { UNDO_DAYS } from './undo.ts'

/** Days that an uploaded file may wait for its run; people are in it, and nobody needs it longer (art. 5(1)(e)). */
export const FILE_DAYS = 7

/** Deletes the files of imports that were never run, and what was kept to undo imports that can be undone no more; returns how many files. */
export async function sweepFiles(tx: Tx): Promise<number> {
  await deleteUndoBefore(tx, daysLater(tx.now, -UNDO_DAYS))
  return deleteFilesBefore(tx, daysLater(tx.now, -FILE_DAYS))
}
