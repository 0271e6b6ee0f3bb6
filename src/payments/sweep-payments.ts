import { RETENTION_ZONE } from '../people/start-grounds.ts'
import { asRole } from '../plumbing/as-role.ts'
import type { Tx } from '../plumbing/database.ts'
import { markForScrub } from '../plumbing/mark-for-scrub.ts'
import { localDateIn } from '../values/calendar.ts'
import { deleteEndedBankPayments } from './payments.sql.ts'

/** Deletes what banks told of when the bookkeeping act lets it go (rule H4), one batch; true when there may be more. */
export async function sweepPayments(tx: Tx, batch: number): Promise<boolean> {
  const gone = await asRole(tx, 'tillit_eraser', () => deleteEndedBankPayments(tx, localDateIn(RETENTION_ZONE, tx.now), batch))
  if (gone > 0) await markForScrub(tx, ['bank_payment', 'bank_payment_step'])
  return gone === batch
}
