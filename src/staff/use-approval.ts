import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'
import { allowsNow, type ApprovalKind } from './approval.ts'
import { lockApproval, updateUsed } from './approvals.sql.ts'
import { selectColleague } from './colleagues.sql.ts'

/**
 * Uses up a second colleague's approval of exactly this. Throws `forbidden` of the type `second-colleague-needed` when
 * there is none that holds; whoever allowed it must still be here.
 */
export async function useApproval(tx: Tx, approvalId: string | undefined, kind: ApprovalKind, wish: unknown, by: StaffId): Promise<void> {
  const approval = approvalId === undefined ? undefined : await lockApproval(tx, approvalId)
  const second = approval?.decidedBy ? await selectColleague(tx, approval.decidedBy) : undefined
  if (!approval || !second || second.endedAt || !allowsNow(approval, kind, wish, by, tx.now)) {
    throw new Problem('forbidden', { text: `staff.approval-needed.${kind}`, type: 'second-colleague-needed' })
  }
  await updateUsed(tx, approval.approvalId)
}
