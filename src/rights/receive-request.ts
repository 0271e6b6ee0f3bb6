import { deadlineOf, nextReminder } from '../law/deadline.ts'
import { publicHolidays, zoneOf } from '../law/holidays.ts'
import { lockPeople } from '../people/people.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import { newId, type ContactPointId, type PersonId } from '../values/ids.ts'
import { daysLater } from '../values/moment.ts'
import type { Language } from '../values/text.ts'
import { findDoubts } from './find-doubts.ts'
import { isEnough, levelOf, proofNeeded, PROOF_KEPT_DAYS, type Doubt, type ProofWay } from './identity-proof.ts'
import { noteStep } from './note-step.ts'
import type { ReceivedHow, RequestActor, RequestKind, Wish } from './request.ts'
import { insertPause, insertProof, insertRequest } from './requests.sql.ts'

export interface ReceivedRequest {
  personId: PersonId
  kind: RequestKind
  how: ReceivedHow
  by: RequestActor
  language: Language
  wish: Wish
  /** When it reached the company; now when left out. A letter that lay in a pile has its day from the stamp on it. */
  receivedAt?: Date | undefined
  /** What the way in has shown of who asks, and the address it was shown at. */
  proof?: { way: ProofWay; contactPointId: ContactPointId | null } | undefined
  /** The address that a mail says it comes from. It proves nothing; one that is not held is a reason for doubt. */
  sender?: string | undefined
  /** Somebody in no register: the row was made for this request, so no address is known from before. */
  stranger?: boolean | undefined
  /** Doubts of whoever records it, beside those that the circumstances give rise to. */
  doubts?: readonly Doubt[] | undefined
}

/**
 * Takes in what a person asks by their rights. The clock starts at receipt, by the controller's country (art. 12(3));
 * where more has to be shown of who asks than was, it is asked at once, and the strict day stands all the same.
 * Throws `not-found` for somebody who is not in the register, and `invalid` for a receipt to come. Returns the request's id.
 */
export async function receiveRequest(tx: Tx, received: ReceivedRequest): Promise<string> {
  const { personId, kind, how, by } = received
  const receivedAt = received.receivedAt ?? tx.now
  if (receivedAt > tx.now) throw new Problem('invalid', { text: 'rights.request.received-later', field: 'receivedAt' })
  if ((await lockPeople(tx, [personId])).length === 0) throw new Problem('not-found', { text: 'people.unknown' })
  const country = (await selectInstallation(tx))!.controller.country
  const zone = zoneOf(country)
  const { dueOn, latestOn } = deadlineOf(receivedAt, zone, await publicHolidays(country))
  const { stranger = false } = received
  const doubts = [...new Set([...stranger ? [] : await findDoubts(tx, received), ...(received.doubts ?? [])])]
  const needed = proofNeeded(kind, doubts)
  const given = received.proof ? levelOf([received.proof.way]) : 'none'
  const enough = isEnough(given, needed)
  const request = { personId, requestId: newId(tx.now) }
  await insertRequest(tx, {
    ...request, stranger, kind, receivedAt, receivedHow: how, recordedAt: tx.now, recordedBy: by, language: received.language, wish: received.wish, country,
    dueOn, latestOn, extendedAt: null, extendedReason: null, proofNeeded: needed, proofGiven: given, proofGivenAt: received.proof ? tx.now : null, doubts,
    state: enough ? 'open' : 'waiting-for-proof', answeredAt: null, outcome: null, refusalReason: null, answer: null, remindOn: nextReminder(dueOn, null),
  })
  await noteStep(tx, { ...request, kind: 'received', by, detail: { how, receivedAt: receivedAt.toISOString(), dueOn, latestOn } })
  if (received.proof) {
    await insertProof(tx, request, { proofId: newId(tx.now), way: received.proof.way, actor: by, words: null, deleteAfter: daysLater(tx.now, PROOF_KEPT_DAYS) })
  }
  if (!enough) {
    await insertPause(tx, request)
    await noteStep(tx, { ...request, kind: 'proof-asked', by: { kind: 'system', id: null }, detail: { needed, given, doubts } })
  }
  return request.requestId
}
