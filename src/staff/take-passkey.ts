import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'
import { selectLivingPasskey, takeChallenge, updatePasskeyUsed } from './factors.sql.ts'
import { challengeIn, checkProof, type PasskeyAnswer, type PasskeySite } from './passkey-ceremony.ts'
import { secretHash } from './secret.ts'

/**
 * Takes what a passkey answered to a challenge of ours, which is used up by it: to sign in, or, where it is said who
 * sits there, to prove it once more. The colleague it belongs to; null when anything is not as it must be.
 */
export async function takePasskey(tx: Tx, site: PasskeySite, answer: PasskeyAnswer, who: StaffId | null): Promise<StaffId | null> {
  const challenge = challengeIn(answer)
  if (challenge === undefined || !(await takeChallenge(tx, secretHash(challenge), who === null ? 'sign-in' : 'prove', who))) return null
  const passkey = await selectLivingPasskey(tx, answer.id)
  if (!passkey || (who !== null && passkey.staffId !== who)) return null
  const counter = await checkProof(site, answer, challenge, passkey)
  return counter !== null && (await updatePasskeyUsed(tx, passkey.credentialId, counter)) ? passkey.staffId : null
}
