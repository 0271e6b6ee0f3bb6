import { noteContracts } from '../consent/note-contracts.ts'
import type { Keeper } from '../keeper/keeper.ts'
import type { Actor } from '../ledger/entry.ts'
import { endGrounds } from '../people/end-grounds.ts'
import { lives } from '../people/ground.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import { lockPeople } from '../people/people.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { CLOSED_WHY, SERVICE, TICKET_EVIDENCE, type Ticket } from './ticket.ts'
import { selectTicketsOf } from './tickets.sql.ts'

/** Ends the ground that tickets gave, when this one was the last: whoever has another agreement about service keeps it. What rests on it is held as long as the purpose says. */
export async function endServiceGround(tx: Tx, keeper: Pick<Keeper, 'journal'>, { personId, ticketId }: Pick<Ticket, 'personId' | 'ticketId'>, by: Actor): Promise<void> {
  await lockPeople(tx, [personId])
  if ((await selectTicketsOf(tx, personId)).some((one) => one.state !== 'closed' && one.who === 'known' && one.ticketId !== ticketId)) return
  const ending = (await selectGrounds(tx, [personId])).filter((ground) => ground.purpose === SERVICE && ground.evidence['kind'] === TICKET_EVIDENCE && lives(ground, tx.now))
  await endGrounds(tx, ending, CLOSED_WHY)
  await noteContracts(tx, keeper, 'contract-ended', ending, { surface: 'system', actor: by })
}
