import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { ContactPointId, PersonId } from '../values/ids.ts'
import { CODE_MINUTES, MAX_TRIES, type DoorRequest, type WorkedRequest } from './door-request.ts'

export async function insertDoorRequest(tx: Tx, request: DoorRequest & { workedAt: Date | null }): Promise<void> {
  await sql`
    insert into door_request (request_id, browser_hash, lookup_kind, lookup_hash, language, created_at, expires_at, worked_at)
    values (${request.requestId}, ${request.browserHash}, ${request.lookupKind}, ${request.lookupHash}, ${request.language},
      ${request.createdAt}, ${request.expiresAt}, ${request.workedAt})`.execute(tx.db)
}

/** Takes requests that nobody has looked into, oldest first; another copy of the program gets others. */
export async function claimWaitingRequests(tx: Tx, limit: number): Promise<DoorRequest[]> {
  const { rows } = await sql<DoorRequest>`
    update door_request set worked_at = ${tx.now}
    where request_id in (
      select request_id from door_request where worked_at is null and expires_at > ${tx.now}
      order by created_at, request_id limit ${limit} for update skip locked)
    returning request_id as "requestId", browser_hash as "browserHash", lookup_kind as "lookupKind", lookup_hash as "lookupHash", language,
      created_at as "createdAt", expires_at as "expiresAt"`.execute(tx.db)
  return rows
}

/** The code of a request begins to count now: the person has its minutes from here. */
export async function updateCode(
  tx: Tx, request: { requestId: string; personId: PersonId; contactPointId: ContactPointId; codeHash: Buffer },
): Promise<void> {
  await sql`
    update door_request set person_id = ${request.personId}, contact_point_id = ${request.contactPointId}, code_hash = ${request.codeHash},
      expires_at = ${new Date(tx.now.getTime() + CODE_MINUTES * 60_000)}
    where request_id = ${request.requestId}`.execute(tx.db)
}

export async function countCodes(tx: Tx, personId: PersonId, since: Date): Promise<number> {
  const { rows } = await sql<{ codes: number }>`
    select count(*)::int as codes from door_request
    where person_id = ${personId} and code_hash is not null and worked_at > ${since}`.execute(tx.db)
  return rows[0]!.codes
}

/** Uses up one try of a living request of this browser; undefined when there is none, or none left. */
export async function takeTry(tx: Tx, requestId: string, browserHash: Buffer): Promise<WorkedRequest | undefined> {
  const { rows } = await sql<WorkedRequest>`
    update door_request set tries = tries + 1
    where request_id = ${requestId} and browser_hash = ${browserHash} and used_at is null and expires_at > ${tx.now} and tries < ${MAX_TRIES}
    returning request_id as "requestId", person_id as "personId", contact_point_id as "contactPointId", code_hash as "codeHash", tries`.execute(tx.db)
  return rows[0]
}

export async function markRequestUsed(tx: Tx, requestId: string): Promise<void> {
  await sql`update door_request set used_at = ${tx.now} where request_id = ${requestId}`.execute(tx.db)
}

export async function deleteRequestsBefore(tx: Tx, before: Date): Promise<void> {
  await sql`delete from door_request where created_at < ${before}`.execute(tx.db)
}
