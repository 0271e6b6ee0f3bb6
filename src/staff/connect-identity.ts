import type { Tx } from '../plumbing/database.ts'
import type { ProvedIdentity } from '../plumbing/id-token.ts'
import { newId } from '../values/ids.ts'
import { changeSession } from './change-session.ts'
import { insertStaffIdentity } from './oidc-identities.sql.ts'
import type { NewSession, SessionPlace } from './open-session.ts'
import { provedThere } from './proved-there.ts'
import { isForEnrolling, type Session } from './session.ts'

/**
 * Makes an identity, which its holder has just proved to hold, a way to sign in for the colleague of this session, who
 * gets a new session in its place (AU-05); the link of a colleague has then done what it was for. Undefined when the
 * identity is connected already, to them or to somebody else.
 */
export async function connectIdentity(tx: Tx, session: Session, subjectHash: Buffer, identity: ProvedIdentity, place: SessionPlace): Promise<NewSession | undefined> {
  const { issuer, acr, amr } = identity
  if (!(await insertStaffIdentity(tx, { identityId: newId(tx.now), staffId: session.staffId, issuer, subjectHash, acr, amr }))) return undefined
  return isForEnrolling(session)
    ? changeSession(tx, session.staffId, 'oidc', { ...place, provedAt: provedThere(identity, tx.now) })
    : changeSession(tx, session.staffId, session.how, { ...place, provedAt: session.provedAt })
}
