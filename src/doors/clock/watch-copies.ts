import { selectDeadCopies } from '../../ledger/lease.sql.ts'
import { LIFE_MS, SILENCE_MS } from '../../ledger/life.ts'
import { showLife } from '../../ledger/show-life.ts'
import { recoverMessages } from '../../messages/recover-messages.ts'
import type { Database } from '../../plumbing/database.ts'

/** After so long without a sign of life others would call this copy dead; on a busy machine signs may come slowly. */
const DEAD_MS = LIFE_MS + SILENCE_MS

export interface Watch {
  /** Shows that this copy lives. Nothing else is done by it, so that nothing can hold it up. */
  show(): Promise<void>
  /** Ends the claims of copies that live no more; true when there were such claims. */
  recover(): Promise<boolean>
}

/**
 * What copies know of each other. One calls another dead only after having shown life itself without a break for a while:
 * where the database was away, everybody was silent, and nobody is dead for that.
 */
export function watchCopies(database: Database, copy: string, address: string): Watch {
  let [steadySince, shown] = [Infinity, -Infinity]
  return {
    async show() {
      const began = performance.now()
      await database.write((tx) => showLife(tx, copy, address))
      if (performance.now() - shown > DEAD_MS) steadySince = began
      shown = performance.now()
    },
    async recover() {
      if (performance.now() - shown > DEAD_MS || shown - steadySince < DEAD_MS) return false
      return database.write(async (tx) => {
        const dead = await selectDeadCopies(tx)
        return dead.length > 0 && (await recoverMessages(tx, dead)) > 0
      })
    },
  }
}
