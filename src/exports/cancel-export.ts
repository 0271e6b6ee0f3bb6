import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { deleteExportFile, updateExportState } from './export-jobs.sql.ts'
import { ownExport } from './own-export.ts'

/** Ends one's own export; what there is of its file goes at once. Throws `not-found`, or `conflict` when it has ended. */
export async function cancelExport(tx: Tx, exportId: string, staffId: string): Promise<void> {
  await ownExport(tx, exportId, staffId)
  if (!(await updateExportState(tx, exportId, ['waiting', 'running'], 'cancelled'))) throw new Problem('conflict', { text: 'exports.ended' })
  await deleteExportFile(tx, exportId, false)
}
