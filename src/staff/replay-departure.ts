import type { Tx } from '../plumbing/database.ts'
import { newId, type StaffId } from '../values/ids.ts'
import { cutWaysIn, insertDeparture, selectLeaver, updateDepartureDone, updateDepartureStopped, cutWork, updateStaffEnded } from './departures.sql.ts'
import { isStaff } from './staff.sql.ts'

/**
 * Lets somebody go once more who had left before a backup was restored: ends their ways in and what runs for them, and
 * keeps that as a departure. True when they were here. The last administrator goes too: whoever reads the console makes another.
 */
export async function replayDeparture(tx: Tx, staffId: StaffId, leftAt: Date): Promise<boolean> {
  if (!(await isStaff(tx, staffId))) return false
  const departureId = newId(tx.now)
  const departure = { departureId, staffId, leavesAt: leftAt, handTo: null, askedAt: tx.now, askedBy: staffId, cancelledAt: null, doneAt: null, cut: null }
  // Where they had said that they leave, that departure is the one.
  const own = await insertDeparture(tx, departure)
  const leaver = await selectLeaver(tx, staffId)
  const cut = [...(await cutWaysIn(tx, leaver, staffId)), ...(await cutWork(tx, leaver, staffId))]
  await updateStaffEnded(tx, staffId)
  if (own) {
    await updateDepartureDone(tx, departureId, cut)
    await updateDepartureStopped(tx, departureId, [])
  }
  return true
}
