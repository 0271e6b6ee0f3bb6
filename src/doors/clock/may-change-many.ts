import { isOwnership, type MassChange } from '../../mass-changes/mass-change.ts'
import type { Scope } from '../../people/scope.ts'
import type { Tx } from '../../plumbing/database.ts'
import { writableOf } from '../../staff/reach.ts'
import { rightsOf } from '../../staff/role.ts'
import { selectRolesOf } from '../../staff/roles.sql.ts'
import type { StaffId } from '../../values/ids.ts'
import { rightsNow } from './rights-now.ts'

/** What whoever asked for a change of many sees now, if they are still here and may still change that: rights count as they are, not as they were (AZ-09). */
export async function mayChangeMany(tx: Tx, { createdBy, target }: MassChange): Promise<{ scope: Scope | undefined } | 'no'> {
  const rights = await rightsNow(tx, createdBy as StaffId)
  if (!rights?.permissions.has('imports.run') || !rights.permissions.has('people.write')) return 'no'
  const writable = writableOf(rightsOf(await selectRolesOf(tx, createdBy as StaffId)).reaches)
  return isOwnership(target) || (writable?.has(target) ?? true) ? { scope: rights.scope } : 'no'
}
