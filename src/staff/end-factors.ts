import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'
import { deletePasskeys, deletePassword, deleteRecoveryCodes } from './factors.sql.ts'

/** Takes away everything a colleague could sign in with, for when they leave (AU-08). Returns what that was. */
export async function endFactors(tx: Tx, staffId: StaffId): Promise<{ passkeys: number; password: boolean }> {
  const passkeys = await deletePasskeys(tx, staffId)
  const password = await deletePassword(tx, staffId)
  await deleteRecoveryCodes(tx, staffId)
  return { passkeys, password }
}
