import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'
import { selectColleague } from './colleagues.sql.ts'
import { createInviteLink } from './create-invite-link.ts'
import type { Invited } from './invite-colleague.ts'

/**
 * A new link for a colleague who has never been here; the older one ends. Throws `conflict` for one who has: whoever
 * could make such a link could come in as them.
 */
export async function inviteAgain(tx: Tx, staffId: StaffId, by: StaffId): Promise<Invited> {
  const colleague = await selectColleague(tx, staffId)
  if (!colleague || colleague.endedAt) throw new Problem('not-found', { text: 'staff.colleague-unknown' })
  if (colleague.hasBeenHere) throw new Problem('conflict', { text: 'staff.has-been-here' })
  return { staffId, ...(await createInviteLink(tx, staffId, by)) }
}
