import { sql } from 'kysely'
import { noteChange } from '../people/note-change.ts'
import type { Tx } from '../plumbing/database.ts'
import type { ImportId, PersonId } from '../values/ids.ts'
import type { Before, ImportUndo, UndoOutcome, UndoPerson } from './undo.ts'

/** Keeps what a run replaces; what it replaced first stands. */
export async function insertBefore(tx: Tx, importId: ImportId, rows: readonly Before[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into import_before (person_id, import_id, item, before, at)
    select b.person_id, ${importId}, b.item, b.before::jsonb, ${tx.now}
    from unnest(${rows.map((one) => one.personId)}::uuid[], ${rows.map((one) => one.item)}::text[],
      ${rows.map((one) => (one.before === null ? null : JSON.stringify(one.before)))}::text[]) as b (person_id, item, before)
    on conflict (person_id, import_id, item) do nothing`.execute(tx.db)
}

export async function selectBefore(tx: Tx, importId: ImportId, personIds: readonly PersonId[]): Promise<Before[]> {
  const { rows } = await sql<Before>`
    select person_id as "personId", item, before, at from import_before
    where person_id = any (${personIds}::uuid[]) and import_id = ${importId} order by person_id, item`.execute(tx.db)
  return rows
}

export async function deleteBefore(tx: Tx, importId: ImportId, personIds: readonly PersonId[]): Promise<void> {
  await sql`delete from import_before where person_id = any (${personIds}::uuid[]) and import_id = ${importId}`.execute(tx.db)
}

/** Forgets what imports replaced before a moment, and who was concerned by undoing them. */
export async function deleteUndoBefore(tx: Tx, before: Date): Promise<void> {
  await sql`delete from import_before where at < ${before}`.execute(tx.db)
  await sql`
    delete from import_undo_person where import_id in (
      select u.import_id from import_undo u where u.requested_at < ${before} and u.state not in ('rehearsing', 'running'))`.execute(tx.db)
}

export async function selectUndo(tx: Tx, importId: ImportId): Promise<ImportUndo | undefined> {
  const { rows } = await sql<ImportUndo>`
    select import_id as "importId", state, requested_at as "requestedAt", requested_by as "requestedBy", finished_at as "finishedAt"
    from import_undo where import_id = ${importId}`.execute(tx.db)
  return rows[0]
}

export async function selectDueUndo(tx: Tx): Promise<ImportUndo | undefined> {
  const { rows } = await sql<ImportUndo>`
    select import_id as "importId", state, requested_at as "requestedAt", requested_by as "requestedBy", finished_at as "finishedAt"
    from import_undo where state in ('rehearsing', 'running') order by requested_at limit 1`.execute(tx.db)
  return rows[0]
}

/** Begins anew, with everybody whom the run added or changed. */
export async function startUndo(tx: Tx, importId: ImportId, state: 'rehearsing' | 'running', by: string): Promise<void> {
  await sql`
    insert into import_undo (import_id, state, requested_at, requested_by) values (${importId}, ${state}, ${tx.now}, ${by})
    on conflict (import_id) do update set state = excluded.state, requested_at = excluded.requested_at, requested_by = excluded.requested_by,
      finished_at = null`.execute(tx.db)
  await sql`delete from import_undo_person where import_id = ${importId}`.execute(tx.db)
  await sql`
    insert into import_undo_person (person_id, import_id, place, was_new)
    select r.person_id, ${importId}, row_number() over (order by min(r.row_no)), bool_or(r.outcome = 'new')
    from import_row r join person p on p.person_id = r.person_id
    where r.import_id = ${importId} and not r.rehearsal and r.outcome in ('new', 'changed')
    group by r.person_id`.execute(tx.db)
}

export async function updateUndo(tx: Tx, importId: ImportId, state: ImportUndo['state']): Promise<void> {
  await sql`update import_undo set state = ${state}, finished_at = ${tx.now} where import_id = ${importId}`.execute(tx.db)
}

/** The next people to look at. */
export async function selectUndoDue(tx: Tx, importId: ImportId, limit: number): Promise<UndoPerson[]> {
  const { rows } = await sql<UndoPerson>`
    select person_id as "personId", was_new as "wasNew" from import_undo_person
    where import_id = ${importId} and outcome is null order by place limit ${limit}`.execute(tx.db)
  return rows
}

export async function updateUndoOutcomes(tx: Tx, importId: ImportId, outcomes: ReadonlyMap<PersonId, UndoOutcome>): Promise<void> {
  const people = [...outcomes.keys()]
  await sql`
    update import_undo_person p set outcome = o.outcome
    from unnest(${people}::uuid[], ${[...outcomes.values()]}::text[]) as o (person_id, outcome)
    where p.person_id = any (${people}::uuid[]) and p.person_id = o.person_id and p.import_id = ${importId}`.execute(tx.db)
}

/** How many came out how; null is still to be looked at. */
export async function countUndo(tx: Tx, importId: ImportId): Promise<Map<UndoOutcome | null, number>> {
  const { rows } = await sql<{ outcome: UndoOutcome | null; people: number }>`
    select outcome, count(*)::int as people from import_undo_person where import_id = ${importId} group by outcome`.execute(tx.db)
  return new Map(rows.map((row) => [row.outcome, row.people]))
}

/** The first people who stay as they are, and why. */
export async function selectKept(tx: Tx, importId: ImportId, limit: number): Promise<{ personId: PersonId; outcome: UndoOutcome }[]> {
  const { rows } = await sql<{ personId: PersonId; outcome: UndoOutcome }>`
    select person_id as "personId", outcome from import_undo_person
    where import_id = ${importId} and outcome like 'kept%' order by place limit ${limit}`.execute(tx.db)
  return rows
}

/** Those among these people to whom something was sent or shown, who signed in, who are tied to others, or of whom something is blocked or rejected. */
export async function selectUsed(tx: Tx, personIds: readonly PersonId[]): Promise<Set<PersonId>> {
  const { rows } = await sql<{ personId: PersonId }>`
    select person_id as "personId" from message where person_id = any (${personIds}::uuid[])
    union select person_id from use_record where person_id = any (${personIds}::uuid[])
    union select person_id from outbox_mail where person_id = any (${personIds}::uuid[])
    union select person_id from customer_session where person_id = any (${personIds}::uuid[])
    union select person_id from customer_identity where person_id = any (${personIds}::uuid[])
    union select person_id from token where person_id = any (${personIds}::uuid[])
    union select person_id from stop_row where person_id = any (${personIds}::uuid[])
    union select person_id from relation where person_id = any (${personIds}::uuid[])
    union select other_person_id from relation where other_person_id = any (${personIds}::uuid[])
    union select person_id from value_block where person_id = any (${personIds}::uuid[])
    union select person_id from rejected_inference where person_id = any (${personIds}::uuid[])`.execute(tx.db)
  return new Set(rows.map((row) => row.personId))
}

/** Removes people as if they had never come; their voided ledger lines stay. */
export async function deletePeople(tx: Tx, personIds: readonly PersonId[]): Promise<void> {
  noteChange(tx, personIds)
  await sql`delete from identifier where person_id = any (${personIds}::uuid[])`.execute(tx.db)
  await sql`delete from person where person_id = any (${personIds}::uuid[])`.execute(tx.db)
}

/** The provenance of a run is gone with what it brought. */
export async function deleteProvenanceOf(tx: Tx, importId: ImportId, personIds: readonly PersonId[]): Promise<void> {
  noteChange(tx, personIds)
  await sql`delete from provenance where person_id = any (${personIds}::uuid[]) and import_id = ${importId}`.execute(tx.db)
}

export async function callRemoveContactPoints(tx: Tx, rows: readonly { personId: PersonId; contactPointId: string }[]): Promise<void> {
  if (rows.length === 0) return
  noteChange(tx, rows.map((one) => one.personId))
  await sql`select remove_contact_points(${rows.map((one) => one.personId)}::uuid[], ${rows.map((one) => one.contactPointId)}::uuid[])`.execute(tx.db)
}

/** Addresses that a run had ended are the person's again. */
export async function updateReopenedPoints(tx: Tx, rows: readonly { personId: PersonId; contactPointId: string }[]): Promise<void> {
  if (rows.length === 0) return
  noteChange(tx, rows.map((one) => one.personId))
  await sql`
    update contact_point c set ended_at = null
    from unnest(${rows.map((one) => one.personId)}::uuid[], ${rows.map((one) => one.contactPointId)}::uuid[]) as r (person_id, contact_point_id)
    where c.person_id = any (${rows.map((one) => one.personId)}::uuid[]) and c.person_id = r.person_id and c.contact_point_id = r.contact_point_id`.execute(tx.db)
}

export async function updateCountry(tx: Tx, personId: PersonId, country: string | null): Promise<void> {
  noteChange(tx, [personId])
  await sql`update person set country = ${country} where person_id = ${personId}`.execute(tx.db)
}
