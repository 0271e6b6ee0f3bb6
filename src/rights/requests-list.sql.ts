import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { RequestKind, RequestState, RightsRequest } from './request.ts'

/** A request as it stands in a list: without the words of wish and answer. */
export type ListedRequest = Pick<RightsRequest,
  'personId' | 'requestId' | 'stranger' | 'kind' | 'receivedAt' | 'receivedHow' | 'country' | 'dueOn' | 'latestOn' | 'extendedAt' | 'state' | 'answeredAt' | 'outcome'>

const LISTED = sql`r.person_id as "personId", r.request_id as "requestId", r.stranger, r.kind, r.received_at as "receivedAt", r.received_how as "receivedHow", r.country,
  r.due_on as "dueOn", r.latest_on as "latestOn", r.extended_at as "extendedAt", r.state, r.answered_at as "answeredAt", r.outcome`
const STRICT = sql`case when r.extended_at is null then r.due_on else r.latest_on end`

export interface RequestFilter {
  states?: readonly RequestState[]
  kinds?: readonly RequestKind[]
}

/** Requests of everybody: what is open first, by the day it is due, then what is answered, the newest first. */
export async function selectRequestsPage(tx: Tx, filter: RequestFilter, page: { offset: number; limit: number }): Promise<ListedRequest[]> {
  const { rows } = await sql<ListedRequest>`
    select ${LISTED} from request r
    where (${filter.states ?? null}::text[] is null or r.state = any (${filter.states ?? null}::text[]))
      and (${filter.kinds ?? null}::text[] is null or r.kind = any (${filter.kinds ?? null}::text[]))
    order by r.answered_at is not null, case when r.answered_at is null then ${STRICT} end, r.answered_at desc, r.request_id
    limit ${page.limit} offset ${page.offset}`.execute(tx.db)
  return rows
}

/** Every request that is past its strict day, whatever a list is filtered by: none may be hidden. */
export async function selectOverdue(tx: Tx, today: string, limit: number): Promise<ListedRequest[]> {
  const { rows } = await sql<ListedRequest>`
    select ${LISTED} from request r where r.answered_at is null and ${STRICT} < ${today}::date order by ${STRICT}, r.request_id limit ${limit}`.execute(tx.db)
  return rows
}

/** How many are open, by how they stand on a day (ISO 8601 date); `soonOn` is the last day that counts as soon. */
export async function countOpen(tx: Tx, today: string, soonOn: string): Promise<{ open: number; waiting: number; soon: number; today: number; overdue: number }> {
  const { rows } = await sql<{ open: number; waiting: number; soon: number; today: number; overdue: number }>`
    select count(*)::int as open, count(*) filter (where r.state = 'waiting-for-proof')::int as waiting,
      count(*) filter (where ${STRICT} > ${today}::date and ${STRICT} <= ${soonOn}::date)::int as soon,
      count(*) filter (where ${STRICT} = ${today}::date)::int as today, count(*) filter (where ${STRICT} < ${today}::date)::int as overdue
    from request r where r.answered_at is null`.execute(tx.db)
  return rows[0]!
}

/** Open requests whose next reminder has come. */
export async function selectRemindable(
  tx: Tx, today: string, limit: number,
): Promise<Pick<RightsRequest, 'personId' | 'requestId' | 'kind' | 'country' | 'dueOn' | 'latestOn' | 'extendedAt' | 'remindOn'>[]> {
  const { rows } = await sql<Pick<RightsRequest, 'personId' | 'requestId' | 'kind' | 'country' | 'dueOn' | 'latestOn' | 'extendedAt' | 'remindOn'>>`
    select ${LISTED}, r.remind_on as "remindOn" from request r where r.answered_at is null and r.remind_on <= ${today}::date order by r.remind_on, r.request_id limit ${limit}`.execute(tx.db)
  return rows
}

/** Sets the next reminder; false when somebody else has, or the request was answered meanwhile. */
export async function updateReminder(tx: Tx, request: Pick<RightsRequest, 'personId' | 'requestId' | 'remindOn'>, next: string | null): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update request set remind_on = ${next}::date
    where person_id = ${request.personId} and request_id = ${request.requestId} and remind_on = ${request.remindOn}::date and answered_at is null`.execute(tx.db)
  return (numAffectedRows ?? 0n) > 0n
}

/** Deletes what was kept of proofs whose days are over (at most so many); returns how many. */
export async function deleteEndedProofs(tx: Tx, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from request_proof where (person_id, request_id, proof_id) in (
      select person_id, request_id, proof_id from request_proof where delete_after <= ${tx.now} limit ${limit})`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}

/** Requests answered before a moment. */
export async function selectAnsweredBefore(tx: Tx, moment: Date, limit: number): Promise<{ personId: PersonId; requestId: string }[]> {
  const { rows } = await sql<{ personId: PersonId; requestId: string }>`
    select person_id as "personId", request_id as "requestId" from request where answered_at < ${moment} order by answered_at limit ${limit}`.execute(tx.db)
  return rows
}

/** Deletes a request with everything that belongs to it. */
export async function deleteRequest(tx: Tx, personId: PersonId, requestId: string): Promise<void> {
  for (const table of ['request_step', 'request_pause', 'request_proof', 'request_document', 'recipient_notice', 'request'] as const) {
    await sql`delete from ${sql.table(table)} where person_id = ${personId} and request_id = ${requestId}`.execute(tx.db)
  }
}
