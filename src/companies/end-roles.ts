import { lockPeople } from '../people/people.sql.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { localDateIn } from '../values/calendar.ts'
import { selectEndedRoles, updateRolePointsEnded } from './roles.sql.ts'

const KINDS = ['email', 'phone', 'postal']

/** Ends where people were reached in roles whose day has come; how many there were of at most `limit`. */
export async function endRoles(tx: Tx, limit: number): Promise<number> {
  const ended = await selectEndedRoles(tx, localDateIn(RETENTION_ZONE, tx.now), limit)
  await lockPeople(tx, [...new Set(ended.map((one) => one.personId))])
  for (const { personId, roleId } of ended) await updateRolePointsEnded(tx, personId, roleId, KINDS)
  return ended.length
}
