import { ALL_PERMISSIONS } from '../../staff/permission.ts'
import { looksLikeSecret, secretHash } from '../../staff/secret.ts'
import { isIdle } from '../../staff/session.ts'
import { selectLivingSession } from '../../staff/sessions.sql.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import type { House } from '../house.ts'

/** The colleague whose session this is, or undefined. Asked anew for each request: an ended session is dead at once. */
export async function recogniseSession({ database, seenSessions }: House, secret: string): Promise<StaffActor & { kind: 'staff' } | undefined> {
  if (!looksLikeSecret(secret)) return undefined
  const session = await database.read((tx) => selectLivingSession(tx, secretHash(secret)))
  const now = database.clock()
  if (!session || isIdle(seenSessions.lastSeen(session), now)) return undefined
  seenSessions.note(session.sessionId, now)
  const { staffId, name, sessionId, how, provedAt, expiresAt } = session
  return { kind: 'staff', staffId, name, sessionId, how, provedAt, sessionExpiresAt: expiresAt, permissions: ALL_PERMISSIONS }
}
