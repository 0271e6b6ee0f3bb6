import { sql } from 'kysely'
import { noteChange } from '../people/note-change.ts'
import type { Tx } from '../plumbing/database.ts'
import type { RetentionEvent } from '../purposes/purpose.ts'
import { WAITS_FOR_RETENTION } from '../purposes/retention.ts'
import type { PersonId } from '../values/ids.ts'

/** A rule as it applies to grounds. */
export interface PurposeRule {
  purpose: string
  from: RetentionEvent
  months: number
}

/** Rules as rows `r (purpose_key, from_event, months)`. */
const rows = (rules: readonly PurposeRule[]) => sql`unnest(
  ${rules.map((one) => one.purpose)}::text[], ${rules.map((one) => one.from)}::text[], ${rules.map((one) => one.months)}::int[]) as r (purpose_key, from_event, months)`

/** When use of the ground `g` ended or will, where that is not the rule's own doing. */
const endOfUse = sql`least(g.ended_at, case when g.waits_for is distinct from ${sql.lit(WAITS_FOR_RETENTION)} then g.until end)`

/**
 * The last act of the person of ground `g` that counts for a rule: their last yes to the purpose, or the last thing they
 * did themselves, a purchase among them. A visit of their own page counts; what we did does not.
 */
const lastAct = sql`case r.from_event
  when 'consent-given' then (select max(s.since) from standing s where s.person_id = g.person_id and s.purpose = g.purpose_key and s.state = 'given')
  when 'last-activity' then greatest(
    (select max(e.at) from ledger_entry e where e.person_id = g.person_id and e.actor_kind in ('person', 'guardian', 'proxy')),
    (select max(c.created_at) from customer_session c where c.person_id = g.person_id),
    (select max(o.last_sale_at) from ground o where o.person_id = g.person_id),
    (select p.last_purchase_at::timestamp at time zone 'UTC' from profile p where p.person_id = g.person_id)) end`

const lastSale = sql`greatest(g.last_sale_at, (select p.last_purchase_at::timestamp at time zone 'UTC' from profile p where p.person_id = g.person_id))`

/** With which months the company's fiscal years end. */
const years = sql`(select i.controller -> 'fiscalYears' from installation i)`

/** By when the rule `r` lets go of the ground `g`; months are counted on the clock of a zone. */
const until = (zone: string) => sql`retention_until(r.from_event, r.months, g.since, ${endOfUse}, ${lastSale}, ${lastAct}, ${zone}, ${years})`

/** Moves the day of grounds of these people that rest on acts of theirs; never back, for what was told stands. */
export async function updateFromActs(tx: Tx, people: readonly PersonId[], rules: readonly PurposeRule[], zone: string): Promise<void> {
  const later = await selectLaterDays(tx, people, rules, zone)
  if (later.length === 0) return
  const whose = [...new Set(later.map((one) => one.personId))]
  noteChange(tx, whose)
  await sql`
    update ground t set hold_until = n.hold_until, until = case when t.waits_for = ${WAITS_FOR_RETENTION} then n.hold_until else t.until end, swept_at = null
    from unnest(${later.map((one) => one.personId)}::uuid[], ${later.map((one) => one.groundId)}::uuid[], ${later.map((one) => one.holdUntil)}::timestamptz[]) as n (person_id, ground_id, hold_until)
    where t.person_id = any (${whose}::uuid[]) and t.person_id = n.person_id and t.ground_id = n.ground_id and n.hold_until > t.hold_until`.execute(tx.db)
}

/** Grounds of these people that acts of theirs hold longer than was known. Most are held no longer, so that few are written. */
async function selectLaterDays(tx: Tx, people: readonly PersonId[], rules: readonly PurposeRule[], zone: string): Promise<{ personId: PersonId; groundId: string; holdUntil: Date }[]> {
  const { rows: later } = await sql<{ personId: PersonId; groundId: string; holdUntil: Date }>`
    select n.person_id as "personId", n.ground_id as "groundId", n.after as "holdUntil"
    from (select g.person_id, g.ground_id, g.hold_until as before, ${until(zone)} as after
      from ground g join ${rows(rules)} on r.purpose_key = g.purpose_key
      where g.person_id = any (${people}::uuid[]) and g.purpose_key = any (${rules.map((one) => one.purpose)}::text[]) and g.hold_until is not null
      -- Each day is counted once.
      offset 0) n
    where n.after > n.before`.execute(tx.db)
  return later
}

/** Grounds of the purposes of some rules as they would be held under them, with how they are held now. */
const underRules = (tx: Tx, rules: readonly PurposeRule[], zone: string) => sql`
  select g.person_id, g.ground_id, g.purpose_key, g.hold_until as before,
    case when g.ended_why = 'unproved-no' then greatest(${until(zone)}, g.hold_until) else ${until(zone)} end as after,
    g.ended_at is null and r.from_event in ('consent-given', 'last-activity') and (g.until is null or g.waits_for = ${WAITS_FOR_RETENTION}) as ends_use
  from ground g join ${rows(rules)} on r.purpose_key = g.purpose_key
  where g.hold_until is null or g.hold_until > ${tx.now}::timestamptz`

/**
 * Gives every ground that still holds something its day by other rules, in one statement; what would have ended before now
 * ends now, and so with the next sweep. Returns how many were given another day.
 */
