import type { Tx } from '../plumbing/database.ts'
import { newId, type StaffId } from '../values/ids.ts'
import { insertPasskey, takeChallenge } from './factors.sql.ts'
import { challengeIn, checkEnrolment, type EnrolmentAnswer, type PasskeySite } from './passkey-ceremony.ts'
import { secretHash } from './secret.ts'

/** Takes a passkey that was made for a challenge of ours. False when anything of it is not as it must be, or somebody has it already. */
export async function addPasskey(tx: Tx, site: PasskeySite, answer: EnrolmentAnswer, whose: { staffId: StaffId; name: string }): Promise<boolean> {
  const challenge = challengeIn(answer)
  if (challenge === undefined || !(await takeChallenge(tx, secretHash(challenge), 'enrol', whose.staffId))) return false
  const made = await checkEnrolment(site, answer, challenge)
  return made !== null && insertPasskey(tx, { ...made, ...whose, passkeyId: newId(tx.now) })
}
