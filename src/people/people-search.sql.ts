import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { SearchWord } from './search-words.ts'

/** Where a page of the list ended. */
export interface ListPlace {
  sortKey: string
  personId: PersonId
}

/** Somebody of the list, which of the words their name, city or number has, and whether they come after the place asked for. */
export interface SearchedRow extends ListPlace {
  hits: boolean[]
  beyond: boolean
}

/** Those who have a word: in name, city or number, and in an address or number that reaches them. */
export interface Havers {
  byKey: PersonId[]
  byPoint: PersonId[]
}

const inKey = (word: SearchWord, key: RawBuilder<unknown>) => sql`(${sql.join(word.keys.map((pattern) => sql`${key} like search_fold(${pattern})`), sql` or `)})`
const inPoint = (word: SearchWord, canonical: RawBuilder<unknown>) => sql`${canonical} ilike ${word.point}`
const hits = (words: readonly SearchWord[]) => (words.length > 0 ? sql`array[${sql.join(words.map((word) => inKey(word, sql`search_key`)))}]` : sql`'{}'::boolean[]`)
const beyond = (after: ListPlace | undefined) => (after ? sql`(sort_key, person_id) > (${after.sortKey}, ${after.personId}::uuid)` : sql`true`)
const beyondOf = (after: ListPlace | undefined) => (after ? sql`(p.sort_key, p.person_id) > (${after.sortKey}, ${after.personId}::uuid)` : sql`true`)

/** Those who have a word, at most `limit` of either kind. */
export async function selectHavers(tx: Tx, word: SearchWord, limit: number): Promise<Havers> {
  const { rows } = await sql<{ person_id: PersonId; point: boolean }>`
    (select person_id, false as point from profile where ${inKey(word, sql`search_key`)} limit ${limit})
    union all
    (select person_id, true from contact_point where ended_at is null and ${inPoint(word, sql`canonical`)} limit ${limit})`.execute(tx.db)
  const [byPoint, byKey] = [true, false].map((point) => rows.filter((row) => row.point === point).map((row) => row.person_id))
  return { byKey: byKey!, byPoint: byPoint! }
}

/** Those with a living ground for the purpose, at most `limit`. */
export async function selectServed(tx: Tx, purpose: string, limit: number): Promise<PersonId[]> {
  const { rows } = await sql<{ person_id: PersonId }>`
    select distinct person_id from (select person_id from ground where purpose_key = ${purpose} and ground_lives(since, until, ended_at, ${tx.now}::timestamptz) limit ${2 * limit}) g`.execute(tx.db)
  return rows.map((row) => row.person_id)
}

/** These people in the order of their names. */
export async function selectSearched(tx: Tx, personIds: readonly PersonId[], words: readonly SearchWord[], after: ListPlace | undefined): Promise<SearchedRow[]> {
  const { rows } = await sql<SearchedRow>`
    select person_id as "personId", sort_key as "sortKey", ${hits(words)} as hits, ${beyond(after)} as beyond
    from unnest(${personIds}::uuid[]) as these (person_id) join profile using (person_id) order by sort_key, person_id`.execute(tx.db)
  return rows
}

/** The next people in the order of their names, whoever they are. */
export async function selectNext(tx: Tx, words: readonly SearchWord[], after: ListPlace | undefined, limit: number): Promise<SearchedRow[]> {
  const { rows } = await sql<SearchedRow>`
    select person_id as "personId", sort_key as "sortKey", ${hits(words)} as hits, true as beyond
    from (select person_id, sort_key, search_key from profile where ${beyond(after)} order by sort_key, person_id limit ${limit}) p
    order by sort_key, person_id`.execute(tx.db)
  return rows
}

/**
 * The next of those with all the words, in the order of their names: all words in name, city or number, or (`byPoint`) all in
 * one address or number. Takes as long as there are such people.
 */
export async function selectNextHavers(tx: Tx, words: readonly SearchWord[], byPoint: boolean, after: ListPlace | undefined, limit: number): Promise<SearchedRow[]> {
  const keyed = sql`select person_id, sort_key from profile where ${sql.join(words.map((word) => inKey(word, sql`search_key`)), sql` and `)} and ${beyond(after)}`
  const reached = sql`
    select p.person_id, p.sort_key from (
      select distinct person_id from contact_point where ended_at is null and ${sql.join(words.map((word) => inPoint(word, sql`canonical`)), sql` and `)} offset 0) r
    join profile p on p.person_id = r.person_id where ${beyondOf(after)}`
  const { rows } = await sql<SearchedRow>`
    with found as materialized (${keyed} ${byPoint ? sql`union ${reached}` : sql``})
    select person_id as "personId", sort_key as "sortKey", array_fill(true, array[${words.length}::int]) as hits, true as beyond
    from found order by sort_key, person_id limit ${limit}`.execute(tx.db)
  return rows
}

/** Which of the words stand in addresses and numbers that reach these people. */
export async function selectPointHits(tx: Tx, personIds: readonly PersonId[], words: readonly SearchWord[]): Promise<Map<PersonId, boolean[]>> {
  const { rows } = await sql<{ person_id: PersonId; hits: boolean[] }>`
    select person_id, array[${sql.join(words.map((word) => sql`bool_or(${inPoint(word, sql`canonical`)})`))}] as hits
    from unnest(${personIds}::uuid[]) as these (person_id) join contact_point using (person_id) where ended_at is null group by person_id`.execute(tx.db)
  return new Map(rows.map((row) => [row.person_id, row.hits]))
}

export async function selectServedAmong(tx: Tx, personIds: readonly PersonId[], purpose: string): Promise<Set<PersonId>> {
  const { rows } = await sql<{ person_id: PersonId }>`
    select distinct person_id from unnest(${personIds}::uuid[]) as these (person_id) join ground using (person_id)
    where purpose_key = ${purpose} and ground_lives(since, until, ended_at, ${tx.now}::timestamptz)`.execute(tx.db)
  return new Set(rows.map((row) => row.person_id))
}

/** How many have all the words in name, city or number (and a living ground for the purpose), counted up to `limit`. */
export async function countHavers(tx: Tx, words: readonly SearchWord[], purpose: string | undefined, limit: number): Promise<number> {
  const served = purpose === undefined ? sql`true` : sql`exists (
    select from ground g where g.person_id = p.person_id and g.purpose_key = ${purpose} and ground_lives(g.since, g.until, g.ended_at, ${tx.now}::timestamptz))`
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from profile p where ${sql.join(words.map((word) => inKey(word, sql`p.search_key`)), sql` and `)} and ${served} limit ${limit}) some_of_them`.execute(tx.db)
  return rows[0]!.count
}

export async function countPeople(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from person`.execute(tx.db)
  return rows[0]!.count
}

/**
 * From here on the transaction goes by its indexes. How often a piece of text occurs cannot be foreseen: one wrong guess
 * would read all of a table. And people are then looked up one by one, each in the one partition they are in.
 */
export async function goByIndexes(tx: Tx): Promise<void> {
  await sql`select set_config('enable_seqscan', 'off', true)`.execute(tx.db)
}
