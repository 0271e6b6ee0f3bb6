import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'
import type { Counted } from './looks.sql.ts'

/** Somebody looked at unusually many people within the hour before `raisedAt`. */
export interface LookNotice extends Counted {
  noticeId: string
  /** ISO 8601, UTC. One notice a colleague and day. */
  day: string
  raisedAt: Date
  since: Date
  usual: number | null
}

export interface LookNoticeRow extends LookNotice {
  name: string
  acknowledgedAt: Date | null
  acknowledgedByName: string | null
  words: string | null
}

/** The notices that are new: of one colleague and day there is never a second. */
export async function insertNotices(tx: Tx, notices: readonly LookNotice[]): Promise<number> {
  if (notices.length === 0) return 0
  const list = <Key extends keyof LookNotice>(key: Key): LookNotice[Key][] => notices.map((one) => one[key])
  const { numAffectedRows } = await sql`
    insert into look_notice (notice_id, staff_id, day, raised_at, since, people, opened, listed, exported, usual)
    select * from unnest(${list('noticeId')}::uuid[], ${list('staffId')}::uuid[], ${list('day')}::date[], ${list('raisedAt')}::timestamptz[], ${list('since')}::timestamptz[],
      ${list('people')}::int[], ${list('opened')}::int[], ${list('listed')}::int[], ${list('exported')}::int[], ${list('usual')}::float8[])
    on conflict (staff_id, day) do nothing`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}

/** Notices, newest first; those that nobody has acknowledged before the others. */
export async function selectNotices(tx: Tx, limit: number): Promise<LookNoticeRow[]> {
  const { rows } = await sql<LookNoticeRow>`
    select n.notice_id as "noticeId", n.staff_id as "staffId", s.name, n.day, n.raised_at as "raisedAt", n.since, n.people, n.opened, n.listed, n.exported, n.usual,
      n.acknowledged_at as "acknowledgedAt", a.name as "acknowledgedByName", n.words
    from look_notice n join staff s on s.staff_id = n.staff_id left join staff a on a.staff_id = n.acknowledged_by
    order by (n.acknowledged_at is null) desc, n.raised_at desc, n.notice_id desc limit ${limit}`.execute(tx.db)
  return rows
}

export interface NoticeState {
  staffId: StaffId
  acknowledged: boolean
}

export async function selectNoticeState(tx: Tx, noticeId: string): Promise<NoticeState | undefined> {
  const { rows } = await sql<NoticeState>`
    select staff_id as "staffId", acknowledged_at is not null as acknowledged from look_notice where notice_id = ${noticeId}`.execute(tx.db)
  return rows[0]
}

export async function updateAcknowledged(tx: Tx, noticeId: string, by: StaffId, words: string): Promise<void> {
  await sql`
    update look_notice set acknowledged_at = ${tx.now}, acknowledged_by = ${by}, words = ${words}
    where notice_id = ${noticeId} and acknowledged_at is null`.execute(tx.db)
}
