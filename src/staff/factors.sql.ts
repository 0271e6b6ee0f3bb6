import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'
import type { ChallengeKind } from './challenge.ts'

// ── Passkeys ──

export interface Passkey {
  credentialId: string
  passkeyId: string
  staffId: StaffId
  name: string
  publicKey: Buffer
  counter: number
  transports: string[]
  synced: boolean
  createdAt: Date
  lastUsedAt: Date
}

/** False when somebody has this credential already. */
export async function insertPasskey(tx: Tx, key: Omit<Passkey, 'createdAt' | 'lastUsedAt'>): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into staff_passkey (credential_id, passkey_id, staff_id, name, public_key, counter, transports, synced, created_at, last_used_at)
    values (${key.credentialId}, ${key.passkeyId}, ${key.staffId}, ${key.name}, ${key.publicKey}, ${key.counter}, ${key.transports}::text[], ${key.synced}, ${tx.now}, ${tx.now})
    on conflict do nothing`.execute(tx.db)
  return (numAffectedRows ?? 0n) > 0n
}

/** The passkeys of a colleague, the oldest first. */
export async function selectPasskeys(tx: Tx, staffId: StaffId): Promise<Passkey[]> {
  const { rows } = await sql<Passkey>`
    select credential_id as "credentialId", passkey_id as "passkeyId", staff_id as "staffId", name, public_key as "publicKey", counter, transports, synced,
      created_at as "createdAt", last_used_at as "lastUsedAt"
    from staff_passkey where staff_id = ${staffId} order by created_at, passkey_id`.execute(tx.db)
  return rows
}

/** The passkey of a colleague who is here. */
export async function selectLivingPasskey(tx: Tx, credentialId: string): Promise<Passkey | undefined> {
  const { rows } = await sql<Passkey>`
    select k.credential_id as "credentialId", k.passkey_id as "passkeyId", k.staff_id as "staffId", k.name, k.public_key as "publicKey", k.counter, k.transports,
      k.synced, k.created_at as "createdAt", k.last_used_at as "lastUsedAt"
    from staff_passkey k join staff s on s.staff_id = k.staff_id
    where k.credential_id = ${credentialId} and s.ended_at is null`.execute(tx.db)
  return rows[0]
}

/** Notes a use. False where the counter did not grow, unless the authenticator counts nothing (WebAuthn 6.1.1). */
export async function updatePasskeyUsed(tx: Tx, credentialId: string, counter: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update staff_passkey set counter = ${counter}, last_used_at = ${tx.now}
    where credential_id = ${credentialId} and (counter < ${counter} or (counter = 0 and ${counter} = 0))`.execute(tx.db)
  return (numAffectedRows ?? 0n) > 0n
}

/** False when this colleague has none with that id. */
export async function deletePasskey(tx: Tx, staffId: StaffId, passkeyId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from staff_passkey where passkey_id = ${passkeyId} and staff_id = ${staffId}`.execute(tx.db)
  return (numAffectedRows ?? 0n) > 0n
}

export async function deletePasskeys(tx: Tx, staffId: StaffId): Promise<number> {
  const { numAffectedRows } = await sql`delete from staff_passkey where staff_id = ${staffId}`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}

// ── Password and authenticator ──

export interface StoredPassword {
  staffId: StaffId
  signInName: string
  passwordHash: string
  authenticator: Buffer
}

/** False when another colleague signs in with that name. */
export async function upsertPassword(tx: Tx, password: StoredPassword & { lastStep: number }): Promise<boolean> {
  const { staffId, signInName, passwordHash, authenticator, lastStep } = password
  const { numAffectedRows } = await sql`
    insert into staff_password (staff_id, sign_in_name, password_hash, authenticator, last_step, changed_at)
    select ${staffId}, ${signInName}, ${passwordHash}, ${authenticator}, ${lastStep}, ${tx.now}
    where not exists (select from staff_password where sign_in_name = ${signInName} and staff_id <> ${staffId})
    on conflict (staff_id) do update set sign_in_name = excluded.sign_in_name, password_hash = excluded.password_hash,
      authenticator = excluded.authenticator, last_step = excluded.last_step, changed_at = excluded.changed_at`.execute(tx.db)
  return (numAffectedRows ?? 0n) > 0n
}

export async function selectPassword(tx: Tx, staffId: StaffId): Promise<StoredPassword | undefined> {
  const { rows } = await sql<StoredPassword>`
    select staff_id as "staffId", sign_in_name as "signInName", password_hash as "passwordHash", authenticator
    from staff_password where staff_id = ${staffId}`.execute(tx.db)
  return rows[0]
}

/** What somebody who is here signs in with under this name. */
export async function selectPasswordByName(tx: Tx, signInName: string): Promise<StoredPassword | undefined> {
  const { rows } = await sql<StoredPassword>`
    select p.staff_id as "staffId", p.sign_in_name as "signInName", p.password_hash as "passwordHash", p.authenticator
    from staff_password p join staff s on s.staff_id = p.staff_id
    where p.sign_in_name = ${signInName} and s.ended_at is null`.execute(tx.db)
  return rows[0]
}

export async function updatePasswordHash(tx: Tx, staffId: StaffId, passwordHash: string): Promise<void> {
  await sql`update staff_password set password_hash = ${passwordHash}, changed_at = ${tx.now} where staff_id = ${staffId}`.execute(tx.db)
}

/** Takes the code of this interval: true for one of any number of simultaneous calls, and for none that comes later (RFC 6238 5.2). */
export async function takeStep(tx: Tx, staffId: StaffId, step: number): Promise<boolean> {
  const { numAffectedRows } = await sql`update staff_password set last_step = ${step} where staff_id = ${staffId} and last_step < ${step}`.execute(tx.db)
  return (numAffectedRows ?? 0n) > 0n
}

export async function deletePassword(tx: Tx, staffId: StaffId): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from staff_password where staff_id = ${staffId}`.execute(tx.db)
  return (numAffectedRows ?? 0n) > 0n
}

