import type { Keeper } from '../keeper/keeper.ts'
import { requeueSwept } from '../people/grounds.sql.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { updateReleased } from './holds.sql.ts'
import { doubtClock, type ClockDoubt } from './sweep-clock.ts'
import { sweepSlot } from './sweep-slot.ts'
import { beginRun, deleteWaits, refuseRun, selectKnownTimes, selectWaiting, trustClock } from './sweep.sql.ts'

const WAITING_AT_ONCE = 1_000

/** The hour to sweep for; none where that is done or the clock is doubted. `doubted` is told once for each hour. */
export interface OpenedSweep {
  slot?: string
  doubted?: ClockDoubt
}

/**
 * Begins the sweep of the hour that has come, or goes on with it; nothing where it is done, or where the clock is not
 * believed, which is journalled (TU-03). Whoever waited for a hold or a request is put before it again.
 */
export async function openSweep(tx: Tx, keeper: Pick<Keeper, 'lastHead'>): Promise<OpenedSweep> {
  const { trustedAt, newestHeadAt, newestSize } = await selectKnownTimes(tx)
  const { slot } = sweepSlot(tx.now, RETENTION_ZONE)
  const kept = keeper.lastHead && newestHeadAt && keeper.lastHead.size >= newestSize ? new Date(keeper.lastHead.at) : null
  const doubt = doubtClock(tx.now, { trustedAt, newestHeadAt: kept ?? newestHeadAt })
  if (doubt) {
    return (await refuseRun(tx, slot, doubt.why, doubt.knownAt)) ? { doubted: doubt.why } : {}
  }
  await trustClock(tx)
  const { run, isNew } = await beginRun(tx, slot)
  if (run.finishedAt) return {}
  if (isNew) await bringBack(tx)
  return { slot }
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
