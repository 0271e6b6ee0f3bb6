import { sql } from 'kysely'
import type { Tx } from './database.ts'
import type { SignOnDoor, SignOnRequest } from './sign-on-request.ts'

export async function insertSignOnRequest(tx: Tx, request: Omit<SignOnRequest, 'createdAt'> & { requestHash: Buffer; expiresAt: Date }): Promise<void> {
  await sql`
    insert into sign_on_request (request_hash, door, aim, session_hash, created_at, expires_at)
    values (${request.requestHash}, ${request.door}, ${request.aim}, ${request.sessionHash}, ${tx.now}, ${request.expiresAt})`.execute(tx.db)
}

/** Uses up the request; only one of any number of simultaneous calls gets it. */
export async function useSignOnRequest(tx: Tx, requestHash: Buffer, door: SignOnDoor): Promise<SignOnRequest | undefined> {
  const { rows } = await sql<SignOnRequest>`
    update sign_on_request set used_at = ${tx.now}
    where request_hash = ${requestHash} and door = ${door} and used_at is null and expires_at > ${tx.now}
    returning door, aim, session_hash as "sessionHash", created_at as "createdAt"`.execute(tx.db)
  return rows[0]
}

/** How many were forgotten. */
export async function deleteExpiredSignOnRequests(tx: Tx): Promise<number> {
  const { numAffectedRows } = await sql`delete from sign_on_request where expires_at <= ${tx.now}`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}
