import { holdLease } from '../ledger/hold-lease.ts'
import type { Lease } from '../ledger/take-lease.ts'
import type { Tx } from '../plumbing/database.ts'
import { moveWaitingChanges } from './change-log.sql.ts'

/** Lines at a time: few commits, and none that others wait for. */
const BATCH = 20_000

/** Places changes that wait in the one order that everybody follows, under the lease. True when there may be more. */
export async function placeChanges(tx: Tx, lease: Lease): Promise<boolean> {
  await holdLease(tx, lease)
  return (await moveWaitingChanges(tx, BATCH)) === BATCH
}
