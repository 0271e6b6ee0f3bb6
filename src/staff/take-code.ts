import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'
import { readAuthenticatorCode, stepOfCode } from './authenticator.ts'
import type { FactorKeys } from './factor-keys.ts'
import { takeRecoveryCode, takeStep } from './factors.sql.ts'
import { readRecoveryCode, recoveryCodeHash } from './recovery-code.ts'
import type { SessionWay } from './session.ts'

/**
 * Takes the code beside a password: the authenticator's, each once (RFC 6238 5.2), or a recovery code, each once. Says
 * which it was; null when it is neither, or was used.
 */
export async function takeCode(tx: Tx, keys: FactorKeys, of: { staffId: StaffId; authenticator: Buffer }, text: string): Promise<Extract<SessionWay, 'password+totp' | 'recovery'> | null> {
  const code = readAuthenticatorCode(text)
  if (code !== undefined) {
    const step = stepOfCode(keys.open(of.staffId, of.authenticator), code, tx.now)
    return step !== null && (await takeStep(tx, of.staffId, step)) ? 'password+totp' : null
  }
  const recovery = readRecoveryCode(text)
  return recovery !== undefined && (await takeRecoveryCode(tx, of.staffId, recoveryCodeHash(recovery))) ? 'recovery' : null
}
