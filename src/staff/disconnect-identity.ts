import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { changeSession } from './change-session.ts'
import { selectFactors } from './factors.sql.ts'
import { selectStaffIdentities, updateStaffIdentityEnded } from './oidc-identities.sql.ts'
import type { NewSession, SessionPlace } from './open-session.ts'
import type { Session } from './session.ts'

/**
 * Takes a connected identity away from a colleague, who gets a new session in place of all they had. Throws not-found
 * when they have none with that id, and conflict when it is the last thing they can sign in with.
 */
export async function disconnectIdentity(tx: Tx, session: Pick<Session, 'staffId' | 'how' | 'provedAt'>, identityId: string, place: SessionPlace): Promise<NewSession> {
  const { staffId, how, provedAt } = session
  const [held, factors] = [await selectStaffIdentities(tx, staffId), await selectFactors(tx, staffId)]
  if (!held.some((one) => one.identityId === identityId)) throw new Problem('not-found', { text: 'staff.sso-not-connected' })
  if (held.length === 1 && factors.passkeys === 0 && !factors.password) throw new Problem('conflict', { text: 'staff.last-factor' })
  await updateStaffIdentityEnded(tx, staffId, identityId)
  return changeSession(tx, staffId, how, { ...place, provedAt })
}
