import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'
import { updateSessionsEnded } from './sessions.sql.ts'

/**
 * Ends what a colleague is signed in with, everywhere and from the next request on, except one if it is named: when a
 * factor or a role has changed, and when they leave (AU-05, AU-08). Returns how many ended.
 */
export async function endSessions(tx: Tx, staffId: StaffId, except: string | null = null): Promise<number> {
  return updateSessionsEnded(tx, staffId, except)
}
