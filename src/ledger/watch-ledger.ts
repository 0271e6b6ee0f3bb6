import type { Keeper } from '../keeper/keeper.ts'
import { sqlState, type Database } from '../plumbing/database.ts'
import { takeLease } from './take-lease.ts'
import { verifyLedger } from './verify-ledger.ts'
import { selectWatch, upsertWatch, type Watch } from './watch.sql.ts'

const LEASE = 'ledger watch'
const LEASE_MS = 30 * 60_000
const GIVEN_BACK = -1
/** A bit that turned in storage is found well within a day. */
const EVERY_MS = 6 * 60 * 60_000
/** data_corrupted and index_corrupted: PostgreSQL finds that a page is not as it was written. */
const DAMAGED: ReadonlySet<string | undefined> = new Set(['XX001', 'XX002'])
/** What was wrong may have been mended, and signing waits for that. */
const AGAIN_AFTER_FAULT_MS = 60_000
/** Some milliseconds of the one thread that answers everybody. */
const LEAVES_AT_A_TIME = 1_000

/**
 * Goes through the whole ledger when nobody has for six hours, and keeps what was found: heads are signed only while
 * the last look found nothing wrong. It goes in small steps with rests between, so that nobody waits for it. Returns what
 * it found; undefined while it is not time, or another copy looks.
 */
export async function watchLedger(database: Database, keeper: Keeper, holder: string, rest: () => Promise<void>): Promise<Watch | undefined> {
  const isDue = (last: Watch | undefined, now: Date) => !last || now.getTime() - last.checkedAt.getTime() >= (last.fault ? AGAIN_AFTER_FAULT_MS : EVERY_MS)
  if (!(await database.read(async (tx) => isDue(await selectWatch(tx), tx.now)))) return undefined
  if (!(await database.write((tx) => takeLease(tx, LEASE, holder, LEASE_MS)))) return undefined
  try {
    const found = await goThrough(database, keeper, rest)
    return await database.write(async (tx) => {
      const watch: Watch = { checkedAt: tx.now, ...found }
      await upsertWatch(tx, watch)
      return watch
    })
  } finally {
    await database.write((tx) => takeLease(tx, LEASE, holder, GIVEN_BACK))
  }
}

async function goThrough(database: Database, keeper: Keeper, rest: () => Promise<void>): Promise<Omit<Watch, 'checkedAt'>> {
  const heads = await keeper.readHeads()
  try {
    const { finding, leaves } = await database.read((tx) => verifyLedger(tx, { key: keeper.keys.signing, heads, checkpoints: [] }, { leaves: LEAVES_AT_A_TIME, rest }))
    return { size: leaves, fault: finding?.reason ?? null, faultIndex: finding?.index ?? null }
  } catch (error) {
    if (!DAMAGED.has(sqlState(error))) throw error
    return { size: keeper.lastHead?.size ?? 0, fault: 'unreadable', faultIndex: 0 }
  }
}
