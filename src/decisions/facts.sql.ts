import { sql, type RawBuilder } from 'kysely'
import { LAW_COUNTRIES } from '../law/country.ts'
import { FREQUENCIES } from '../purposes/frequency.ts'
import type { Tx } from '../plumbing/database.ts'
import { inOneGo } from '../plumbing/pipelined.ts'
import type { PersonId } from '../values/ids.ts'
import { ageRows, lawRows, questionRows } from './law-rows.sql.ts'
import { RENEWAL_MONTHS, REST_AFTER_NO_MONTHS, REST_AFTER_QUESTION_MONTHS, type Question } from './question.ts'

/** Which of these people have been erased: the ledger knows them, the register does not. */
export async function selectErased(tx: Tx, personIds: readonly PersonId[]): Promise<Set<PersonId>> {
  const { rows } = await sql<{ person_id: PersonId }>`
    select distinct e.person_id from ledger_entry e
    where e.person_id = any (${personIds}::uuid[]) and not exists (select from person p where p.person_id = e.person_id)`.execute(tx.db)
  return new Set(rows.map((row) => row.person_id))
}

/** Holds these people until the transaction ends: nobody can record a no for them meanwhile (D5). */
export async function lockPeopleForShare(tx: Tx, personIds: readonly PersonId[]): Promise<void> {
  // One statement a person, in one order everywhere: row locks go by key on a distributed database too.
  await inOneGo(tx, personIds.toSorted().map((personId) => () => sql`select from person where person_id = ${personId} for share`.execute(tx.db)))
}

/**
 * The WITH clause that ends in a relation `facts`: one row per question and person for whom a condition over `person p` and
 * `profile f` holds, its columns named as the facts. Joins stay within a person; the catalogue and the law are small.
 * The same as `facts-in-process.ts` says of a list of people; a test holds the two together (D1).
 */
export function factsAsked(now: Date, questions: readonly Question[], { matching }: { matching: RawBuilder<boolean> }): RawBuilder<unknown> {
  return sql`
    with question (n, use, purpose, channel, about, point, carries_advertising, within_service_message, renewal) as (values ${questionRows(questions)}),
    law (country, capacity, channel, soft_opt_in_months, register) as (values ${lawRows(now, questions)}),
    consent_age (country, years) as (values ${ageRows(now)}),
    us as (select array(
      select lower(name) from installation i, lateral (
        select i.controller ->> 'name' as name union all select jsonb_array_elements_text(coalesce(i.controller -> 'brands', '[]'))) names) as names),
    asked as not materialized (${asked(now, matching)}),
    said as not materialized (${said(now)}),
    point as not materialized (${pointFound(now)}),
    rested as not materialized (${rested(now)}),
    ground_found as not materialized (${groundFound(now)}),
    sale as not materialized (${saleFound(now)}),
    facts as not materialized (${facts(now)})`
}

/** Each person with each question and the purpose in force. */
const asked = (now: Date, matching: RawBuilder<boolean>) => sql`
  select p.person_id, p.created_at, p.protected_identity, p.led_by is not null as led_by_another, p.deceased_at, p.capacity, f.birth_date, f.delivery, f.language, q.*, k.country,
    c.version, c.kind, q.channel = any (c.channels) as channel_offered,
    case q.channel when 'email' then 'email' when 'sms' then 'phone' when 'phone' then 'phone' when 'letter' then 'postal' when 'push' then 'push' end as point_kind,
    f.birth_date + make_interval(years => t.years) > ${now}::timestamptz as child
  from person p
  cross join question q
  cross join lateral (select case when p.country is null or p.country = '' then 'unknown'
    when upper(p.country) in (${sql.join(LAW_COUNTRIES.map((one) => sql.lit(one)))}) then upper(p.country) else 'other' end as country) k
  left join profile f on f.person_id = p.person_id
  left join current_purpose c on c.purpose_key = q.purpose
  left join consent_age t on t.country = k.country
  where ${matching}`

