import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import { newId, type PersonId } from '../values/ids.ts'
import type { CopyKind, Decisions, Redaction } from './access-copy.ts'

/** A copy that a colleague makes for somebody: looked at, then handed over. */
export interface MadeCopy {
  personId: PersonId
  copyId: string
  requestId: string | null
  kind: CopyKind
  language: string
  madeAt: Date
  madeBy: string
  givenAt: Date | null
  givenHow: string | null
}

/** A place as it was noted. */
export interface MadeRedaction extends Redaction {
  decidedAt: Date | null
  decidedBy: string | null
  reason: string | null
}

export async function insertCopy(tx: Tx, one: Pick<MadeCopy, 'personId' | 'copyId' | 'requestId' | 'kind' | 'language' | 'madeBy'>): Promise<void> {
  await sql`
    insert into access_copy (person_id, copy_id, request_id, kind, language, made_at, made_by)
    values (${one.personId}, ${one.copyId}, ${one.requestId}, ${one.kind}, ${one.language}, ${tx.now}, ${one.madeBy})`.execute(tx.db)
}

export async function selectCopy(tx: Tx, personId: PersonId, copyId: string): Promise<MadeCopy | undefined> {
  const { rows } = await sql<MadeCopy>`
    select person_id as "personId", copy_id as "copyId", request_id as "requestId", kind, language, made_at as "madeAt", made_by as "madeBy", given_at as "givenAt", given_how as "givenHow"
    from access_copy where person_id = ${personId} and copy_id = ${copyId}`.execute(tx.db)
  return rows[0]
}

/** The copies made of one person, newest first. */
export async function selectCopies(tx: Tx, personId: PersonId): Promise<MadeCopy[]> {
  const { rows } = await sql<MadeCopy>`
    select person_id as "personId", copy_id as "copyId", request_id as "requestId", kind, language, made_at as "madeAt", made_by as "madeBy", given_at as "givenAt", given_how as "givenHow"
    from access_copy where person_id = ${personId} order by made_at desc, copy_id desc`.execute(tx.db)
  return rows
}

/** False when it was handed over before. */
export async function updateGiven(tx: Tx, personId: PersonId, copyId: string, how: string): Promise<boolean> {
  const { rows } = await sql`
    update access_copy set given_at = ${tx.now}, given_how = ${how} where person_id = ${personId} and copy_id = ${copyId} and given_at is null returning copy_id`.execute(tx.db)
  return rows.length > 0
}

/** Places in texts, as they were taken out or as a colleague said of them; only added. */
export async function insertRedactions(tx: Tx, personId: PersonId, copyId: string, rows: readonly (Redaction & { decidedBy?: string; reason?: string })[]): Promise<void> {
  if (rows.length === 0) return
  const list = <Key extends keyof (typeof rows)[number]>(key: Key) => rows.map((one) => one[key] ?? null)
  await sql`
    insert into access_redaction (person_id, copy_id, redaction_id, place, text_mark, begins, ends, kind, why, shown, decided_at, decided_by, reason)
    select ${personId}, ${copyId}, u.redaction_id, u.place, decode(u.mark, 'hex'), u.begins, u.ends, u.kind, u.why, u.shown,
      case when u.decided_by is not null then ${tx.now}::timestamptz end, u.decided_by, u.reason
    from unnest(${rows.map(() => newId(tx.now))}::uuid[], ${list('place')}::text[], ${list('mark')}::text[], ${list('start')}::int[], ${list('end')}::int[], ${list('kind')}::text[],
      ${list('why')}::text[], ${list('shown')}::boolean[], ${list('decidedBy')}::uuid[], ${list('reason')}::text[])
      as u (redaction_id, place, mark, begins, ends, kind, why, shown, decided_by, reason)`.execute(tx.db)
}

/** What was noted of a copy: each place that was taken out of it, and what colleagues said. */
export async function selectRedactions(tx: Tx, personId: PersonId, copyId: string): Promise<MadeRedaction[]> {
  const { rows } = await sql<MadeRedaction>`
    select place, encode(text_mark, 'hex') as mark, begins as start, ends as end, kind, why, shown, decided_at as "decidedAt", decided_by as "decidedBy", reason
    from access_redaction where person_id = ${personId} and copy_id = ${copyId} order by place, text_mark, begins, redaction_id`.execute(tx.db)
  return rows
}

/** True when a colleague has said something of a place in a text about this person since then. */
export async function isSaidSince(tx: Tx, personId: PersonId, since: Date): Promise<boolean> {
  const { rows } = await sql`select from access_redaction where person_id = ${personId} and decided_at >= ${since} limit 1`.execute(tx.db)
  return rows.length > 0
}

/** What colleagues have said of places in texts about this person; of the same place the last word. */
export async function selectDecisions(tx: Tx, personId: PersonId): Promise<Decisions> {
  const { rows } = await sql<Decisions[number]>`
    select distinct on (text_mark, begins, ends, kind) encode(text_mark, 'hex') as mark, begins as start, ends as end, kind, why, shown
    from access_redaction where person_id = ${personId} and decided_at is not null
    order by text_mark, begins, ends, kind, decided_at desc, redaction_id desc`.execute(tx.db)
  return rows
}
