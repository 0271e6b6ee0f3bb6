import { sql, type RawBuilder } from 'kysely'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { PROFILE_FIELDS } from '../purposes/field.ts'
import type { Grouped } from './classes.ts'
import { SMALLEST_GROUP } from './group.ts'
import { FIRST_SAID, MOST_SAID, type Held, type Life, type Quasi } from './quasi.ts'

// Only counts of what people have in common leave these statements, never a row about one.

export async function countPeople(tx: Tx): Promise<number> {
  const { rows } = await sql<{ people: number }>`select count(*)::int as people from person`.execute(tx.db)
  return rows[0]!.people
}

/** How many people there are of each combination; there are no more combinations than places, decades and half-years make. */
export async function selectQuasiGroups(tx: Tx): Promise<Grouped<Quasi>[]> {
  const { rows } = await sql<Quasi & { people: number }>`
    select p.country, p.capacity, f.language, left(regexp_replace(f.postal_code, '\\D', '', 'g'), 2) as place,
      (extract(year from f.birth_date)::int / 10) * 10 as decade,
      to_char(p.created_at at time zone ${RETENTION_ZONE}, 'YYYY-') || case when extract(month from p.created_at at time zone ${RETENTION_ZONE}) <= 6 then '1' else '2' end as came,
      count(*)::int as people
    from person p left join profile f on f.person_id = p.person_id
    group by 1, 2, 3, 4, 5, 6`.execute(tx.db)
  return rows.map(({ people, place, ...of }) => ({ of: { ...of, place: place || null }, people }))
}

const held = sql.join(PROFILE_FIELDS.map((field) => sql`case when f.${sql.id(field)} is not null then ${sql.lit(field)} end`), sql`, `)

/** Everybody's life as texts, one row each; read within a statement only. */
const life = (tx: Tx) => sql`
  select p.person_id, p.country,
    coalesce(g.grounds, '') as grounds, coalesce(c.points, '') as points, coalesce(e.said, '') as said,
    concat_ws(',', ${held}, own.keys, s.sealed, case when p.protected_identity then 'protected' end, case when p.deceased_at is not null then 'deceased' end) as fields
  from person p
  left join profile f on f.person_id = p.person_id
  left join lateral (select string_agg(k, ',' order by k) as keys from jsonb_object_keys(coalesce(f.own, '{}')) k) own on true
  left join (
    select person_id, string_agg(purpose_key || '=' || basis || case when ended_at <= ${tx.now} then '!' else '' end, ',' order by since, purpose_key) as grounds
    from ground where basis <> 'consent' group by person_id) g on g.person_id = p.person_id
  left join (
    select person_id, string_agg(kind || case when verified_at is not null then '+' else '' end, ',' order by kind, verified_at is null) as points
    from contact_point where ended_at is null group by person_id) c on c.person_id = p.person_id
  left join (select person_id, string_agg(field_key, ',' order by field_key) as sealed from sealed_value group by person_id) s on s.person_id = p.person_id
  left join (
    select person_id, string_agg(kind || '/' || coalesce(purpose, '') || '/' || coalesce(channel, '') || '/' || surface, ',' order by seq) as said
    from ledger_entry where seq <= ${MOST_SAID} and kind in ('given', 'confirmed', 'withdrawn', 'objected', 'asked', 'no-answer', 'stop-asking', 'asking-allowed')
    group by person_id) e on e.person_id = p.person_id`

interface GroupRow { country: string | null; grounds: string | null; fields: string | null; points: string; said: string; people: number }
interface Level { country?: Part; grounds?: Part; fields?: Part; points?: Part; said?: Part }
type Part = RawBuilder<unknown>

const NOTHING = sql`null::text`
const EMPTY = sql`''::text`
const [COUNTRY, GROUNDS, FIELDS, POINTS, SAID] = [sql`country`, sql`grounds`, sql`fields`, sql`points`, sql`said`]
const first = (n: number): Part => sql`array_to_string((string_to_array(said, ','))[1:${sql.lit(n)}], ',')`

/** What is compared at each level; the rest is left away. */
const LIVES: readonly Level[] = [
  { country: COUNTRY, grounds: GROUNDS, points: POINTS, said: SAID }, { grounds: GROUNDS, points: POINTS, said: SAID },
  { grounds: GROUNDS, points: POINTS, said: first(FIRST_SAID) }, { grounds: GROUNDS, points: POINTS, said: first(1) }, { grounds: GROUNDS, points: POINTS }, { grounds: GROUNDS },
]
const HELD: readonly Level[] = [{ grounds: GROUNDS, fields: FIELDS }, { fields: FIELDS }]

/**
 * Lives that at least ten people have had alike, and of everybody else what at least ten have in common when country,
 * later answers and addresses are left away: each person is counted once. `lost`: who is left.
 */
export async function selectLives(tx: Tx): Promise<{ groups: Grouped<Life>[]; lost: number }> {
  const { rows, lost } = await selectAlike(tx, LIVES)
  return { groups: rows.map(({ people, country, grounds, points, said }) => ({ of: { country, grounds: listed(grounds), points: listed(points), said: listed(said) }, people })), lost }
}

/** The same of which fields are held, with the grounds they are held by or without. */
export async function selectHeld(tx: Tx): Promise<{ groups: Grouped<Held>[]; lost: number }> {
  const { rows, lost } = await selectAlike(tx, HELD)
  return { groups: rows.map(({ people, grounds, fields }) => ({ of: { grounds: grounds === null ? null : listed(grounds), fields: listed(fields) }, people })), lost }
}

/** At each level, groups of those who were in none before. */
async function selectAlike(tx: Tx, levels: readonly Level[]): Promise<{ rows: GroupRow[]; lost: number }> {
  const parts = levels.map(({ country = NOTHING, grounds = NOTHING, fields = NOTHING, points = EMPTY, said = EMPTY }, level) => {
    const [from, to, group] = [sql.id(`left_${level}`), sql.id(`left_${level + 1}`), sql.id(`group_${level}`)]
    return sql`
      ${group} as materialized (
        select k.*, row(k.country, k.grounds, k.fields, k.points, k.said)::text as key, count(*)::int as people
        from (select ${country} as country, ${grounds} as grounds, ${fields} as fields, ${points} as points, ${said} as said from ${from}) k
        group by country, grounds, fields, points, said having count(*) >= ${sql.lit(SMALLEST_GROUP)}),
      ${to} as materialized (
        select l.person_id, l.country, l.grounds, l.points, l.said, l.fields
        from (select o.*, row(${country}, ${grounds}, ${fields}, ${points}, ${said})::text as own_key from ${from} o) l
        left join ${group} g on g.key = l.own_key where g.key is null)`
  })
  const { rows } = await sql<GroupRow & { isLost: boolean }>`
    with left_0 as materialized (${life(tx)}), ${sql.join(parts, sql`, `)}
    ${sql.join(levels.map((_, level) => sql`select country, grounds, fields, points, said, people, false as "isLost" from ${sql.id(`group_${level}`)}`), sql` union all `)}
    union all select null, null, null, '', '', count(*)::int, true from ${sql.id(`left_${levels.length}`)}`.execute(tx.db)
  return { rows: rows.filter((row) => !row.isLost), lost: rows.find((row) => row.isLost)!.people }
}

const listed = (text: string | null): string[] => (text ?? '').split(',').filter(Boolean)