/** What it rests on for this person: at the address of a role of theirs they are somebody in a role, whatever they are themself. */
const rested = (now: Date) => sql`
  select a.*, c.contact_point_id, c.verified, b.basis as stated_basis, l.soft_opt_in_months, l.register,
    case when b.basis = 'soft-opt-in' or (b.basis = 'legitimate-interest' and ${restsOnYes(now)}) then 'consent' else coalesce(b.basis, 'none') end as basis
  from said a
  left join point c on c.person_id = a.person_id and c.n = a.n
  cross join lateral (select case when c.in_role then 'role' else a.capacity end as capacity) as_what
  left join purpose_basis b on b.purpose_key = a.purpose and b.version = a.version and b.channel = a.channel
    and b.country = a.country and b.capacity = as_what.capacity
  left join law l on l.country = a.country and l.capacity = as_what.capacity and l.channel = a.channel`

/** Where an interest of ours would do but none is on record, the person's own yes carries the use. */
const restsOnYes = (now: Date) => sql<boolean>`(
  coalesce(a.own_state = 'given', false)
  and not exists (select from ground h where h.person_id = a.person_id and h.purpose_key = a.purpose and h.basis = 'legitimate-interest'
    and ground_lives(h.since, h.until, h.ended_at, ${now}::timestamptz)))`

/**
 * What the person has said of the purpose and of all marketing; only a later yes lifts a wider no (D9). A yes that has had
 * its time is none any more, before the sweep has told the ledger too.
 */
const said = (now: Date) => sql`
  select a.*, y.own_state, own.contact_point_id as said_for, own.frequency, own.until as yes_until, y.seq as yes_seq,
    coalesce(y.own_state = 'objected' or (wide_p.state = 'objected' and wide_p.seq > y.seq), false) as objected_to_purpose,
    coalesce(y.own_state in ('withdrawn', 'objected') or (wide_p.state in ('withdrawn', 'objected') and wide_p.seq > y.seq), false) as said_no,
    coalesce(wide_c.state = 'objected' and wide_c.seq > y.seq, false) or coalesce(wide.state = 'objected' and wide.seq > y.seq, false) as objected_to_direct_marketing,
    coalesce(wide_c.state = 'withdrawn' and wide_c.seq > y.seq, false) or coalesce(wide.state = 'withdrawn' and wide.seq > y.seq, false) as said_no_to_all_marketing,
    nullif(greatest(
      case when y.own_state in ('withdrawn', 'objected') then own.seq else 0 end,
      case when wide_p.state in ('withdrawn', 'objected') and wide_p.seq > y.seq then wide_p.seq else 0 end,
      case when wide_c.state in ('withdrawn', 'objected') and wide_c.seq > y.seq then wide_c.seq else 0 end,
      case when wide.state in ('withdrawn', 'objected') and wide.seq > y.seq then wide.seq else 0 end), 0) as no_seq,
    greatest(a.created_at, own.since, wide_p.since, wide_c.since, wide.since, s.last_no_at, s.last_asked_at, s.stop_asking_since) as latest_word,
    s.stop_asking_since, s.last_no_at, s.last_asked_at
  from asked a
  left join standing own on own.person_id = a.person_id and own.purpose = a.purpose and own.channel = a.channel
  left join standing wide_p on wide_p.person_id = a.person_id and wide_p.purpose = a.purpose and wide_p.channel = '*'
  left join standing wide_c on wide_c.person_id = a.person_id and wide_c.purpose = '*' and wide_c.channel = a.channel
  left join standing wide on wide.person_id = a.person_id and wide.purpose = '*' and wide.channel = '*'
  left join person_standing s on s.person_id = a.person_id
  cross join lateral (select case when own.state = 'given' and own.until <= ${now}::timestamptz then coalesce(own.lifted, 'expired') else own.state end as state) n
  cross join lateral (select n.state as own_state, case when n.state in ('given', 'unconfirmed') then own.seq else 0 end as seq) y`

/** The newest living ground of the kind the basis asks for. */
const groundFound = (now: Date) => sql`
  select distinct on (a.person_id, a.n) a.person_id, a.n, g.ground_id, g.until
  from rested a join ground g on g.person_id = a.person_id and g.purpose_key = a.purpose and g.basis = a.basis
  where ground_lives(g.since, g.until, g.ended_at, ${now}::timestamptz)
  order by a.person_id, a.n, g.since desc, g.ground_id`

