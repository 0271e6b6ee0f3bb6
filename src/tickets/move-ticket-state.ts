import type { Keeper } from '../keeper/keeper.ts'
import type { Actor } from '../ledger/entry.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId } from '../values/ids.ts'
import { endServiceGround } from './end-service-ground.ts'
import { findServiceGround } from './find-service-ground.ts'
import { readCalendar } from './read-calendar.ts'
import { resumedDue } from './service-level.ts'
import type { Ticket, TicketState } from './ticket.ts'
import { insertTicketChange, updateTicket } from './tickets.sql.ts'

/**
 * Brings a ticket to another state. What waited for the customer has as much time left as when it began to wait. Closing it
 * ends the ground that tickets gave, when no other is left; opening it again begins one. Returns the ticket as it is then.
 */
export async function moveTicketState(tx: Tx, keeper: Pick<Keeper, 'journal'>, ticket: Ticket, state: TicketState, by: Actor): Promise<Ticket> {
  if (state === ticket.state) return ticket
  const solveDue = ticket.state === 'waiting' ? resumedDue(ticket.solveDue, ticket.stateSince, tx.now, (await readCalendar(tx)).calendar) : ticket.solveDue
  const moved: Ticket = {
    ...ticket, state, solveDue, stateSince: tx.now, closedAt: state === 'closed' ? tx.now : null,
    solvedAt: state === 'solved' || state === 'closed' ? (ticket.solvedAt ?? tx.now) : null,
  }
  if (ticket.state === 'closed' && ticket.who === 'known') moved.groundId = await findServiceGround(tx, keeper, ticket, by)
  await updateTicket(tx, moved)
  await insertTicketChange(tx, ticket, { changeId: newId(tx.now), kind: 'state', state, was: ticket.state, assignee: null, teamId: null, notedAt: tx.now, notedBy: by })
  if (state === 'closed' && ticket.who === 'known') await endServiceGround(tx, keeper, ticket, by)
  return moved
}
