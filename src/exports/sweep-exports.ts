import type { Tx } from '../plumbing/database.ts'
import { FILE_KEPT_MS, HISTORY_KEPT_DAYS } from './export-job.ts'
import { deleteExportFile, deleteOldExports, selectExportsToRemove } from './export-jobs.sql.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** Removes files that nobody fetched within a day (AZ-07), and exports from the history after three months. */
export async function sweepExports(tx: Tx): Promise<void> {
  for (const exportId of await selectExportsToRemove(tx, new Date(tx.now.getTime() - FILE_KEPT_MS))) await deleteExportFile(tx, exportId, false)
  await deleteOldExports(tx, new Date(tx.now.getTime() - HISTORY_KEPT_DAYS * DAY_MS))
}
