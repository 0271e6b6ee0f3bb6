import type { ExportJob } from '../../exports/export-job.ts'
import type { Tx } from '../../plumbing/database.ts'
import type { StaffId } from '../../values/ids.ts'
import { isWithin, rightsNow } from './rights-now.ts'

/** Whether whoever asked for an export is still here and may still have all of it: rights count as they are, not as they were (AZ-09). */
export async function mayExport(tx: Tx, { createdBy, wish }: ExportJob): Promise<boolean> {
  const rights = await rightsNow(tx, createdBy as StaffId)
  return rights !== undefined && rights.permissions.has('people.export')
    && isWithin(rights.scope, [wish.question.purpose], [...wish.fields, ...wish.where.map((one) => one.field)])
}
