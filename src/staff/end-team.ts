import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { updateTeamEnded } from './teams.sql.ts'

/** A team is no more; what it looked after goes on saying so until somebody else does. Throws `not-found`. */
export async function endTeam(tx: Tx, teamId: string): Promise<void> {
  if (!(await updateTeamEnded(tx, teamId))) throw new Problem('not-found', { text: 'staff.team-unknown' })
}
