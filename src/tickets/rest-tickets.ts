import type { Keeper } from '../keeper/keeper.ts'
import type { Tx } from '../plumbing/database.ts'
import { daysLater } from '../values/moment.ts'
import { moveTicketState } from './move-ticket-state.ts'
import { CLOSED_AFTER_DAYS, READING_MINUTES } from './ticket.ts'
import { deleteReaders, lockTicket, selectSolvedBefore } from './tickets.sql.ts'

const AT_ONCE = 100
const MINUTE_MS = 60_000

/** Closes what has been solved for a week without a word, and forgets who had what open. True when there may be more. */
export async function restTickets(tx: Tx, keeper: Pick<Keeper, 'journal'>): Promise<boolean> {
  await deleteReaders(tx, new Date(tx.now.getTime() - READING_MINUTES * MINUTE_MS))
  const solved = await selectSolvedBefore(tx, daysLater(tx.now, -CLOSED_AFTER_DAYS), AT_ONCE)
  for (const { personId, ticketId } of solved) {
    const ticket = await lockTicket(tx, personId, ticketId)
    if (ticket?.state === 'solved') await moveTicketState(tx, keeper, ticket, 'closed', { kind: 'system', id: null })
  }
  return solved.length === AT_ONCE
}
