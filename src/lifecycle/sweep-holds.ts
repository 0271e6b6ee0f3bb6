import { asRole } from '../plumbing/as-role.ts'
import { markForScrub } from '../plumbing/mark-for-scrub.ts'
import type { Tx } from '../plumbing/database.ts'
import { deleteSpentHolds } from './holds.sql.ts'

/**
 * Holds of people who were forgotten go with what they held, and those that are over go at once: a reason tells of the
 * person too (rule H4). One batch; of people who are here a hold that has ended stays as the record of why something was kept.
 */
export async function sweepHolds(tx: Tx, batch: number): Promise<{ more: boolean }> {
  const gone = await asRole(tx, 'tillit_eraser', () => deleteSpentHolds(tx, batch))
  if (gone > 0) await markForScrub(tx, ['hold'])
  return { more: gone === batch }
}
