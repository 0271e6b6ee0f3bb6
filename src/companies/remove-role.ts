import { lockPeople } from '../people/people.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { callRemoveRole, selectRolesOf, updateRolePointsEnded } from './roles.sql.ts'

/** Takes away a role that was a mistake, and where the person would have been reached in it. Throws `not-found`. */
export async function removeRole(tx: Tx, personId: PersonId, roleId: string): Promise<void> {
  await lockPeople(tx, [personId])
  if (!(await selectRolesOf(tx, personId)).some((one) => one.roleId === roleId)) throw new Problem('not-found', { text: 'companies.role-unknown' })
  await updateRolePointsEnded(tx, personId, roleId, ['email', 'phone', 'postal'])
  await callRemoveRole(tx, personId, roleId)
}
