import { sql, type RawBuilder } from 'kysely'
import type { Capacity } from '../law/channel.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { lives, type Ground } from './ground.ts'
import { goByIndexes } from './people-search.sql.ts'
import { isRightsOnly } from './rights-only.ts'
import { searchPeople, type PeopleFound, type PeopleQuery } from './search-people.ts'

export const PERSON_FLAGS = [
  'protected-identity', 'deceased', 'child', 'guardian', 'sole-trader', 'paper-only', 'former-customer', 'rights-only', 'no-marketing', 'stop-asking', 'restricted', 'shared-address',
] as const
export type PersonFlag = (typeof PERSON_FLAGS)[number]

export interface ListedPerson {
  personId: PersonId
  name: string
  sortKey: string
  city: string | null
  country: string | null
  capacity: Capacity
  flags: PersonFlag[]
  contactPoints: { kind: 'email' | 'phone' | 'postal'; value: string; verified: boolean }[]
  purposes: { purpose: string; until: Date | null }[]
}

/** Years below which a person is shown as a child. */
const CHILD_BELOW_YEARS = 18

/** One page of people in name order. */
export async function selectPeopleList(tx: Tx, query: PeopleQuery): Promise<Omit<PeopleFound, 'personIds'> & { people: ListedPerson[] }> {
  const { personIds, ...found } = await searchPeople(tx, query)
  return { ...found, people: await selectListed(tx, personIds) }
}

/** What the tables say of these people; moments as texts, for it comes as JSON. */
interface Told {
  listed: { personId: PersonId; name: string; sortKey: string; city: string | null; child: boolean | null }[]
  persons: (Pick<ListedPerson, 'country' | 'capacity'> & { personId: PersonId; protected: boolean; deceased: boolean })[]
  points: (ListedPerson['contactPoints'][number] & { personId: PersonId })[]
  grounds: { personId: PersonId; purpose: string; since: string; until: string | null; endedAt: string | null }[]
  flagged: { personId: PersonId; flag: PersonFlag }[]
}

/** All in one statement, but table by table: a join of them all takes longer to plan than to answer, and reads whole tables. */
async function selectTold(tx: Tx, personIds: readonly PersonId[]): Promise<Told> {
  const these = sql`unnest(${personIds}::uuid[]) as these (person_id)`
  const list = (rows: RawBuilder<unknown>) => sql`(select coalesce(json_agg(row), '[]') from (${rows}) row)`
  const { rows: [told] } = await sql<Told>`select
    ${list(sql`select person_id as "personId", display_name as name, sort_key as "sortKey", city,
      birth_date > (${tx.now}::timestamptz - make_interval(years => ${CHILD_BELOW_YEARS}))::date as child from ${these} join profile using (person_id) order by sort_key, person_id`)} as listed,
    ${list(sql`select person_id as "personId", country, capacity, protected_identity as protected, deceased_at is not null as deceased from ${these} join person using (person_id)`)} as persons,
    ${list(sql`select person_id as "personId", kind, value, verified_at is not null as verified from ${these} join contact_point using (person_id) where ended_at is null order by kind, since`)} as points,
    ${list(sql`select person_id as "personId", purpose_key as purpose, since, until, ended_at as "endedAt" from ${these} join ground using (person_id)`)} as grounds,
    ${list(flaggedRows(tx, personIds))} as flagged`.execute(tx.db)
  return told!
}

