import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { noteChange } from './note-change.ts'
import type { Person, Relation } from './person.ts'

/** Reserves `count` numbers of a series and returns the first. */
export async function takeNumbers(tx: Tx, series: string, count: number): Promise<number> {
  const { rows } = await sql<{ first: number }>`
    insert into number_series as s (series, next) values (${series}, ${count + 1})
    on conflict (series) do update set next = s.next + ${count}
    returning s.next - ${count} as first`.execute(tx.db)
  return rows[0]!.first
}

export async function insertPeople(tx: Tx, people: readonly Person[], firstNumber: number): Promise<void> {
  noteChange(tx, people.map((one) => one.personId))
  await sql`
    insert into person (person_id, person_no, created_at, country, capacity, protected_identity, deceased_at)
    select * from unnest(
      ${people.map((one) => one.personId)}::uuid[], ${people.map((_, index) => firstNumber + index)}::bigint[],
      ${people.map((one) => one.createdAt)}::timestamptz[], ${people.map((one) => one.country)}::text[],
      ${people.map((one) => one.capacity)}::text[], ${people.map((one) => one.protectedIdentity)}::boolean[],
      ${people.map((one) => one.deceasedAt)}::date[])`.execute(tx.db)
  await sql`
    insert into person_standing (person_id, last_seq)
    select person_id, 0 from unnest(${people.map((one) => one.personId)}::uuid[]) as n (person_id)`.execute(tx.db)
}

/** The people among these ids that exist, locked against every act that could turn an answer to no. */
export async function lockPeople(tx: Tx, personIds: readonly PersonId[]): Promise<PersonId[]> {
  const { rows } = await sql<{ person_id: PersonId }>`
    select person_id from person where person_id = any (${personIds}::uuid[]) order by person_id for update`.execute(tx.db)
  return rows.map((row) => row.person_id)
}

/** Of these people, those this transaction has locked now, and those whom somebody else holds; the others do not exist. Waits for nobody. */
export async function lockFreePeople(tx: Tx, personIds: readonly PersonId[]): Promise<{ locked: PersonId[]; held: PersonId[] }> {
  const { rows } = await sql<{ person_id: PersonId; free: boolean }>`
    with free as materialized (
      select person_id from person where person_id = any (${personIds}::uuid[]) order by person_id for update skip locked)
    select p.person_id, f.person_id is not null as free from person p left join free f on f.person_id = p.person_id
    where p.person_id = any (${personIds}::uuid[])`.execute(tx.db)
  return { locked: rows.filter((row) => row.free).map((row) => row.person_id), held: rows.filter((row) => !row.free).map((row) => row.person_id) }
}

/** The next people in the order of their ids. */
export async function selectPeopleAfter(tx: Tx, after: PersonId | undefined, limit: number): Promise<PersonId[]> {
  const { rows } = await sql<{ person_id: PersonId }>`
    select person_id from person where person_id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid order by person_id limit ${limit}`.execute(tx.db)
  return rows.map((row) => row.person_id)
}

/**
 * These people as rows `one (person_id)`, each once, to join partitioned tables with: so each is looked up in its own
 * partition, where `= any` looks for everybody in every one.
 */
export const eachOf = (personIds: readonly PersonId[]) => sql`(select distinct u.person_id from unnest(${personIds}::uuid[]) as u (person_id)) as one`

export async function selectPeople(tx: Tx, personIds: readonly PersonId[]): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select person_id as "personId", country, capacity, protected_identity as "protectedIdentity", deceased_at as "deceasedAt", created_at as "createdAt"
    from person where person_id = any (${personIds}::uuid[])`.execute(tx.db)
  return rows
}

/** Sets what is known of the person themself; undefined changes nothing. */
export async function updatePerson(tx: Tx, personId: PersonId, change: Partial<Pick<Person, 'country' | 'capacity' | 'protectedIdentity' | 'deceasedAt'>>): Promise<void> {
  noteChange(tx, [personId])
  await sql`
    update person set
      country = coalesce(${change.country ?? null}, country),
      capacity = coalesce(${change.capacity ?? null}, capacity),
      protected_identity = coalesce(${change.protectedIdentity ?? null}, protected_identity),
      deceased_at = coalesce(${change.deceasedAt ?? null}::date, deceased_at)
    where person_id = ${personId}`.execute(tx.db)
}

export async function insertRelations(tx: Tx, relations: readonly Relation[]): Promise<void> {
  noteChange(tx, relations.map((one) => one.personId))
  await sql`
    insert into relation (person_id, relation_id, kind, other_person_id, since, until, evidence)
    select r.person_id, r.relation_id, r.kind, r.other_person_id, r.since, r.until, r.evidence::jsonb
    from unnest(
      ${relations.map((one) => one.personId)}::uuid[], ${relations.map((one) => one.relationId)}::uuid[], ${relations.map((one) => one.kind)}::text[],
      ${relations.map((one) => one.otherPersonId)}::uuid[], ${relations.map((one) => one.since)}::timestamptz[],
      ${relations.map((one) => one.until)}::timestamptz[], ${relations.map((one) => JSON.stringify(one.evidence))}::text[])
      as r (person_id, relation_id, kind, other_person_id, since, until, evidence)`.execute(tx.db)
}

/** Relations of these people, seen from both sides. */
export async function selectRelations(tx: Tx, personId: PersonId): Promise<Relation[]> {
  const { rows } = await sql<Relation>`
    select person_id as "personId", relation_id as "relationId", kind, other_person_id as "otherPersonId", since, until, evidence
    from relation where person_id = ${personId}
    union all
    select person_id, relation_id, kind, other_person_id, since, until, evidence
    from relation where other_person_id = ${personId}`.execute(tx.db)
  return rows
}
