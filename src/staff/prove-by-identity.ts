import type { Tx } from '../plumbing/database.ts'
import { CLOCK_SECONDS, type ProvedIdentity } from '../plumbing/id-token.ts'
import { useStaffIdentity } from './oidc-identities.sql.ts'
import { openSession, type NewSession, type SessionPlace } from './open-session.ts'
import type { Session } from './session.ts'

/**
 * A session in place of this one for the colleague who has shown anew who they are, at the provider and since `askedAt`.
 * Undefined when it was somebody else, or the provider does not say that they did it just now.
 */
export async function proveByIdentity(
  tx: Tx, session: Pick<Session, 'staffId'>, subjectHash: Buffer, identity: ProvedIdentity, askedAt: Date, place: SessionPlace,
): Promise<NewSession | undefined> {
  const { provedAt } = identity
  if (provedAt === null || provedAt.getTime() < askedAt.getTime() - CLOCK_SECONDS * 1000) return undefined
  if ((await useStaffIdentity(tx, subjectHash, identity)) !== session.staffId) return undefined
  return openSession(tx, session.staffId, 'oidc', { ...place, provedAt })
}
