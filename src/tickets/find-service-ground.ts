import { noteContracts } from '../consent/note-contracts.ts'
import type { Keeper } from '../keeper/keeper.ts'
import type { Actor, Surface } from '../ledger/entry.ts'
import { lives } from '../people/ground.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import { startGrounds } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import type { GroundId, PersonId } from '../values/ids.ts'
import { SERVICE, TICKET_EVIDENCE, type TicketSource } from './ticket.ts'

const SURFACE: Readonly<Record<TicketSource, Surface>> = { mail: 'mail', form: 'web', phone: 'phone', page: 'web', invoice: 'web' }

/** The ground that answering somebody rests on (GDPR art. 6(1)(b)): the one they have, or one that begins with what they asked now, and the ledger says so. */
export async function findServiceGround(tx: Tx, keeper: Pick<Keeper, 'journal'>, { personId, number, source }: { personId: PersonId; number: number; source: TicketSource }, by: Actor): Promise<GroundId> {
  const living = (await selectGrounds(tx, [personId])).findLast((ground) => ground.purpose === SERVICE && lives(ground, tx.now))
  if (living) return living.groundId
  const [begun] = await startGrounds(tx, [{ personId, purpose: SERVICE, basis: 'contract', evidence: { kind: TICKET_EVIDENCE, text: String(number) } }])
  await noteContracts(tx, keeper, 'contract-started', [begun!], { surface: SURFACE[source], actor: by })
  return begun!.groundId
}
