import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import { PROFILE_FIELDS } from './field.ts'

const POINT_KIND: Record<string, string> = { email: 'email', phone: 'phone', postal_address: 'postal' }

/** A query of everybody who has a value in a field: one column, `person_id`, each once. */
export function holdersOf(field: string): RawBuilder<unknown> {
  const shipped = PROFILE_FIELDS.find((each) => each === field)
  if (shipped) return sql`select person_id from profile where ${sql.ref(shipped)} is not null`
  if (POINT_KIND[field]) return sql`select distinct person_id from contact_point where kind = ${POINT_KIND[field]} and ended_at is null`
  return sql`select person_id from profile where own ? ${field} union select person_id from sealed_value where field_key = ${field}`
}

/** How many have a value in this field, and how many of them only through purposes other than these: what a change would keep no longer. */
export async function countHeldOnlyThrough(tx: Tx, field: string, remaining: readonly string[]): Promise<number> {
  const { rows } = await sql<{ people: number }>`
    select count(*)::int as people from (${holdersOf(field)}) h
    where not exists (
      select from ground g where g.person_id = h.person_id and g.purpose_key = any (${remaining}::text[]) and ground_holds(g.since, g.hold_until, ${tx.now}))`.execute(tx.db)
  return rows[0]!.people
}

/** How many of those keep it all the same, because of a hold. */
export async function countKeptByHold(tx: Tx, field: string): Promise<number> {
  const { rows } = await sql<{ people: number }>`
    select count(distinct h.person_id)::int as people from hold h join (${holdersOf(field)}) v on v.person_id = h.person_id
    where h.item_kind = 'field' and h.item_id = ${field} and hold_lasts(h.until, h.ended_at, ${tx.now})`.execute(tx.db)
  return rows[0]!.people
}

/** How many have one of these values in a field of the company's own. */
export async function countWithValues(tx: Tx, field: string, values: readonly string[]): Promise<number> {
  const { rows } = await sql<{ people: number }>`select count(*)::int as people from profile where own ->> ${field} = any (${values}::text[])`.execute(tx.db)
  return rows[0]!.people
}

/** How many people have living grounds for each set of purposes: there are few such sets, however many people. */
export async function countByPurposes(tx: Tx): Promise<{ purposes: string[]; people: number }[]> {
  const { rows } = await sql<{ purposes: string[]; people: number }>`
    select purposes, count(*)::int as people from (
      select array_agg(distinct purpose_key order by purpose_key) as purposes from ground where ground_lives(since, until, ended_at, ${tx.now}) group by person_id) g
    group by purposes`.execute(tx.db)
  return rows
}
