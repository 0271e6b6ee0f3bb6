import { selectPeople } from '../people/people.sql.ts'
import { selectContactPoints } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { selectIdentityOwner, updateCustomerIdentityUsed } from './customer-identities.sql.ts'
import { SESSION_HOURS } from './customer-session.ts'
import { insertCustomerSession } from './customer-sessions.sql.ts'
import { newToken, tokenHash } from './link.ts'

/**
 * Lets the person in whose connected identity this is. Undefined, whatever the reason: nobody has connected it, it was
 * disconnected, or the person is gone or dead; nobody can tell these apart.
 */
export async function enterByIdentity(tx: Tx, keyHash: Buffer): Promise<{ personId: PersonId; secret: string } | undefined> {
  const owner = await selectIdentityOwner(tx, keyHash)
  if (!owner) return undefined
  const { personId, identityId } = owner
  const [person] = await selectPeople(tx, [personId])
  if (!person || person.deceasedAt || !(await updateCustomerIdentityUsed(tx, personId, identityId))) return undefined
  // Receipts of what is said go to the address that the person has proved last.
  const address = (await selectContactPoints(tx, [personId])).filter((point) => point.kind === 'email' && point.verifiedAt).at(-1)
  const secret = newToken()
  await insertCustomerSession(tx, {
    sessionHash: tokenHash(secret), personId, contactPointId: address?.contactPointId ?? null, identityId, expiresAt: new Date(tx.now.getTime() + SESSION_HOURS * 3_600_000),
  })
  return { personId, secret }
}
