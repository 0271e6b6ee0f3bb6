import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { LocalDate } from '../values/calendar.ts'
import type { MailingId, PersonId, StaffId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'

export interface CalendarFeed {
  staffId: StaffId
  language: Language
  madeAt: Date
}

/** A new address ends the one before it. */
export async function insertFeed(tx: Tx, tokenHash: Buffer, staffId: StaffId, language: Language): Promise<void> {
  await updateFeedEnded(tx, staffId)
  await sql`insert into calendar_feed (token_hash, staff_id, language, made_at) values (${tokenHash}, ${staffId}, ${language}, ${tx.now})`.execute(tx.db)
}

export async function updateFeedEnded(tx: Tx, staffId: StaffId): Promise<void> {
  await sql`update calendar_feed set ended_at = ${tx.now} where staff_id = ${staffId} and ended_at is null`.execute(tx.db)
}

export async function selectFeedOf(tx: Tx, staffId: StaffId): Promise<CalendarFeed | undefined> {
  const { rows } = await sql<CalendarFeed>`select staff_id as "staffId", language, made_at as "madeAt" from calendar_feed where staff_id = ${staffId} and ended_at is null`.execute(tx.db)
  return rows[0]
}

/** The feed of a colleague who is here, by the hash of its address. */
export async function selectFeed(tx: Tx, tokenHash: Buffer): Promise<CalendarFeed | undefined> {
  const { rows } = await sql<CalendarFeed>`
    select f.staff_id as "staffId", f.language, f.made_at as "madeAt" from calendar_feed f join staff s on s.staff_id = f.staff_id
    where f.token_hash = ${tokenHash} and f.ended_at is null and s.ended_at is null`.execute(tx.db)
  return rows[0]
}

// ── The mail of a morning ──

export async function upsertDayMail(tx: Tx, staffId: StaffId, language: Language): Promise<void> {
  await sql`insert into day_mail (staff_id, language, since) values (${staffId}, ${language}, ${tx.now}) on conflict (staff_id) do update set language = excluded.language`.execute(tx.db)
}

export async function deleteDayMail(tx: Tx, staffId: StaffId): Promise<void> {
  await sql`delete from day_mail where staff_id = ${staffId}`.execute(tx.db)
}

export async function wantsDayMail(tx: Tx, staffId: StaffId): Promise<boolean> {
  const { rows } = await sql`select from day_mail where staff_id = ${staffId}`.execute(tx.db)
  return rows.length > 0
}

/** Takes the colleagues who have not had today's mail: each once, whatever number of copies asks. */
export async function claimDayMails(tx: Tx, today: LocalDate, limit: number): Promise<{ staffId: StaffId; language: Language; email: string | null }[]> {
  const { rows } = await sql<{ staffId: StaffId; language: Language; email: string | null }>`
    update day_mail d set last_on = ${today} from staff s
    where s.staff_id = d.staff_id and s.ended_at is null and (d.last_on is null or d.last_on < ${today})
      and d.staff_id in (select staff_id from day_mail where last_on is null or last_on < ${today} order by staff_id limit ${limit})
    returning d.staff_id as "staffId", d.language, s.email`.execute(tx.db)
  return rows
}

// ── Invitations ──

export interface Invitation {
  personId: PersonId
  mailingId: MailingId
  activityId: string
  method: 'REQUEST' | 'CANCEL'
  sequence: number
}

export async function insertInvitation(tx: Tx, { personId, mailingId, activityId, method, sequence }: Invitation, by: { kind: string; id: string }): Promise<void> {
  await sql`
    insert into invitation (person_id, mailing_id, activity_id, method, sequence, asked_at, asked_by_kind, asked_by_id)
    values (${personId}, ${mailingId}, ${activityId}, ${method}, ${sequence}, ${tx.now}, ${by.kind}, ${by.id})`.execute(tx.db)
}

/** The latest of a meeting, with what became of its mail. */
export async function selectLastInvitation(tx: Tx, personId: PersonId, activityId: string): Promise<(Invitation & { state: string | null }) | undefined> {
  const { rows } = await sql<Invitation & { state: string | null }>`
    select i.person_id as "personId", i.mailing_id as "mailingId", i.activity_id as "activityId", i.method, i.sequence,
      (select m.state from message m where m.person_id = i.person_id and m.mailing_id = i.mailing_id) as state
    from invitation i where i.person_id = ${personId} and i.activity_id = ${activityId} order by i.asked_at desc, i.mailing_id desc limit 1`.execute(tx.db)
  return rows[0]
}

export async function selectInvitation(tx: Tx, personId: PersonId, mailingId: MailingId): Promise<Invitation | undefined> {
  const { rows } = await sql<Invitation>`
    select person_id as "personId", mailing_id as "mailingId", activity_id as "activityId", method, sequence from invitation where person_id = ${personId} and mailing_id = ${mailingId}`.execute(tx.db)
  return rows[0]
}
