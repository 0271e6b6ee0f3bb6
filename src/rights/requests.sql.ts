import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { ProofWay } from './identity-proof.ts'
import type { RequestActor, RequestStep, RightsRequest } from './request.ts'

const COLUMNS = sql`r.person_id as "personId", r.request_id as "requestId", r.stranger, r.kind, r.received_at as "receivedAt", r.received_how as "receivedHow",
  r.recorded_at as "recordedAt", jsonb_build_object('kind', r.recorded_by_kind, 'id', r.recorded_by_id) as "recordedBy", r.language, r.wish, r.country,
  r.due_on as "dueOn", r.latest_on as "latestOn", r.extended_at as "extendedAt", r.extended_reason as "extendedReason", r.proof_needed as "proofNeeded",
  r.proof_given as "proofGiven", r.proof_given_at as "proofGivenAt", r.doubts, r.state, r.answered_at as "answeredAt", r.outcome,
  r.refusal_reason as "refusalReason", r.answer, r.remind_on as "remindOn"`

export async function insertRequest(tx: Tx, request: RightsRequest): Promise<void> {
  await sql`
    insert into request (person_id, request_id, stranger, kind, received_at, received_how, recorded_at, recorded_by_kind, recorded_by_id, language, wish, country,
      due_on, latest_on, proof_needed, proof_given, proof_given_at, doubts, state, remind_on)
    values (${request.personId}, ${request.requestId}, ${request.stranger}, ${request.kind}, ${request.receivedAt}, ${request.receivedHow}, ${request.recordedAt},
      ${request.recordedBy.kind}, ${request.recordedBy.id}, ${request.language}, ${JSON.stringify(request.wish)}::jsonb, ${request.country},
      ${request.dueOn}::date, ${request.latestOn}::date, ${request.proofNeeded}, ${request.proofGiven}, ${request.proofGivenAt},
      ${request.doubts}::text[], ${request.state}, ${request.remindOn}::date)`.execute(tx.db)
}

/** One request of one person. */
export async function selectRequest(tx: Tx, personId: PersonId, requestId: string): Promise<RightsRequest | undefined> {
  const { rows } = await sql<RightsRequest>`
    select ${COLUMNS} from request r where r.person_id = ${personId} and r.request_id = ${requestId}`.execute(tx.db)
  return rows[0]
}

/** The same, held until the end of the transaction. */
export async function lockRequest(tx: Tx, personId: PersonId, requestId: string): Promise<RightsRequest | undefined> {
  const { rows } = await sql<RightsRequest>`
    select ${COLUMNS} from request r where r.person_id = ${personId} and r.request_id = ${requestId} for update`.execute(tx.db)
  return rows[0]
}

/** What this person has asked, newest first. */
export async function selectRequestsOf(tx: Tx, personId: PersonId): Promise<RightsRequest[]> {
  const { rows } = await sql<RightsRequest>`
    select ${COLUMNS} from request r where r.person_id = ${personId} order by r.received_at desc, r.request_id desc`.execute(tx.db)
  return rows
}

export async function updateAnswer(
  tx: Tx, request: Pick<RightsRequest, 'personId' | 'requestId' | 'state' | 'outcome' | 'refusalReason' | 'answer'>,
): Promise<void> {
  await sql`
    update request set state = ${request.state}, answered_at = ${tx.now}, outcome = ${request.outcome}, refusal_reason = ${request.refusalReason},
      answer = ${request.answer}, remind_on = null
    where person_id = ${request.personId} and request_id = ${request.requestId}`.execute(tx.db)
}

export async function updateExtension(tx: Tx, request: Pick<RightsRequest, 'personId' | 'requestId' | 'extendedReason' | 'remindOn'>): Promise<void> {
  await sql`
    update request set extended_at = ${tx.now}, extended_reason = ${request.extendedReason}, remind_on = ${request.remindOn}::date
    where person_id = ${request.personId} and request_id = ${request.requestId}`.execute(tx.db)
}

