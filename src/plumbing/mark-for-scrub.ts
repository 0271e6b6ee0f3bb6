import { newId } from '../values/ids.ts'
import type { Tx } from './database.ts'
import { insertMarks } from './scrub-marks.sql.ts'

/**
 * Says that rows of these tables were deleted or changed in this transaction and must be gone from the files of the
 * database within a day (rule E2). Names are those of the data map, of the whole table where it has parts.
 */
export async function markForScrub(tx: Tx, tables: readonly string[]): Promise<void> {
  if (tables.length === 0) return
  await insertMarks(tx, [...new Set(tables)].map((table) => ({ markId: newId(tx.now), table })))
}
