import type { Tx } from '../plumbing/database.ts'
import { deleteUnfoundedLeads } from './leads.sql.ts'

const AT_A_TIME = 500

/** Deletes leads that are over, with what was done with them, once nothing holds what they rested on (rule H3). For the role that erases; says how many. */
export async function sweepLeads(tx: Tx): Promise<number> {
  return deleteUnfoundedLeads(tx, AT_A_TIME)
}
