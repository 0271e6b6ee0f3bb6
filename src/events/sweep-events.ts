import { asRole } from '../plumbing/as-role.ts'
import type { Tx } from '../plumbing/database.ts'
import { markForScrub } from '../plumbing/mark-for-scrub.ts'
import { deleteOverEvents } from './events.sql.ts'

/** Deletes events whose time is over, one batch. Says whether there may be more. */
export async function sweepEvents(tx: Tx, batch: number): Promise<{ more: boolean }> {
  const events = await asRole(tx, 'tillit_eraser', () => deleteOverEvents(tx, batch))
  if (events > 0) await markForScrub(tx, ['event'])
  return { more: events === batch }
}
