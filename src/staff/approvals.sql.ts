import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'
import type { Approval } from './approval.ts'

const columns = sql`approval_id as "approvalId", kind, wish, reason, asked_by as "askedBy", asked_at as "askedAt", expires_at as "expiresAt",
  decided_by as "decidedBy", decided_at as "decidedAt", approved, used_at as "usedAt"`

export async function insertApproval(tx: Tx, one: Pick<Approval, 'approvalId' | 'kind' | 'wish' | 'reason' | 'askedBy' | 'expiresAt'>): Promise<void> {
  await sql`
    insert into staff_approval (approval_id, kind, wish, reason, asked_by, asked_at, expires_at)
    values (${one.approvalId}, ${one.kind}, ${JSON.stringify(one.wish)}::jsonb, ${one.reason}, ${one.askedBy}, ${tx.now}, ${one.expiresAt})`.execute(tx.db)
}

/** Those of these kinds, the newest first. */
export async function selectApprovals(tx: Tx, kinds: readonly string[], limit: number): Promise<Approval[]> {
  const { rows } = await sql<Approval>`select ${columns} from staff_approval where kind = any (${kinds}::text[]) order by asked_at desc, approval_id limit ${limit}`.execute(tx.db)
  return rows
}

export async function selectApproval(tx: Tx, approvalId: string): Promise<Approval | undefined> {
  const { rows } = await sql<Approval>`select ${columns} from staff_approval where approval_id = ${approvalId}`.execute(tx.db)
  return rows[0]
}

/** The approval, which nobody else decides or uses until this transaction is over. */
export async function lockApproval(tx: Tx, approvalId: string): Promise<Approval | undefined> {
  const { rows } = await sql<Approval>`select ${columns} from staff_approval where approval_id = ${approvalId} for no key update`.execute(tx.db)
  return rows[0]
}

export async function updateDecided(tx: Tx, approvalId: string, by: StaffId, approved: boolean): Promise<void> {
  await sql`update staff_approval set decided_by = ${by}, decided_at = ${tx.now}, approved = ${approved} where approval_id = ${approvalId}`.execute(tx.db)
}

export async function updateUsed(tx: Tx, approvalId: string): Promise<void> {
  await sql`update staff_approval set used_at = ${tx.now} where approval_id = ${approvalId}`.execute(tx.db)
}
