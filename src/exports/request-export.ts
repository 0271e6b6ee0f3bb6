import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { newId } from '../values/ids.ts'
import type { ExportForm } from './export-form.ts'
import { MOST_AT_A_TIME } from './export-job.ts'
import { countOpenExports, insertExportJob } from './export-jobs.sql.ts'
import type { ExportWish } from './export-people.ts'

/** Asks for an export that runs by itself; its id. The wish has been checked. Throws `conflict` when many of theirs run already. */
export async function requestExport(tx: Tx, staffId: string, wish: ExportWish, form: ExportForm): Promise<string> {
  if ((await countOpenExports(tx, staffId)) >= MOST_AT_A_TIME) throw new Problem('conflict', { text: 'exports.too-many', parameters: { most: MOST_AT_A_TIME } })
  const exportId = newId(tx.now)
  await insertExportJob(tx, { exportId, wish, form, createdBy: staffId })
  return exportId
}
