import type { Choice } from '../consent/choice.ts'
import { recordChoices } from '../consent/record-choices.ts'
import type { Keeper } from '../keeper/keeper.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import type { PersonId } from '../values/ids.ts'
import { noteStep } from './note-step.ts'
import type { RequestActor, RequestStep } from './request.ts'
import { lockRequest, selectSteps } from './requests.sql.ts'
import { tellRecipients } from './tell-recipients.ts'

/**
 * Lifts what a request had restricted, after the person was told of it (art. 18(3)). Only a colleague does that. Throws
 * `not-found`, `conflict` where nothing of this request is restricted, `refused` R5 before the person was told.
 */
export async function liftRestriction(
  tx: Tx, keeper: Pick<Keeper, 'journal' | 'keys'>, { personId, requestId, by }: { personId: PersonId; requestId: string; by: RequestActor & { kind: 'staff' } },
): Promise<void> {
  const request = await lockRequest(tx, personId, requestId)
  if (!request) throw new Problem('not-found', { text: 'rights.request.not-found' })
  const steps = await selectSteps(tx, personId, [requestId])
  const standing = restrictedBy(steps)
  if (standing.length === 0) throw new Problem('conflict', { text: 'rights.request.nothing-restricted' })
  if (!toldOfLifting(steps)) throw new Problem('refused', { rule: 'R5', text: 'rights.request.tell-first' })
  const { outcomes } = await recordChoices(tx, keeper, standing.map(({ purpose, field }): Choice => ({
    personId, kind: 'unrestricted', purpose: purpose === '*' ? null : purpose, channel: null, contactPointId: null, frequency: null, surface: 'system', language: request.language,
    wording: null, actor: { kind: 'staff', id: by.id }, evidence: { kind: 'request', request: requestId, ...(field === '*' ? {} : { field }) },
  })))
  for (const one of outcomes) if ('refusal' in one) throw new Problem('refused', one.refusal)
  await noteStep(tx, { personId, requestId, kind: 'lifted', by, detail: { what: standing } })
  await tellRecipients(tx, keeper.keys.tokens, { personId, requestId, about: 'restriction-lifted', purposes: standing.some(({ purpose }) => purpose === '*') ? [] : standing.map(({ purpose }) => purpose), fields: standing.flatMap(({ field }) => (field === '*' ? [] : [field])), by })
}

interface Scope { purpose: string; field: string }

/** What the request restricts still. */
function restrictedBy(steps: readonly RequestStep[]): Scope[] {
  const last = steps.findLast((step) => step.kind === 'restricted' || step.kind === 'lifted')
  return last?.kind === 'restricted' ? last.detail['what'] as Scope[] : []
}

function toldOfLifting(steps: readonly RequestStep[]): boolean {
  const since = steps.findLast((step) => step.kind === 'restricted')!.at
  return steps.some((step) => step.kind === 'told' && step.detail['about'] === 'lifting' && step.at >= since)
}
