import type { Keeper } from '../keeper/keeper.ts'
import { requeueSwept } from '../people/grounds.sql.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { updateReleased } from './holds.sql.ts'
import { doubtClock } from './sweep-clock.ts'
import { sweepSlot } from './sweep-slot.ts'
import { beginRun, deleteWaits, refuseRun, selectKnownTimes, selectWaiting, trustClock } from './sweep.sql.ts'

const WAITING_AT_ONCE = 1_000

/**
 * Begins the sweep of the hour that has come, or goes on with it; undefined where it is done, or where the clock is not
 * believed, which is journalled (TU-03). Whoever waited for a hold or a request is put before it again.
 */
export async function openSweep(tx: Tx, keeper: Pick<Keeper, 'lastHead'>): Promise<string | undefined> {
  const { trustedAt, newestHeadAt, newestSize } = await selectKnownTimes(tx)
  const { slot } = sweepSlot(tx.now, RETENTION_ZONE)
  const kept = keeper.lastHead && newestHeadAt && keeper.lastHead.size >= newestSize ? new Date(keeper.lastHead.at) : null
  const doubt = doubtClock(tx.now, { trustedAt, newestHeadAt: kept ?? newestHeadAt })
  if (doubt) {
    await refuseRun(tx, slot, doubt.why, doubt.knownAt)
    return undefined
  }
  await trustClock(tx)
  const { run, isNew } = await beginRun(tx, slot)
  if (run.finishedAt) return undefined
  if (isNew) await bringBack(tx)
  return slot
}

async function bringBack(tx: Tx): Promise<void> {
  await requeueSwept(tx, await updateReleased(tx))
  for (;;) {
    const people = (await selectWaiting(tx, undefined, WAITING_AT_ONCE)).map((one) => one.personId)
    if (people.length === 0) return
    await requeueSwept(tx, people)
    await deleteWaits(tx, people)
  }
}
