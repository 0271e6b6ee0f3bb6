import { selectDeadCopies } from '../../ledger/lease.sql.ts'
import { LIFE_MS, showLife } from '../../ledger/show-life.ts'
import { recoverMessages } from '../../messages/recover-messages.ts'
import type { Database } from '../../plumbing/database.ts'

/**
 * Shows that this copy lives, and ends the claims of copies that do no more. Only after it has itself shown life without
 * a break for a while: where the database was away, everybody was silent, and nobody is dead for that.
 */
export function watchCopies(database: Database, copy: string): () => Promise<void> {
  let [steadySince, shown] = [Infinity, -Infinity]
  return async () => {
    const now = performance.now()
    await database.write((tx) => showLife(tx, copy))
    if (performance.now() - shown > LIFE_MS) steadySince = now
    shown = performance.now()
    if (shown - steadySince < LIFE_MS) return
    await database.write(async (tx) => {
      const dead = await selectDeadCopies(tx)
      if (dead.length > 0) await recoverMessages(tx, dead)
    })
  }
}
