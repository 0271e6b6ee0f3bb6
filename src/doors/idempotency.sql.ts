import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'

/** A request as it is remembered: who sent it, what it was, and until when it counts as the same. */
export interface RequestClaim {
  /** 32 bytes: who asks, which route, the key they chose. */
  keyHash: Buffer
  /** 32 bytes: method, address and body. */
  requestHash: Buffer
}

export interface StoredAnswer extends RequestClaim {
  status: number
  /** Sealed; null when it was too long to keep. */
  answer: Buffer | null
}

export type Earlier = { keyHash: Buffer; state: 'in-flight' } | (StoredAnswer & { state: 'answered' })

/** Hours a request is remembered. */
const REMEMBERED_HOURS = 24
const HOUR_MS = 3_600_000

/**
 * Claims requests for this transaction, and returns those that are not new: answered before, or in flight in another
 * transaction. All others are this transaction's alone until it ends; it must store their answers (`storeAnswers`).
 * A claim is a lock and not a row, so that a claimant that dies leaves nothing behind.
 */
export async function claimRequests(tx: Tx, claims: readonly RequestClaim[]): Promise<Earlier[]> {
  if (claims.length === 0) return []
  const keys = claims.map((one) => one.keyHash)
  const { rows: locks } = await sql<{ keyHash: Buffer; got: boolean }>`
    select k.key_hash as "keyHash", pg_try_advisory_xact_lock(('x' || encode(substr(k.key_hash, 1, 8), 'hex'))::bit(64)::bigint) as got
    from unnest(${keys}::bytea[]) as k (key_hash)`.execute(tx.db)
  const got = locks.filter((one) => one.got).map((one) => one.keyHash)
  // A statement of its own: it must see what the last holder of the lock has committed.
  const { rows: answered } = await sql<StoredAnswer>`
    select key_hash as "keyHash", request_hash as "requestHash", status, answer from idempotent_request
    where key_hash = any (${got}::bytea[]) and expires_at > ${tx.now}`.execute(tx.db)
  return [
    ...locks.filter((one) => !one.got).map(({ keyHash }) => ({ keyHash, state: 'in-flight' as const })),
    ...answered.map((one) => ({ ...one, state: 'answered' as const })),
  ]
}

/** Keeps the answers to requests that this transaction has claimed. Throws when one has an answer already. */
export async function storeAnswers(tx: Tx, answers: readonly StoredAnswer[]): Promise<void> {
  if (answers.length === 0) return
  const expiresAt = new Date(tx.now.getTime() + REMEMBERED_HOURS * HOUR_MS)
  const { numAffectedRows } = await sql`
    insert into idempotent_request as r (key_hash, request_hash, created_at, expires_at, status, answer)
    select a.key_hash, a.request_hash, ${tx.now}::timestamptz, ${expiresAt}::timestamptz, a.status, a.answer
    from unnest(
      ${answers.map((one) => one.keyHash)}::bytea[], ${answers.map((one) => one.requestHash)}::bytea[],
      ${answers.map((one) => one.status)}::int[], ${answers.map((one) => one.answer)}::bytea[]) as a (key_hash, request_hash, status, answer)
    on conflict (key_hash) do update set
      request_hash = excluded.request_hash, created_at = excluded.created_at, expires_at = excluded.expires_at,
      status = excluded.status, answer = excluded.answer
    where r.expires_at <= ${tx.now}`.execute(tx.db)
  if (numAffectedRows !== BigInt(answers.length)) throw new Error('a request was answered twice')
}

/** Forgets requests whose time is over, `limit` at a time; returns how many there were. */
export async function deleteExpiredRequests(tx: Tx, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from idempotent_request where key_hash in (select key_hash from idempotent_request where expires_at <= ${tx.now} limit ${limit})`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}
