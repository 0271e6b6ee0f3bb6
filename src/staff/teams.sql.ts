import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'
import type { Team } from './team.ts'

/** Teams that are, by name. */
export async function selectTeams(tx: Tx): Promise<Team[]> {
  const { rows } = await sql<Team>`
    select t.team_id as "teamId", t.name, array(
      select m.staff_id from team_member m join staff s on s.staff_id = m.staff_id
      where m.team_id = t.team_id and m.ended_at is null and s.ended_at is null order by s.name, s.staff_id) as members
    from team t where t.ended_at is null order by lower(t.name), t.team_id`.execute(tx.db)
  return rows
}

/** Names of teams, of those too that are no more. */
export async function selectTeamNames(tx: Tx, teamIds: readonly string[]): Promise<Map<string, string>> {
  if (teamIds.length === 0) return new Map()
  const { rows } = await sql<{ teamId: string; name: string }>`select team_id as "teamId", name from team where team_id = any (${teamIds}::uuid[])`.execute(tx.db)
  return new Map(rows.map((row) => [row.teamId, row.name]))
}

export async function insertTeam(tx: Tx, teamId: string, name: string, by: StaffId): Promise<void> {
  await sql`insert into team (team_id, name, created_at, created_by) values (${teamId}, ${name}, ${tx.now}, ${by})`.execute(tx.db)
}

/** False when there is no such team. */
export async function updateTeamName(tx: Tx, teamId: string, name: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update team set name = ${name} where team_id = ${teamId} and ended_at is null`.execute(tx.db)
  return (numAffectedRows ?? 0n) > 0n
}

/** False when there is no such team. */
export async function updateTeamEnded(tx: Tx, teamId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update team set ended_at = ${tx.now} where team_id = ${teamId} and ended_at is null`.execute(tx.db)
  return (numAffectedRows ?? 0n) > 0n
}

/** From now on these are in it and nobody else; who stays, stays since when they were. */
export async function updateTeamMembers(tx: Tx, teamId: string, members: readonly StaffId[]): Promise<void> {
  await sql`update team_member set ended_at = ${tx.now} where team_id = ${teamId} and ended_at is null and not staff_id = any (${members}::uuid[])`.execute(tx.db)
  await sql`
    insert into team_member (team_id, staff_id, since)
    select ${teamId}, s.staff_id, ${tx.now} from staff s
    where s.staff_id = any (${members}::uuid[]) and s.ended_at is null and not exists (select from team_member m where m.team_id = ${teamId} and m.staff_id = s.staff_id and m.ended_at is null)`.execute(tx.db)
}
