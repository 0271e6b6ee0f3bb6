import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'

export interface StaffIdentity {
  identityId: string
  issuer: string
  connectedAt: Date
  lastUsedAt: Date | null
}

/** False when the identity is connected already, to whomever. */
export async function insertStaffIdentity(tx: Tx, identity: { identityId: string; staffId: StaffId; issuer: string; subjectHash: Buffer; acr: string | null; amr: readonly string[] }): Promise<boolean> {
  const { rows } = await sql`
    insert into staff_identity (identity_id, staff_id, issuer, subject_hash, connected_at, acr, amr)
    values (${identity.identityId}, ${identity.staffId}, ${identity.issuer}, ${identity.subjectHash}, ${tx.now}, ${identity.acr}, ${identity.amr}::text[])
    on conflict do nothing returning 1`.execute(tx.db)
  return rows.length > 0
}

/** Whose connected identity this is, of the colleagues who are here; notes its use and how the provider recognised them. */
export async function useStaffIdentity(tx: Tx, subjectHash: Buffer, how: { acr: string | null; amr: readonly string[] }): Promise<StaffId | undefined> {
  const { rows } = await sql<{ staffId: StaffId }>`
    update staff_identity i set last_used_at = ${tx.now}, acr = ${how.acr}, amr = ${how.amr}::text[]
    from staff s
    where i.subject_hash = ${subjectHash} and i.ended_at is null and s.staff_id = i.staff_id and s.ended_at is null
    returning s.staff_id as "staffId"`.execute(tx.db)
  return rows[0]?.staffId
}

export async function selectStaffIdentities(tx: Tx, staffId: StaffId): Promise<StaffIdentity[]> {
  const { rows } = await sql<StaffIdentity>`
    select identity_id as "identityId", issuer, connected_at as "connectedAt", last_used_at as "lastUsedAt"
    from staff_identity where staff_id = ${staffId} and ended_at is null order by connected_at, identity_id`.execute(tx.db)
  return rows
}

/** Ends one connected identity of a colleague, or all; how many those were. */
export async function updateStaffIdentityEnded(tx: Tx, staffId: StaffId, identityId: string | null): Promise<number> {
  const { numAffectedRows } = await sql`
    update staff_identity set ended_at = ${tx.now}
    where staff_id = ${staffId} and ended_at is null and (${identityId}::uuid is null or identity_id = ${identityId}::uuid)`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}
