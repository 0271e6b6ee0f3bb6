import { sql, type RawBuilder } from 'kysely'
import { RIGHTS } from '../people/rights-only.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { Known } from './described.ts'

// A pass gathers what it compares into tables of its own session, and joins these alone: on a distributed database they lie
// with the coordinator, and no statement joins the tables of people across people. They end with the transaction, and
// nothing of them is written to the log.

/** Memory for each sort of the pass; its statements may take as long as a register of millions takes. */
const PASS_MEMORY = '192MB'

/** Takes time and memory for a pass, until the transaction ends. */
export async function allowPass(tx: Tx): Promise<void> {
  await sql`select set_config('work_mem', ${PASS_MEMORY}, true), set_config('statement_timeout', '600000', true)`.execute(tx.db)
}

export async function openKnown(tx: Tx): Promise<void> {
  await sql`
    create temp table known (no int not null, person_id uuid not null, given text not null, family text not null, full_name text not null, birth text not null,
      emails text[] not null, phones text[] not null, identity text[] not null, street text not null, postal text not null, city text not null) on commit drop`.execute(tx.db)
}

/**
 * Gathers everybody who may be compared. Not compared are: whoever is restricted or has values blocked (art. 18), has protected identity, or of whom
 * nothing is held but what they asked or said no to. Returns how many there are.
 */
export async function gatherKnown(tx: Tx): Promise<number> {
  await openKnown(tx)
  await sql`
    insert into known
    select row_number() over ()::int, p.person_id, coalesce(f.given_name, ''), coalesce(f.family_name, ''), coalesce(f.full_name, ''), coalesce(f.birth_date::text, ''),
      coalesce(c.emails, '{}'), coalesce(c.phones, '{}'), coalesce(s.numbers, '{}'), coalesce(f.street, ''), coalesce(f.postal_code, ''), coalesce(f.city, '')
    from person p
    join profile f on f.person_id = p.person_id
    join (select distinct person_id from ground where purpose_key <> ${RIGHTS} and ground_lives(since, until, ended_at, ${tx.now}::timestamptz)) g on g.person_id = p.person_id
    left join (select person_id, array_agg(canonical) filter (where kind = 'email') as emails, array_agg(canonical) filter (where kind = 'phone') as phones
      from contact_point where ended_at is null and kind in ('email', 'phone') group by person_id) c on c.person_id = p.person_id
    left join (select person_id, array_agg(encode(blind, 'hex')) as numbers from sealed_value where field_key = 'identity_number' and blind is not null group by person_id) s
      on s.person_id = p.person_id
    where not p.protected_identity
      and not exists (select from restriction r where r.person_id = p.person_id)
      and not exists (select from value_block b where b.person_id = p.person_id)`.execute(tx.db)
  const { rows } = await sql<{ people: number }>`select count(*)::int as people from known`.execute(tx.db)
  return rows[0]!.people
}

/** Puts people of no register in their place: what a test compares. */
export async function insertKnown(tx: Tx, people: readonly (Known & { personId: PersonId })[]): Promise<void> {
  await openKnown(tx)
  await sql`
    insert into known
    select k.no, k.person_id, k.given, k.family, k.full_name, k.birth, k.emails, k.phones, k.identity, k.street, k.postal, k.city
    from jsonb_to_recordset(${JSON.stringify(people.map((one, index) => ({
      no: index + 1, person_id: one.personId, given: one.givenName, family: one.familyName, full_name: one.fullName, birth: one.birthDate, emails: one.emails,
      phones: one.phones, identity: one.identityNumbers, street: one.street, postal: one.postalCode, city: one.city,
    })))}::jsonb) as k (no int, person_id uuid, given text, family text, full_name text, birth text, emails text[], phones text[], identity text[], street text, postal text, city text)`.execute(tx.db)
}

/** A name roughly as it sounds: enough to bring likely ones together, compared is what stands in the register. */
const sound = (name: RawBuilder<unknown>) => sql`replace(replace(replace(replace(replace(replace(replace(replace(replace(
  translate(lower(${name}), 'åäöæøéèêëáàüúóçcqwzyjh''-. ', 'aaoaoeeeeaauuokkkvsii'), 'ae', 'a'), 'oe', 'o'), 'aa', 'a'), 'ss', 's'), 'nn', 'n'), 'll', 'l'), 'tt', 't'), 'mm', 'm'), 'kk', 'k')`

/** Of a kind that tells much: an address, a number, an identity number. */
const TELLING = sql`('e', 't', 'i')`

/**
 * What brings two people before each other, each as its kind and what it is; null is not known. One list and not one row each: rows of
 * values are planned anew for every person. Offset 0: what a form comes to is worked out once.
 */
const SHARED = sql`
  select n.no, array[
    'b' || nullif(n.birth, ''), 'm' || n.initial || left(nullif(n.birth, ''), 7), 'g' || nullif(n.g, ''), 'g' || nullif(nullif(n.f, ''), n.g),
    'n' || least(nullif(n.g, ''), n.f) || ' ' || greatest(n.g, nullif(n.f, '')), 'w' || nullif(n.f, '') || nullif(n.birth, ''), 'w' || nullif(nullif(n.g, ''), n.f) || nullif(n.birth, ''),
    's' || nullif(n.way, '') || n.code, 'p' || nullif(left(n.f, 1), '') || nullif(n.code, ''), 'q' || nullif(left(n.g, 1), '') || nullif(n.code, ''),
    'c' || nullif(n.place, '') || left(nullif(n.birth, ''), 4), 'd' || nullif(n.place, '') || nullif(n.g, ''), 'd' || nullif(n.place, '') || nullif(nullif(n.f, ''), n.g)]
    || array(select 'e' || e from unnest(n.emails) e) || array(select distinct 'l' || split_part(e, '@', 1) from unnest(n.emails) e)
    || array(select 't' || t from unnest(n.phones) t) || array(select 'i' || i from unnest(n.identity) i) as shared
  from (
    select w.*, ${sound(sql`w.first_name`)} as g, ${sound(sql`w.last_name`)} as f, least(lower(left(w.first_name, 1)), lower(left(w.last_name, 1))) as initial,
      regexp_replace(lower(w.postal), '[^0-9a-z]', '', 'g') as code, regexp_replace(lower(w.street), '[^[:alnum:]]', '', 'g') as way, lower(w.city) as place
    from (
      select k.*, case when k.given = '' and k.family = '' then split_part(k.full_name, ' ', 1) else k.given end as first_name,
        case when k.given = '' and k.family = '' then split_part(k.full_name, ' ', -1) else k.family end as last_name from known k offset 0) w offset 0) n`

