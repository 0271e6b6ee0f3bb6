import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'
import { endSessions } from './end-sessions.ts'
import { refuseLastAdministrator } from './refuse-last-administrator.ts'
import { ADMINISTRATOR, isWithin, type Rights } from './role.ts'
import { insertRolesOf, lockRoles, selectRoles, selectRolesOf, updateRolesEnded } from './roles.sql.ts'
import { selectColleague } from './colleagues.sql.ts'

/**
 * Sets which roles a colleague has. Nobody changes their own, gives or takes what they have not got, or takes the last
 * administrator's. What the colleague was signed in with ends, for it was given for other rights (AU-05).
 * Throws `invalid` for a role that is not there, `forbidden`, `conflict`, `not-found`.
 */
export async function giveRoles(tx: Tx, staffId: StaffId, keys: readonly string[], by: { staffId: StaffId } & Rights): Promise<void> {
  await lockRoles(tx)
  const colleague = await selectColleague(tx, staffId)
  if (!colleague || colleague.endedAt) throw new Problem('not-found', { text: 'staff.colleague-unknown' })
  if (staffId === by.staffId) throw new Problem('forbidden', { text: 'staff.roles-own' })
  const [all, held] = [await selectRoles(tx), (await selectRolesOf(tx, staffId)).map((role) => role.key)]
  const [given, taken] = [keys.filter((key) => !held.includes(key)), held.filter((key) => !keys.includes(key))]
  for (const key of [...given, ...taken]) {
    const role = all.find((one) => one.key === key)
    if (!role) throw new Problem('invalid', { text: 'staff.role-unknown', field: `roles.${keys.indexOf(key)}` })
    if (!isWithin(role, by)) throw new Problem('forbidden', { text: 'staff.role-beyond-own', field: 'roles' })
  }
  if (taken.includes(ADMINISTRATOR)) await refuseLastAdministrator(tx, staffId)
  await updateRolesEnded(tx, staffId, taken, by.staffId)
  await insertRolesOf(tx, staffId, given, by.staffId)
  if (given.length + taken.length > 0) await endSessions(tx, staffId)
}