/** The sale that meets most of what a soft opt-in asks for (D4). To ask is no message of a purpose, so any sale will do there. */
const saleFound = (now: Date) => sql`
  select distinct on (a.person_id, a.n) a.person_id, a.n, g.ground_id, m.by_us, m.about_this, m.offered, m.in_time
  from rested a join ground g on g.person_id = a.person_id and g.basis = 'soft-opt-in' and (g.purpose_key = a.purpose or a.use = 'ask')
  cross join us
  cross join lateral (select
    coalesce(lower(g.seller) = any (us.names), false) as by_us,
    coalesce(a.about = any (g.product_groups), false) as about_this,
    coalesce(g.opt_out_offered, false) as offered,
    coalesce(g.last_sale_at <= ${now}::timestamptz and g.last_sale_at + make_interval(months => a.soft_opt_in_months) > ${now}::timestamptz, false) as in_time) m
  where ground_lives(g.since, g.until, g.ended_at, ${now}::timestamptz)
  order by a.person_id, a.n, m.by_us::int + m.about_this::int + m.offered::int + m.in_time::int desc, g.last_sale_at desc nulls last, g.ground_id`

/** The contact point that would be used: the one asked for, else the one the yes was given for, else the newest verified, else the newest. */
const pointFound = (now: Date) => sql`
  select distinct on (a.person_id, a.n) a.person_id, a.n, c.contact_point_id, c.verified_at is not null and c.verified_at <= ${now}::timestamptz as verified, c.role_id is not null as in_role
  from said a join contact_point c on c.person_id = a.person_id and c.kind = a.point_kind
  where c.ended_at is null and c.since <= ${now}::timestamptz and (a.point is null or c.contact_point_id = a.point)
    -- What is blocked after an unproved no is still where the person is told of it (H3).
    and not exists (select from value_block v where v.person_id = a.person_id and v.field_key = contact_field(c.kind) and a.kind is distinct from 'legal')
    and not exists (select from restriction r where r.person_id = a.person_id and r.field_key = contact_field(c.kind) and r.purpose in ('*', a.purpose))
  order by a.person_id, a.n, coalesce(a.yes_seq > 0 and c.contact_point_id = a.said_for, false) desc, c.verified_at is not null desc, c.since desc, c.contact_point_id`

