import type { Tx } from '../plumbing/database.ts'
import { newId, type StaffId } from '../values/ids.ts'
import { hoursFor, type ApprovalKind } from './approval.ts'
import { insertApproval } from './approvals.sql.ts'

/** Asks for a second pair of eyes on exactly this; returns the id to use it by. */
export async function askApproval(tx: Tx, kind: ApprovalKind, wish: unknown, reason: string, by: StaffId): Promise<string> {
  const approvalId = newId(tx.now)
  await insertApproval(tx, { approvalId, kind, wish, reason, askedBy: by, expiresAt: new Date(tx.now.getTime() + hoursFor(kind) * 3_600_000) })
  return approvalId
}
