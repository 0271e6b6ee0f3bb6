import { sql } from 'kysely'
import { inList, type ReadyList } from '../lists/list-page.sql.ts'
import { deletePersonOwners, selectPersonOwners, upsertPersonOwners } from '../companies/owners.sql.ts'
import { noteChange } from '../people/note-change.ts'
import type { FieldValue } from '../people/values.sql.ts'
import { PROFILE_FIELDS } from '../purposes/field.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { HISTORY_DAYS, isOwnership, TRIED_DAYS, UNDO_DAYS, type MassChange, type MassOutcome, type MassState, type Ownership, type UndoOutcome } from './mass-change.ts'

const columns = sql`mass_change_id as "massChangeId", target, op, value, source, collected, state, people, created_at as "createdAt", created_by as "createdBy", started_at as "startedAt",
  finished_at as "finishedAt", undone_at as "undoneAt", undone_by as "undoneBy", failure`

export async function insertMassChange(tx: Tx, one: Pick<MassChange, 'massChangeId' | 'target' | 'op' | 'value' | 'source' | 'collected' | 'people' | 'createdBy'>): Promise<void> {
  await sql`
    insert into mass_change (mass_change_id, target, op, value, source, collected, state, people, created_at, created_by)
    values (${one.massChangeId}, ${one.target}, ${one.op}, ${one.value === null ? null : JSON.stringify(one.value)}::jsonb, ${one.source}, ${one.collected}, 'rehearsing', ${one.people}, ${tx.now}, ${one.createdBy})`.execute(tx.db)
}

/** Everybody in a list at this moment, of some of them if they are named; returns how many. */
export async function insertPeopleOfList(tx: Tx, massChangeId: string, list: ReadyList, only: readonly PersonId[] | undefined): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into mass_change_person (person_id, mass_change_id)
    select p.person_id, ${massChangeId}::uuid from ${inList(list, tx.now)} ${only ? sql`and p.person_id = any (${only}::uuid[])` : sql``}`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}

export async function selectMassChange(tx: Tx, massChangeId: string): Promise<MassChange | undefined> {
  const { rows } = await sql<MassChange>`select ${columns} from mass_change where mass_change_id = ${massChangeId}`.execute(tx.db)
  return rows[0]
}

/** The oldest that is to be worked on, or was left in the middle. */
export async function selectDueMassChange(tx: Tx): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select mass_change_id as id from mass_change where state in ('rehearsing', 'waiting', 'running', 'undoing') order by created_at, mass_change_id limit 1`.execute(tx.db)
  return rows[0]?.id
}

/** True when it was in one of these states. */
export async function updateMassState(tx: Tx, massChangeId: string, from: readonly MassState[], to: MassState, failure: string | null = null): Promise<boolean> {
  const { rows } = await sql`
    update mass_change set state = ${to}, failure = ${failure}, started_at = case when ${to} = 'running' then coalesce(started_at, ${tx.now}) else started_at end,
      finished_at = case when ${to} in ('done', 'cancelled', 'failed') then ${tx.now}::timestamptz when ${to} = 'waiting' then null else finished_at end,
      undone_at = case when ${to} = 'undone' then ${tx.now}::timestamptz else undone_at end
    where mass_change_id = ${massChangeId} and state = any (${from}::text[]) returning mass_change_id`.execute(tx.db)
  return rows.length > 0
}

export async function updateUndoneBy(tx: Tx, massChangeId: string, by: string): Promise<void> {
  await sql`update mass_change set undone_by = ${by} where mass_change_id = ${massChangeId}`.execute(tx.db)
}

/** What is still to be done: who has not been looked at, in the order of ids. */
export async function selectDuePeople(tx: Tx, massChangeId: string, step: 'foreseen' | 'outcome', limit: number): Promise<PersonId[]> {
  const { rows } = await sql<{ personId: PersonId }>`
    select person_id as "personId" from mass_change_person where mass_change_id = ${massChangeId} and ${sql.ref(step)} is null order by person_id limit ${limit}`.execute(tx.db)
  return rows.map((row) => row.personId)
}

