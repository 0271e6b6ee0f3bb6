import type { Recording } from '../consent/record-choices.ts'
import { RECEIPT_KINDS } from '../consent/receipt.ts'
import { sendServiceMail } from '../messages/send-service-mail.ts'
import { selectContactPoints } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { ContactPointId, PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'

/** Where a person is written to about what they have just said. */
export interface WriteTo {
  personId: PersonId
  contactPointId: ContactPointId | null
  language: Language
}

/**
 * Queues the receipt of what was recorded (rules L5, D9) to the address that it was said from, and for each yes that
 * waits for its address a confirmation to that address. True when a receipt goes out; there is nowhere to send it when
 * the address ended with the no.
 */
export async function mailWhatWasSaid(tx: Tx, to: WriteTo, recording: Recording | undefined): Promise<boolean> {
  const recorded = recording?.outcomes.flatMap((one) => ('entry' in one ? [one.entry] : [])) ?? []
  const held = (await selectContactPoints(tx, [to.personId])).filter((point) => point.kind === 'email')
  const told = recorded.filter((entry) => entry.evidence['needsConfirmation'] !== true && (entry.kind === 'stop-asking' || (RECEIPT_KINDS as readonly string[]).includes(entry.kind)))
  const waiting = recorded.filter((entry) => entry.evidence['needsConfirmation'] === true && entry.channel === 'email')
  const receiptTo = held.find((point) => point.contactPointId === to.contactPointId)
  const { personId, language } = to
  await sendServiceMail(tx, [
    ...(receiptTo && told.length > 0 ? [{ personId, language, kind: 'receipt' as const, contactPointId: receiptTo.contactPointId, entrySeqs: told.map((entry) => entry.seq) }] : []),
    ...[...Map.groupBy(waiting, (entry) => entry.contactPointId!)].map(([contactPointId, entries]) => (
      { personId, language, kind: 'confirm' as const, contactPointId, entrySeqs: entries.map((entry) => entry.seq) })),
  ])
  return receiptTo !== undefined && told.length > 0
}
