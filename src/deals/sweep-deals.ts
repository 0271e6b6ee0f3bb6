import type { Tx } from '../plumbing/database.ts'
import { deleteUnfoundedDeals } from './deals.sql.ts'

const AT_A_TIME = 500

/** Deletes deals that have ended, with what was done with them, once nothing holds what they rested on (rule H3). For the role that erases; says how many. */
export async function sweepDeals(tx: Tx): Promise<number> {
  return deleteUnfoundedDeals(tx, AT_A_TIME)
}
