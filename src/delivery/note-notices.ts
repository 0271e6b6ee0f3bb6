import type { Choice } from '../consent/choice.ts'
import { readSayers } from '../consent/read-sayers.ts'
import { recordChoices } from '../consent/record-choices.ts'
import { VOUCHER_NOTICE_VERSION, voucherLanguage } from '../invoices/voucher-notice.ts'
import type { Keeper } from '../keeper/keeper.ts'
import { lockFreePeople } from '../people/people.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { wording } from '../purposes/wording.ts'
import { selectUntold, updateTold, type Untold } from './deliveries.sql.ts'

const AT_ONCE = 200
/** A delivery that showed nothing of the kind. */
const NOTHING_SHOWN = 0

/**
 * Notes what each invoice, credit note or reminder that has gone told its customer (art. 13 and 14): the exact sentence, the
 * document, the language and the way, once for each document and way. A batch; true when there may be more. What has gone is
 * noted on the delivery itself first, and its entry and the mark that it is written stand in one transaction: a stop in between
 * loses none and doubles none. People whom somebody else holds come with the next batch.
 */
export async function noteNotices(tx: Tx, keeper: Pick<Keeper, 'journal'>): Promise<boolean> {
  const found = await selectUntold(tx, AT_ONCE)
  if (found.length === 0) return false
  const { locked, held } = await lockFreePeople(tx, [...new Set(found.map((one) => one.personId))])
  // Looked at again under the lock: another copy of the program may have been here.
  const free = await selectUntold(tx, AT_ONCE, locked)
  const first = new Map<string, Untold>()
  for (const one of free) if (one.privacy && one.toldBefore === null && !first.has(alike(one))) first.set(alike(one), one)
  const told = [...first.values()]
  const { outcomes } = await recordChoices(tx, keeper, told.map(shown), await readSayers(tx, locked, locked))
  const seqs = new Map(told.map((one, place) => [alike(one), seqOf(outcomes[place]!)]))
  const known = new Set([...locked, ...held])
  await updateTold(tx, [
    ...free.map(({ personId, deliveryId, ...one }) => ({ personId, deliveryId, seq: one.toldBefore ?? seqs.get(alike(one)) ?? NOTHING_SHOWN })),
    // Whoever was erased meanwhile has no ledger that could say it.
    ...found.filter((one) => !known.has(one.personId)).map(({ personId, deliveryId }) => ({ personId, deliveryId, seq: NOTHING_SHOWN })),
  ])
  return found.length === AT_ONCE && held.length < AT_ONCE / 2
}

const alike = ({ documentId, way }: Pick<Untold, 'documentId' | 'way'>): string => `${documentId} ${way}`

function seqOf(outcome: Awaited<ReturnType<typeof recordChoices>>['outcomes'][number]): number {
  return 'entry' in outcome ? outcome.entry.seq : NOTHING_SHOWN
}

function shown({ personId, deliveryId, invoiceId, reminderId, documentId, way, changedAt, kind, privacy }: Untold): Choice {
  const language = voucherLanguage(privacy!)
  return {
    personId, kind: 'notice-shown', purpose: null, channel: null, contactPointId: null, frequency: null, surface: way === 'peppol' ? 'e-invoice' : 'invoice', language, actor: { kind: 'system', id: null },
    wording: wording(language, privacy!.note),
    evidence: { kind: 'voucher', what: reminderId === null ? kind : 'reminder', way, invoice: invoiceId, document: documentId, delivery: deliveryId, sent: changedAt.toISOString(), version: privacy!.version ?? VOUCHER_NOTICE_VERSION },
  }
}
