import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'
import { selectColleague } from './colleagues.sql.ts'
import { createInviteLink } from './create-invite-link.ts'
import { endFactors } from './end-factors.ts'
import { endSessions } from './end-sessions.ts'
import type { Invited } from './invite-colleague.ts'
import { isWithin, type Rights } from './role.ts'
import { lockRoles, selectRolesOf } from './roles.sql.ts'

/**
 * For a colleague who has lost everything: ends what they sign in with and what they are signed in with, and makes a
 * link by which they enrol anew. It cannot be done unseen, because nothing of theirs works afterwards. Throws
 * `not-found`, and `forbidden` for oneself and for whoever may do more than the one who asks.
 */
export async function resetFactors(tx: Tx, staffId: StaffId, by: { staffId: StaffId } & Rights): Promise<Invited> {
  await lockRoles(tx)
  const colleague = await selectColleague(tx, staffId)
  if (!colleague || colleague.endedAt) throw new Problem('not-found', { text: 'staff.colleague-unknown' })
  if (staffId === by.staffId) throw new Problem('forbidden', { text: 'staff.reset-own' })
  const held = await selectRolesOf(tx, staffId)
  if (!held.every((role) => isWithin(role, by))) throw new Problem('forbidden', { text: 'staff.role-beyond-own' })
  await endFactors(tx, staffId)
  await endSessions(tx, staffId)
  return { staffId, ...(await createInviteLink(tx, staffId, by.staffId)) }
}
