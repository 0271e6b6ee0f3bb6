import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'
import type { Session } from './session.ts'

export async function insertSession(tx: Tx, session: Session & { sessionHash: Buffer; client: string | null }): Promise<void> {
  const { sessionHash, sessionId, staffId, how, provedAt, lastSeenAt, expiresAt, client } = session
  await sql`
    insert into staff_session (session_hash, session_id, staff_id, how, proved_at, last_seen_at, client, created_at, expires_at)
    values (${sessionHash}, ${sessionId}, ${staffId}, ${how}, ${provedAt}, ${lastSeenAt}, ${client}, ${tx.now}, ${expiresAt})`.execute(tx.db)
}

/** Whether it is idle is for the caller to say, who may have seen it since. */
export async function selectLivingSession(tx: Tx, sessionHash: Buffer): Promise<(Session & { name: string }) | undefined> {
  const { rows } = await sql<Session & { name: string }>`
    select e.session_id as "sessionId", s.staff_id as "staffId", s.name, e.how, e.proved_at as "provedAt", e.last_seen_at as "lastSeenAt", e.expires_at as "expiresAt"
    from staff_session e join staff s on s.staff_id = e.staff_id
    where e.session_hash = ${sessionHash} and e.ended_at is null and e.expires_at > ${tx.now} and s.ended_at is null`.execute(tx.db)
  return rows[0]
}

export interface ListedSession {
  sessionId: string
  how: Session['how']
  client: string | null
  createdAt: Date
  lastSeenAt: Date
}

/** What a colleague is signed in with, the newest first. */
export async function selectSessions(tx: Tx, staffId: StaffId, seenAfter: Date): Promise<ListedSession[]> {
  const { rows } = await sql<ListedSession>`
    select session_id as "sessionId", how, client, created_at as "createdAt", last_seen_at as "lastSeenAt"
    from staff_session
    where staff_id = ${staffId} and ended_at is null and expires_at > ${tx.now} and last_seen_at > ${seenAfter}
    order by created_at desc, session_id`.execute(tx.db)
  return rows
}

/** Notes when sessions were last in use; one that was seen later already stays so. */
export async function updateSessionsSeen(tx: Tx, seen: readonly { sessionId: string; at: Date }[]): Promise<void> {
  await sql`
    update staff_session e set last_seen_at = n.at
    from unnest(${seen.map((one) => one.sessionId)}::uuid[], ${seen.map((one) => one.at)}::timestamptz[]) as n (session_id, at)
    where e.session_id = n.session_id and e.last_seen_at < n.at`.execute(tx.db)
}

/** False when there is none of this colleague with that id any more. */
export async function updateSessionEnded(tx: Tx, staffId: StaffId, sessionId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update staff_session set ended_at = ${tx.now} where session_id = ${sessionId} and staff_id = ${staffId} and ended_at is null`.execute(tx.db)
  return (numAffectedRows ?? 0n) > 0n
}

/** The session that this secret was for. */
export async function updateSessionOfSecretEnded(tx: Tx, sessionHash: Buffer): Promise<void> {
  await sql`update staff_session set ended_at = ${tx.now} where session_hash = ${sessionHash} and ended_at is null`.execute(tx.db)
}

/** Ends what a colleague is signed in with, except one; how many those were. */
export async function updateSessionsEnded(tx: Tx, staffId: StaffId, except: string | null): Promise<number> {
  const { numAffectedRows } = await sql`
    update staff_session set ended_at = ${tx.now}
    where staff_id = ${staffId} and ended_at is null and expires_at > ${tx.now} and session_id is distinct from ${except}::uuid`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}
