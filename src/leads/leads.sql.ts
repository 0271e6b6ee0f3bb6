import { sql } from 'kysely'
import type { Actor } from '../ledger/entry.ts'
import type { Tx } from '../plumbing/database.ts'
import type { MailingId, PersonId, StaffId } from '../values/ids.ts'
import type { Lead, LeadChange, LeadSource } from './lead.ts'

const columns = sql`l.person_id as "personId", l.lead_id as "leadId", l.ground_id as "groundId", l.source, l.place, l.said, l.owner, l.state, l.until,
  l.notice_id as "noticeId", l.begun_at as "begunAt", l.state_at as "stateAt"`
const isOpen = sql`l.state in ('new', 'contacted', 'answered')`

export async function insertLead(tx: Tx, one: Lead, by: Actor): Promise<void> {
  await sql`
    insert into lead (person_id, lead_id, ground_id, source, place, said, owner, state, until, notice_id, begun_at, begun_by_kind, begun_by_id, state_at)
    values (${one.personId}, ${one.leadId}, ${one.groundId}, ${one.source}, ${one.place}, ${one.said}, ${one.owner}, ${one.state}, ${one.until}, ${one.noticeId}, ${one.begunAt}, ${by.kind}, ${by.id}, ${one.stateAt})`.execute(tx.db)
}

export async function updateLead(tx: Tx, one: Lead): Promise<void> {
  await sql`
    update lead set ground_id = ${one.groundId}, owner = ${one.owner}, state = ${one.state}, until = ${one.until}, state_at = ${one.stateAt}
    where person_id = ${one.personId} and lead_id = ${one.leadId}`.execute(tx.db)
}

/** Held until the end of the transaction. */
export async function selectLeadForUpdate(tx: Tx, personId: PersonId, leadId: string): Promise<Lead | undefined> {
  const { rows } = await sql<Lead>`select ${columns} from lead l where l.person_id = ${personId} and l.lead_id = ${leadId} for update`.execute(tx.db)
  return rows[0]
}

/** Somebody's leads, the newest first. */
export async function selectLeadsOf(tx: Tx, personId: PersonId): Promise<Lead[]> {
  const { rows } = await sql<Lead>`select ${columns} from lead l where l.person_id = ${personId} order by l.begun_at desc, l.lead_id desc`.execute(tx.db)
  return rows
}

/** The lead whose choices stand in a mail. */
export async function selectLeadOfNotice(tx: Tx, personId: PersonId, noticeId: MailingId): Promise<Lead | undefined> {
  const { rows } = await sql<Lead>`select ${columns} from lead l where l.person_id = ${personId} and l.notice_id = ${noticeId}`.execute(tx.db)
  return rows[0]
}

export interface LeadFilter {
  owner?: StaffId | undefined
  source?: LeadSource | undefined
  /** Only those that end before this day. */
  endsBefore?: Date | undefined
  after?: { until: Date; leadId: string } | undefined
}

/** What is open, whatever ends soonest first. */
export async function selectOpenLeads(tx: Tx, filter: LeadFilter, limit: number): Promise<Lead[]> {
  const { rows } = await sql<Lead>`
    select ${columns} from lead l where ${isOpen} and l.until > ${tx.now} and ${within(filter)}
      and ${filter.after ? sql`(l.until, l.lead_id) > (${filter.after.until}, ${filter.after.leadId}::uuid)` : sql`true`}
    order by l.until, l.lead_id limit ${limit}`.execute(tx.db)
  return rows
}

export async function countOpenLeads(tx: Tx, filter: LeadFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from lead l where ${isOpen} and l.until > ${tx.now} and ${within(filter)}`.execute(tx.db)
  return rows[0]!.count
}

const within = ({ owner, source, endsBefore }: LeadFilter) => sql`${owner === undefined ? sql`true` : sql`l.owner = ${owner}`}
  and ${source === undefined ? sql`true` : sql`l.source = ${source}`} and ${endsBefore === undefined ? sql`true` : sql`l.until < ${endsBefore}`}`

export async function insertLeadChange(tx: Tx, lead: Pick<Lead, 'personId' | 'leadId'>, change: LeadChange): Promise<void> {
  await sql`
    insert into lead_change (person_id, lead_id, change_id, kind, words, noted_at, noted_by_kind, noted_by_id)
    values (${lead.personId}, ${lead.leadId}, ${change.changeId}, ${change.kind}, ${change.words}, ${change.notedAt}, ${change.notedBy.kind}, ${change.notedBy.id})`.execute(tx.db)
}

/** What was done with a lead, the newest first. */
export async function selectLeadChanges(tx: Tx, personId: PersonId, leadId: string): Promise<LeadChange[]> {
  const { rows } = await sql<LeadChange>`
    select change_id as "changeId", kind, words, noted_at as "notedAt", jsonb_build_object('kind', noted_by_kind, 'id', noted_by_id) as "notedBy"
    from lead_change where person_id = ${personId} and lead_id = ${leadId} order by noted_at desc, change_id desc`.execute(tx.db)
  return rows
}

/** Until when these people must be told what is held of them, where they have not been (art. 14). */
export async function selectNoticeDays(tx: Tx, people: readonly PersonId[]): Promise<Map<PersonId, Date>> {
  const { rows } = await sql<{ personId: PersonId; due: Date }>`
    select person_id as "personId", min(notice_due_at) as due from provenance
    where person_id = any (${people}::uuid[]) and collected = 'other' and notice_given_at is null and notice_due_at is not null group by 1`.execute(tx.db)
  return new Map(rows.map((row) => [row.personId, row.due]))
}

/** Deletes leads whose ground holds nothing any more; by the role that erases. Says how many. */
export async function deleteUnfoundedLeads(tx: Tx, limit: number): Promise<number> {
  const { rows } = await sql<{ personId: PersonId; leadId: string }>`
    delete from lead l using (
      select l.person_id, l.lead_id from lead l join ground g on g.person_id = l.person_id and g.ground_id = l.ground_id
      where g.hold_until <= ${tx.now} limit ${limit}) over
    where l.person_id = over.person_id and l.lead_id = over.lead_id returning l.person_id as "personId", l.lead_id as "leadId"`.execute(tx.db)
  await sql`
    delete from lead_change c using unnest(${rows.map((row) => row.personId)}::uuid[], ${rows.map((row) => row.leadId)}::uuid[]) as gone (person_id, lead_id)
    where c.person_id = gone.person_id and c.lead_id = gone.lead_id`.execute(tx.db)
  return rows.length
}
