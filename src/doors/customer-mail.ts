import type { Recording } from '../consent/record-choices.ts'
import { RECEIPT_KINDS } from '../consent/receipt.ts'
import { sendServiceMail, type ServiceMail } from '../messages/send-service-mail.ts'
import { selectContactPoints, type ContactPoint } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { ContactPointId, PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'

/** Where a person is written to about what they have just said. */
export interface WriteTo {
  personId: PersonId
  contactPointId: ContactPointId | null
  language: Language
}

/** Queues what `mailsAbout` says; true when a receipt goes out. */
export async function mailWhatWasSaid(tx: Tx, to: WriteTo, recording: Recording | undefined): Promise<boolean> {
  const { mails, receipt } = mailsAbout(to, recording, (await selectContactPoints(tx, [to.personId])).filter((point) => point.kind === 'email'))
  await sendServiceMail(tx, mails)
  return receipt
}

/**
 * The receipt of what was recorded (rules L5, D9) to the address that it was said from, and for each yes that
 * waits for its address a confirmation to that address. There is nowhere to send it when the address ended with the
 * no: `held` are the mail addresses the person still has.
 */
export function mailsAbout(to: WriteTo, recording: Recording | undefined, held: readonly ContactPoint[]): { mails: ServiceMail[]; receipt: boolean } {
  const recorded = recording?.outcomes.flatMap((one) => ('entry' in one ? [one.entry] : [])) ?? []
  const told = recorded.filter((entry) => entry.evidence['needsConfirmation'] !== true && (entry.kind === 'stop-asking' || (RECEIPT_KINDS as readonly string[]).includes(entry.kind)))
  const waiting = recorded.filter((entry) => entry.evidence['needsConfirmation'] === true && entry.channel === 'email')
  const receiptTo = held.find((point) => point.contactPointId === to.contactPointId)
  const { personId, language } = to
  const receipt = receiptTo !== undefined && told.length > 0
  const mails = [
    ...(receipt ? [{ personId, language, kind: 'receipt' as const, contactPointId: receiptTo.contactPointId, entrySeqs: told.map((entry) => entry.seq) }] : []),
    ...[...Map.groupBy(waiting, (entry) => entry.contactPointId!)].map(([contactPointId, entries]) => (
      { personId, language, kind: 'confirm' as const, contactPointId, entrySeqs: entries.map((entry) => entry.seq) })),
  ]
  return { mails, receipt }
}
