import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import type { PersonId } from '../values/ids.ts'
import { isEnough, proofNeeded, type Doubt } from './identity-proof.ts'
import { noteStep } from './note-step.ts'
import { isOpen, type RequestActor, type RightsRequest } from './request.ts'
import { insertPause, lockRequest, updateProof } from './requests.sql.ts'

/**
 * A colleague has reasonable doubt about who asks, with the reason in words, and more is asked for (art. 12(6)). The
 * paused day is shown from now on; the strict one stands. Throws `not-found`, `conflict` for a request that is answered,
 * `refused` R3 for one that needs no proof whatever the doubt, and for a doubt without a reason.
 */
export async function doubtRequest(
  tx: Tx, { personId, requestId, doubt, words, by }: { personId: PersonId; requestId: string; doubt: Doubt; words: string; by: RequestActor },
): Promise<RightsRequest> {
  const request = await lockRequest(tx, personId, requestId)
  if (!request) throw new Problem('not-found', { text: 'rights.request.not-found' })
  if (!isOpen(request)) throw new Problem('conflict', { text: 'rights.request.ended' })
  if (words.trim() === '') throw new Problem('refused', { rule: 'R3', text: 'rights.request.doubt-without-reason', field: 'words' })
  const doubts = [...new Set([...request.doubts as Doubt[], doubt])]
  const needed = proofNeeded(request.kind, doubts)
  if (needed === proofNeeded(request.kind, [])) throw new Problem('refused', { rule: 'R3', text: 'rights.request.doubt-changes-nothing', field: 'doubt' })
  const enough = isEnough(request.proofGiven, needed)
  const doubted: RightsRequest = { ...request, doubts, proofNeeded: needed, state: enough ? 'open' : 'waiting-for-proof' }
  await updateProof(tx, doubted)
  await noteStep(tx, { personId, requestId, kind: 'doubted', by, detail: { doubt, needed }, words })
  if (!enough && request.state === 'open') {
    await insertPause(tx, request)
    await noteStep(tx, { personId, requestId, kind: 'proof-asked', by, detail: { needed, given: request.proofGiven, doubts } })
  }
  return doubted
}
