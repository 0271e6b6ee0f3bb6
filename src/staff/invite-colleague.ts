import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { parseEmail } from '../values/email.ts'
import { isFault } from '../values/fault.ts'
import type { StaffId } from '../values/ids.ts'
import { addStaff } from './add-staff.ts'
import { isTaken } from './colleagues.sql.ts'
import { createInviteLink } from './create-invite-link.ts'
import { isWithin, type Rights } from './role.ts'
import { lockRoles, selectRoles } from './roles.sql.ts'

export interface Invited {
  staffId: StaffId
  path: string
  expiresAt: Date
}

/**
 * Adds a colleague with roles and makes the link to hand them. An address that is known changes nothing: neither who
 * goes by it nor what they sign in with (AU-07). Throws `conflict` for it, `invalid`, and `forbidden` for a role with
 * more than the one who invites has.
 */
export async function inviteColleague(tx: Tx, wish: { name: string; email: string; roles: readonly string[] }, by: { staffId: StaffId } & Rights): Promise<Invited> {
  await lockRoles(tx)
  const email = parseEmail(wish.email)
  if (isFault(email)) throw new Problem('invalid', { text: email.fault, field: 'email' })
  if (await isTaken(tx, email.canonical)) throw new Problem('conflict', { text: 'staff.address-taken', field: 'email' })
  const all = await selectRoles(tx)
  for (const [place, key] of wish.roles.entries()) {
    const role = all.find((one) => one.key === key)
    if (!role) throw new Problem('invalid', { text: 'staff.role-unknown', field: `roles.${place}` })
    if (!isWithin(role, by)) throw new Problem('forbidden', { text: 'staff.role-beyond-own', field: `roles.${place}` })
  }
  const staffId = await addStaff(tx, wish.name, email.canonical, wish.roles, by.staffId)
  return { staffId, ...(await createInviteLink(tx, staffId, by.staffId)) }
}
