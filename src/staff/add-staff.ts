import type { Tx } from '../plumbing/database.ts'
import { newId, type StaffId } from '../values/ids.ts'
import { insertStaff } from './staff.sql.ts'

/** Adds a colleague, who signs in by link. */
export async function addStaff(tx: Tx, name: string, email: string | null = null): Promise<StaffId> {
  const staffId = newId<StaffId>(tx.now)
  await insertStaff(tx, { staffId, name, email })
  return staffId
}
