import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'
import { deletePasskeys, deletePassword, deleteRecoveryCodes } from './factors.sql.ts'
import { updateStaffIdentityEnded } from './oidc-identities.sql.ts'

/** Takes away everything a colleague could sign in with, for when they leave (AU-08). Returns what that was. */
export async function endFactors(tx: Tx, staffId: StaffId): Promise<{ passkeys: number; password: boolean; identities: number }> {
  const passkeys = await deletePasskeys(tx, staffId)
  const password = await deletePassword(tx, staffId)
  await deleteRecoveryCodes(tx, staffId)
  const identities = await updateStaffIdentityEnded(tx, staffId, null)
  return { passkeys, password, identities }
}