const facts = (now: Date) => sql`
  select a.person_id, a.n, a.language, g.ground_id, s.ground_id as sale_ground_id, nullif(a.yes_seq, 0) as yes_seq, a.no_seq, a.contact_point_id,
    a.use, a.channel, a.carries_advertising, a.within_service_message,
    a.version is not null as purpose_known,
    case when a.version is null then 'none' else a.kind end as purpose_kind,
    coalesce(a.channel_offered, false) as channel_offered,
    a.basis,
    coalesce(a.stated_basis = 'soft-opt-in' and a.soft_opt_in_months is not null, false) as soft_opt_in_allowed,
    coalesce(a.register, false) as register_to_check,
    a.latest_word <= ${now}::timestamptz as clock_sane,
    true as person_known,
    false as person_erased,
    coalesce(a.deceased_at <= (${now}::timestamptz)::date, false) as person_deceased,
    a.protected_identity, a.led_by_another,
    case when a.child then not exists (select from ledger_entry e
      where e.person_id = a.person_id and e.seq = a.yes_seq and a.own_state = 'given' and e.actor_kind = 'guardian') else false end as child_without_guardian,
    exists (select from restriction r where r.person_id = a.person_id and r.field_key = '*' and r.purpose in ('*', a.purpose)) as restricted,
    a.objected_to_purpose, a.objected_to_direct_marketing, a.said_no_to_all_marketing,
    exists (select from stop_row w where w.person_id = a.person_id and w.recorded_at is null
      and w.purpose in ('*', a.purpose) and w.channel in ('*', a.channel)) as stop_pending,
    case when a.said_no then 'withdrawn' when a.own_state in ('given', 'unconfirmed') then a.own_state
      when a.own_state in ('expired', 'voided') then 'expired' else 'none' end as standing,
    a.point_kind is null or coalesce(a.said_for = a.contact_point_id, false) as yes_for_this_point,
    case when a.point_kind is null then 'not-needed' when a.contact_point_id is null then 'none' when a.verified then 'verified' else 'held' end as contact_point,
    -- Duties of the law are owed to everybody we hold data of; nobody has to sign up for their rights.
    g.ground_id is not null or coalesce(a.kind = 'legal' and a.stated_basis = 'legal-obligation', false) as ground_living,
    case when not a.renewal then 'none'
      when coalesce(least(g.until, a.yes_until), 'infinity') > ${now}::timestamptz + make_interval(months => ${sql.lit(RENEWAL_MONTHS)}) then 'early'
      when a.last_asked_at + make_interval(months => ${sql.lit(REST_AFTER_QUESTION_MONTHS)}) > ${now}::timestamptz then 'asked' else 'due' end as renewal,
    s.ground_id is not null as sale_held,
    coalesce(s.by_us, false) as sale_by_us,
    coalesce(s.about_this, false) as sale_is_about_this,
    coalesce(s.offered, false) as opt_out_offered,
    coalesce(s.in_time, false) as within_purchase_time,
    exists (select from provenance v where v.person_id = a.person_id and v.collected = 'other' and v.notice_given_at is null) as notice_due,
    case when a.use = 'ask' then ${otherYes(now)} else false end as other_marketing_yes,
    a.stop_asking_since is not null as stop_asking,
    coalesce(a.last_no_at + make_interval(months => ${sql.lit(REST_AFTER_NO_MONTHS)}) > ${now}::timestamptz, false) as resting_after_no,
    ${frequencyReached(now)} as frequency_reached,
    ${againstDeliveryWish()} as against_delivery_wish
  from rested a
  left join ground_found g on g.person_id = a.person_id and g.n = a.n
  left join sale s on s.person_id = a.person_id and s.n = a.n`

/** A living yes to other marketing through the same channel at the same, verified contact point. */
const otherYes = (now: Date) => sql`exists (
  select from standing o join current_purpose p on p.purpose_key = o.purpose and p.kind = 'marketing'
  join ground h on h.person_id = o.person_id and h.purpose_key = o.purpose and h.basis = 'consent'
  where o.person_id = a.person_id and h.person_id = a.person_id and o.purpose <> a.purpose and o.channel = a.channel and o.state = 'given' and (o.until is null or o.until > ${now}::timestamptz)
    and a.verified and o.contact_point_id = a.contact_point_id and ground_lives(h.since, h.until, h.ended_at, ${now}::timestamptz)
    and not exists (select from standing w where w.person_id = a.person_id and w.state in ('withdrawn', 'objected') and w.seq > o.seq
      and w.purpose in ('*', o.purpose) and w.channel in ('*', o.channel)))`

/** A wish nobody knows how to keep gives null, and so no. */
const frequencyReached = (now: Date) => sql`
  case when a.frequency is null then false when a.frequency in (${sql.join(Object.keys(FREQUENCIES).map((name) => sql.lit(name)))}) then exists (
    select from use_record u where u.person_id = a.person_id and u.kind = 'sent' and u.purpose = a.purpose and u.channel = a.channel
      and u.at > ${now}::timestamptz - case a.frequency ${sql.join(Object.entries(FREQUENCIES).map(([name, apart]) =>
        sql`when ${sql.lit(name)} then make_interval(months => ${sql.lit(apart.months)}, days => ${sql.lit(apart.days)})`), sql` `)} end) end`

/** The person wants paper or digital, and has an address for it. */
const againstDeliveryWish = () => sql`
  case when a.delivery = 'paper' and a.channel in ('email', 'sms', 'push') then ${hasPoint('postal')}
    when a.delivery = 'digital' and a.channel = 'letter' then ${hasPoint('email')}
    else false end`

const hasPoint = (kind: 'postal' | 'email') => sql`exists (
  select from contact_point w where w.person_id = a.person_id and w.kind = ${sql.lit(kind)} and w.ended_at is null)`
