import { sql } from 'kysely'
import { holdersOf } from '../purposes/field-holders.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { FieldEnding } from './field-ending.ts'

const columns = sql`
  ending_id as "endingId", field_key as field, kind, note, state, starts_at as "startsAt", jsonb_build_object('of', people_total, 'done', people_done) as people,
  values_ended as ended, failure, asked_at as "askedAt", asked_by as "askedBy", finished_at as "finishedAt"`

export async function insertFieldEndings(tx: Tx, endings: readonly Pick<FieldEnding, 'endingId' | 'field' | 'kind' | 'note' | 'startsAt' | 'askedBy'>[]): Promise<void> {
  if (endings.length === 0) return
  await sql`
    insert into field_ending (ending_id, field_key, kind, note, state, starts_at, asked_at, asked_by)
    select e."endingId", e.field, e.kind, e.note, 'waiting', e."startsAt", ${tx.now}, e."askedBy"
    from jsonb_to_recordset(${JSON.stringify(endings)}::jsonb) as e ("endingId" uuid, field text, kind text, note text, "startsAt" timestamptz, "askedBy" uuid)`.execute(tx.db)
}

/** The endings of a field, the last first. */
export async function selectFieldEndings(tx: Tx, field: string): Promise<FieldEnding[]> {
  const { rows } = await sql<FieldEnding>`select ${columns} from field_ending where field_key = ${field} order by asked_at desc, ending_id desc limit 20`.execute(tx.db)
  return rows
}

/** Removals that wait or run, of these fields. */
export async function selectOpenRemovals(tx: Tx, fields: readonly string[]): Promise<FieldEnding[]> {
  const { rows } = await sql<FieldEnding>`
    select ${columns} from field_ending where field_key = any (${fields}::text[]) and kind = 'removal' and state in ('waiting', 'running') order by asked_at`.execute(tx.db)
  return rows
}

/** True when it had not begun. */
export async function cancelFieldEnding(tx: Tx, endingId: string): Promise<boolean> {
  const { rows } = await sql`
    update field_ending set state = 'cancelled', finished_at = ${tx.now} where ending_id = ${endingId} and kind = 'removal' and state = 'waiting' returning ending_id`.execute(tx.db)
  return rows.length > 0
}

/** The next that is due, with the place it has come to. */
export async function selectDueFieldEnding(tx: Tx): Promise<(FieldEnding & { after: PersonId | null }) | undefined> {
  const { rows } = await sql<FieldEnding & { after: PersonId | null }>`
    select ${columns}, after_person as after from field_ending where state in ('waiting', 'running') and starts_at <= ${tx.now} order by starts_at, ending_id limit 1`.execute(tx.db)
  return rows[0]
}

export async function updateBegun(tx: Tx, endingId: string, field: string): Promise<void> {
  await sql`
    update field_ending set state = 'running', started_at = ${tx.now}, people_total = (select count(*)::int from (${holdersOf(field)}) h)
    where ending_id = ${endingId}`.execute(tx.db)
}

export async function updateWorked(tx: Tx, endingId: string, { people, ended, after }: { people: number; ended: number; after: PersonId | null }): Promise<void> {
  await sql`
    update field_ending set people_done = people_done + ${people}, values_ended = values_ended + ${ended}, after_person = ${after},
      state = case when ${after}::uuid is null then 'done' else state end, finished_at = case when ${after}::uuid is null then ${tx.now}::timestamptz end
    where ending_id = ${endingId}`.execute(tx.db)
}

export async function updateFailed(tx: Tx, endingId: string, failure: string): Promise<void> {
  await sql`update field_ending set state = 'failed', failure = ${failure}, after_person = null, finished_at = ${tx.now} where ending_id = ${endingId}`.execute(tx.db)
}

/** The next people who have something in a field, in the order of their ids. */
export async function selectNextHolders(tx: Tx, field: string, after: PersonId | null, limit: number): Promise<PersonId[]> {
  const { rows } = await sql<{ person_id: PersonId }>`
    select person_id from (${holdersOf(field)}) h where ${after ? sql`person_id > ${after}::uuid` : sql`true`} order by person_id limit ${limit}`.execute(tx.db)
  return rows.map((row) => row.person_id)
}