// ── Recovery codes ──

export async function insertRecoveryCodes(tx: Tx, staffId: StaffId, hashes: readonly Buffer[]): Promise<void> {
  await sql`insert into staff_recovery_code (staff_id, code_hash) select ${staffId}, h from unnest(${hashes}::bytea[]) as h`.execute(tx.db)
}

export async function deleteRecoveryCodes(tx: Tx, staffId: StaffId): Promise<void> {
  await sql`delete from staff_recovery_code where staff_id = ${staffId}`.execute(tx.db)
}

/** Uses up a code: true once. */
export async function takeRecoveryCode(tx: Tx, staffId: StaffId, codeHash: Buffer): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update staff_recovery_code set used_at = ${tx.now} where staff_id = ${staffId} and code_hash = ${codeHash} and used_at is null`.execute(tx.db)
  return (numAffectedRows ?? 0n) > 0n
}

/** What a colleague can show. */
export interface Factors {
  passkeys: number
  password: boolean
  recoveryCodesLeft: number
}

export async function selectFactors(tx: Tx, staffId: StaffId): Promise<Factors> {
  const { rows } = await sql<Factors>`
    select (select count(*) from staff_passkey where staff_id = ${staffId})::int as passkeys,
      exists (select from staff_password where staff_id = ${staffId}) as password,
      (select count(*) from staff_recovery_code where staff_id = ${staffId} and used_at is null)::int as "recoveryCodesLeft"`.execute(tx.db)
  return rows[0]!
}

// ── Challenges ──

export async function insertChallenge(tx: Tx, challenge: { challengeHash: Buffer; kind: ChallengeKind; staffId: StaffId | null; sealed: Buffer | null; expiresAt: Date }): Promise<void> {
  const { challengeHash, kind, staffId, sealed, expiresAt } = challenge
  await sql`
    insert into staff_challenge (challenge_hash, kind, staff_id, sealed, expires_at)
    values (${challengeHash}, ${kind}, ${staffId}, ${sealed}, ${expiresAt})`.execute(tx.db)
}

/** The challenge, used up: only one of any number of simultaneous calls gets it, and only for what it was laid for. */
export async function takeChallenge(tx: Tx, challengeHash: Buffer, kind: ChallengeKind, staffId: StaffId | null): Promise<{ sealed: Buffer | null } | undefined> {
  const { rows } = await sql<{ sealed: Buffer | null }>`
    delete from staff_challenge
    where challenge_hash = ${challengeHash} and kind = ${kind} and staff_id is not distinct from ${staffId}::uuid and expires_at > ${tx.now}
    returning sealed`.execute(tx.db)
  return rows[0]
}

export async function deleteExpiredChallenges(tx: Tx): Promise<void> {
  await sql`delete from staff_challenge where expires_at <= ${tx.now}`.execute(tx.db)
}

// ── Tries ──

/**
 * Notes a try, and when the next may be made: `waits` is how many seconds after the first, the second, and so on; the
 * last holds from there on. Undefined when it is not time yet.
 */
export async function countTry(tx: Tx, nameHash: Buffer, waits: readonly number[]): Promise<number | undefined> {
  const { rows } = await sql<{ tries: number }>`
    insert into sign_in_try (name_hash, tries, waits_until, last_at) values (${nameHash}, 1, ${tx.now}::timestamptz + make_interval(secs => ${waits[0]}), ${tx.now})
    on conflict (name_hash) do update set tries = sign_in_try.tries + 1, last_at = ${tx.now},
      waits_until = ${tx.now}::timestamptz + make_interval(secs => (${waits}::int[])[least(sign_in_try.tries + 1, ${waits.length})])
      where sign_in_try.waits_until <= ${tx.now}
    returning tries`.execute(tx.db)
  return rows[0]?.tries
}

export async function selectWaitsUntil(tx: Tx, nameHash: Buffer): Promise<Date | undefined> {
  const { rows } = await sql<{ until: Date }>`select waits_until as until from sign_in_try where name_hash = ${nameHash}`.execute(tx.db)
  return rows[0]?.until
}

/** Nobody guesses any more: whoever it was has shown who they are. */
export async function deleteTries(tx: Tx, nameHash: Buffer): Promise<void> {
  await sql`delete from sign_in_try where name_hash = ${nameHash}`.execute(tx.db)
}

export async function deleteOldTries(tx: Tx, before: Date): Promise<void> {
  await sql`delete from sign_in_try where last_at < ${before} and waits_until < ${before}`.execute(tx.db)
}
