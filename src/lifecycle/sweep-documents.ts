import { RETENTION_ZONE } from '../people/start-grounds.ts'
import { asRole } from '../plumbing/as-role.ts'
import { markForScrub } from '../plumbing/mark-for-scrub.ts'
import type { Tx } from '../plumbing/database.ts'
import { localDateIn } from '../values/calendar.ts'
import { deleteDocuments, selectDueDocuments, updateKeepUntil } from './documents.sql.ts'
import { keptUntil } from './issued-document.ts'

/**
 * Deletes documents whose day is over (rule H4), one batch: never before the law of today lets them go, whatever it said
 * when they were filed, and none that is held. Says how many, and whether there may be more.
 */
export async function sweepDocuments(tx: Tx, batch: number): Promise<{ documentsDeleted: number; more: boolean }> {
  const today = localDateIn(RETENTION_ZONE, tx.now)
  const due = (await selectDueDocuments(tx, today, batch)).map((one) => ({ ...one, keepUntil: keptUntil(one, today) }))
  const [over, longer] = [due.filter((one) => one.keepUntil < today), due.filter((one) => one.keepUntil >= today)]
  await updateKeepUntil(tx, longer)
  if (over.length > 0) {
    await asRole(tx, 'tillit_eraser', () => deleteDocuments(tx, over))
    await markForScrub(tx, ['issued_document'])
  }
  return { documentsDeleted: over.length, more: due.length === batch }
}
