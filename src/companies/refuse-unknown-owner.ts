import { isStaff } from '../staff/staff.sql.ts'
import { selectTeams } from '../staff/teams.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'

/** Throws `invalid` for somebody who is no colleague now, or a team that is none. `before`: who looked after it until now may stay. */
export async function refuseUnknownOwner(tx: Tx, wish: { owner: string | null; team: string | null }, before?: { owner: string | null; team: string | null }): Promise<void> {
  if (wish.owner !== null && wish.owner !== before?.owner && !(await isStaff(tx, wish.owner as StaffId))) throw new Problem('invalid', { text: 'companies.owner-unknown', field: 'owner' })
  if (wish.team !== null && wish.team !== before?.team && !(await selectTeams(tx)).some((one) => one.teamId === wish.team)) throw new Problem('invalid', { text: 'companies.team-unknown', field: 'team' })
}
