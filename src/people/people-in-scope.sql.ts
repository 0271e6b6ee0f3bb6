import { sql, type RawBuilder } from 'kysely'
import type { Capacity } from '../law/channel.ts'
import type { Tx } from '../plumbing/database.ts'
import type { ProfileField } from '../purposes/field.ts'
import type { PersonId } from '../values/ids.ts'
import { goByIndexes, selectHavers } from './people-search.sql.ts'
import type { Scope } from './scope.ts'
import { fieldInScope, inScope, selectFieldsInScope } from './scope.sql.ts'
import { searchWords, type SearchWord } from './search-words.ts'
import { selectContactPoints, selectValues, type ContactPoint, type FieldValue } from './values.sql.ts'

/** Somebody as a scope shows them: what is not in `fields` is not there. */
export interface PersonInScope {
  personId: PersonId
  country: string | null
  capacity: Capacity
  protectedIdentity: boolean
  deceased: boolean
  values: ReadonlyMap<string, FieldValue>
  contactPoints: ContactPoint[]
  /** Purposes of the scope with a living ground; null waits for an event. */
  purposes: { purpose: string; until: Date | null }[]
}

/** Counting all of a large register would take longer than finding a page. */
const COUNTED = 1_000

/** Profile fields that people are found by. */
const SEARCHED: readonly ProfileField[] = ['given_name', 'family_name', 'full_name', 'company_name', 'city', 'customer_number']
const POINT_FIELD = { email: 'email', phone: 'phone', postal: 'postal_address' } as const

/**
 * One page of the people in a scope, in the order of their ids: an order by name would tell a hidden name. Search looks
 * at what the scope shows of each person and at nothing else, and the total counts those it finds, to a thousand.
 */
export async function selectPeopleInScope(
  tx: Tx, scope: Scope, query: { search?: string; purpose?: string; after?: PersonId; limit: number },
): Promise<{ people: PersonInScope[]; total: number; totalIsLowerBound: boolean }> {
  const narrowed = query.purpose === undefined ? scope : { needs: scope.needs, purposes: scope.purposes.filter((one) => one === query.purpose) }
  const words = searchWords(query.search ?? '')
  const found = sql<boolean>`${sql.join([inScope(narrowed, sql`p.person_id`, tx.now), ...(await findsAll(tx, scope, words))], sql` and `)}`
  const page = await sql<{ personId: PersonId }>`
    select p.person_id as "personId" from person p left join profile f on f.person_id = p.person_id
    where ${query.after ? sql`p.person_id > ${query.after}::uuid` : sql`true`} and ${found}
    order by p.person_id limit ${query.limit}`.execute(tx.db)
  const { rows: [count] } = await sql<{ total: number }>`
    select count(*)::int as total from (
      select from person p left join profile f on f.person_id = p.person_id where ${found} limit ${COUNTED + 1}) counted`.execute(tx.db)
  const total = Math.min(count!.total, COUNTED)
  return { people: await selectDescribed(tx, scope, page.rows.map((row) => row.personId)), total, totalIsLowerBound: count!.total > COUNTED }
}

/**
 * Those who have a rare word at all, by the indexes; what is shown of them is looked at after that. Where every word is
 * common, people are looked through in their order until the page is full, and then by name, city and number alone, as in
 * the search of all (`searchPeople`).
 */
export async function findsAll(tx: Tx, scope: Scope, words: readonly SearchWord[]): Promise<RawBuilder<boolean>[]> {
  if (words.length === 0) return []
  await goByIndexes(tx)
  for (const word of words.filter((one) => !one.short).toSorted((a, b) => b.point.length - a.point.length)) {
    const { byKey, byPoint } = await selectHavers(tx, word, COUNTED + 1)
    if (byKey.length > COUNTED || byPoint.length > COUNTED) continue
    const few = sql<boolean>`p.person_id = any (${[...new Set([...byKey, ...byPoint])]}::uuid[])`
    return [few, ...words.map((each) => sql<boolean>`(${inFields(scope, each, tx.now)} or ${inPoints(scope, each, tx.now)})`)]
  }
  return words.map((word) => sql<boolean>`((${sql.join(word.keys.map((pattern) => sql`f.search_key like search_fold(${pattern})`), sql` or `)}) and ${inFields(scope, word, tx.now)})`)
}

