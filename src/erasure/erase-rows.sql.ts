import { sql } from 'kysely'
import { noteChange } from '../people/note-change.ts'
import type { Tx } from '../plumbing/database.ts'
import type { ContactPointId, PersonId } from '../values/ids.ts'

/** These people as rows, to join partitioned tables with: each is looked up in its own partition. */
const each = (personIds: readonly PersonId[]) => sql`(select distinct u.person_id from unnest(${personIds}::uuid[]) as u (person_id)) as one`

export type CountsByPerson = Map<PersonId, number>
interface CountRow { personId: PersonId; count: number }
const toCounts = (rows: readonly CountRow[]): CountsByPerson => new Map(rows.map((row) => [row.personId, row.count]))

/** Empties a table of these people; returns how many rows each had. */
export async function deleteRowsOf(tx: Tx, table: string, personIds: readonly PersonId[]): Promise<CountsByPerson> {
  noteChange(tx, personIds)
  const { rows } = await sql<CountRow>`
    with gone as (delete from ${sql.id(table)} t using ${each(personIds)} where t.person_id = one.person_id returning t.person_id)
    select person_id as "personId", count(*)::int as count from gone group by person_id`.execute(tx.db)
  return toCounts(rows)
}

/** Rows of others that name one of these people. */
export async function deleteMentions(tx: Tx, personIds: readonly PersonId[]): Promise<CountsByPerson> {
  await sql`delete from possible_duplicate where other_person_id = any (${personIds}::uuid[])`.execute(tx.db)
  await sql`delete from record_alias where other_person_id = any (${personIds}::uuid[])`.execute(tx.db)
  const { rows: others } = await sql<{ personId: PersonId }>`
    select distinct person_id as "personId" from relation where other_person_id = any (${personIds}::uuid[])`.execute(tx.db)
  if (others.length === 0) return new Map()
  noteChange(tx, others.map((row) => row.personId))
  const { rows } = await sql<CountRow>`
    with gone as (delete from relation where other_person_id = any (${personIds}::uuid[]) returning other_person_id)
    select other_person_id as "personId", count(*)::int as count from gone group by other_person_id`.execute(tx.db)
  return toCounts(rows)
}

/** Links go, those apart that say no: they answer without knowing anything. */
export async function deleteLinks(tx: Tx, personIds: readonly PersonId[]): Promise<CountsByPerson> {
  const { rows } = await sql<CountRow>`
    with gone as (delete from token where person_id = any (${personIds}::uuid[]) and kind not in ('stop', 'invoice', 'invoice-code', 'letter') returning person_id)
    select person_id as "personId", count(*)::int as count from gone group by person_id`.execute(tx.db)
  return toCounts(rows)
}

/** Takes from links that say no whatever they know beside that. */
export async function updateLinksBlank(tx: Tx, personIds: readonly PersonId[]): Promise<void> {
  await sql`
    update token set contact_point_id = null, mailing_id = null, entry_seq = null, wording_id = null, used_at = null, invoice_id = null, revoked_by = null
    where person_id = any (${personIds}::uuid[])`.execute(tx.db)
}

/** What a file's rows became still counts, and names nobody. */
export async function updateImportRowsBlank(tx: Tx, personIds: readonly PersonId[]): Promise<CountsByPerson> {
  const { rows } = await sql<CountRow>`
    with blank as (
      update import_row r set person_id = null from (select u.person_id from unnest(${personIds}::uuid[]) as u (person_id)) as one
      where r.person_id = one.person_id returning one.person_id)
    select person_id as "personId", count(*)::int as count from blank group by person_id`.execute(tx.db)
  return toCounts(rows)
}

/** What holds a document stays as long as it lasts; other holds have nothing to hold any more. */
export async function deleteHolds(tx: Tx, personIds: readonly PersonId[]): Promise<void> {
  await sql`
    delete from hold where person_id = any (${personIds}::uuid[])
      and not (item_kind = 'document' and hold_lasts(until, ended_at, ${tx.now}::timestamptz))`.execute(tx.db)
}

/** Ends these grounds for good, with nothing held on to; those that had ended keep their end. */
export async function updateGroundsErased(tx: Tx, grounds: readonly { personId: PersonId; groundId: string }[]): Promise<void> {
  if (grounds.length === 0) return
  noteChange(tx, grounds.map((one) => one.personId))
  await sql`
    update ground g set ended_at = case when g.ended_at <= ${tx.now}::timestamptz then g.ended_at else ${tx.now}::timestamptz end,
      ended_why = coalesce(g.ended_why, 'erasure'), hold_until = ${tx.now}::timestamptz
    from unnest(${grounds.map((one) => one.personId)}::uuid[], ${grounds.map((one) => one.groundId)}::uuid[]) as e (person_id, ground_id)
    where g.person_id = any (${grounds.map((one) => one.personId)}::uuid[]) and g.person_id = e.person_id and g.ground_id = e.ground_id`.execute(tx.db)
}

/** Of somebody who stays for a contract: what was sent and used for anything else. */
export async function deleteUsesBut(tx: Tx, personIds: readonly PersonId[], stays: readonly { personId: PersonId; purpose: string }[]): Promise<CountsByPerson> {
  noteChange(tx, personIds)
  const { rows } = await sql<CountRow>`
    with stays as materialized (
      select * from unnest(${stays.map((one) => one.personId)}::uuid[], ${stays.map((one) => one.purpose)}::text[]) as s (person_id, purpose)),
    gone as (
      delete from use_record u using ${each(personIds)}
      where u.person_id = one.person_id and (u.person_id, u.purpose) not in (select person_id, purpose from stays) returning u.person_id)
    select person_id as "personId", count(*)::int as count from gone group by person_id`.execute(tx.db)
  return toCounts(rows)
}

