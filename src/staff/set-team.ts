import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId, type StaffId } from '../values/ids.ts'
import { isStaff } from './staff.sql.ts'
import { insertTeam, selectTeams, updateTeamMembers, updateTeamName } from './teams.sql.ts'

export interface TeamWish {
  name: string
  members: readonly StaffId[]
}

/** A new team, or another name and other members for one that is; its id. Throws `not-found`, `conflict` for a name that is taken, `invalid` for somebody who is no colleague now. */
export async function setTeam(tx: Tx, wish: TeamWish, by: StaffId, teamId?: string): Promise<string> {
  const name = wish.name.trim().replaceAll(/\s+/g, ' ')
  if ((await selectTeams(tx)).some((one) => one.teamId !== teamId && one.name.toLowerCase() === name.toLowerCase())) throw new Problem('conflict', { text: 'staff.team-name-taken', field: 'name' })
  for (const [place, one] of wish.members.entries()) {
    if (!(await isStaff(tx, one))) throw new Problem('invalid', { text: 'staff.team-member-unknown', field: `members.${place}` })
  }
  const id = teamId ?? newId(tx.now)
  if (teamId === undefined) await insertTeam(tx, id, name, by)
  else if (!(await updateTeamName(tx, id, name))) throw new Problem('not-found', { text: 'staff.team-unknown' })
  await updateTeamMembers(tx, id, wish.members)
  return id
}
