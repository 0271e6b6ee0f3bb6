import { recordChoices } from '../consent/record-choices.ts'
import type { Keeper } from '../keeper/keeper.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import type { PersonId } from '../values/ids.ts'
import { SURFACE } from './act-at-once.ts'
import { noteStep } from './note-step.ts'
import { ASSESSED, isOpen, type RequestActor } from './request.ts'
import { lockRequest } from './requests.sql.ts'

/**
 * What a colleague found when weighing a request, with the reasons that the controller must be able to show (art. 5(2),
 * 21(1), 22(3)). An objection that is upheld becomes a no to the purpose. Throws `not-found`, `conflict` when answered,
 * `refused` R4 for a kind that is not weighed or a finding without reasons.
 */
export async function assessRequest(
  tx: Tx, keeper: Pick<Keeper, 'journal'>,
  { personId, requestId, upheld, words, by }: { personId: PersonId; requestId: string; upheld: boolean; words: string; by: RequestActor & { kind: 'staff' } },
): Promise<void> {
  const request = await lockRequest(tx, personId, requestId)
  if (!request) throw new Problem('not-found', { text: 'rights.request.not-found' })
  if (!isOpen(request)) throw new Problem('conflict', { text: 'rights.request.ended' })
  if (!ASSESSED.includes(request.kind)) throw new Problem('refused', { rule: 'R4', text: 'rights.request.not-weighed' })
  if (words.trim() === '') throw new Problem('refused', { rule: 'R4', text: 'rights.request.finding-without-reasons', field: 'words' })
  await noteStep(tx, { personId, requestId, kind: 'assessed', by, detail: { upheld }, words })
  if (request.kind !== 'objection' || !upheld) return
  const { purposes } = await selectCatalogue(tx)
  const objected = (request.wish.purposes ?? []).filter((key) => purposes.some((one) => one.key === key && one.kind !== 'marketing'))
  await recordChoices(tx, keeper, objected.map((purpose) => ({
    personId, kind: 'objected' as const, purpose, channel: null, contactPointId: null, frequency: null, surface: SURFACE[request.receivedHow], language: request.language, wording: null,
    actor: { kind: 'staff' as const, id: by.id }, evidence: { kind: 'request', request: requestId },
  })))
  if (objected.length > 0) await noteStep(tx, { personId, requestId, kind: 'objected', by, detail: { what: objected.map((purpose) => ({ purpose, field: '*' })) } })
}
