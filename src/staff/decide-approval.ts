import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'
import { APPROVAL_KINDS, stateOf, type Approval } from './approval.ts'
import { lockApproval, updateDecided } from './approvals.sql.ts'
import type { Rights } from './role.ts'

/**
 * A second colleague allows it or not. Throws `forbidden` for whoever asked, and for whoever may not do it themselves;
 * `conflict` when it was decided or is too old. Returns what was asked.
 */
export async function decideApproval(tx: Tx, approvalId: string, approved: boolean, by: { staffId: StaffId } & Rights): Promise<Approval> {
  const approval = await lockApproval(tx, approvalId)
  if (!approval) throw new Problem('not-found', { text: 'staff.approval-unknown' })
  if (approval.askedBy === by.staffId) throw new Problem('forbidden', { text: 'staff.approval-own' })
  const needs = APPROVAL_KINDS[approval.kind]
  if (!by.permissions.has(needs)) throw new Problem('forbidden', { text: 'staff.not-permitted', parameters: { permission: needs.replace('.', '_') } })
  if (stateOf(approval, tx.now) !== 'waiting') throw new Problem('conflict', { text: 'staff.approval-over' })
  await updateDecided(tx, approvalId, by.staffId, approved)
  return approval
}