/** These people as a list of all shows them, in the order of their names. */
export async function selectListed(tx: Tx, personIds: readonly PersonId[]): Promise<ListedPerson[]> {
  if (personIds.length === 0) return []
  await goByIndexes(tx)
  const { listed, persons, points, ...told } = await selectTold(tx, personIds)
  const day = (text: string | null): Date | null => (text === null ? null : new Date(text))
  const grounds = told.grounds.map((row) => ({ ...row, since: new Date(row.since), until: day(row.until), endedAt: day(row.endedAt) }))
  const [personOf, pointsOf, groundsOf] = [
    new Map(persons.map((row) => [row.personId, row])), Map.groupBy(points, (row) => row.personId), Map.groupBy(grounds, (row) => row.personId),
  ]
  const flagged = Map.groupBy(told.flagged, (row) => row.personId)
  return listed.map(({ personId, name, sortKey, city, child }) => {
    const { country, capacity, ...person } = personOf.get(personId)!
    const [held, all] = [pointsOf.get(personId) ?? [], groundsOf.get(personId) ?? []]
    const contracts = all.filter((ground) => ground.purpose === 'contract')
    const flags = new Set(flagged.get(personId)?.map((row) => row.flag))
    const flag = (which: PersonFlag, holds: boolean | null): unknown => holds && flags.add(which)
    flag('protected-identity', person.protected)
    flag('deceased', person.deceased)
    flag('child', child)
    flag('sole-trader', capacity === 'sole-trader')
    flag('paper-only', held.length > 0 && held.every((point) => point.kind === 'postal'))
    flag('rights-only', isRightsOnly(all))
    flag('former-customer', contracts.length > 0 && !contracts.some((ground) => lives(ground, tx.now)))
    return {
      personId, name, sortKey, country, capacity, city: person.protected ? null : city,
      contactPoints: held.filter((point) => !(person.protected && point.kind === 'postal')).map(({ kind, value, verified }) => ({ kind, value, verified })),
      purposes: servedBy(all.filter((ground) => lives(ground, tx.now))),
      flags: PERSON_FLAGS.filter((each) => flags.has(each)),
    }
  })
}

/**
 * The flags that stand in tables of their own. `offset 0` lets PostgreSQL look up person by person: it takes such rows
 * for rare, and would rather read all of them that there are.
 */
function flaggedRows(tx: Tx, personIds: readonly PersonId[]): RawBuilder<unknown> {
  const flag = (name: PersonFlag, rows: RawBuilder<unknown>) => sql`
    select these.person_id as "personId", ${sql.lit(name)} as flag from unnest(${personIds}::uuid[]) as these (person_id) cross join lateral (${rows} offset 0 limit 1) found`
  return sql.join([
    flag('guardian', sql`select from relation r where r.other_person_id = these.person_id and r.kind = 'guardian' and (r.until is null or r.until > ${tx.now})`),
    flag('no-marketing', sql`select from standing s where s.person_id = these.person_id and s.purpose = '*' and s.state in ('withdrawn', 'objected')`),
    flag('stop-asking', sql`select from person_standing s where s.person_id = these.person_id and s.stop_asking_since is not null`),
    flag('restricted', sql`select from restriction r where r.person_id = these.person_id`),
    flag('shared-address', sql`select from identifier i join identifier o on o.kind = i.kind and o.key_hash = i.key_hash and o.person_id <> i.person_id
      where i.person_id = these.person_id and i.kind in ('email', 'phone')`),
  ], sql` union all `)
}

/** Each purpose once, until the last of its grounds ends. */
function servedBy(grounds: readonly Pick<Ground, 'purpose' | 'until'>[]): ListedPerson['purposes'] {
  const byPurpose = [...Map.groupBy(grounds, (ground) => ground.purpose)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return byPurpose.map(([purpose, same]) => {
    const ends = same.map((ground) => ground.until?.getTime() ?? Infinity)
    const last = Math.max(...ends)
    return { purpose, until: last === Infinity ? null : new Date(last) }
  })
}

/** Names of these people as they are shown. */
export async function selectNames(tx: Tx, personIds: readonly PersonId[]): Promise<Map<PersonId, string>> {
  const { rows } = await sql<{ personId: PersonId; name: string }>`
    select person_id as "personId", display_name as name from profile where person_id = any (${personIds}::uuid[])`.execute(tx.db)
  return new Map(rows.map((row) => [row.personId, row.name]))
}

/** For each contact point of the person, how many others have the same. */
export async function countSharers(tx: Tx, personId: PersonId): Promise<Map<string, number>> {
  const { rows } = await sql<{ kind: string; sharers: number }>`
    select i.kind || ' ' || encode(i.key_hash, 'hex') as kind, count(o.person_id)::int as sharers
    from identifier i join identifier o on o.kind = i.kind and o.key_hash = i.key_hash and o.person_id <> i.person_id
    where i.person_id = ${personId} group by 1`.execute(tx.db)
  return new Map(rows.map((row) => [row.kind, row.sharers]))
}
