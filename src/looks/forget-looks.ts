import type { Tx } from '../plumbing/database.ts'
import { KEPT_DAYS } from './look.ts'
import { deleteLooksBefore } from './looks.sql.ts'

/** Deletes looks of long ago: what colleagues did is theirs too, and nobody asks for it any more. For the role that erases. */
export async function forgetLooks(tx: Tx): Promise<void> {
  await deleteLooksBefore(tx, new Date(tx.now.getTime() - KEPT_DAYS * 86_400_000))
}
