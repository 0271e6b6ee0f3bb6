import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import type { PersonId } from '../values/ids.ts'
import { daysLater } from '../values/moment.ts'
import { selectCopies } from './copies.sql.ts'
import { findDoubts } from './find-doubts.ts'
import { isEnough, levelOf, proofNeeded } from './identity-proof.ts'
import type { ReceivedRequest } from './receive-request.ts'

/** A copy that a colleague handed over on the page lies there so long. */
const HANDED_OVER_DAYS = 30

/**
 * Whoever is on the person's page gets a copy of everything only with the proof that a request for it would need (art. 12(6)):
 * more of it where others share the address, it was changed shortly before, or the person is protected. What a colleague has
 * handed over on the page was asked for and proved already. Throws `refused` R3.
 */
export async function refuseDoubtfulCopy(tx: Tx, personId: PersonId, proof: NonNullable<ReceivedRequest['proof']>): Promise<void> {
  const doubts = await findDoubts(tx, { personId, how: 'page', by: { kind: 'person', id: personId }, proof })
  if (isEnough(levelOf([proof.way]), proofNeeded('access', doubts))) return
  const handedOver = (await selectCopies(tx, personId)).some((one) => one.givenHow === 'page' && one.givenAt! > daysLater(tx.now, -HANDED_OVER_DAYS))
  if (!handedOver) throw new Problem('refused', { rule: 'R3', text: 'copy.proof-missing' })
}
