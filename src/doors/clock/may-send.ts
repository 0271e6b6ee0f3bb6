import { fieldsShown, type Mailing } from '../../messages/mailing.ts'
import type { Tx } from '../../plumbing/database.ts'
import type { StaffId } from '../../values/ids.ts'
import { isWithin, rightsNow } from './rights-now.ts'

/**
 * Whether a mailing may go on: whoever let it go is still here, and may still send all of it (AZ-09). What the command
 * line let go belongs to whoever holds the data anyway.
 */
export async function maySend(tx: Tx, { startedBy, purposes, audience, content }: Mailing): Promise<boolean> {
  if (startedBy === null) return true
  const rights = await rightsNow(tx, startedBy as StaffId)
  return rights !== undefined && rights.permissions.has('mailings.send')
    && isWithin(rights.scope, purposes, [...audience.where.map((one) => one.field), ...fieldsShown(content)])
}
