import type { Tx } from '../plumbing/database.ts'
import { cutWork, handOver, lockUnstopped, selectLeaver, updateDepartureStopped } from './departures.sql.ts'
import { isStaff } from './staff.sql.ts'

/**
 * Stops what runs for somebody who has left, and makes another's what is not finished. In a transaction after the one
 * that ended their ways in, since a batch of an import that is being worked on holds its row. Does nothing where it was done.
 */
export async function stopWork(tx: Tx, departureId: string): Promise<void> {
  const departure = await lockUnstopped(tx, departureId)
  if (!departure) return
  const { staffId, handTo, askedBy } = departure
  const leaver = await selectLeaver(tx, staffId)
  const stopped = await cutWork(tx, leaver, askedBy)
  // Whoever was to take over may have left in between; then the records stay where they are, and are not lost.
  const handed = handTo !== null && (await isStaff(tx, handTo)) ? await handOver(tx, leaver, handTo, askedBy) : []
  await updateDepartureStopped(tx, departureId, [...stopped, ...handed])
}
