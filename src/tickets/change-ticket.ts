import { refuseUnknownOwner } from '../companies/refuse-unknown-owner.ts'
import type { Keeper } from '../keeper/keeper.ts'
import type { Actor } from '../ledger/entry.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { moveTicketState } from './move-ticket-state.ts'
import { mayBecome, type Ticket } from './ticket.ts'
import { insertTicketChange, lockTicket, updateTicket } from './tickets.sql.ts'

/** Gives a ticket to a colleague or a team, calls it otherwise, says in which language it is answered, or brings it to another state; what is left out stays. Throws `not-found`, `invalid` for nobody, `conflict` for a state that cannot be. */
export async function changeTicket(
  tx: Tx, keeper: Pick<Keeper, 'journal'>, personId: PersonId, ticketId: string, { state, ...change }: Partial<Pick<Ticket, 'subject' | 'language' | 'assignee' | 'teamId' | 'state'>>, by: Actor,
): Promise<Ticket> {
  const ticket = await lockTicket(tx, personId, ticketId)
  if (!ticket) throw new Problem('not-found', { text: 'tickets.unknown' })
  const changed: Ticket = { ...ticket, ...change }
  await refuseUnknownOwner(tx, { owner: changed.assignee, team: changed.teamId }, { owner: ticket.assignee, team: ticket.teamId })
  const note = { changeId: newId(tx.now), state: null, was: null, assignee: null, teamId: null, notedAt: tx.now, notedBy: by }
  if (changed.assignee !== ticket.assignee || changed.teamId !== ticket.teamId) await insertTicketChange(tx, ticket, { ...note, kind: 'assigned', assignee: changed.assignee, teamId: changed.teamId })
  if (changed.subject !== ticket.subject) await insertTicketChange(tx, ticket, { ...note, changeId: newId(tx.now), kind: 'subject' })
  await updateTicket(tx, changed)
  if (state === undefined || state === ticket.state) return changed
  if (!mayBecome(ticket, state)) throw new Problem('conflict', { text: 'tickets.not-new-again', field: 'state' })
  return moveTicketState(tx, keeper, changed, state, by)
}
