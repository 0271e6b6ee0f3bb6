import type { Tx } from '../plumbing/database.ts'
import { deleteExpiredChallenges, deleteOldTries } from './factors.sql.ts'
import { TRIES_KEPT_HOURS } from './sign-in-try.ts'

/** Forgets tries with names that nobody has tried for a day, and challenges that nobody answered. */
export async function forgetTries(tx: Tx): Promise<void> {
  await deleteOldTries(tx, new Date(tx.now.getTime() - TRIES_KEPT_HOURS * 3_600_000))
  await deleteExpiredChallenges(tx)
}
