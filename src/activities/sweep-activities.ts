import { asRole } from '../plumbing/as-role.ts'
import type { Tx } from '../plumbing/database.ts'
import { markForScrub } from '../plumbing/mark-for-scrub.ts'
import { REMOVED_HOURS } from './activity.ts'
import { deleteOver } from './activities.sql.ts'

const HOUR_MS = 3_600_000

/** Deletes activities whose time is over, one batch; nobody has been shown them since. Says whether there may be more. */
export async function sweepActivities(tx: Tx, batch: number): Promise<{ more: boolean }> {
  const gone = await asRole(tx, 'tillit_eraser', () => deleteOver(tx, new Date(tx.now.getTime() - REMOVED_HOURS * HOUR_MS), batch))
  if (gone > 0) await markForScrub(tx, ['activity'])
  return { more: gone === batch }
}
