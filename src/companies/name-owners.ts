import type { Tx } from '../plumbing/database.ts'
import { selectActorNames } from '../staff/staff.sql.ts'
import { selectTeamNames } from '../staff/teams.sql.ts'

/** Names of colleagues, keys and teams by id, of those too that are no more. */
export async function nameOwners(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const each = [...new Set(ids)]
  return new Map([...(await selectActorNames(tx, each)), ...(await selectTeamNames(tx, each))])
}
