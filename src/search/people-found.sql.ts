import { sql } from 'kysely'
import { nameOf } from '../people/name-of.ts'
import { findsAll, selectDescribed } from '../people/people-in-scope.sql.ts'
import type { Scope } from '../people/scope.ts'
import { inScope } from '../people/scope.sql.ts'
import type { SearchWord } from '../people/search-words.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'

/** Somebody as a line of the search shows them. */
export interface ShownPerson {
  personId: PersonId
  name: string
  city: string | null
  isProtected: boolean
}

const WORDS = sql`array_to_tsvector(array_remove(string_to_array(translate(f.search_key, '-', ' '), ' '), ''))`

/** People each of whose words begins as asked, in the order of their names; where there are more than `looked`, of some of them. */
export async function selectBegun(tx: Tx, query: string, { limit, looked }: { limit: number; looked: number }): Promise<PersonId[]> {
  if (query === '') return []
  const { rows } = await sql<{ personId: PersonId }>`
    select person_id as "personId" from (select f.person_id, f.sort_key from profile f where ${WORDS} @@ ${query}::tsquery limit ${looked}) begun
    order by sort_key, person_id limit ${limit}`.execute(tx.db)
  return rows.map((row) => row.personId)
}

/** People with an address or number that begins so, or holds these digits. */
export async function selectReached(tx: Tx, pattern: string, limit: number): Promise<PersonId[]> {
  const { rows } = await sql<{ personId: PersonId }>`
    select distinct person_id as "personId" from (
      select c.person_id from contact_point c where c.ended_at is null and c.kind <> 'postal' and c.canonical ilike ${pattern} limit ${limit}) reached`.execute(tx.db)
  return rows.map((row) => row.personId)
}

/** Some of those with all the words anywhere in name, town and number, or with one word anywhere in an address. */
export async function selectHolding(tx: Tx, words: readonly SearchWord[], limit: number): Promise<PersonId[]> {
  const inKey = words.map(({ keys }) => sql`(${sql.join(keys.map((pattern) => sql`search_key like ${pattern}`), sql` or `)})`)
  const { rows } = await sql<{ personId: PersonId }>`select person_id as "personId" from profile where ${sql.join(inKey, sql` and `)} limit ${limit}`.execute(tx.db)
  const held = rows.map((row) => row.personId)
  return held.length === 0 && words.length === 1 ? selectReached(tx, words[0]!.point, limit) : held
}

/** Some of those in a scope who have all the words in what it shows of them. */
export async function selectFewInScope(tx: Tx, scope: Scope, words: readonly SearchWord[], limit: number): Promise<PersonId[]> {
  const conditions = [inScope(scope, sql`p.person_id`, tx.now), ...(await findsAll(tx, scope, words))]
  const { rows } = await sql<{ personId: PersonId }>`
    select p.person_id as "personId" from person p left join profile f on f.person_id = p.person_id
    where ${sql.join(conditions, sql` and `)} order by p.person_id limit ${limit}`.execute(tx.db)
  return rows.map((row) => row.personId)
}

/** These people as whoever searches sees them, in the order of their names. */
export async function selectShown(tx: Tx, scope: Scope | undefined, personIds: readonly PersonId[]): Promise<ShownPerson[]> {
  if (personIds.length === 0) return []
  if (scope) {
    const described = await selectDescribed(tx, scope, personIds)
    return described.map((one) => ({ personId: one.personId, name: nameOf(one.values), city: (one.values.get('city') as string | undefined) ?? null, isProtected: one.protectedIdentity }))
      .filter(({ name }) => name !== '').toSorted((one, other) => (one.name < other.name ? -1 : 1))
  }
  const { rows } = await sql<ShownPerson>`
    select f.person_id as "personId", f.display_name as name, case when p.protected_identity then null else f.city end as city, p.protected_identity as "isProtected"
    from unnest(${personIds}::uuid[]) as these (person_id) join profile f using (person_id) join person p using (person_id) order by f.sort_key, f.person_id`.execute(tx.db)
  return rows
}
