import type { Database } from '../../plumbing/database.ts'
import { looksLikeSecret, secretHash } from '../../staff/secret.ts'
import { ALL_PERMISSIONS } from '../../staff/permission.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import { selectLivingSession } from '../../staff/staff.sql.ts'

/** The colleague whose session this is, or undefined. Asked anew for each request: an ended session is dead at once. */
export async function recogniseSession(database: Database, secret: string): Promise<StaffActor | undefined> {
  if (!looksLikeSecret(secret)) return undefined
  const sessionHash = secretHash(secret)
  const session = await database.read((tx) => selectLivingSession(tx, sessionHash))
  return session && { kind: 'staff', staffId: session.staffId, name: session.name, sessionHash, sessionExpiresAt: session.expiresAt, permissions: ALL_PERMISSIONS }
}
