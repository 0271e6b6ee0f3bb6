import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'
import { endSessions } from './end-sessions.ts'
import { openSession, type NewSession, type SessionPlace } from './open-session.ts'
import type { SessionWay } from './session.ts'

/** After a factor has changed: a new session in place of this one, and an end to all others of the colleague (AU-05). */
export async function changeSession(tx: Tx, staffId: StaffId, how: SessionWay, place: SessionPlace): Promise<NewSession> {
  const session = await openSession(tx, staffId, how, place)
  await endSessions(tx, staffId, session.sessionId)
  return session
}
