import type { Tx } from '../plumbing/database.ts'
import type { ProvedIdentity } from '../plumbing/id-token.ts'
import { useStaffIdentity } from './oidc-identities.sql.ts'
import { openSession, type NewSession, type SessionPlace } from './open-session.ts'
import { provedThere } from './proved-there.ts'

/**
 * Opens a session for the colleague whose connected identity this is; undefined when it is nobody's who is here.
 * It counts as proved when the provider says so, and not from now: what is dangerous wants a proof just made.
 */
export async function signInByIdentity(tx: Tx, subjectHash: Buffer, identity: ProvedIdentity, place: SessionPlace): Promise<NewSession | undefined> {
  const staffId = await useStaffIdentity(tx, subjectHash, identity)
  return staffId === undefined ? undefined : openSession(tx, staffId, 'oidc', { ...place, provedAt: provedThere(identity, tx.now) })
}
