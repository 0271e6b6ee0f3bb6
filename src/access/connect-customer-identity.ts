import { lockPeople } from '../people/people.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId } from '../values/ids.ts'
import { deleteIdentityOwner, insertCustomerIdentity, insertIdentityOwner, selectCustomerIdentities, selectIdentityOwner } from './customer-identities.sql.ts'
import type { CustomerSession } from './customer-sessions.sql.ts'

/** More ways in than this are nobody's own. */
export const MAX_IDENTITIES = 5

/**
 * Makes an identity, which its holder has just proved to hold, a way in for the person who is signed in (rule 29).
 * `refused`: the session was not opened by a mailed code, the identity is somebody else's, or there are too many.
 */
export async function connectCustomerIdentity(tx: Tx, session: Pick<CustomerSession, 'personId' | 'identityId' | 'invoiceId'>, keyHash: Buffer, issuer: string): Promise<'connected' | 'already' | 'refused'> {
  const { personId } = session
  if (session.identityId !== null || session.invoiceId !== null) return 'refused'
  await lockPeople(tx, [personId])
  const held = await selectCustomerIdentities(tx, personId)
  const owner = await selectIdentityOwner(tx, keyHash)
  if (owner?.personId === personId && held.some((one) => one.identityId === owner.identityId)) return 'already'
  if (held.length >= MAX_IDENTITIES) return 'refused'
  if (owner) {
    // It stays with whoever has it; of somebody who is gone nothing holds it any more.
    if ((await selectCustomerIdentities(tx, owner.personId)).some((one) => one.identityId === owner.identityId)) return 'refused'
    await deleteIdentityOwner(tx, owner.personId, owner.identityId)
  }
  const identityId = newId(tx.now)
  if (!(await insertIdentityOwner(tx, keyHash, { personId, identityId }))) return 'refused'
  await insertCustomerIdentity(tx, { personId, identityId, issuer })
  return 'connected'
}
