import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'
import { selectKnownTimes, storeClockConfirmed } from './sweep.sql.ts'

/** A colleague has looked at the clock: it is right, and the sweep believes it from here on (TU-03). */
export async function confirmClock(tx: Tx, by: StaffId): Promise<void> {
  await storeClockConfirmed(tx, (await selectKnownTimes(tx)).newestSize, by)
}
