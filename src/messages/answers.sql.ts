import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { MailingId, PersonId } from '../values/ids.ts'
import type { MessageState } from './message-state.ts'

export type Answer = 'yes' | 'no' | 'stop-asking'

/**
 * What a person answered to an ask: the first thing they said after it of the purposes asked for, live from the ledger.
 * When several things were said in one act, stopping to ask weighs most, then a yes.
 */
const answerOf = sql`(
  select case when bool_or(e.kind = 'stop-asking') then 'stop-asking' when bool_or(e.kind in ('given', 'confirmed')) then 'yes' else 'no' end
  from ledger_entry e
  where e.person_id = m.person_id and e.seq in (
    select s.seq from ledger_entry s
    where s.person_id = m.person_id and s.seq > q.seq and (s.kind = 'stop-asking' or (s.kind in ('given', 'confirmed', 'withdrawn', 'objected')
      and coalesce(s.purpose = any (l.purposes), true) and coalesce(s.channel = l.channel, true)))
      and s.at = (
        select min(f.at) from ledger_entry f
        where f.person_id = m.person_id and f.seq > q.seq and (f.kind = 'stop-asking' or (f.kind in ('given', 'confirmed', 'withdrawn', 'objected')
          and coalesce(f.purpose = any (l.purposes), true) and coalesce(f.channel = l.channel, true)))))
  having count(*) > 0)`

/** What a person said no to by the links of a mailing, which puts no question. */
const noToMailing = sql`(
  select case when bool_or(e.kind = 'stop-asking') then 'stop-asking' else 'no' end
  from ledger_entry e
  where e.person_id = m.person_id and e.kind in ('withdrawn', 'objected', 'stop-asking') and e.evidence ->> 'mailing' = m.mailing_id::text
  having count(*) > 0)`

const answered = sql`case when m.state in ('sent', 'unknown') then case m.kind when 'ask' then ${answerOf} when 'mailing' then ${noToMailing} end end`

/** The entry that says the question was put. A message nobody is sure of may have none: everything said since it was claimed counts. */
const asked = sql`
  cross join lateral (select coalesce(
    (select min(a.seq) from ledger_entry a where a.person_id = m.person_id and a.kind = 'asked' and a.evidence ->> 'mailing' = m.mailing_id::text),
    (select max(b.seq) from ledger_entry b where b.person_id = m.person_id and b.at < m.claimed_at), 0) as seq) q`

export interface AnswerCounts { yes: number; no: number; stopAsking: number; none: number }

/** The answers to an ask so far, or the noes to a mailing. */
export async function countAnswers(tx: Tx, mailingId: MailingId): Promise<AnswerCounts> {
  const { rows } = await sql<AnswerCounts>`
    select count(*) filter (where r.answer = 'yes')::int as yes, count(*) filter (where r.answer = 'no')::int as no,
      count(*) filter (where r.answer = 'stop-asking')::int as "stopAsking", count(*) filter (where r.answer is null)::int as none
    from (
      select ${answered} as answer
      from message m join mailing l on l.mailing_id = m.mailing_id ${asked}
      where m.mailing_id = ${mailingId} and m.kind in ('ask', 'mailing') and m.state in ('sent', 'unknown')) r`.execute(tx.db)
  return rows[0]!
}

export interface RecipientRow {
  personId: PersonId
  name: string
  state: MessageState
  rule: string | null
  at: Date | null
  answer: Answer | null
}

/** One page of what became of each recipient, in the order of ids. */
export async function selectRecipients(
  tx: Tx, mailingId: MailingId, page: { state?: MessageState; rule?: string; after?: PersonId; limit: number },
): Promise<RecipientRow[]> {
  const { rows } = await sql<RecipientRow>`
    select m.person_id as "personId", case when p.protected_identity then '' else coalesce(f.display_name, '') end as name,
      m.state, m.rule, m.finished_at as at, ${answered} as answer
    from message m
    join mailing l on l.mailing_id = m.mailing_id
    left join person p on p.person_id = m.person_id
    left join profile f on f.person_id = m.person_id ${asked}
    where m.mailing_id = ${mailingId}
      and (${page.state ?? null}::text is null or m.state = ${page.state ?? null})
      and (${page.rule ?? null}::text is null or m.rule = ${page.rule ?? null})
      and (${page.after ?? null}::uuid is null or m.person_id > ${page.after ?? null}::uuid)
    order by m.person_id limit ${page.limit}`.execute(tx.db)
  return rows
}

export interface UnansweredAsk {
  personId: PersonId
  mailingId: MailingId
  /** What was answered after all, found when it was looked for. */
  answer: Answer | null
  /** Purposes that were asked for in this message. */
  purposes: string[]
}

/** Asks sent before `before` that nobody has closed yet, the oldest first. */
export async function selectOldAsks(tx: Tx, before: Date, limit: number): Promise<UnansweredAsk[]> {
  const { rows } = await sql<UnansweredAsk>`
    select m.person_id as "personId", m.mailing_id as "mailingId", ${answerOf} as answer,
      array(select distinct a.purpose from ledger_entry a
        where a.person_id = m.person_id and a.kind = 'asked' and a.evidence ->> 'mailing' = m.mailing_id::text) as purposes
    from message m join mailing l on l.mailing_id = m.mailing_id ${asked}
    where m.kind = 'ask' and m.state = 'sent' and m.answer is null and m.finished_at < ${before}
    order by m.finished_at limit ${limit}`.execute(tx.db)
  return rows
}

/** Closes an ask: with the answer it got, or with none. */
export async function closeAsk(tx: Tx, personId: PersonId, mailingId: MailingId, answer: Answer | 'no-answer'): Promise<void> {
  await sql`
    update message set answer = ${answer} where person_id = ${personId} and mailing_id = ${mailingId} and answer is null`.execute(tx.db)
}
