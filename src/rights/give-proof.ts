import type { Keeper } from '../keeper/keeper.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { daysLater } from '../values/moment.ts'
import { actAtOnce } from './act-at-once.ts'
import { checksFor, CHECK_WORDS_MIN, isEnough, levelOf, PROOF_KEPT_DAYS, PROOF_LEVELS, type ProofWay } from './identity-proof.ts'
import { noteStep } from './note-step.ts'
import { isOpen, type RequestActor, type RightsRequest } from './request.ts'
import { endPause, insertProof, lockRequest, selectProofs, updateProof } from './requests.sql.ts'

export interface GivenProof {
  personId: PersonId
  requestId: string
  way: ProofWay
  by: RequestActor
  /** What was checked, of whoever looked; never a number or a copy of what was shown. */
  words: string | null
}

/**
 * Takes in how somebody has shown who they are. What a colleague checked is written down, and only in ways that fit how
 * the request came in (art. 12(6), 5(2)). When it is enough the clock goes on, and what a request does by itself is done.
 * Throws `not-found`, `conflict` for one that is answered, `refused` R3 for a check without words or one that cannot be made there.
 */
export async function giveProof(tx: Tx, keeper: Pick<Keeper, 'journal' | 'keys'>, proof: GivenProof): Promise<RightsRequest> {
  const { personId, requestId, way, by, words } = proof
  const request = await lockRequest(tx, personId, requestId)
  if (!request) throw new Problem('not-found', { text: 'rights.request.not-found' })
  if (!isOpen(request)) throw new Problem('conflict', { text: 'rights.request.ended' })
  if (by.kind === 'staff') refuseCheck(request, proof)
  const ways = [...(await selectProofs(tx, personId, requestId)).map((one) => one.way), way]
  // What was proved stays proved when its details have been deleted.
  const given = [levelOf(ways), request.proofGiven ?? 'none'].toSorted((a, b) => PROOF_LEVELS.indexOf(b) - PROOF_LEVELS.indexOf(a))[0]!
  const enough = isEnough(given, request.proofNeeded)
  const proved: RightsRequest = { ...request, proofGiven: given, proofGivenAt: tx.now, state: enough ? 'open' : 'waiting-for-proof' }
  await insertProof(tx, proof, { proofId: newId(tx.now), way, actor: by, words, deleteAfter: daysLater(tx.now, PROOF_KEPT_DAYS) })
  await updateProof(tx, proved)
  await noteStep(tx, { personId, requestId, kind: 'proof-given', by, detail: { way, given, needed: request.proofNeeded } })
  if (enough && request.state === 'waiting-for-proof') {
    await endPause(tx, proof)
    await noteStep(tx, { personId, requestId, kind: 'resumed', by })
    await actAtOnce(tx, keeper, proved, by)
  }
  return proved
}

function refuseCheck(request: RightsRequest, { way, words }: GivenProof): void {
  if (!checksFor(request).includes(way)) throw new Problem('refused', { rule: 'R3', text: 'rights.request.check-not-there', field: 'way' })
  if ((words?.trim().length ?? 0) < CHECK_WORDS_MIN) throw new Problem('refused', { rule: 'R3', text: 'rights.request.check-without-words', field: 'words' })
}
