import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import { newId, type PersonId, type StaffId } from '../values/ids.ts'
import type { Look, LookWhy } from './look.ts'

export interface LookRow {
  personId: PersonId
  lookId: string
  at: Date
  actorKind: 'staff' | 'key'
  actorId: string
  roles: string[]
  why: LookWhy
  fields: string[]
}

/** One statement, however many people. Keys of fields have no spaces, names of roles no line ends. */
export async function insertLooks(tx: Tx, looks: readonly Look[]): Promise<void> {
  const rows = looks.flatMap(({ looker, why, people }) => people.map((one) => ({ looker, why, ...one })))
  if (rows.length === 0) return
  await sql`
    insert into look (person_id, look_id, at, actor_kind, actor_id, roles, why, fields)
    select u.person_id, u.look_id, ${tx.now}, u.actor_kind, u.actor_id, string_to_array(u.roles, chr(10)), u.why, string_to_array(u.fields, ' ')
    from unnest(
      ${rows.map((one) => one.personId)}::uuid[], ${rows.map(() => newId(tx.now))}::uuid[], ${rows.map((one) => one.looker.kind)}::text[],
      ${rows.map((one) => one.looker.id)}::uuid[], ${rows.map((one) => one.looker.roles.join('\n'))}::text[], ${rows.map((one) => one.why)}::text[],
      ${rows.map((one) => one.fields.join(' '))}::text[]) as u (person_id, look_id, actor_kind, actor_id, roles, why, fields)`.execute(tx.db)
}

export interface LooksWanted {
  personId?: PersonId
  /** A colleague or a key. */
  actorId?: string
  since?: Date
  until?: Date
  before?: { at: Date; lookId: string }
  limit: number
}

/** Looks, newest first. */
export async function selectLooks(tx: Tx, wanted: LooksWanted): Promise<LookRow[]> {
  const { personId, actorId, since, until, before, limit } = wanted
  const { rows } = await sql<LookRow>`
    select person_id as "personId", look_id as "lookId", at, actor_kind as "actorKind", actor_id as "actorId", roles, why, fields
    from look
    where ${personId ? sql`person_id = ${personId}` : sql`true`} and ${actorId ? sql`actor_id = ${actorId}` : sql`true`}
      and ${since ? sql`at >= ${since}` : sql`true`} and ${until ? sql`at < ${until}` : sql`true`}
      and ${before ? sql`(at, look_id) < (${before.at}, ${before.lookId})` : sql`true`}
    order by at desc, look_id desc limit ${limit}`.execute(tx.db)
  return rows
}

/** Looks at one person, merged by calendar day in the zone given, who by kind and roles, and why. */
export interface LooksOfDay {
  /** ISO 8601. */
  day: string
  actorKind: 'staff' | 'key'
  roles: string[]
  why: LookWhy
  fields: string[]
}

/** The newest days first; the names of who looked are not in it. */
export async function selectLooksByDay(tx: Tx, personId: PersonId, page: { zone: string; before?: string; days: number }): Promise<LooksOfDay[]> {
  const { rows } = await sql<LooksOfDay>`
    with mine as (
      select (at at time zone ${page.zone})::date as day, actor_kind, roles, why, fields from look where person_id = ${personId}
    ), shown as (
      select distinct day from mine where ${page.before ? sql`day < ${page.before}::date` : sql`true`} order by day desc limit ${page.days}
    )
    select day, actor_kind as "actorKind", roles, why, array_agg(distinct f order by f) as fields
    from mine cross join lateral unnest(fields) as u (f)
    where day in (select day from shown)
    group by day, actor_kind, roles, why order by day desc, actor_kind desc, roles, why`.execute(tx.db)
  return rows
}

/** Deletes what was looked at before that moment; the role that erases may, no other. */
export async function deleteLooksBefore(tx: Tx, before: Date): Promise<void> {
  await sql`delete from look where at < ${before}`.execute(tx.db)
}

// ── Counting ──

export interface Counted {
  staffId: StaffId
  people: number
  opened: number
  listed: number
  exported: number
}

/** People each colleague has looked at since; each person once, and once per kind of look. */
export async function countPeople(tx: Tx, since: Date, whys: Record<'opened' | 'listed' | 'exported', readonly LookWhy[]>): Promise<Counted[]> {
  const of = (kind: keyof typeof whys) => sql`count(distinct person_id) filter (where why = any (${[...whys[kind]]}::text[]))::int`
  const { rows } = await sql<Counted>`
    select actor_id as "staffId", count(distinct person_id)::int as people, ${of('opened')} as opened, ${of('listed')} as listed, ${of('exported')} as exported
    from look where at > ${since} and actor_kind = 'staff' group by actor_id`.execute(tx.db)
  return rows
}

/** Writes down each colleague's hours (UTC) since the last that was written, and forgets those before `forgetBefore`. */
export async function upsertHours(tx: Tx, forgetBefore: Date): Promise<void> {
  await sql`delete from look_hour where hour < ${forgetBefore}`.execute(tx.db)
  await sql`
    insert into look_hour (staff_id, hour, people)
    select actor_id, date_trunc('hour', at, 'UTC') as hour, count(distinct person_id)
    from look
    where actor_kind = 'staff' and at >= greatest((select max(hour) - interval '1 hour' from look_hour), ${forgetBefore})
    group by actor_id, date_trunc('hour', at, 'UTC')
    on conflict (staff_id, hour) do update set people = excluded.people`.execute(tx.db)
}

/** People an hour of the colleagues named, in each hour before that moment in which they looked at anybody. */
export async function selectHours(tx: Tx, staffIds: readonly StaffId[], since: Date, before: Date): Promise<Map<StaffId, number[]>> {
  const { rows } = await sql<{ staffId: StaffId; hours: number[] }>`
    select staff_id as "staffId", array_agg(people) as hours from look_hour
    where staff_id = any (${staffIds}::uuid[]) and hour >= ${since} and hour < ${before} group by staff_id`.execute(tx.db)
  return new Map(rows.map((row) => [row.staffId, row.hours]))
}
