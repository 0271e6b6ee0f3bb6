import type { Tx } from '../plumbing/database.ts'
import { newId, type StaffId } from '../values/ids.ts'
import { ADMINISTRATOR } from './role.ts'
import { insertRolesOf, lockRoles, selectAdministrators } from './roles.sql.ts'
import { insertStaff } from './staff.sql.ts'

/**
 * Adds a colleague, who signs in by link, with these roles; the first of all is administrator. `by` is who gave them,
 * null for the program itself.
 */
export async function addStaff(tx: Tx, name: string, email: string | null = null, roles: readonly string[] = [], by: StaffId | null = null): Promise<StaffId> {
  const staffId = newId<StaffId>(tx.now)
  await insertStaff(tx, { staffId, name, email })
  await lockRoles(tx)
  const isFirst = (await selectAdministrators(tx)).length === 0
  await insertRolesOf(tx, staffId, isFirst ? [ADMINISTRATOR, ...roles] : roles, by)
  return staffId
}
