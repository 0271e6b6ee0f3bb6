import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { Scope } from './scope.ts'

// The same as `groundsInScope` and `fieldsInScope`, in SQL: test/stories/key-scope.test.ts holds them together.

/** Condition: the person has a living, unrestricted ground for one of the purposes, or everybody is seen. `person` is a column. */
export function inScope(scope: Scope, person: RawBuilder<unknown>, now: Date): RawBuilder<boolean> {
  if (scope.ofEverybody) return sql<boolean>`true`
  return sql<boolean>`exists (
    select from ground sg where sg.person_id = ${person} and sg.purpose_key = any (${scope.purposes}::text[]) and ground_lives(sg.since, sg.until, sg.ended_at, ${now}::timestamptz)
      and not exists (select from restriction sr where sr.person_id = ${person} and sr.purpose in ('*', sg.purpose_key) and sr.field_key = '*'))`
}

/** Condition: this field of the person is in scope. */
export function fieldInScope(scope: Scope, field: string, person: RawBuilder<unknown>, now: Date): RawBuilder<boolean> {
  if (scope.ofEverybody?.includes(field)) return sql<boolean>`true`
  const needing = scope.purposes.filter((purpose) => scope.needs.get(purpose)?.includes(field))
  return sql<boolean>`(exists (
    select from ground sg where sg.person_id = ${person} and sg.purpose_key = any (${needing}::text[]) and ground_lives(sg.since, sg.until, sg.ended_at, ${now}::timestamptz)
      and not exists (select from restriction sr where sr.person_id = ${person} and sr.purpose in ('*', sg.purpose_key) and sr.field_key in ('*', ${field})))
    and not exists (select from value_block sb where sb.person_id = ${person} and sb.field_key = ${field}))`
}

/** Those of these people who are in scope. */
export async function selectInScope(tx: Tx, scope: Scope, personIds: readonly PersonId[]): Promise<Set<PersonId>> {
  const { rows } = await sql<{ personId: PersonId }>`
    select p.person_id as "personId" from person p
    where p.person_id = any (${personIds}::uuid[]) and ${inScope(scope, sql`p.person_id`, tx.now)}`.execute(tx.db)
  return new Set(rows.map((row) => row.personId))
}

/** The fields in scope of each of these people. */
export async function selectFieldsInScope(tx: Tx, scope: Scope, personIds: readonly PersonId[]): Promise<Map<PersonId, Set<string>>> {
  const pairs = scope.purposes.flatMap((purpose) => (scope.needs.get(purpose) ?? []).map((field) => ({ purpose, field })))
  const { rows } = await sql<{ personId: PersonId; fields: string[] }>`
    select g.person_id as "personId", array_agg(distinct n.field_key) as fields
    from ground g join unnest(${pairs.map((one) => one.purpose)}::text[], ${pairs.map((one) => one.field)}::text[]) as n (purpose_key, field_key) on n.purpose_key = g.purpose_key
    where g.person_id = any (${personIds}::uuid[]) and ground_lives(g.since, g.until, g.ended_at, ${tx.now}::timestamptz)
      and not exists (select from restriction r where r.person_id = g.person_id and r.purpose in ('*', g.purpose_key) and r.field_key in ('*', n.field_key))
      and not exists (select from value_block b where b.person_id = g.person_id and b.field_key = n.field_key)
    group by g.person_id`.execute(tx.db)
  const found = new Map(rows.map((row) => [row.personId, new Set(row.fields)]))
  return new Map(personIds.map((personId) => [personId, new Set([...(found.get(personId) ?? []), ...(scope.ofEverybody ?? [])])]))
}
