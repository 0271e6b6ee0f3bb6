import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { useApproval } from '../staff/use-approval.ts'
import type { StaffId } from '../values/ids.ts'
import { isSaidSince } from './copies.sql.ts'
import type { RequestActor, RequestKind, RightsRequest } from './request.ts'
import { selectFourEyes } from './request-rules.sql.ts'
import { selectSteps } from './requests.sql.ts'
import { askedAnswer } from './second-pair.ts'

/**
 * Where the company has set that a request takes two colleagues, uses up what the second one allowed (AZ-10). It goes by
 * what is done as well as by what was asked: an access copy is one, whatever kind of request it answers. People, and the
 * program where nothing is weighed, need nobody. Throws `forbidden` of the type `second-colleague-needed`, and `conflict`
 * when the request has changed since a second colleague was asked.
 */
export async function refuseAlone(
  tx: Tx, request: Pick<RightsRequest, 'personId' | 'requestId' | 'kind'>, { by, done, approval }: { by: RequestActor; done?: RequestKind | undefined; approval?: string | undefined },
): Promise<void> {
  if (by.kind !== 'staff') return
  const fourEyes = await selectFourEyes(tx)
  if (!fourEyes.includes(request.kind) && !(done && fourEyes.includes(done)) && approval === undefined) return
  const asked = askedAnswer(await selectSteps(tx, request.personId, [request.requestId]))
  const stands = asked?.approvalId === approval && !(asked?.wish.act === 'copy' && (await isSaidSince(tx, request.personId, asked.at)))
  if (approval !== undefined && !stands) throw new Problem('conflict', { text: 'rights.request.approval-void' })
  await useApproval(tx, approval, 'request-answer', { person: request.personId, request: request.requestId, act: asked?.wish.act }, by.id as StaffId)
}
