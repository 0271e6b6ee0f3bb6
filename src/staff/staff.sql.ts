import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'

export interface StaffRow {
  staffId: StaffId
  name: string
}

export async function insertStaff(tx: Tx, staff: { staffId: StaffId; name: string; email: string | null }): Promise<void> {
  await sql`insert into staff (staff_id, name, email, created_at) values (${staff.staffId}, ${staff.name}, ${staff.email}, ${tx.now})`.execute(tx.db)
}

export async function selectStaffEmail(tx: Tx, staffId: StaffId): Promise<string | null> {
  const { rows } = await sql<{ email: string | null }>`select email from staff where staff_id = ${staffId}`.execute(tx.db)
  return rows[0]?.email ?? null
}

/** Colleagues who are here and go by this name or address, in any case. */
export async function selectStaffNamed(tx: Tx, name: string): Promise<StaffRow[]> {
  const { rows } = await sql<StaffRow>`
    select staff_id as "staffId", name from staff
    where ended_at is null and (lower(name) = lower(${name}) or lower(email) = lower(${name})) order by created_at, staff_id`.execute(tx.db)
  return rows
}

/** True for a colleague who has not left. */
export async function isStaff(tx: Tx, staffId: StaffId): Promise<boolean> {
  const { rows } = await sql`select from staff where staff_id = ${staffId} and ended_at is null`.execute(tx.db)
  return rows.length > 0
}

/** The administrator who has been here longest. */
export async function selectFirstAdministrator(tx: Tx): Promise<StaffRow | undefined> {
  const { rows } = await sql<StaffRow>`
    select s.staff_id as "staffId", s.name from staff s
    where s.ended_at is null and exists (select from staff_role_of o where o.staff_id = s.staff_id and o.role_key = 'administrator' and o.ended_at is null)
    order by s.created_at, s.staff_id limit 1`.execute(tx.db)
  return rows[0]
}

/** Names of colleagues and keys by the pseudonyms that are recorded with what they did; those who have left too. */
export async function selectActorNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select staff_id::text as id, name from staff where staff_id::text = any (${ids}::text[])
    union all
    select api_key_id::text, name from api_key where api_key_id::text = any (${ids}::text[])`.execute(tx.db)
  return new Map(rows.map((row) => [row.id, row.name]))
}

// ── Sign-in links ──

export async function insertSignInLink(tx: Tx, link: { tokenHash: Buffer; staffId: StaffId; expiresAt: Date; madeBy: StaffId | null }): Promise<void> {
  await sql`
    insert into staff_sign_in_link (token_hash, staff_id, created_at, expires_at, made_by)
    values (${link.tokenHash}, ${link.staffId}, ${tx.now}, ${link.expiresAt}, ${link.madeBy})`.execute(tx.db)
}

/** A newer link ends the older ones. */
export async function expireSignInLinks(tx: Tx, staffId: StaffId): Promise<void> {
  await sql`
    update staff_sign_in_link set expires_at = ${tx.now}
    where staff_id = ${staffId} and used_at is null and expires_at > ${tx.now}`.execute(tx.db)
}

export async function selectLivingSignInLink(tx: Tx, tokenHash: Buffer): Promise<StaffRow | undefined> {
  const { rows } = await sql<StaffRow>`
    select s.staff_id as "staffId", s.name
    from staff_sign_in_link l join staff s on s.staff_id = l.staff_id
    where l.token_hash = ${tokenHash} and l.used_at is null and l.expires_at > ${tx.now} and s.ended_at is null`.execute(tx.db)
  return rows[0]
}

/** Uses up the link; only one of any number of simultaneous calls gets it. */
export async function consumeSignInLink(tx: Tx, tokenHash: Buffer): Promise<{ staffId: StaffId; madeBy: StaffId | null } | undefined> {
  const { rows } = await sql<{ staffId: StaffId; madeBy: StaffId | null }>`
    update staff_sign_in_link l set used_at = ${tx.now}
    from staff s
    where l.token_hash = ${tokenHash} and l.used_at is null and l.expires_at > ${tx.now}
      and s.staff_id = l.staff_id and s.ended_at is null
    returning s.staff_id as "staffId", l.made_by as "madeBy"`.execute(tx.db)
  return rows[0]
}

// ── API keys ──

export interface ApiKeyRow {
  apiKeyId: string
  name: string
  speaksForPerson: boolean
  purposes: string[]
  createdAt: Date
  createdByName: string
  expiresAt: Date | null
  /** ISO 8601 day; null: never. */
  lastUsedOn: string | null
}

export async function insertApiKey(
  tx: Tx,
  key: { keyHash: Buffer; apiKeyId: string; name: string; speaksForPerson: boolean; purposes: readonly string[]; expiresAt: Date | null; createdBy: StaffId },
): Promise<void> {
  await sql`
    insert into api_key (key_hash, api_key_id, name, speaks_for_person, purposes, expires_at, created_at, created_by)
    values (${key.keyHash}, ${key.apiKeyId}, ${key.name}, ${key.speaksForPerson}, ${key.purposes}::text[], ${key.expiresAt}, ${tx.now}, ${key.createdBy})`.execute(tx.db)
}

/** A key lives as long as the colleague who made it is here (AU-08). */
export async function selectLivingApiKey(tx: Tx, keyHash: Buffer): Promise<Pick<ApiKeyRow, 'apiKeyId' | 'name' | 'speaksForPerson' | 'purposes' | 'expiresAt'> | undefined> {
  const { rows } = await sql<ApiKeyRow>`
    select k.api_key_id as "apiKeyId", k.name, k.speaks_for_person as "speaksForPerson", k.purposes, k.expires_at as "expiresAt"
    from api_key k join staff s on s.staff_id = k.created_by
    where k.key_hash = ${keyHash} and k.ended_at is null and (k.expires_at is null or k.expires_at > ${tx.now}) and s.ended_at is null`.execute(tx.db)
  return rows[0]
}

export async function selectApiKeys(tx: Tx): Promise<ApiKeyRow[]> {
  const { rows } = await sql<ApiKeyRow>`
    select k.api_key_id as "apiKeyId", k.name, k.speaks_for_person as "speaksForPerson", k.purposes, k.created_at as "createdAt", s.name as "createdByName",
      k.expires_at as "expiresAt", k.last_used_on as "lastUsedOn"
    from api_key k join staff s on s.staff_id = k.created_by
    where k.ended_at is null and (k.expires_at is null or k.expires_at > ${tx.now}) and s.ended_at is null
    order by k.created_at desc, k.api_key_id`.execute(tx.db)
  return rows
}

/** Notes the day on which these keys were last used; one that was used later already stays so. */
export async function updateApiKeysUsed(tx: Tx, apiKeyIds: readonly string[], day: string): Promise<void> {
  await sql`
    update api_key set last_used_on = ${day}::date
    where api_key_id = any (${apiKeyIds}::uuid[]) and (last_used_on is null or last_used_on < ${day}::date)`.execute(tx.db)
}

/** False when there is no living key with this id. */
export async function updateApiKeyEnded(tx: Tx, apiKeyId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update api_key set ended_at = ${tx.now} where api_key_id = ${apiKeyId} and ended_at is null`.execute(tx.db)
  return (numAffectedRows ?? 0n) > 0n
}