/** The same of mails that were no service. */
export async function deleteMailsBut(tx: Tx, table: 'message' | 'outbox_mail', personIds: readonly PersonId[]): Promise<CountsByPerson> {
  const { rows } = await sql<CountRow>`
    with gone as (
      delete from ${sql.id(table)} m using ${each(personIds)} where m.person_id = one.person_id and m.kind in ('ask', 'mailing') returning m.person_id)
    select person_id as "personId", count(*)::int as count from gone group by person_id`.execute(tx.db)
  return toCounts(rows)
}

/** Exports whose file is still there and has one of these people in it. */
export async function selectExportsWith(tx: Tx, personIds: readonly PersonId[]): Promise<{ exportId: string; state: string }[]> {
  const { rows: open } = await sql<{ exportId: string; state: string; startedAt: Date }>`
    select export_id as "exportId", state, started_at as "startedAt" from export_job where removed_at is null and started_at is not null`.execute(tx.db)
  const found = await Promise.all(open.map(async (one) => {
    const { rows } = await sql`
      select from ${each(personIds)} join use_record u on u.person_id = one.person_id
      where u.kind = 'exported' and u.at >= ${one.startedAt} limit 1`.execute(tx.db)
    return rows.length > 0 ? [{ exportId: one.exportId, state: one.state }] : []
  }))
  return found.flat()
}

/** A file that is done is removed, one that is being made begins again: whoever was in it is in no file of ours. */
export async function updateExportsUndone(tx: Tx, exports: readonly { exportId: string; state: string }[]): Promise<void> {
  if (exports.length === 0) return
  await sql`delete from export_part where export_id = any (${exports.map((one) => one.exportId)}::uuid[])`.execute(tx.db)
  await sql`
    update export_job set removed_at = case when state = 'running' then null else ${tx.now}::timestamptz end, link_hash = null, link_expires_at = null,
      after_person = null, people_done = case when state = 'running' then 0 else people_done end,
      people_exported = case when state = 'running' then 0 else people_exported end, bytes = case when state = 'running' then 0 else bytes end
    where export_id = any (${exports.map((one) => one.exportId)}::uuid[])`.execute(tx.db)
}

/** A print file with one of these people in it is made anew without them: nobody has handed it over yet. */
export async function updateLettersUndone(tx: Tx, personIds: readonly PersonId[]): Promise<void> {
  const { rows } = await sql<{ batchId: string }>`
    select distinct d.batch_id as "batchId" from ${each(personIds)} join invoice_delivery d on d.person_id = one.person_id where d.batch_id is not null and d.state = 'handing-over'`.execute(tx.db)
  const batches = rows.map((row) => row.batchId)
  if (batches.length === 0) return
  await sql`delete from letter_part where batch_id = any (${batches}::uuid[])`.execute(tx.db)
  await sql`update letter_batch set state = 'waiting', letters_done = 0, pages = 0, finished_at = null where batch_id = any (${batches}::uuid[]) and state in ('running', 'done', 'failed')`.execute(tx.db)
  await sql`
    update invoice_delivery set state = 'waiting', reason = null, sequence = null, pages = null, country = null where batch_id = any (${batches}::uuid[]) and state = 'handing-over'`.execute(tx.db)
}

/** What the erased are to be recognised by: the keyed hashes they were found by. */
export async function selectIdentifiersOf(tx: Tx, personIds: readonly PersonId[]): Promise<{ personId: PersonId; kind: string; keyHash: string }[]> {
  const { rows } = await sql<{ personId: PersonId; kind: string; keyHash: string }>`
    select person_id as "personId", kind, encode(key_hash, 'hex') as "keyHash" from identifier where person_id = any (${personIds}::uuid[])`.execute(tx.db)
  return rows
}

export interface PointOf {
  personId: PersonId
  contactPointId: ContactPointId
  kind: 'email' | 'phone' | 'postal'
  value: string
  canonical: string
  /** The person has proved to read it, and has it still. */
  reads: boolean
}

/** Every address and number that these people have or had. */
export async function selectAllPoints(tx: Tx, personIds: readonly PersonId[]): Promise<PointOf[]> {
  const { rows } = await sql<PointOf>`
    select c.person_id as "personId", c.contact_point_id as "contactPointId", c.kind, c.value, c.canonical,
      c.verified_at is not null and c.ended_at is null as reads
    from ${each(personIds)} join contact_point c on c.person_id = one.person_id order by c.verified_at desc nulls last`.execute(tx.db)
  return rows
}

export interface NamesOf { personId: PersonId; given_name: string | null; family_name: string | null; full_name: string | null; birth_date: string | null; language: string | null }

export async function selectNamesOf(tx: Tx, personIds: readonly PersonId[]): Promise<NamesOf[]> {
  const { rows } = await sql<NamesOf>`
    select p.person_id as "personId", p.given_name, p.family_name, p.full_name, p.birth_date, p.language
    from ${each(personIds)} join profile p on p.person_id = one.person_id`.execute(tx.db)
  return rows
}

/** How much there is of one person in each of these tables. */
export async function countRowsOf(tx: Tx, tables: readonly string[], personId: PersonId): Promise<Map<string, number>> {
  const { rows } = await sql<{ name: string; count: number }>`${sql.join(
    tables.map((table) => sql`select ${table}::text as name, count(*)::int as count from ${sql.id(table)} where person_id = ${personId}`), sql` union all `)}`.execute(tx.db)
  return new Map(rows.map((row) => [row.name, row.count]))
}