export async function updateForeseen(tx: Tx, massChangeId: string, outcomes: ReadonlyMap<PersonId, string>): Promise<void> {
  await sql`
    update mass_change_person m set foreseen = o.outcome from unnest(${[...outcomes.keys()]}::uuid[], ${[...outcomes.values()]}::text[]) as o (person_id, outcome)
    where m.person_id = any (${[...outcomes.keys()]}::uuid[]) and m.person_id = o.person_id and m.mass_change_id = ${massChangeId}`.execute(tx.db)
}

/** What became of somebody, and what stood there before. */
export interface ChangedPerson {
  personId: PersonId
  outcome: MassOutcome
  before: FieldValue | null
  provenanceId: string | null
}

export async function updateOutcomes(tx: Tx, massChangeId: string, changed: readonly ChangedPerson[]): Promise<void> {
  const ids = changed.map((one) => one.personId)
  await sql`
    update mass_change_person m set outcome = o.outcome, before = o.before::jsonb, provenance_id = o.provenance_id, changed_at = ${tx.now}
    from unnest(${ids}::uuid[], ${changed.map((one) => one.outcome)}::text[], ${changed.map((one) => (one.before === null ? null : JSON.stringify(one.before)))}::text[], ${changed.map((one) => one.provenanceId)}::uuid[])
      as o (person_id, outcome, before, provenance_id)
    where m.person_id = any (${ids}::uuid[]) and m.person_id = o.person_id and m.mass_change_id = ${massChangeId}`.execute(tx.db)
}

/** Somebody who was changed and not yet looked at for taking it back. */
export interface UndoablePerson {
  personId: PersonId
  before: FieldValue | null
  provenanceId: string | null
  changedAt: Date
}

export async function selectUndoable(tx: Tx, massChangeId: string, limit: number): Promise<UndoablePerson[]> {
  const { rows } = await sql<UndoablePerson>`
    select person_id as "personId", before, provenance_id as "provenanceId", changed_at as "changedAt" from mass_change_person
    where mass_change_id = ${massChangeId} and outcome = 'changed' and undo_outcome is null order by person_id limit ${limit}`.execute(tx.db)
  return rows
}

export async function updateUndoOutcomes(tx: Tx, massChangeId: string, outcomes: ReadonlyMap<PersonId, UndoOutcome>): Promise<void> {
  await sql`
    update mass_change_person m set undo_outcome = o.outcome from unnest(${[...outcomes.keys()]}::uuid[], ${[...outcomes.values()]}::text[]) as o (person_id, outcome)
    where m.person_id = any (${[...outcomes.keys()]}::uuid[]) and m.person_id = o.person_id and m.mass_change_id = ${massChangeId}`.execute(tx.db)
}

export interface MassCounts {
  foreseen: Record<string, number>
  outcomes: Record<string, number>
  undone: Record<string, number>
}

/** How many, by what would become, became, and became of taking it back. */
export async function countOutcomes(tx: Tx, massChangeId: string): Promise<MassCounts> {
  const { rows } = await sql<{ what: keyof MassCounts; outcome: string; count: number }>`
    select c.what, c.outcome, count(*)::int as count from mass_change_person m
    cross join lateral (values ('foreseen', m.foreseen), ('outcomes', m.outcome), ('undone', m.undo_outcome)) as c (what, outcome)
    where m.mass_change_id = ${massChangeId} and c.outcome is not null group by 1, 2`.execute(tx.db)
  const counts: MassCounts = { foreseen: {}, outcomes: {}, undone: {} }
  for (const { what, outcome, count } of rows) counts[what][outcome] = count
  return counts
}

/** Some of those of whom the last step said this. */
export async function selectPeopleWith(tx: Tx, massChangeId: string, outcome: string, limit: number): Promise<PersonId[]> {
  const { rows } = await sql<{ personId: PersonId }>`
    select person_id as "personId" from mass_change_person where mass_change_id = ${massChangeId} and coalesce(undo_outcome, outcome, foreseen) = ${outcome} order by person_id limit ${limit}`.execute(tx.db)
  return rows.map((row) => row.personId)
}

/** What stands there now, of those with anything. */
export async function selectCurrent(tx: Tx, target: string, personIds: readonly PersonId[]): Promise<Map<PersonId, FieldValue>> {
  if (!isOwnership(target)) return selectOneField(tx, personIds, target, (PROFILE_FIELDS as readonly string[]).includes(target))
  const owners = await selectPersonOwners(tx, personIds)
  return new Map([...owners].flatMap(([personId, owner]) => (owner[target] === null ? [] : [[personId, owner[target]] as const])))
}

