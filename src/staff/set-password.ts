import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import type { StaffId } from '../values/ids.ts'
import { readAuthenticatorCode, stepOfCode } from './authenticator.ts'
import type { FactorKeys } from './factor-keys.ts'
import { takeChallenge, upsertPassword } from './factors.sql.ts'
import { giveRecoveryCodes } from './give-recovery-codes.ts'
import { secretHash } from './secret.ts'

export interface PasswordWish {
  staffId: StaffId
  /** In its one form. */
  signInName: string
  passwordHash: string
  /** The authenticator that is being set up, and a code of it: nobody is left with one that does not work. */
  setUp: string
  code: string
}

/**
 * Sets a password with its authenticator, both new, and returns ten recovery codes. Throws `refused` when the code is not
 * of the authenticator or the set-up is over, and `conflict` for a name that another signs in with; nothing is used up then.
 */
export async function setPassword(tx: Tx, keys: FactorKeys, { staffId, signInName, passwordHash, setUp, code }: PasswordWish): Promise<string[]> {
  const laid = await takeChallenge(tx, secretHash(setUp), 'authenticator', staffId)
  if (!laid?.sealed) throw new Problem('refused', { text: 'staff.set-up-over', field: 'setUp' })
  const digits = readAuthenticatorCode(code)
  const step = digits === undefined ? null : stepOfCode(keys.open(staffId, laid.sealed), digits, tx.now)
  if (step === null) throw new Problem('refused', { text: 'staff.code-wrong', field: 'code' })
  if (!(await upsertPassword(tx, { staffId, signInName, passwordHash, authenticator: laid.sealed, lastStep: step }))) {
    throw new Problem('conflict', { text: 'staff.sign-in-name-taken', field: 'signInName' })
  }
  return giveRecoveryCodes(tx, staffId)
}
