import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { deleteCustomerIdentity, deleteIdentityOwner, updateSessionsOfIdentityEnded } from './customer-identities.sql.ts'

/** Takes a way in from a person: it opens nothing from here on, and what it had opened ends. False when it is not theirs. */
export async function disconnectCustomerIdentity(tx: Tx, personId: PersonId, identityId: string): Promise<boolean> {
  if (!(await deleteCustomerIdentity(tx, personId, identityId))) return false
  await deleteIdentityOwner(tx, personId, identityId)
  await updateSessionsOfIdentityEnded(tx, personId, identityId)
  return true
}