/** One word in a name, city or number that is shown of the person. */
function inFields(scope: Scope, word: SearchWord, now: Date): RawBuilder<boolean> {
  const inField = (field: ProfileField) => sql.join(word.keys.map((pattern) => sql`search_fold(${sql.ref(`f.${field}`)}) like search_fold(${pattern})`), sql` or `)
  const fields = SEARCHED.map((field) => sql`((${inField(field)}) and ${field === 'city' ? sql`not p.protected_identity` : sql`true`} and ${fieldInScope(scope, field, sql`p.person_id`, now)})`)
  return sql<boolean>`(${sql.join(fields, sql` or `)})`
}

/** One word in an address or number that is shown of the person. */
function inPoints(scope: Scope, word: SearchWord, now: Date): RawBuilder<boolean> {
  const points = Object.entries(POINT_FIELD).map(([kind, field]) => sql`(exists (
    select from contact_point c where c.person_id = p.person_id and c.ended_at is null and c.kind = ${kind} and c.canonical ilike ${word.point})
    and ${kind === 'postal' ? sql`not p.protected_identity` : sql`true`} and ${fieldInScope(scope, field, sql`p.person_id`, now)})`)
  return sql<boolean>`(${sql.join(points, sql` or `)})`
}

/** What a scope shows of these people, in the order of their ids; whoever is not in it is left out. */
export async function selectDescribed(tx: Tx, scope: Scope, personIds: readonly PersonId[]): Promise<PersonInScope[]> {
  const { rows } = await sql<Omit<PersonInScope, 'values' | 'contactPoints' | 'purposes'>>`
    select p.person_id as "personId", p.country, p.capacity, p.protected_identity as "protectedIdentity", p.deceased_at is not null as deceased
    from person p where p.person_id = any (${personIds}::uuid[]) and ${inScope(scope, sql`p.person_id`, tx.now)} order by p.person_id`.execute(tx.db)
  const fields = await selectFieldsInScope(tx, scope, rows.map((row) => row.personId))
  const values = Map.groupBy(await selectValues(tx, rows.map((row) => row.personId)), (one) => one.personId)
  const points = Map.groupBy(await selectContactPoints(tx, rows.map((row) => row.personId)), (one) => one.personId)
  const purposes = await selectPurposes(tx, scope, rows.map((row) => row.personId))
  return rows.map((row) => {
    const shown = (field: string) => fields.get(row.personId)!.has(field) && !(row.protectedIdentity && WHEREABOUTS.includes(field))
    return {
      ...row,
      values: new Map((values.get(row.personId) ?? []).filter((one) => shown(one.fieldKey)).map((one) => [one.fieldKey, one.value])),
      contactPoints: (points.get(row.personId) ?? []).filter((one) => shown(POINT_FIELD[one.kind])),
      purposes: purposes.get(row.personId) ?? [],
    }
  })
}

/** Where somebody with protected identity lives is for named roles, and no system is one. */
export const WHEREABOUTS: readonly string[] = ['street', 'postal_code', 'city', 'region', 'postal_address']

async function selectPurposes(tx: Tx, scope: Scope, personIds: readonly PersonId[]): Promise<Map<PersonId, PersonInScope['purposes']>> {
  const { rows } = await sql<{ personId: PersonId; purpose: string; until: Date | null }>`
    select person_id as "personId", purpose_key as purpose, case when bool_or(until is null) then null else max(until) end as until
    from ground g where person_id = any (${personIds}::uuid[]) and purpose_key = any (${scope.purposes}::text[]) and ground_lives(since, until, ended_at, ${tx.now}::timestamptz)
      and not exists (select from restriction r where r.person_id = g.person_id and r.purpose in ('*', g.purpose_key) and r.field_key = '*')
    group by person_id, purpose_key order by purpose_key`.execute(tx.db)
  return Map.groupBy(rows, (row) => row.personId)
}
