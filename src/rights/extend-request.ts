import { endOfDay, nextReminder } from '../law/deadline.ts'
import { zoneOf } from '../law/holidays.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import type { PersonId } from '../values/ids.ts'
import { noteStep } from './note-step.ts'
import { isOpen, type ExtensionReason, type RequestActor } from './request.ts'
import { lockRequest, updateExtension } from './requests.sql.ts'

/** Shorter than this tells the person nothing. */
const REASON_MIN = 10

/**
 * Extends the time to three months from receipt, once, for a reason of the law's and in words that the person reads, and
 * only before the first month is over (art. 12(3)). Throws `not-found`, `conflict` when answered or extended before,
 * `refused` R2 otherwise.
 */
export async function extendRequest(
  tx: Tx, { personId, requestId, reason, words, by }: { personId: PersonId; requestId: string; reason: ExtensionReason; words: string; by: RequestActor },
): Promise<void> {
  const request = await lockRequest(tx, personId, requestId)
  if (!request) throw new Problem('not-found', { text: 'rights.request.not-found' })
  if (!isOpen(request)) throw new Problem('conflict', { text: 'rights.request.ended' })
  if (request.extendedAt) throw new Problem('conflict', { text: 'rights.request.extended-before' })
  if (words.trim().length < REASON_MIN) throw new Problem('refused', { rule: 'R2', text: 'rights.request.extension-without-words', field: 'words' })
  if (tx.now >= endOfDay(request.dueOn, zoneOf(request.country))) throw new Problem('refused', { rule: 'R2', text: 'rights.request.extension-too-late' })
  await updateExtension(tx, { personId, requestId, extendedReason: words, remindOn: nextReminder(request.latestOn, null) })
  await noteStep(tx, { personId, requestId, kind: 'extended', by, detail: { reason, from: request.dueOn, to: request.latestOn }, words })
}
