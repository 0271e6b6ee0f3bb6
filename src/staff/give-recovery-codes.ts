import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'
import { deleteRecoveryCodes, insertRecoveryCodes } from './factors.sql.ts'
import { newRecoveryCodes, readRecoveryCode, recoveryCodeHash } from './recovery-code.ts'

/** Ten new recovery codes in place of the old; returned this one time, only their hashes are kept. */
export async function giveRecoveryCodes(tx: Tx, staffId: StaffId): Promise<string[]> {
  const codes = newRecoveryCodes()
  await deleteRecoveryCodes(tx, staffId)
  await insertRecoveryCodes(tx, staffId, codes.map((code) => recoveryCodeHash(readRecoveryCode(code)!)))
  return codes
}
