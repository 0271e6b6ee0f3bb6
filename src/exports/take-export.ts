import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import type { ExportJob } from './export-job.ts'
import { clearExportLink } from './export-jobs.sql.ts'
import { ownExport } from './own-export.ts'

/** Uses an address of a file up, for whom it was made alone. Throws `not-found` for any other, one that is old or was used: all alike. */
export async function takeExport(tx: Tx, exportId: string, staffId: string, secretHash: Buffer): Promise<ExportJob> {
  const job = await ownExport(tx, exportId, staffId)
  if (!(await clearExportLink(tx, exportId, secretHash))) throw new Problem('not-found', { text: 'exports.unknown' })
  return job
}
