import type { Tx } from '../plumbing/database.ts'
import { markForScrub } from '../plumbing/mark-for-scrub.ts'
import { daysLater } from '../values/moment.ts'
import { deleteMailsOver, deleteMarks } from './incoming.sql.ts'
import { MARK_DAYS } from './incoming-mail.ts'

const AT_ONCE = 1_000

/** Deletes mails whose days are over, and marks that no server asks about any more; true when there may be more. */
export async function sweepMails(tx: Tx): Promise<boolean> {
  const [mails, marks] = [await deleteMailsOver(tx, AT_ONCE), await deleteMarks(tx, daysLater(tx.now, -MARK_DAYS), AT_ONCE)]
  if (mails > 0) await markForScrub(tx, ['incoming_mail'])
  return mails === AT_ONCE || marks === AT_ONCE
}
