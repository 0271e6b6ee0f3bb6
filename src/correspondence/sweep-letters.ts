import { asRole } from '../plumbing/as-role.ts'
import type { Tx } from '../plumbing/database.ts'
import { markForScrub } from '../plumbing/mark-for-scrub.ts'
import { deleteOverLetters } from './letters.sql.ts'

/** Deletes mails with people whose time is over, one batch; nobody has been shown them since. Says whether there may be more. */
export async function sweepLetters(tx: Tx, batch: number): Promise<{ more: boolean }> {
  const letters = await asRole(tx, 'tillit_eraser', () => deleteOverLetters(tx, batch))
  if (letters > 0) await markForScrub(tx, ['correspondence'])
  return { more: letters === batch }
}
