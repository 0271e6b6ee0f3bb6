import type { ExportJob } from '../../exports/export-job.ts'
import type { Tx } from '../../plumbing/database.ts'
import { selectCatalogue } from '../../purposes/catalogue.sql.ts'
import { scopeOfReaches } from '../../staff/reach.ts'
import { rightsOf } from '../../staff/role.ts'
import { selectRolesOf } from '../../staff/roles.sql.ts'
import { isStaff } from '../../staff/staff.sql.ts'
import type { StaffId } from '../../values/ids.ts'
import { seesField } from '../staff/key-scope.ts'

/** Whether whoever asked for an export is still here and may still have all of it: rights count as they are, not as they were (AZ-09). */
export async function mayExport(tx: Tx, { createdBy, wish }: ExportJob): Promise<boolean> {
  const staffId = createdBy as StaffId
  if (!(await isStaff(tx, staffId))) return false
  const { permissions, reaches } = rightsOf(await selectRolesOf(tx, staffId))
  const scope = scopeOfReaches(reaches, await selectCatalogue(tx))
  return permissions.has('people.export') && (scope === undefined || scope.purposes.includes(wish.question.purpose))
    && [...wish.fields, ...wish.where.map((one) => one.field)].every((field) => seesField(scope, field))
}
