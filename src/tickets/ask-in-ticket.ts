import type { Keeper } from '../keeper/keeper.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId } from '../values/ids.ts'
import { moveTicketState } from './move-ticket-state.ts'
import { stateAfterAsking, type Ticket, type TicketLine } from './ticket.ts'
import { insertLine, updateTicket } from './tickets.sql.ts'

/** Adds what the customer writes to a ticket that is not closed, and opens it again where it waited or was solved. */
export async function askInTicket(
  tx: Tx, keeper: Pick<Keeper, 'journal'>, ticket: Ticket, { words, by, ...mail }: Pick<TicketLine, 'words' | 'by'> & Partial<Pick<TicketLine, 'sender' | 'files' | 'messageId'>>,
): Promise<Ticket> {
  const lineId = newId(tx.now)
  await insertLine(tx, ticket, { sender: null, files: [], messageId: null, ...mail, lineId, kind: 'asked', at: tx.now, by, words, language: ticket.language, mailState: null, rule: null })
  const told = { ...ticket, lastLineId: lineId, lastLineAt: tx.now }
  await updateTicket(tx, told)
  return moveTicketState(tx, keeper, told, stateAfterAsking(ticket.state) ?? ticket.state, by)
}