export async function updateByRules(tx: Tx, rules: readonly PurposeRule[], zone: string): Promise<number> {
  const changed = await sql<{ personId: PersonId; use: boolean }>`
    update ground t set hold_until = case when n.after < ${tx.now}::timestamptz then ${tx.now}::timestamptz else n.after end,
      until = case when n.ends_use then greatest(n.after, ${tx.now}::timestamptz) when t.waits_for = ${WAITS_FOR_RETENTION} then null else t.until end,
      waits_for = case when n.ends_use then ${WAITS_FOR_RETENTION} when t.waits_for = ${WAITS_FOR_RETENTION}
        then case t.basis when 'consent' then 'withdrawal' when 'contract' then 'contract-end' else 'objection' end else t.waits_for end,
      swept_at = null
    from (${underRules(tx, rules, zone)}) n
    where t.person_id = n.person_id and t.ground_id = n.ground_id
      and (n.after is distinct from n.before or n.ends_use is distinct from coalesce(t.waits_for = ${WAITS_FOR_RETENTION}, false))
    returning t.person_id as "personId", n.ends_use or t.waits_for = ${WAITS_FOR_RETENTION} as use`.execute(tx.db)
  noteChange(tx, [...new Set(changed.rows.map((row) => row.personId))])
  return changed.rows.length
}

/** Gives every yes its day by other rules: each channel its own, where the rule counts from when a yes was said. */
export async function updateYesEnds(tx: Tx, rules: readonly PurposeRule[], zone: string): Promise<void> {
  const { rows: changed } = await sql<{ personId: PersonId }>`
    update standing s set until = n.until
    from (select o.person_id, o.purpose, o.channel, case when r.from_event = 'consent-given' then months_later(o.since, r.months, ${zone}) end as until
      from standing o join ${rows(rules)} on r.purpose_key = o.purpose where o.state = 'given') n
    where s.person_id = n.person_id and s.purpose = n.purpose and s.channel = n.channel and s.until is distinct from n.until
    returning s.person_id as "personId"`.execute(tx.db)
  noteChange(tx, new Set(changed.map((row) => row.personId)))
}

export interface LeavingMonth {
  /** `2026-03`, on the clock of the zone. */
  month: string
  /** Grounds whose time of holding ends in it. */
  grounds: number
  /** People of whom no ground holds anything any more after it. */
  people: number
}

/** All grounds under given rules, others as they are, as rows of one person each; for counting. */
const everyGround = (tx: Tx, rules: readonly PurposeRule[], zone: string) => sql`
  select g.person_id, g.purpose_key,
    case when r.purpose_key is null or g.hold_until <= ${tx.now} then g.hold_until
      when g.ended_why = 'unproved-no' then greatest(${until(zone)}, g.hold_until)
      else ${until(zone)} end as after
  from ground g left join ${rows(rules)} on r.purpose_key = g.purpose_key`

/**
 * How many grounds and people leave in each month up to a day, by the rules given for some purposes, or as things stand
 * with none. Those due already count in the month of now.
 */
export async function countLeaving(tx: Tx, rules: readonly PurposeRule[], to: Date, zone: string): Promise<LeavingMonth[]> {
  const { rows: months } = await sql<LeavingMonth>`
    with every as materialized (${everyGround(tx, rules, zone)}),
    people as (
      select person_id, greatest(max(after), ${tx.now}::timestamptz) as leaves from every group by person_id having bool_and(after is not null)),
    counted as (
      select to_char(greatest(after, ${tx.now}::timestamptz) at time zone ${zone}, 'YYYY-MM') as month, count(*)::int as grounds, 0 as people
      from every where after < ${to}::timestamptz and after > ${tx.now}::timestamptz group by 1
      union all
      select to_char(leaves at time zone ${zone}, 'YYYY-MM'), 0, count(*)::int from people where leaves < ${to}::timestamptz group by 1)
    select month, sum(grounds)::int as grounds, sum(people)::int as people from counted group by month order by month`.execute(tx.db)
  return months
}

export interface RuleEffect {
  purpose: string
  grounds: number
  /** People with such a ground. */
  people: number
  /** Grounds that end earlier than now foreseen, later, and at once. */
  earlier: number
  later: number
  atOnce: number
}

/** What other rules would do to the grounds of each purpose. */
export async function countEffects(tx: Tx, rules: readonly PurposeRule[], zone: string): Promise<RuleEffect[]> {
  const { rows: effects } = await sql<RuleEffect>`
    select n.purpose_key as purpose, count(*)::int as grounds, count(distinct n.person_id)::int as people,
      count(*) filter (where coalesce(n.after, 'infinity') < coalesce(n.before, 'infinity'))::int as earlier,
      count(*) filter (where coalesce(n.after, 'infinity') > coalesce(n.before, 'infinity'))::int as later,
      count(*) filter (where n.after <= ${tx.now}::timestamptz)::int as "atOnce"
    from (${underRules(tx, rules, zone)}) n group by n.purpose_key order by n.purpose_key`.execute(tx.db)
  return effects
}

/** People who would leave at once under these rules, and what keeps some of them: the first of these only. */
export async function selectLeavingAtOnce(tx: Tx, rules: readonly PurposeRule[], zone: string, limit: number): Promise<PersonId[]> {
  const { rows: people } = await sql<{ personId: PersonId }>`
    select person_id as "personId" from (${everyGround(tx, rules, zone)}) every
    group by person_id having bool_and(after is not null and after <= ${tx.now}::timestamptz) order by person_id limit ${limit}`.execute(tx.db)
  return people.map((row) => row.personId)
}

/** People with a ground whose day rests on acts that can come again, and is near. */
export async function selectNearEnd(tx: Tx, purposes: readonly string[], before: Date, after: PersonId | undefined, limit: number): Promise<PersonId[]> {
  const { rows: near } = await sql<{ personId: PersonId }>`
    select distinct person_id as "personId" from ground
    where swept_at is null and hold_until <= ${before} and purpose_key = any (${purposes}::text[]) and person_id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid
    order by person_id limit ${limit}`.execute(tx.db)
  return near.map((row) => row.personId)
}
