import type { Scope } from '../../people/scope.ts'
import type { Tx } from '../../plumbing/database.ts'
import { selectCatalogue } from '../../purposes/catalogue.sql.ts'
import type { Permission } from '../../staff/permission.ts'
import { scopeOfReaches } from '../../staff/reach.ts'
import { rightsOf } from '../../staff/role.ts'
import { selectRolesOf } from '../../staff/roles.sql.ts'
import { isStaff } from '../../staff/staff.sql.ts'
import type { StaffId } from '../../values/ids.ts'
import { seesField } from '../staff/key-scope.ts'

/** What a colleague who left something running may do at this moment; undefined for one who has left. */
export async function rightsNow(tx: Tx, staffId: StaffId): Promise<{ permissions: ReadonlySet<Permission>; scope: Scope | undefined } | undefined> {
  if (!(await isStaff(tx, staffId))) return undefined
  const { permissions, reaches } = rightsOf(await selectRolesOf(tx, staffId))
  return { permissions, scope: scopeOfReaches(reaches, await selectCatalogue(tx)) }
}

/** True when these purposes and fields lie within a scope. */
export function isWithin(scope: Scope | undefined, purposes: readonly string[], fields: readonly string[]): boolean {
  return (scope === undefined || purposes.every((purpose) => scope.purposes.includes(purpose))) && fields.every((field) => seesField(scope, field))
}