export async function updateProof(
  tx: Tx, request: Pick<RightsRequest, 'personId' | 'requestId' | 'proofNeeded' | 'proofGiven' | 'proofGivenAt' | 'doubts' | 'state'>,
): Promise<void> {
  await sql`
    update request set proof_needed = ${request.proofNeeded}, proof_given = ${request.proofGiven}, proof_given_at = ${request.proofGivenAt},
      doubts = ${request.doubts}::text[], state = ${request.state}
    where person_id = ${request.personId} and request_id = ${request.requestId}`.execute(tx.db)
}

export async function insertStep(tx: Tx, key: { personId: PersonId; requestId: string }, step: RequestStep): Promise<void> {
  await sql`
    insert into request_step (person_id, request_id, step_id, step_no, at, kind, actor_kind, actor_id, detail, words)
    values (${key.personId}, ${key.requestId}, ${step.stepId},
      (select count(*)::int + 1 from request_step where person_id = ${key.personId} and request_id = ${key.requestId}), ${step.at}, ${step.kind}, ${step.actor.kind}, ${step.actor.id},
      ${JSON.stringify(step.detail)}::jsonb, ${step.words})`.execute(tx.db)
}

/** What happened to these requests of one person, in order. */
export async function selectSteps(tx: Tx, personId: PersonId, requestIds: readonly string[]): Promise<(RequestStep & { requestId: string })[]> {
  const { rows } = await sql<RequestStep & { requestId: string }>`
    select request_id as "requestId", step_id as "stepId", at, kind, jsonb_build_object('kind', actor_kind, 'id', actor_id) as actor, detail, words
    from request_step where person_id = ${personId} and request_id = any (${requestIds}::uuid[]) order by step_no, at, step_id`.execute(tx.db)
  return rows
}

export async function insertPause(tx: Tx, key: { personId: PersonId; requestId: string }): Promise<void> {
  await sql`insert into request_pause (person_id, request_id, since) values (${key.personId}, ${key.requestId}, ${tx.now}) on conflict do nothing`.execute(tx.db)
}

export async function endPause(tx: Tx, key: { personId: PersonId; requestId: string }): Promise<void> {
  await sql`
    update request_pause set until = ${tx.now} where person_id = ${key.personId} and request_id = ${key.requestId} and until is null`.execute(tx.db)
}

export async function insertProof(
  tx: Tx, key: { personId: PersonId; requestId: string }, proof: { proofId: string; way: ProofWay; actor: RequestActor; words: string | null; deleteAfter: Date },
): Promise<void> {
  await sql`
    insert into request_proof (person_id, request_id, proof_id, way, at, actor_kind, actor_id, words, delete_after)
    values (${key.personId}, ${key.requestId}, ${proof.proofId}, ${proof.way}, ${tx.now}, ${proof.actor.kind}, ${proof.actor.id}, ${proof.words},
      ${proof.deleteAfter})`.execute(tx.db)
}

export async function selectProofs(
  tx: Tx, personId: PersonId, requestId: string,
): Promise<{ way: ProofWay; at: Date; actor: RequestActor; words: string | null; deleteAfter: Date }[]> {
  const { rows } = await sql<{ way: ProofWay; at: Date; actor: RequestActor; words: string | null; deleteAfter: Date }>`
    select way, at, jsonb_build_object('kind', actor_kind, 'id', actor_id) as actor, words, delete_after as "deleteAfter"
    from request_proof where person_id = ${personId} and request_id = ${requestId} order by at, proof_id`.execute(tx.db)
  return rows
}

/** Stretches in which we waited for the person, of these requests of one person. */
export async function selectPauses(tx: Tx, personId: PersonId, requestIds: readonly string[]): Promise<{ requestId: string; since: Date; until: Date | null }[]> {
  const { rows } = await sql<{ requestId: string; since: Date; until: Date | null }>`
    select request_id as "requestId", since, until from request_pause
    where person_id = ${personId} and request_id = any (${requestIds}::uuid[]) order by since`.execute(tx.db)
  return rows
}

