import type { Keeper } from '../keeper/keeper.ts'
import type { Tx } from '../plumbing/database.ts'
import { openCheckpoint } from './checkpoint.ts'
import { readHeads } from './ledger.sql.ts'

/**
 * Tells a keeper that was put back from an older copy of the heads it signed since: those that the database has, and whose
 * signature holds. Returns how many.
 */
export async function publishStoredHeads(tx: Tx, keeper: Keeper): Promise<number> {
  let published = 0
  for (const stored of await readHeads(tx)) {
    const [last, head] = [keeper.lastHead, openCheckpoint(stored.note, keeper.keys.signing)]
    const newer = !last || stored.epoch > last.epoch || (stored.epoch === last.epoch && stored.size > last.size)
    if (!head || !newer) continue
    await keeper.publishHead(head, tx.now)
    published++
  }
  return published
}
