import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId, StaffId } from '../values/ids.ts'
import { NOBODY, type Activity } from './activity.ts'

/** An activity with what it is about. */
export interface NamedActivity extends Activity {
  dealName: string | null
  companyName: string | null
  /** What became of the last mail about it: `sent`, `left-out` by the gate, …; null where nobody was invited. */
  invited: string | null
}

/** More than that no calendar shows. */
const MOST_APPOINTMENTS = 2_000

const columns = sql`
  a.person_id as "personId", a.activity_id as "activityId", a.kind, a.purpose_key as purpose, a.deal_id as "dealId", a.company_id as "companyId", a.title, a.text, a.language, a.owner,
  a.due_at as "dueAt", a.whole_day as "wholeDay", a.minutes, a.created_at as "createdAt", jsonb_build_object('kind', a.created_by_kind, 'id', a.created_by_id) as "createdBy", a.changed_at as "changedAt",
  a.sequence, a.done_at as "doneAt", a.done_by as "doneBy", a.outcome, a.until,
  (select d.name from deal d where d.person_id = a.person_id and d.deal_id = a.deal_id) as "dealName", (select c.name from company c where c.company_id = a.company_id) as "companyName",
  case when a.kind = 'meeting' then (select m.state from invitation i join message m on m.person_id = i.person_id and m.mailing_id = i.mailing_id
    where i.person_id = a.person_id and i.activity_id = a.activity_id order by i.asked_at desc, i.mailing_id desc limit 1) end as invited`

/** Condition: a ground still holds what is for its purpose (rule H1), and its own day has not come. */
const isHeld = (tx: Tx) => sql<boolean>`((a.until is null or a.until > ${tx.now}) and (a.person_id = ${NOBODY} or exists (
  select from ground g where g.person_id = a.person_id and g.purpose_key = a.purpose_key and ground_holds(g.since, g.hold_until, ${tx.now}::timestamptz))))`
/** Condition: it stands, and whoever reads it may read what is for its purpose. */
const stands = (tx: Tx, purposes: readonly string[]) => sql<boolean>`a.removed_at is null and (a.person_id = ${NOBODY} or a.purpose_key = any (${purposes}::text[])) and ${isHeld(tx)}`

export async function insertActivity(tx: Tx, one: Activity): Promise<void> {
  await sql`
    insert into activity (person_id, activity_id, kind, purpose_key, deal_id, company_id, title, text, language, owner, due_at, whole_day, minutes, created_at, created_by_kind, created_by_id,
      changed_at, sequence, done_at, done_by, outcome, until)
    values (${one.personId}, ${one.activityId}, ${one.kind}, ${one.purpose}, ${one.dealId}, ${one.companyId}, ${one.title}, ${one.text}, ${one.language}, ${one.owner}, ${one.dueAt}, ${one.wholeDay},
      ${one.minutes}, ${one.createdAt}, ${one.createdBy.kind}, ${one.createdBy.id}, ${one.changedAt}, ${one.sequence}, ${one.doneAt}, ${one.doneBy}, ${one.outcome}, ${one.until})`.execute(tx.db)
}

export async function updateActivity(tx: Tx, one: Activity): Promise<void> {
  await sql`
    update activity set kind = ${one.kind}, title = ${one.title}, text = ${one.text}, language = ${one.language}, owner = ${one.owner}, due_at = ${one.dueAt}, whole_day = ${one.wholeDay},
      minutes = ${one.minutes}, changed_at = ${one.changedAt}, sequence = ${one.sequence}, done_at = ${one.doneAt}, done_by = ${one.doneBy}, outcome = ${one.outcome}, until = ${one.until}
    where person_id = ${one.personId} and activity_id = ${one.activityId}`.execute(tx.db)
}

export async function updateRemoved(tx: Tx, { personId, activityId }: Pick<Activity, 'personId' | 'activityId'>, removedAt: Date | null): Promise<void> {
  await sql`update activity set removed_at = ${removedAt}, changed_at = ${tx.now}, sequence = sequence + 1 where person_id = ${personId} and activity_id = ${activityId}`.execute(tx.db)
}

/** One that stands; with `removedAfter` one that was taken away later than that instead. */
export async function selectActivity(
  tx: Tx, personId: PersonId, activityId: string, purposes: readonly string[], removedAfter?: Date,
): Promise<NamedActivity | undefined> {
  const { rows } = await sql<NamedActivity>`
    select ${columns} from activity a where a.person_id = ${personId} and a.activity_id = ${activityId} and (a.person_id = ${NOBODY} or a.purpose_key = any (${purposes}::text[])) and ${isHeld(tx)}
      and ${removedAfter === undefined ? sql`a.removed_at is null` : sql`a.removed_at > ${removedAfter}`}`.execute(tx.db)
  return rows[0]
}

/** Holds it until the end of the transaction. */
export async function lockActivity(tx: Tx, personId: PersonId, activityId: string): Promise<void> {
  await sql`select from activity a where a.person_id = ${personId} and a.activity_id = ${activityId} for update`.execute(tx.db)
}

/** Whose activities: of one colleague, or of several and what is nobody's; `null` is everybody's. */
export type Whose = { owner: StaffId } | { owners: readonly StaffId[] | null }

const isOf = (whose: Whose) => 'owner' in whose ? sql`a.owner = ${whose.owner}` : whose.owners === null ? sql`true` : sql`(a.owner is null or a.owner = any (${whose.owners}::uuid[]))`

