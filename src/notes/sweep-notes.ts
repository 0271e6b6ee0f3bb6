import { RETENTION_ZONE } from '../people/start-grounds.ts'
import { asRole } from '../plumbing/as-role.ts'
import type { Tx } from '../plumbing/database.ts'
import { markForScrub } from '../plumbing/mark-for-scrub.ts'
import { monthsLater } from '../values/moment.ts'
import { OVERRIDE_MONTHS, REMOVED_HOURS } from './note.ts'
import { deleteOldOverrides, deleteOverNotes } from './notes.sql.ts'

const HOUR_MS = 3_600_000

/** Deletes notes whose time is over, one batch; nobody has been shown them since. Says whether there may be more. */
export async function sweepNotes(tx: Tx, batch: number): Promise<{ more: boolean }> {
  const [notes, overrides] = await asRole(tx, 'tillit_eraser', async () => [
    await deleteOverNotes(tx, new Date(tx.now.getTime() - REMOVED_HOURS * HOUR_MS), batch),
    await deleteOldOverrides(tx, monthsLater(tx.now, -OVERRIDE_MONTHS, RETENTION_ZONE), batch),
  ])
  if (notes > 0) await markForScrub(tx, ['note'])
  if (overrides > 0) await markForScrub(tx, ['text_override'])
  return { more: notes === batch || overrides === batch }
}
