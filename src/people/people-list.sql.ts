import { sql } from 'kysely'
import type { Capacity } from '../law/channel.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'

export const PERSON_FLAGS = [
  'protected-identity', 'deceased', 'child', 'guardian', 'sole-trader', 'paper-only', 'former-customer', 'no-marketing', 'stop-asking', 'restricted', 'shared-address',
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

export interface PeopleQuery {
  /** Words of a name, city, customer number, or a piece of an address or number; folded as search keys are. */
  search?: string
  purpose?: string
  /** Where the page before ended. */
  after?: { sortKey: string; personId: PersonId }
  limit: number
}

/** Years below which a person is shown as a child. */
const CHILD_BELOW_YEARS = 18

/** One page of people in name order; the total counts all that match. */
export async function selectPeopleList(tx: Tx, query: PeopleQuery): Promise<{ people: ListedPerson[]; total: number }> {
  const matching = matches(tx, query)
  const page = await sql<{ personId: PersonId }>`
    select p.person_id as "personId" from person b join profile p using (person_id)
    where ${matching} and ${query.after ? sql`(p.sort_key, p.person_id) > (${query.after.sortKey}, ${query.after.personId}::uuid)` : sql`true`}
    order by p.sort_key, p.person_id limit ${query.limit}`.execute(tx.db)
  const { rows: [count] } = await sql<{ total: number }>`
    select count(*)::int as total from person b join profile p using (person_id) where ${matching}`.execute(tx.db)
  return { people: await describe(tx, page.rows.map((row) => row.personId)), total: count!.total }
}

function matches(tx: Tx, query: PeopleQuery) {
  const words = (query.search ?? '').split(/\s+/).filter(Boolean)
  const conditions = words.map((word) => {
    const pattern = `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
    return sql`(p.search_key like search_fold(${pattern}) or exists (
      select from contact_point c where c.person_id = p.person_id and c.ended_at is null and c.canonical ilike ${pattern}))`
  })
  if (query.purpose) {
    conditions.push(sql`exists (
      select from ground g where g.person_id = p.person_id and g.purpose_key = ${query.purpose} and ground_lives(g.since, g.until, g.ended_at, ${tx.now}))`)
  }
  return conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`
}

async function describe(tx: Tx, personIds: readonly PersonId[]): Promise<ListedPerson[]> {
  const { rows } = await sql<Omit<ListedPerson, 'flags' | 'purposes'> & Record<string, unknown> & { purposes: { purpose: string; until: string | null }[] }>`
    select b.person_id as "personId", p.display_name as name, p.sort_key as "sortKey", b.country, b.capacity,
      case when not b.protected_identity then p.city end as city,
      b.protected_identity as "protected-identity", b.deceased_at is not null as deceased, b.capacity = 'sole-trader' as "sole-trader",
      p.birth_date > (${tx.now}::timestamptz - make_interval(years => ${CHILD_BELOW_YEARS}))::date as child,
      exists (select from relation r where r.other_person_id = b.person_id and r.kind = 'guardian' and (r.until is null or r.until > ${tx.now})) as guardian,
      not exists (select from contact_point c where c.person_id = b.person_id and c.ended_at is null and c.kind in ('email', 'phone'))
        and exists (select from contact_point c where c.person_id = b.person_id and c.ended_at is null) as "paper-only",
      exists (select from ground g where g.person_id = b.person_id and g.purpose_key = 'contract')
        and not exists (select from ground g where g.person_id = b.person_id and g.purpose_key = 'contract' and ground_lives(g.since, g.until, g.ended_at, ${tx.now})) as "former-customer",
      exists (select from standing s where s.person_id = b.person_id and s.purpose = '*' and s.state in ('withdrawn', 'objected')) as "no-marketing",
      exists (select from person_standing s where s.person_id = b.person_id and s.stop_asking_since is not null) as "stop-asking",
      exists (select from restriction r where r.person_id = b.person_id) as restricted,
      exists (select from identifier i join identifier o on o.kind = i.kind and o.key_hash = i.key_hash and o.person_id <> i.person_id
        where i.person_id = b.person_id and i.kind in ('email', 'phone')) as "shared-address",
      coalesce((select jsonb_agg(jsonb_build_object('kind', c.kind, 'value', c.value, 'verified', c.verified_at is not null) order by c.kind, c.since)
        from contact_point c where c.person_id = b.person_id and c.ended_at is null and not (b.protected_identity and c.kind = 'postal')), '[]') as "contactPoints",
      coalesce((select jsonb_agg(jsonb_build_object('purpose', g.purpose_key, 'until', g.until) order by g.purpose_key)
        from (select purpose_key, case when bool_or(until is null) then null else max(until) end as until from ground
          where person_id = b.person_id and ground_lives(since, until, ended_at, ${tx.now}) group by purpose_key) g), '[]') as purposes
    from person b join profile p using (person_id)
    where b.person_id = any (${personIds}::uuid[])
    order by p.sort_key, p.person_id`.execute(tx.db)
  return rows.map((row) => ({
    personId: row.personId, name: row.name, sortKey: row.sortKey, city: row.city, country: row.country, capacity: row.capacity,
    contactPoints: row.contactPoints,
    purposes: row.purposes.map((one) => ({ purpose: one.purpose, until: one.until === null ? null : new Date(one.until) })),
    flags: PERSON_FLAGS.filter((flag) => row[flag] === true),
  }))
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
