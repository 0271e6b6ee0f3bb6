import { createHash } from 'node:crypto'
import type { Keeper } from '../keeper/keeper.ts'
import type { Actor } from '../ledger/entry.ts'
import { lockPeople, takeNumbers } from '../people/people.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { newId, type PersonId, type StaffId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import { findServiceGround } from './find-service-ground.ts'
import { readCalendar } from './read-calendar.ts'
import { promised } from './service-level.ts'
import { SUBJECT_LENGTH, type Ticket, type TicketLine, type TicketSource } from './ticket.ts'
import { replyToken } from './ticket-mail.ts'
import { insertLine, insertTicket, insertTicketChange } from './tickets.sql.ts'

export interface NewTicket {
  /** Whose it is; `proposed` where only the address of a mail or form says so. None: a sender nobody knows. */
  of: { personId: PersonId; who: 'known' | 'proposed' } | undefined
  source: TicketSource
  subject: string
  words: string
  language: Language
  by: Actor
  assignee?: StaffId
  invoiceId?: string
  /** Of a mail or form. */
  sender?: string
  addressId?: string
  messageId?: string | null
  files?: readonly string[]
}

/**
 * Begins a ticket with what the customer asked. Of somebody who is known it rests on a ground for the purpose of service; a
 * mail that only says whose it is begins none. Throws `not-found` for nobody.
 */
export async function beginTicket(tx: Tx, keeper: Pick<Keeper, 'journal' | 'keys'>, wish: NewTicket): Promise<Ticket> {
  const { of, source, language, by } = wish
  if (of && (await lockPeople(tx, [of.personId])).length === 0) throw new Problem('not-found', { text: 'people.unknown' })
  const ticketId = newId(tx.now)
  const number = await takeNumbers(tx, 'ticket', 1)
  const personId = of?.personId ?? (ticketId as unknown as PersonId)
  const groundId = of?.who === 'known' ? await findServiceGround(tx, keeper, { personId, number, source }, by) : null
  const { level, calendar } = await readCalendar(tx)
  const line: TicketLine = { lineId: newId(tx.now), kind: 'asked', at: tx.now, by, words: wish.words, language, sender: null, files: wish.files ?? [], messageId: wish.messageId ?? null, mailState: null, rule: null }
  const ticket: Ticket = {
    personId, ticketId, number, subject: wish.subject.slice(0, SUBJECT_LENGTH), source, state: wish.assignee ? 'open' : 'new', who: of?.who ?? 'unknown', groundId, language, assignee: wish.assignee ?? null, teamId: null,
    invoiceId: wish.invoiceId ?? null, sender: wish.sender ?? null, addressId: wish.addressId ?? null, begunAt: tx.now, stateSince: tx.now, lastLineId: line.lineId, lastLineAt: tx.now,
    ...promised(tx.now, level, calendar), firstAnsweredAt: null, solvedAt: null, closedAt: null,
  }
  await insertTicket(tx, ticket, ticket.sender === null ? null : createHash('sha256').update(replyToken(keeper.keys.tokens, ticketId)).digest())
  await insertLine(tx, ticket, line)
  await insertTicketChange(tx, ticket, { changeId: newId(tx.now), kind: 'begun', state: ticket.state, was: null, assignee: ticket.assignee, teamId: null, notedAt: tx.now, notedBy: by })
  return ticket
}
