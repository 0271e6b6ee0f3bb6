import type { KeyObject } from 'node:crypto'
import { correctValues, type Correction } from '../people/correct-values.ts'
import { OWN_PAGE } from '../people/hold-values.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import type { PersonId } from '../values/ids.ts'
import { isEnough } from './identity-proof.ts'
import { noteStep } from './note-step.ts'
import { isOpen, type RequestActor, type Wish } from './request.ts'
import { lockRequest } from './requests.sql.ts'
import { tellRecipients } from './tell-recipients.ts'

/**
 * Corrects what a person asked to have corrected (art. 16), and has each recipient told (art. 19). `values` may differ
 * from the wish where a colleague looked into it. Throws `not-found`, `conflict` when answered or no rectification,
 * `refused` R3 before it is shown who asks, and as `correctValues`.
 */
export async function correctForRequest(
  tx: Tx, keys: { identifierIndex: KeyObject; tokens: KeyObject },
  { personId, requestId, values, by, source }: { personId: PersonId; requestId: string; values?: Wish['values']; by: RequestActor; source?: string },
): Promise<Correction> {
  const request = await lockRequest(tx, personId, requestId)
  if (!request) throw new Problem('not-found', { text: 'rights.request.not-found' })
  if (!isOpen(request) || request.kind !== 'rectification') throw new Problem('conflict', { text: 'rights.request.ended' })
  if (!isEnough(request.proofGiven, request.proofNeeded)) throw new Problem('refused', { rule: 'R3', text: 'rights.request.proof-missing' })
  const changes = values ?? request.wish.values ?? {}
  const correction = await correctValues(tx, keys.identifierIndex, personId, changes, {
    // It was the person who said so, by whoever's hand.
    source: source ?? OWN_PAGE, collected: 'self', recordedBy: by, importId: null, noticeDueAt: null,
  })
  await noteStep(tx, { personId, requestId, kind: 'corrected', by, detail: { changed: correction.changed, refused: correction.refused.map(({ fieldKey, rule }) => ({ fieldKey, rule })) } })
  if (correction.changed.length > 0) await tellRecipients(tx, keys.tokens, { personId, requestId, about: 'rectification', fields: correction.changed, by })
  return correction
}
