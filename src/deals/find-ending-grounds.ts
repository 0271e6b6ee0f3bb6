import { lives, type Ground } from '../people/ground.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { Deal } from './deal.ts'
import { selectDealsOf } from './deals.sql.ts'

/** The grounds that end with a deal: what made somebody a prospect, when no other deal with them is open. */
export async function findEndingGrounds(tx: Tx, deal: Pick<Deal, 'personId' | 'dealId'>): Promise<Ground[]> {
  const others = (await selectDealsOf(tx, deal.personId)).filter((one) => one.state === 'open' && one.dealId !== deal.dealId)
  if (others.length > 0) return []
  return (await selectGrounds(tx, [deal.personId])).filter((ground) => ground.purpose === 'prospects' && lives(ground, tx.now))
}
