import { decideUnderLock } from '../decisions/decide-under-lock.ts'
import type { PersonDecision } from '../decisions/decide-for.ts'
import type { Question } from '../decisions/question.ts'
import { lockPeople } from '../people/people.sql.ts'
import { selectContactPoint, type ContactPoint } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { inOneGo } from '../plumbing/pipelined.ts'
import { parseEmail } from '../values/email.ts'
import { isFault } from '../values/fault.ts'
import { TAKEN_BACK, type Individual } from './individual.ts'
import { messageIdOf } from './mail-secret.ts'
import type { AddressedMail } from './mail.ts'
import { questionsOf, type Mailing } from './mailing.ts'
import { isSending } from './mailings.sql.ts'
import { hasDocument, isSingle, type MailKind } from './mail-kind.ts'
import { afterOutcome, type Message, type MessageState, type Outcome } from './message-state.ts'
import { finishMessage, lockClaim, requeue } from './messages.sql.ts'
import { insertOutboxMail } from './outbox.sql.ts'
import { recordSent } from './record-sent.ts'
import type { Batch, Sending } from './sending.ts'
import { writeDocument } from './write-document.ts'
import { writeMail, type Written } from './write-mail.ts'

/** Whether anything may have left the house: what the caller must know when this transaction fails. */
export interface Progress { handedOver: boolean }

/**
 * The second transaction of sending (rule D5): lock the person, check the claim, decide, hand over, record, and commit.
 * While it runs nobody can record a no for the person: a no comes before it and stops it, or after it. Run it with
 * `writeByKeysOnce`. Returns what the message has become; `lost` when somebody else has claimed it since.
 */
export async function sendOne(tx: Tx, sending: Sending, batch: Batch, message: Message, progress: Progress): Promise<MessageState | 'lost'> {
  const mailing = batch.mailings.get(message.mailingId)
  const individual = batch.individuals.get(message.mailingId)
  // What is told below is recorded under the strong lock: taking it after the weak one could deadlock with a no that waits.
  const strong = message.kind === 'ask' || batch.noticeDue.has(message.personId)
  // In this order: each statement sees what was committed before the lock was had.
  const [, decisions, claimed, goesOn, point] = await inOneGo(tx, [
    async () => strong && lockPeople(tx, [message.personId]), () => decideUnderLock(tx, [message.personId], questionsFor(message, mailing, individual)),
    () => lockClaim(tx, message), async () => mailing === undefined || isSending(tx, mailing.mailingId), () => usablePoint(tx, message),
  ])
  sending.fault?.('locked', message.personId)
  if (!claimed) return 'lost'
  if (!goesOn) return putBack(tx, message)
  // Called off at the last moment, or its words are gone with what they were for.
  if (message.kind === 'individual' && !individual) return finish(tx, message, 'left-out', TAKEN_BACK, null)
  const granted = grantedOf(message, decisions)
  sending.fault?.('decided', message.personId)
  if (granted.length === 0) return finish(tx, message, 'left-out', decisions[0]!.rule, null)
  // Data from elsewhere came in between the two looks: next time the lock will be the strong one.
  if (!strong && granted.some((one) => one.obligations.includes('carry-notice'))) return putBack(tx, message)
  const mail = point && await addressed(tx, sending, batch, message, granted, point)
  if (!mail) return finish(tx, message, 'failed', 'address-unfit', null)
  if (typeof mail === 'string') return finish(tx, message, 'left-out', mail, null)
  sending.fault?.('written', message.personId)
  const handed = await handOver(tx, sending, message, mail, progress)
  sending.fault?.('handed-over', message.personId)
  return settle(tx, sending, batch, message, granted, mail, handed)
}

/** Purposes a single mail may rest on, the nearest first: answering somebody is a duty (art. 12), and part of what they have with us. */
const ANSWER_PURPOSES = ['rights', 'service', 'contract', 'invoicing', 'membership', 'trial', 'prospects'] as const
/** What an invoice or a reminder of it may rest on: what is owed, or the agreement it is owed for (D3). */
const INVOICE_PURPOSES = ['invoicing', 'contract'] as const
/** What a quote may rest on: that somebody asked for it, or is a customer (GDPR art. 6(1)(b)). */
const QUOTE_PURPOSES = ['prospects', 'contract'] as const
/** What an invitation to a meeting may rest on: what one meets somebody for. */
const MEETING_PURPOSES = ['contract', 'service', 'membership', 'trial', 'prospects'] as const
const PURPOSES_OF: Partial<Record<MailKind, readonly string[]>> = { invoice: INVOICE_PURPOSES, quote: QUOTE_PURPOSES, invitation: MEETING_PURPOSES }