const KEYS = sql`
  select s.no, case when left(v.value, 1) in ${TELLING} then 2 else 1 end as weight, hashtextextended(v.value, 0) as key
  from (${SHARED}) s cross join lateral unnest(s.shared) as v (value) where v.value is not null`

/** Puts who shares something together, each thing that at most `most` share. */
export async function blockKnown(tx: Tx, most: number): Promise<void> {
  await sql`create temp table block on commit drop as
    select min(weight) as weight, array_agg(no) as members, count(*)::int as size from (${KEYS}) k group by key having count(*) between 2 and ${sql.lit(most)}`.execute(tx.db)
}

/** How many things are shared by how many. */
export async function countBlocks(tx: Tx): Promise<{ size: number; count: number }[]> {
  const { rows } = await sql<{ size: number; count: number }>`select size, count(*) as count from block where size > 1 group by size order by size`.execute(tx.db)
  return rows
}

/** Pairs who share things that weigh `least` together, among those that at most `most` share. */
export async function pairKnown(tx: Tx, most: number, least: number): Promise<void> {
  await sql`
    create temp table pair on commit drop as
    select a, b from (
      select x.no as a, y.no as b, p.weight
      from block p cross join lateral unnest(p.members) as x (no) cross join lateral unnest(p.members) as y (no)
      where p.size between 2 and ${sql.lit(most)} and x.no < y.no) s
    group by a, b having sum(weight) >= ${sql.lit(least)}`.execute(tx.db)
}

/** Somebody who is compared, by their number in the pass. */
export interface Numbered {
  no: number
  known: Known
}

type KnownRow = [number, string, string, string, string, string[], string[], string[], string, string, string]

const COLUMNS = ['no', 'given', 'family', 'full_name', 'birth', 'emails', 'phones', 'identity', 'street', 'postal', 'city'] as const

const row = (table: string) => sql`json_build_array(${sql.join(COLUMNS.map((column) => sql.ref(`${table}.${column}`)))})`

function numbered([no, givenName, familyName, fullName, birthDate, emails, phones, identityNumbers, street, postalCode, city]: KnownRow): Numbered {
  return { no, known: { givenName, familyName, fullName, birthDate, emails, phones, identityNumbers, street, postalCode, city } }
}

/** People taken at random, the same ones at every pass over the same register. */
export async function selectSample(tx: Tx, limit: number): Promise<Numbered[]> {
  const { rows } = await sql<{ k: KnownRow }>`select ${row('known')} as k from known order by hashint4(no), no limit ${limit}`.execute(tx.db)
  return rows.map(({ k }) => numbered(k))
}

const PIECE = 20_000

/** All pairs with what is known of both, piece by piece. */
export async function eachPair(tx: Tx, act: (a: Numbered, b: Numbered) => void): Promise<void> {
  await sql`declare pairs no scroll cursor for
    select ${row('x')} as a, ${row('y')} as b from pair p join known x on x.no = p.a join known y on y.no = p.b`.execute(tx.db)
  for (;;) {
    const { rows } = await sql<{ a: KnownRow; b: KnownRow }>`fetch ${sql.lit(PIECE)} from pairs`.execute(tx.db)
    for (const one of rows) act(numbered(one.a), numbered(one.b))
    if (rows.length < PIECE) break
  }
  await sql`close pairs`.execute(tx.db)
}

/** How often names and places stand in the register, and addresses and numbers that several have. */
export async function selectCounts(tx: Tx): Promise<{ field: 'given' | 'family' | 'full' | 'email' | 'phone' | 'postal' | 'city'; value: string; count: number }[]> {
  const { rows } = await sql<{ field: 'given' | 'family' | 'full' | 'email' | 'phone' | 'postal' | 'city'; value: string; count: number }>`
    ${sql.join((['given', 'family', 'postal', 'city'] as const).map((column) => sql`select ${sql.lit(column)} as field, ${sql.id(column)} as value, count(*)::int as count from known where ${sql.id(column)} <> '' group by ${sql.id(column)}`), sql` union all `)}
    union all select 'full', full_name, count(*)::int from known where given = '' and family = '' and full_name <> '' group by full_name
    union all select 'email', e, count(*)::int from known, unnest(emails) e group by e having count(*) > 1
    union all select 'phone', t, count(*)::int from known, unnest(phones) t group by t having count(*) > 1`.execute(tx.db)
  return rows
}

/** Who they are, by their numbers in the pass. */
export async function selectPersonIds(tx: Tx, numbers: readonly number[]): Promise<Map<number, PersonId>> {
  const { rows } = await sql<{ no: number; personId: PersonId }>`
    select k.no, k.person_id as "personId" from unnest(${numbers}::int[]) as n (no) join known k on k.no = n.no`.execute(tx.db)
  return new Map(rows.map((one) => [one.no, one.personId]))
}
