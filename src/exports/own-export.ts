import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import type { ExportJob } from './export-job.ts'
import { selectExportJob } from './export-jobs.sql.ts'

/** The export if this colleague asked for it; anybody else's is as if it were not there. */
export async function ownExport(tx: Tx, exportId: string, staffId: string): Promise<ExportJob> {
  const found = await selectExportJob(tx, exportId)
  if (found?.createdBy !== staffId) throw new Problem('not-found', { text: 'exports.unknown' })
  return found
}
