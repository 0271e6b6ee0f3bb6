import type { Keeper } from '../keeper/keeper.ts'
import type { Actor } from '../ledger/entry.ts'
import { lockPeople } from '../people/people.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { endServiceGround } from './end-service-ground.ts'
import { findServiceGround } from './find-service-ground.ts'
import type { Ticket } from './ticket.ts'
import { insertTicketChange, lockTicket, moveTicket, updateTicket } from './tickets.sql.ts'

/**
 * Says whose a ticket is: of the person named, or of somebody nobody knows (`to` null), which takes back what was proposed or
 * said wrongly. Where replies go is not touched by it. Throws `not-found`, and `conflict` for a ticket that the person began
 * on their own page, which is nobody else's.
 */
export async function settlePerson(tx: Tx, keeper: Pick<Keeper, 'journal'>, personId: PersonId, ticketId: string, to: PersonId | null, by: Actor): Promise<Ticket> {
  const ticket = await lockTicket(tx, personId, ticketId)
  if (!ticket) throw new Problem('not-found', { text: 'tickets.unknown' })
  if (to !== personId && ticket.sender === null && ticket.source !== 'phone') throw new Problem('conflict', { text: 'tickets.is-theirs' })
  if (to !== null && (await lockPeople(tx, [to])).length === 0) throw new Problem('not-found', { text: 'people.unknown' })
  const owner = to ?? (ticketId as unknown as PersonId)
  const settled: Ticket = { ...ticket, personId: owner, who: to === null ? 'unknown' : 'known', groundId: to === null || ticket.state === 'closed' ? null : await findServiceGround(tx, keeper, { ...ticket, personId: to }, by) }
  if (owner === personId) await updateTicket(tx, settled)
  else {
    await moveTicket(tx, ticket, settled)
    if (ticket.who === 'known') await endServiceGround(tx, keeper, ticket, by)
  }
  await insertTicketChange(tx, settled, { changeId: newId(tx.now), kind: 'person', state: null, was: null, assignee: null, teamId: null, notedAt: tx.now, notedBy: by })
  return settled
}
