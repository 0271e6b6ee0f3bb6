import type { Ground } from '../people/ground.ts'
import { lives } from '../people/ground.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { OFFERED_UNDER } from './deal.ts'

/** What lets us offer somebody something today; undefined where nothing does (rule H1). */
export async function findOfferGround(tx: Tx, personId: PersonId): Promise<Ground | undefined> {
  const living = (await selectGrounds(tx, [personId])).filter((ground) => lives(ground, tx.now))
  return OFFERED_UNDER.map((purpose) => living.findLast((ground) => ground.purpose === purpose)).find((ground) => ground !== undefined)
}