function questionsFor(message: Message, mailing: Mailing | undefined, individual: Individual | undefined): Question[] {
  const own: Question[] | undefined = individual ? [{ purpose: individual.purpose, channel: 'email', use: 'send', about: individual.about }] : mailing && questionsOf(mailing)
  const questions = own ?? (PURPOSES_OF[message.kind] ?? ANSWER_PURPOSES).map((purpose): Question => ({ purpose, channel: 'email', use: 'send' }))
  // The old address is no contact point any more: the gate says whether the person may be written to at all.
  return message.kind === 'address-changed' ? questions : questions.map((question) => ({ ...question, contactPointId: message.contactPointId }))
}

/** Only the news that an address has ended goes to one that has. */
async function usablePoint(tx: Tx, { kind, personId, contactPointId }: Message): Promise<ContactPoint | undefined> {
  const point = contactPointId === null ? undefined : await selectContactPoint(tx, personId, contactPointId)
  return kind === 'address-changed' || point?.endedAt === null ? point : undefined
}

/** An ask may put each question that is allowed; everything else rests on one yes. */
function grantedOf(message: Message, decisions: readonly PersonDecision[]): PersonDecision[] {
  const allowed = decisions.filter((one) => one.allowed)
  return message.kind === 'ask' ? allowed : allowed.slice(0, 1)
}

type Ready = AddressedMail & Pick<Written, 'notice'>

async function addressed(
  tx: Tx, sending: Sending, batch: Batch, message: Message, granted: readonly PersonDecision[], point: ContactPoint,
): Promise<Ready | string | undefined> {
  const to = parseEmail(point.value)
  if (point.kind !== 'email' || isFault(to)) return undefined
  const written = hasDocument(message.kind) ? await writeDocument(tx, sending, batch, message, granted) : await writeMail(tx, sending, batch, message, granted, point)
  if (typeof written === 'string') return written
  const { mail, notice } = written
  const elsewhere = mail.elsewhere === undefined ? to : parseEmail(mail.elsewhere)
  if (isFault(elsewhere)) return undefined
  const { from } = sending.transport
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1)
  return { ...mail, notice, from, to: elsewhere, date: tx.now, messageId: messageIdOf(sending.keeper.keys.tokens, message.mailingId, message.personId, domain) }
}

/** What came of it, and what is still to be written of it in this transaction. */
interface Handed {
  outcome: Outcome
  keep: (() => Promise<void>) | undefined
}

async function handOver(tx: Tx, sending: Sending, message: Message, mail: Ready, progress: Progress): Promise<Handed> {
  const source = await sending.transport.source(mail)
  sending.fault?.('handing-over', message.personId)
  if (sending.transport.post) {
    // A process that was stopped for long and goes on here has lost its locks: then this fails, and nothing goes out.
    await lockClaim(tx, message)
    progress.handedOver = true
    return { outcome: await sending.transport.post(mail, source), keep: undefined }
  }
  const { personId, mailingId, kind } = message
  const kept = { personId, mailingId: isSingle(kind) ? null : mailingId, kind, recipient: mail.to.recipient, subject: mail.subject, source }
  return { outcome: 'accepted', keep: () => insertOutboxMail(tx, kept) }
}

async function settle(
  tx: Tx, sending: Sending, batch: Batch, message: Message, granted: readonly PersonDecision[], mail: Ready, { outcome, keep }: Handed,
): Promise<MessageState> {
  const next = afterOutcome(message.kind, outcome, message.attempts)
  if (next.state === 'waiting') {
    await requeue(tx, message, message.attempts, new Date(tx.now.getTime() + next.waitMs))
    return 'waiting'
  }
  const { state } = next
  await inOneGo(tx, [
    async () => keep?.(), async () => state !== 'failed' && recordSent(tx, sending, batch, message, granted, { mail, notice: mail.notice }, state === 'sent'),
    () => finish(tx, message, state, granted[0]!.rule, mail.messageId),
  ])
  sending.fault?.('recorded', message.personId)
  return state
}

/** Not a try: somebody paused the mailing, or the facts moved. */
async function putBack(tx: Tx, message: Message): Promise<MessageState> {
  await requeue(tx, message, message.attempts - 1, null)
  return 'waiting'
}

async function finish(tx: Tx, message: Message, state: 'sent' | 'left-out' | 'failed' | 'unknown', rule: string, messageId: string | null): Promise<MessageState> {
  await finishMessage(tx, message, { state, rule, messageId })
  return state
}
