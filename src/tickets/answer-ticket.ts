import type { Keeper } from '../keeper/keeper.ts'
import { watchText } from '../notes/watch-text.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { newId, type PersonId, type StaffId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import { moveTicketState } from './move-ticket-state.ts'
import type { Ticket } from './ticket.ts'
import { insertLine, lockTicket, updateTicket } from './tickets.sql.ts'

export interface TicketAnswer {
  words: string
  /** The newest line that whoever answers has read: an answer is never laid over what came since. */
  after: string
  /** What becomes of the ticket. */
  state: 'open' | 'waiting' | 'solved'
  by: StaffId
  /** Of whoever writes. */
  language: Language
  reason: string | undefined
  /** What the input is called, for the answer. */
  field?: string
}

/**
 * Answers the customer. By mail it goes to the address that the ticket came from and to no other; otherwise it stands on the
 * person's page. Whoever answers first takes a ticket that is nobody's. Throws `conflict` where a line came since, `refused`
 * by rule H5 for words that do not belong there, `not-found`.
 */
export async function answerTicket(tx: Tx, keeper: Pick<Keeper, 'journal'>, personId: PersonId, ticketId: string, answer: TicketAnswer): Promise<Ticket> {
  const ticket = await lockTicket(tx, personId, ticketId)
  if (!ticket) throw new Problem('not-found', { text: 'tickets.unknown' })
  if (ticket.lastLineId !== answer.after) throw new Problem('conflict', { text: 'tickets.newer-line' })
  if (ticket.state === 'closed') throw new Problem('conflict', { text: 'tickets.closed' })
  const by = { kind: 'staff' as const, id: answer.by }
  const lineId = newId(tx.now)
  await watchText(tx, { personId, text: answer.words, language: answer.language, reason: answer.reason, by, place: 'ticket', itemId: lineId, field: answer.field ?? 'words' })
  await insertLine(tx, ticket, { lineId, kind: 'answered', at: tx.now, by, words: answer.words, language: ticket.language, sender: null, files: [], messageId: null, mailState: ticket.sender === null ? null : 'waiting', rule: null })
  const answered = { ...ticket, lastLineId: lineId, lastLineAt: tx.now, firstAnsweredAt: ticket.firstAnsweredAt ?? tx.now, assignee: ticket.assignee ?? answer.by }
  await updateTicket(tx, answered)
  return moveTicketState(tx, keeper, answered, answer.state, by)
}
