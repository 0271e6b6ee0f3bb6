import type { Tx } from '../plumbing/database.ts'
import { newId, type ContactPointId, type MailingId, type PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import { insertMessages } from './messages.sql.ts'

/** A mail that answers something the person did. It carries no advertising, and nothing anybody wrote. */
export type ServiceMail = { personId: PersonId; contactPointId: ContactPointId; language: Language } & (
  /** Six digits for the front door: `codeOf(keeper.keys.tokens, requestId)` tells which. */
  | { kind: 'code'; requestId: string }
  /** The link that confirms the yes of these entries (double opt-in); one mail for all that were said at once. */
  | { kind: 'confirm'; entrySeqs: readonly number[] }
  /** What was recorded with these entries, with "that wasn't me" for each yes. */
  | { kind: 'receipt'; entrySeqs: readonly number[] }
  /** To the old address, which has just ended: another has taken its place. */
  | { kind: 'address-changed' }
  /** There is news about a request of theirs (art. 12); what it is stands on their own page. */
  | { kind: 'request-news' }
  /** Data of the person will end by itself, on which day, and how it could stay. */
  | { kind: 'data-ending' }
  /** What is held of somebody whose details came to us, from where, and what they can choose (art. 14). */
  | { kind: 'lead' }
  /** An invoice, credit note or reminder; what stands in it is written when it goes (`Sending.documents`). */
  | { kind: 'invoice' }
  /** A quote, or what was said yes to; written when it goes, as an invoice's mail is. */
  | { kind: 'quote' }
  /** An invitation to a meeting, or that it has moved or is off. */
  | { kind: 'invitation' }
)

/**
 * Puts mails in the queue, in the transaction of the act they answer; the clock hands them over right after it commits
 * (`sendDue`), at least once and always with the same Message-ID. The gate is asked then. Returns their ids.
 */
export async function sendServiceMail(tx: Tx, mails: readonly ServiceMail[]): Promise<MailingId[]> {
  const messages = mails.map((mail) => ({
    personId: mail.personId,
    mailingId: newId<MailingId>(tx.now),
    kind: mail.kind,
    state: 'waiting' as const,
    contactPointId: mail.contactPointId,
    language: mail.language,
    rule: null,
    entrySeqs: 'entrySeqs' in mail ? mail.entrySeqs : [],
    requestId: mail.kind === 'code' ? mail.requestId : null,
  }))
  await insertMessages(tx, messages)
  return messages.map((one) => one.mailingId)
}
