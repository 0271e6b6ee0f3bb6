import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectPeople } from '../people/people.sql.ts'
import { isFault } from '../values/fault.ts'
import type { PersonId } from '../values/ids.ts'
import { selectChoices, upsertChoice } from './choices.sql.ts'
import type { Actor } from './deliveries.sql.ts'
import type { DeliveryWay } from './delivery-way.ts'
import { parseParticipant } from '../values/participant.ts'
import { readWays, type Ways } from './read-ways.ts'

export interface Chosen {
  /** Null: by what is known. */
  way: DeliveryWay | null
  /** Null: none any more. Left out: as it was. */
  participant?: { scheme: string; id: string } | null | undefined
  withUbl?: boolean | undefined
}

/** Notes how somebody wants their invoices, by the person or a colleague. Throws `invalid` for a way that does not reach them or a number that does not hold. */
export async function chooseDelivery(tx: Tx, personId: PersonId, chosen: Chosen, by: Actor): Promise<Ways> {
  if ((await selectPeople(tx, [personId])).length === 0) throw new Problem('not-found', { text: 'people.unknown' })
  const before = (await selectChoices(tx, [personId]))[0]
  const participant = chosen.participant === undefined ? before?.participant : chosen.participant ? parseParticipant(chosen.participant.scheme, chosen.participant.id) : undefined
  if (isFault(participant)) throw new Problem('invalid', { text: participant.fault, field: participant.fault.endsWith('scheme') ? 'participant.scheme' : 'participant.id' })
  await upsertChoice(tx, { personId, way: chosen.way, participant, withUbl: chosen.withUbl ?? before?.withUbl ?? false, saidBy: by })
  const ways = await readWays(tx, personId)
  if (chosen.way && !ways.possible.includes(chosen.way)) throw new Problem('invalid', { text: 'delivery.way-not-possible', field: 'way' })
  return ways
}
