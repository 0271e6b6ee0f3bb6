import type { Keeper } from '../keeper/keeper.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { newId, type StaffId } from '../values/ids.ts'
import { refuseLast, type Departure } from './departure.ts'
import { insertDeparture, selectLeaving } from './departures.sql.ts'
import { isStaff } from './staff.sql.ts'
import { leaveStaff } from './leave-staff.ts'
import { lockRoles, selectAdministrators } from './roles.sql.ts'

export interface DepartureWish {
  staffId: StaffId
  /** Null: now. */
  leavesAt: Date | null
  handTo: StaffId | null
  askedBy: StaffId
}

/**
 * A colleague leaves, at once or on a day to come. Throws `not-found` for somebody who is not here, `invalid` for an heir
 * who is not or is the same, `conflict` where it was asked for already or nobody would be left to let colleagues in.
 */
export async function askDeparture(tx: Tx, keeper: Pick<Keeper, 'journal'>, { staffId, leavesAt, handTo, askedBy }: DepartureWish): Promise<Departure> {
  await lockRoles(tx)
  if (!(await isStaff(tx, staffId))) throw new Problem('not-found', { text: 'leaving.unknown' })
  if (handTo !== null && (handTo === staffId || !(await isStaff(tx, handTo)))) throw new Problem('invalid', { text: 'leaving.heir-unknown', field: 'handTo' })
  const administrators = await selectAdministrators(tx)
  const leaving = await selectLeaving(tx)
  refuseLast(staffId, administrators.filter((one) => !leaving.includes(one)), administrators)
  const departure: Departure = { departureId: newId(tx.now), staffId, leavesAt: leavesAt ?? tx.now, handTo, askedAt: tx.now, askedBy, cancelledAt: null, doneAt: null, cut: null }
  if (!(await insertDeparture(tx, departure))) throw new Problem('conflict', { text: 'leaving.asked-already' })
  if (departure.leavesAt > tx.now) return departure
  return { ...departure, doneAt: tx.now, cut: await leaveStaff(tx, keeper, departure) }
}