/** What is still to be done, the first first, what has no day last. */
export async function selectOpen(tx: Tx, whose: Whose, purposes: readonly string[], limit: number): Promise<NamedActivity[]> {
  const { rows } = await sql<NamedActivity>`
    select ${columns} from activity a where ${isOf(whose)} and a.done_at is null and ${stands(tx, purposes)}
    order by a.due_at nulls last, a.whole_day desc, a.created_at, a.activity_id limit ${limit}`.execute(tx.db)
  return rows
}

/** What was done since a moment, the latest first. */
export async function selectDone(tx: Tx, whose: Whose, purposes: readonly string[], since: Date, limit: number): Promise<NamedActivity[]> {
  const { rows } = await sql<NamedActivity>`
    select ${columns} from activity a where ${isOf(whose)} and a.done_at >= ${since} and ${stands(tx, purposes)} order by a.done_at desc, a.activity_id limit ${limit}`.execute(tx.db)
  return rows
}

/** With somebody: what is to be done first, then what was done, the latest first. */
export async function selectActivitiesOf(tx: Tx, personId: PersonId, purposes: readonly string[], limit: number): Promise<NamedActivity[]> {
  const { rows } = await sql<NamedActivity>`
    select ${columns} from activity a where a.person_id = ${personId} and ${stands(tx, purposes)}
    order by a.done_at is not null, case when a.done_at is null then a.due_at end nulls last, a.done_at desc, a.created_at, a.activity_id limit ${limit}`.execute(tx.db)
  return rows
}

/** About a company, in the same order; with nobody in them. */
export async function selectActivitiesAt(tx: Tx, companyId: string, limit: number): Promise<NamedActivity[]> {
  const { rows } = await sql<NamedActivity>`
    select ${columns} from activity a where a.company_id = ${companyId} and a.person_id = ${NOBODY} and ${stands(tx, [])}
    order by a.done_at is not null, case when a.done_at is null then a.due_at end nulls last, a.done_at desc, a.created_at, a.activity_id limit ${limit}`.execute(tx.db)
  return rows
}

/** What stands in a calendar between two moments, done or not; without what is about people unless it is for these purposes. */
export async function selectAppointments(tx: Tx, whose: Whose, { from, until }: { from: Date; until: Date }, purposes?: readonly string[]): Promise<NamedActivity[]> {
  const { rows } = await sql<NamedActivity>`
    select ${columns} from activity a where ${isOf(whose)} and a.due_at >= ${from} and a.due_at < ${until} and ${purposes ? stands(tx, purposes) : sql`a.removed_at is null and ${isHeld(tx)}`}
    order by a.due_at, a.whole_day desc, a.created_at, a.activity_id limit ${MOST_APPOINTMENTS}`.execute(tx.db)
  return rows
}

/** A meeting that somebody was invited to, also one that was taken away. */
export async function selectMeeting(tx: Tx, personId: PersonId, activityId: string): Promise<Activity | undefined> {
  const { rows } = await sql<NamedActivity>`select ${columns} from activity a where a.person_id = ${personId} and a.activity_id = ${activityId} and a.kind = 'meeting' and ${isHeld(tx)}`.execute(tx.db)
  return rows[0]
}

/** What is to be done today or was before, by one colleague. */
export async function countDue(tx: Tx, owner: StaffId, purposes: readonly string[], before: Date): Promise<number> {
  const { rows: [row] } = await sql<{ count: number }>`
    select count(*)::int as count from activity a where a.owner = ${owner} and a.done_at is null and a.due_at < ${before} and ${stands(tx, purposes)}`.execute(tx.db)
  return row!.count
}

/** Grounds that live now, by which one works with somebody, and whether their use is restricted (art. 18). */
export async function selectWorkGrounds(tx: Tx, personId: PersonId, purposes: readonly string[]): Promise<{ purpose: string; groundId: string; restricted: boolean }[]> {
  const { rows } = await sql<{ purpose: string; groundId: string; restricted: boolean }>`
    select g.purpose_key as purpose, g.ground_id as "groundId",
      exists (select from restriction r where r.person_id = g.person_id and r.purpose in ('*', g.purpose_key) and r.field_key = '*') as restricted
    from ground g where g.person_id = ${personId} and g.purpose_key = any (${purposes}::text[]) and ground_lives(g.since, g.until, g.ended_at, ${tx.now}::timestamptz) order by 1, 2`.execute(tx.db)
  return rows
}

/** The purpose that a deal of the person rests on; undefined where they have no such deal. */
export async function selectDealPurpose(tx: Tx, personId: PersonId, dealId: string): Promise<string | undefined> {
  const { rows } = await sql<{ purpose: string }>`
    select g.purpose_key as purpose from deal d join ground g on g.person_id = d.person_id and g.ground_id = d.ground_id where d.person_id = ${personId} and d.deal_id = ${dealId}`.execute(tx.db)
  return rows[0]?.purpose
}

export async function isCompany(tx: Tx, companyId: string): Promise<boolean> {
  const { rows } = await sql`select from company where company_id = ${companyId}`.execute(tx.db)
  return rows.length > 0
}

/** What is over, that nothing holds any more, or that was taken away before `removedBefore`. Returns how many went. */
export async function deleteOver(tx: Tx, removedBefore: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from activity where (person_id, activity_id) in (
      select a.person_id, a.activity_id from activity a where a.removed_at <= ${removedBefore} or not ${isHeld(tx)} limit ${limit})`.execute(tx.db)
  return Number(numAffectedRows ?? 0)
}

