import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'
import { lockRoles, selectAdministrators } from './roles.sql.ts'

/** Throws `conflict` where this colleague is the only administrator: without one nobody could ever give a role again. */
export async function refuseLastAdministrator(tx: Tx, staffId: StaffId): Promise<void> {
  await lockRoles(tx)
  const administrators = await selectAdministrators(tx)
  if (administrators.length === 1 && administrators[0] === staffId) throw new Problem('conflict', { text: 'staff.last-administrator' })
}
