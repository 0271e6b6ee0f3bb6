import type { Keeper } from '../keeper/keeper.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { lockDueDeparture, updateDepartureRefused } from './departures.sql.ts'
import { leaveStaff } from './leave-staff.ts'
import { stopWork } from './stop-work.ts'

/**
 * Takes a departure that is due one step on: ends the ways in, and the next time what runs. True when there was one.
 * Several copies may: each takes one that no other holds. One that may no longer be, since nobody else is administrator
 * by now, is called off by the program.
 */
export async function letGo(tx: Tx, keeper: Pick<Keeper, 'journal'>): Promise<boolean> {
  const due = await lockDueDeparture(tx)
  if (!due) return false
  try {
    if (due.doneAt) await stopWork(tx, due.departureId)
    else await leaveStaff(tx, keeper, due)
  } catch (error) {
    // Refused before anything was changed.
    if (!(error instanceof Problem)) throw error
    await updateDepartureRefused(tx, due.departureId)
  }
  return true
}
