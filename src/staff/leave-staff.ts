import type { Keeper } from '../keeper/keeper.ts'
import type { Tx } from '../plumbing/database.ts'
import { refuseLast, type Departure, type Loosened } from './departure.ts'
import { cutWaysIn, selectLeaver, updateDepartureDone, updateStaffEnded } from './departures.sql.ts'
import { lockRoles, selectAdministrators } from './roles.sql.ts'

/**
 * A colleague has left: ends everything by which they could come in or act, in one transaction that waits for nothing
 * that runs (AU-08). The keeper's journal has it before it takes effect, so that a restored backup lets nobody back in.
 * From the commit on each request of theirs is refused: the gate asks the database, and keys are remembered for a second
 * at most. Their work is stopped next (`stop-work.ts`). Returns what was cut. Throws `conflict` for the last administrator.
 */
export async function leaveStaff(tx: Tx, keeper: Pick<Keeper, 'journal'>, { departureId, staffId, askedBy }: Departure): Promise<Loosened[]> {
  await lockRoles(tx)
  const administrators = await selectAdministrators(tx)
  refuseLast(staffId, administrators, administrators)
  await keeper.journal({ kind: 'offboarding', at: tx.now.toISOString(), staff: staffId })
  const cut = await cutWaysIn(tx, await selectLeaver(tx, staffId), askedBy)
  await updateStaffEnded(tx, staffId)
  await updateDepartureDone(tx, departureId, cut)
  return cut
}
