import { decideUnderLock } from '../../decisions/decide-under-lock.ts'
import { addressWith } from '../../incoming/incoming-address.ts'
import { ANSWER_MARK } from '../../incoming/mail-head.ts'
import { RETRY_AFTER_MS } from '../../messages/message-state.ts'
import type { Transport } from '../../messages/deliver.ts'
import type { MailHeader } from '../../messages/mail.ts'
import { insertOutboxMail } from '../../messages/outbox.sql.ts'
import { composeTicket } from '../../messages/ticket-mail.ts'
import { selectContactPoints } from '../../people/values.sql.ts'
import type { Tx } from '../../plumbing/database.ts'
import { selectInstallation } from '../../plumbing/installation.sql.ts'
import { replyToken } from '../../tickets/ticket-mail.ts'
import { SERVICE, type Ticket, type TicketLine } from '../../tickets/ticket.ts'
import { moveTicketState } from '../../tickets/move-ticket-state.ts'
import { lockDueLine, lockTicket, postponeLine, selectDueLine, selectLines, selectTicket, updateLineMail } from '../../tickets/tickets.sql.ts'
import { parseEmail, type EmailAddress } from '../../values/email.ts'
import { isFault } from '../../values/fault.ts'
import type { House } from '../house.ts'

const AT_ONCE = 20

/**
 * Mails what was answered in tickets, each line to the address that its ticket came from and to no other; true when there may
 * be more. Of somebody who is known the gate is asked at that moment, under their lock (D5). A copy that dies sends the very
 * same again, with the same Message-ID.
 */
export async function answerTickets(house: House, transport: Transport, stopping?: AbortSignal): Promise<boolean> {
  for (let worked = 0; worked < AT_ONCE; worked++) {
    if (stopping?.aborted) return false
    const due = await house.database.read(selectDueLine)
    if (!due) return false
    try {
      await house.database.writeOnce((tx) => answerOne(tx, house, transport, due))
    } catch (error) {
      house.log.error({ err: error, ticket: due.ticketId }, 'an answer in a ticket could not be worked on')
      await house.database.write((tx) => postponeLine(tx, due, new Date(tx.now.getTime() + RETRY_AFTER_MS[0])))
    }
  }
  return true
}

type Due = NonNullable<Awaited<ReturnType<typeof selectDueLine>>>

async function answerOne(tx: Tx, house: House, transport: Transport, due: Due): Promise<void> {
  const ticket = await selectTicket(tx, due.personId, due.ticketId)
  const to = parseEmail(ticket?.sender ?? '')
  if (!ticket || isFault(to)) return updateLineMail(tx, due, due.lineId, { state: 'refused' })
  const failed = (state: 'refused' | 'stopped', rule?: string) => notGone(tx, house, ticket, due.lineId, { state, ...(rule !== undefined && { rule }) })
  const no = ticket.who === 'known' ? await whyNot(tx, ticket, to) : undefined
  const line = await lockDueLine(tx, due)
  if (!line) return
  if (no !== undefined) return failed('stopped', no)
  const mail = await written(tx, house, transport, { ticket, line, to })
  const source = await transport.source(mail)
  if (!transport.post) {
    await insertOutboxMail(tx, { personId: ticket.personId, mailingId: null, kind: mail.kind, recipient: to.recipient, subject: mail.subject, source })
    return updateLineMail(tx, due, line.lineId, { state: 'sent', messageId: mail.messageId })
  }
  const outcome = await transport.post(mail, source)
  const wait = RETRY_AFTER_MS[line.tries]
  if (outcome === 'accepted') return updateLineMail(tx, due, line.lineId, { state: 'sent', messageId: mail.messageId })
  if (outcome === 'refused' || wait === undefined) return failed('refused')
  return updateLineMail(tx, due, line.lineId, { state: 'waiting', notBefore: new Date(tx.now.getTime() + wait) })
}

/** An answer that does not reach anybody is no answer: the ticket is open again, and says so. */
async function notGone(tx: Tx, { keeper }: House, ticket: Ticket, lineId: string, what: { state: 'refused' | 'stopped'; rule?: string }): Promise<void> {
  await updateLineMail(tx, ticket, lineId, what)
  const now = await lockTicket(tx, ticket.personId, ticket.ticketId)
  if (now?.lastLineId === lineId && (now.state === 'waiting' || now.state === 'solved')) await moveTicketState(tx, keeper, now, 'open', { kind: 'system', id: null })
}

/** The rule by which the gate says that somebody is not to be answered now: at the address where it is held, in any way where it is not. */
async function whyNot(tx: Tx, { personId }: Ticket, { canonical }: EmailAddress): Promise<string | undefined> {
  const point = (await selectContactPoints(tx, [personId])).find((one) => one.kind === 'email' && one.canonical === canonical)
  const [decision] = await decideUnderLock(tx, [personId], [point ? { purpose: SERVICE, channel: 'email', use: 'send', contactPointId: point.contactPointId } : { purpose: SERVICE, channel: 'none', use: 'profile' }])
  return decision!.allowed ? undefined : decision!.rule
}

async function written(tx: Tx, { settings, keeper, publicUrl }: House, { from }: Transport, { ticket, line, to }: { ticket: Ticket; line: TicketLine; to: EmailAddress }) {
  const installation = await selectInstallation(tx)
  const company = { controller: installation!.controller, demo: installation!.demo, from, publicUrl }
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1)
  const thread = (await selectLines(tx, ticket.personId, [ticket.ticketId])).filter((one) => one.at <= line.at && one.lineId !== line.lineId)
  const ids = thread.flatMap((one) => one.messageId ?? [])
  const answered = thread.findLast((one) => one.kind === 'asked' && one.messageId !== null)?.messageId ?? ids.at(-1)
  const headers: MailHeader[] = [
    { name: ANSWER_MARK, value: ticket.ticketId },
    ...(settings.mailInAddress === undefined ? [] : [{ name: 'Reply-To', value: addressWith(settings.mailInAddress, replyToken(keeper.keys.tokens, ticket.ticketId)) }]),
    ...(answered === undefined || !isHeaderId(answered) ? [] : [{ name: 'In-Reply-To', value: answered }, { name: 'References', value: ids.filter(isHeaderId).slice(-10).join(' ') }]),
    // A person wrote an answer; that we have a mail is said by the program (RFC 3834 5).
    ...(line.kind === 'acknowledged' ? [{ name: 'Auto-Submitted', value: 'auto-replied' }] : []),
  ]
  return { ...composeTicket(ticket.language, company, { ...ticket, words: line.words, headers }), from, to, messageId: messageIdOf(line, domain), date: tx.now }
}

const messageIdOf = ({ lineId }: Pick<TicketLine, 'lineId'>, domain: string) => `<${lineId}@${domain}>`
/** Anybody may have written it: only what can stand in a head goes there. */
const isHeaderId = (id: string) => /^<[!-;=?-~]{1,250}>$/.test(id)