/** Of these people what stands in one field now. */
async function selectOneField(tx: Tx, personIds: readonly PersonId[], field: string, isColumn: boolean): Promise<Map<PersonId, FieldValue>> {
  const value = isColumn ? sql`to_jsonb(f) -> ${field}` : sql`f.own -> ${field}`
  const { rows } = await sql<{ personId: PersonId; value: FieldValue | null }>`
    select f.person_id as "personId", ${value} as value from profile f where f.person_id = any (${personIds}::uuid[])`.execute(tx.db)
  return new Map(rows.flatMap(({ personId, value: held }) => (held === null || (Array.isArray(held) && held.length === 0) ? [] : [[personId, held] as const])))
}

/** Takes one field away from some people, as taking it away from one does. */
export async function callClearField(tx: Tx, personIds: readonly PersonId[], field: string): Promise<void> {
  if (personIds.length === 0) return
  noteChange(tx, personIds)
  await sql`select clear_values(one.person_id, array[${field}]::text[]) from unnest(${personIds}::uuid[]) as one (person_id)`.execute(tx.db)
}

/** Those of these people whom something else told of the field since. */
export async function selectToldSince(tx: Tx, rows: readonly Pick<UndoablePerson, 'personId' | 'provenanceId' | 'changedAt'>[], field: string): Promise<Set<PersonId>> {
  const ids = rows.map((row) => row.personId)
  const { rows: told } = await sql<{ personId: PersonId }>`
    select distinct p.person_id as "personId" from provenance p
    join unnest(${ids}::uuid[], ${rows.map((row) => row.changedAt)}::timestamptz[], ${rows.map((row) => row.provenanceId)}::uuid[]) as ours (person_id, changed_at, provenance_id) on ours.person_id = p.person_id
    where p.person_id = any (${ids}::uuid[]) and p.recorded_at > ours.changed_at and p.provenance_id is distinct from ours.provenance_id and ${field} = any (p.fields)`.execute(tx.db)
  return new Set(told.map((row) => row.personId))
}

export async function deleteProvenance(tx: Tx, rows: readonly { personId: PersonId; provenanceId: string }[]): Promise<void> {
  const ids = rows.map((row) => row.personId)
  noteChange(tx, ids)
  await sql`
    delete from provenance p using unnest(${ids}::uuid[], ${rows.map((row) => row.provenanceId)}::uuid[]) as ours (person_id, provenance_id)
    where p.person_id = any (${ids}::uuid[]) and p.person_id = ours.person_id and p.provenance_id = ours.provenance_id`.execute(tx.db)
}

/** What can be taken back no more keeps no people, and in time is no more told of. Returns how many people went. */
export async function deleteOldMassChanges(tx: Tx, limit: number): Promise<number> {
  const over = sql`
    (m.started_at is not null and m.started_at <= ${tx.now}::timestamptz - make_interval(days => ${UNDO_DAYS}) or m.started_at is null and m.created_at <= ${tx.now}::timestamptz - make_interval(days => ${TRIED_DAYS}))
    and m.state not in ('running', 'undoing')`
  const { numAffectedRows } = await sql`
    delete from mass_change_person where (person_id, mass_change_id) in (
      select c.person_id, c.mass_change_id from mass_change_person c join mass_change m on m.mass_change_id = c.mass_change_id where ${over} limit ${limit})`.execute(tx.db)
  await sql`
    delete from mass_change m where (m.created_at <= ${tx.now}::timestamptz - make_interval(days => ${HISTORY_DAYS}) or m.started_at is null and ${over})
      and not exists (select from mass_change_person c where c.mass_change_id = m.mass_change_id)`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}

/** Who looks after these people now; the other of owner and team stays as it is. */
export async function putOwners(tx: Tx, target: Ownership, rows: readonly { personId: PersonId; value: string | null }[], by: string): Promise<void> {
  const owners = await selectPersonOwners(tx, rows.map((row) => row.personId))
  const next = rows.map(({ personId, value }) => ({ personId, owner: null, team: null, ...owners.get(personId), [target]: value }))
  await deletePersonOwners(tx, next.filter(({ owner, team }) => owner === null && team === null).map((row) => row.personId))
  await upsertPersonOwners(tx, next.filter(({ owner, team }) => owner !== null || team !== null), by)
}
