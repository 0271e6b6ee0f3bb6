import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { countTry, selectWaitsUntil } from './factors.sql.ts'
import { TRY_WAITS } from './sign-in-try.ts'

/**
 * Counts a try with a name before it is looked at, whether anybody has that name or not. Commit it by itself: in a
 * transaction that fails afterwards nothing was counted. Throws `too-many` while it has to wait.
 */
export async function takeTry(tx: Tx, nameHash: Buffer): Promise<void> {
  if ((await countTry(tx, nameHash, TRY_WAITS)) !== undefined) return
  const until = await selectWaitsUntil(tx, nameHash)
  const seconds = Math.max(1, Math.ceil(((until?.getTime() ?? 0) - tx.now.getTime()) / 1000))
  throw new Problem('too-many', { text: 'staff.wait', parameters: { minutes: Math.ceil(seconds / 60) }, againAfterSeconds: seconds })
}
