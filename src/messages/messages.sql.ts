import { sql, type RawBuilder } from 'kysely'
import { noteChange } from '../people/note-change.ts'
import type { Tx } from '../plumbing/database.ts'
import { inOneGo } from '../plumbing/pipelined.ts'
import { newId, type MailingId, type PersonId } from '../values/ids.ts'
import { UNHURRIED_MAIL_KINDS, PROMPT_MAIL_KINDS } from './mail-kind.ts'
import type { Message, MessageState } from './message-state.ts'

export type NewMessage = Omit<Message, 'fence' | 'attempts'> & { state: Extract<MessageState, 'waiting' | 'left-out'>; rule: string | null; notBefore?: Date }

const returned = sql`
  person_id as "personId", mailing_id as "mailingId", kind, contact_point_id as "contactPointId", language, entry_seqs as "entrySeqs",
  request_id as "requestId", fence, attempts`

/** Puts messages in the queue; one per person and mailing, a second is not taken. */
export async function insertMessages(tx: Tx, messages: readonly NewMessage[]): Promise<void> {
  if (messages.length === 0) return
  const list = <Key extends keyof NewMessage>(key: Key): NewMessage[Key][] => messages.map((one) => one[key])
  await sql`
    insert into message (person_id, mailing_id, kind, state, contact_point_id, language, rule, entry_seqs, request_id, not_before, queued_at, finished_at)
    select m.person_id, m.mailing_id, m.kind, m.state, m.contact_point_id, m.language, m.rule,
      array(select jsonb_array_elements_text(m.entry_seqs::jsonb)::int), m.request_id, m.not_before, ${tx.now}, case when m.state = 'left-out' then ${tx.now}::timestamptz end
    from unnest(
      ${list('personId')}::uuid[], ${list('mailingId')}::uuid[], ${list('kind')}::text[], ${list('state')}::text[],
      ${list('contactPointId')}::uuid[], ${list('language')}::text[], ${list('rule')}::text[],
      ${messages.map((one) => JSON.stringify(one.entrySeqs))}::text[], ${list('requestId')}::uuid[], ${messages.map((one) => one.notBefore ?? null)}::timestamptz[])
      as m (person_id, mailing_id, kind, state, contact_point_id, language, rule, entry_seqs, request_id, not_before)
    on conflict (person_id, mailing_id) do nothing`.execute(tx.db)
}

/** Claims single mails that are due, the oldest first; what colleagues wrote and what has documents when nothing is due that somebody waits for. */
export async function claimSingles(tx: Tx, by: string, limit: number): Promise<Message[]> {
  const claimed = await claimKinds(tx, by, limit, sql`kind in (${prompts})`)
  for (const kind of UNHURRIED_MAIL_KINDS) if (claimed.length < limit) claimed.push(...(await claimKinds(tx, by, limit - claimed.length, sql`kind = ${sql.lit(kind)}`)))
  return claimed
}

async function claimKinds(tx: Tx, by: string, limit: number, kinds: RawBuilder<unknown>): Promise<Message[]> {
  const { rows } = await sql<Message>`
    update message set state = 'handing-over', fence = fence + 1, attempts = attempts + 1, claimed_by = ${by}, claimed_at = ${tx.now}
    where (person_id, mailing_id) in (
      select d.person_id, d.mailing_id from message d
      where d.state = 'waiting' and ${kinds} and (d.not_before is null or d.not_before <= ${tx.now})
      order by d.queued_at limit ${limit}) and state = 'waiting'
    returning ${returned}`.execute(tx.db)
  return rows
}

/** Claims messages of these mailings. Two that claim at once never get the same: the second finds the state changed. */
export async function claimOfMailings(tx: Tx, by: string, mailings: readonly MailingId[], limit: number): Promise<Message[]> {
  const { rows } = await sql<Message>`
    update message set state = 'handing-over', fence = fence + 1, attempts = attempts + 1, claimed_by = ${by}, claimed_at = ${tx.now}
    where (person_id, mailing_id) in (
      select d.person_id, d.mailing_id from message d
      where d.mailing_id = any (${mailings}::uuid[]) and d.state = 'waiting' and (d.not_before is null or d.not_before <= ${tx.now})
      limit ${limit}) and state = 'waiting'
    returning ${returned}`.execute(tx.db)
  return rows
}

/** Whether anything could be claimed now. Several questions, each with an index of its own: together they would read every message there ever was. */
export async function anythingDue(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ due: boolean }>`
    with sending as materialized (select mailing_id from mailing where state = 'sending')
    select exists (
      select from message m where m.state = 'waiting' and m.kind in (${prompts}) and (m.not_before is null or m.not_before <= ${tx.now}))
    ${sql.join(UNHURRIED_MAIL_KINDS.map((kind) => sql`or exists (select from message m where m.state = 'waiting' and m.kind = ${sql.lit(kind)} and (m.not_before is null or m.not_before <= ${tx.now}))`), sql` `)}
    or exists (
      select from sending join message m on m.mailing_id = sending.mailing_id
      where m.state = 'waiting' and (m.not_before is null or m.not_before <= ${tx.now})) as due`.execute(tx.db)
  return rows[0]!.due
}

type Claim = Pick<Message, 'personId' | 'mailingId' | 'fence'>

/** Holds the message for this transaction if the claim is still the newest one. */
export async function lockClaim(tx: Tx, { personId, mailingId, fence }: Claim): Promise<boolean> {
  const { rows } = await sql`
    select from message
    where person_id = ${personId} and mailing_id = ${mailingId} and fence = ${fence} and state = 'handing-over' for update`.execute(tx.db)
  return rows.length > 0
}

/** Puts a claimed message back in the queue; `attempts` is what counts from now on. */
export async function requeue(tx: Tx, { personId, mailingId, fence }: Claim, attempts: number, notBefore: Date | null): Promise<void> {
  await sql`
    update message set state = 'waiting', attempts = ${attempts}, not_before = ${notBefore}, claimed_by = null, claimed_at = null
    where person_id = ${personId} and mailing_id = ${mailingId} and fence = ${fence} and state = 'handing-over'`.execute(tx.db)
}

/** Ends a claimed message. */
export async function finishMessage(
  tx: Tx, { personId, mailingId, fence }: Claim, end: { state: Exclude<MessageState, 'waiting' | 'handing-over'>; rule: string; messageId: string | null },
): Promise<void> {
  await sql`
    update message set state = ${end.state}, rule = ${end.rule}, message_header_id = ${end.messageId}, finished_at = ${tx.now}
    where person_id = ${personId} and mailing_id = ${mailingId} and fence = ${fence} and state = 'handing-over'`.execute(tx.db)
}

/** Stops what still waits in a mailing. */
export async function leaveOutWaiting(tx: Tx, mailingId: MailingId, rule: string): Promise<void> {
  await sql`
    update message set state = 'left-out', rule = ${rule}, finished_at = ${tx.now}
    where mailing_id = ${mailingId} and state = 'waiting'`.execute(tx.db)
}

/**
 * Ends the claims made before `before`, or by one of the `dead`: their sender is gone. Whether the mail was taken nobody knows: marketing stays
 * unknown and is never handed over again, the rest goes back to the queue. A claim whose hand-over is open at this moment
 * is passed over: its sender is held up, not gone. Returns those that stay unknown.
 */
export async function recoverClaims(tx: Tx, before: Date, dead: readonly string[]): Promise<(Claim & { rule: string | null })[]> {
  const left = sql`(
    select person_id, mailing_id, kind in ('ask', 'mailing', 'individual') as once from message
    where state = 'handing-over' and (claimed_at < ${before} or claimed_by = any (${dead}::text[])) for update skip locked) as c`
  const { rows } = await sql<Claim & { rule: string | null }>`
    update message m set state = 'unknown', finished_at = ${tx.now}
    from ${left} where m.person_id = c.person_id and m.mailing_id = c.mailing_id and c.once
    returning m.person_id as "personId", m.mailing_id as "mailingId", m.fence, m.rule`.execute(tx.db)
  await sql`
    update message m set state = 'waiting', claimed_by = null, claimed_at = null
    from ${left} where m.person_id = c.person_id and m.mailing_id = c.mailing_id and not c.once`.execute(tx.db)
  return rows
}

export interface SentUse {
  personId: Message['personId']
  mailingId: MailingId
  purpose: string
  contactPointId: Message['contactPointId']
  rule: string
  groundId: string | null
  entrySeq: number | null
  subject: string | null
  /** The colleague who wrote it; null where the program did. */
  staffId: string | null
  /** False when nobody knows whether the mail server took it. */
  certain: boolean
}

/** D6: the person sees what was sent to them, and why it was allowed. An answer rests on it only where they wish to hear seldom. */
export async function insertSentUses(tx: Tx, uses: readonly SentUse[]): Promise<void> {
  if (uses.length === 0) return
  const [, wishing] = await inOneGo(tx, [() => insertUses(tx, uses), () => selectWishing(tx, uses)])
  noteChange(tx, wishing)
}

/** Who of them has said how often they wish to hear of what they were sent. */
async function selectWishing(tx: Tx, uses: readonly SentUse[]): Promise<PersonId[]> {
  const { rows } = await sql<{ person_id: PersonId }>`
    select s.person_id from unnest(${uses.map((one) => one.personId)}::uuid[], ${uses.map((one) => one.purpose)}::text[]) as u (person_id, purpose)
    join standing s on s.person_id = u.person_id and s.purpose = u.purpose and s.channel = 'email'
    where s.frequency is not null`.execute(tx.db)
  return rows.map((row) => row.person_id)
}

async function insertUses(tx: Tx, uses: readonly SentUse[]): Promise<void> {
  const list = <Key extends keyof SentUse>(key: Key): SentUse[Key][] => uses.map((one) => one[key])
  await sql`
    insert into use_record (person_id, use_id, at, kind, purpose, channel, contact_point_id, rule, ground_id, entry_seq, mailing_id, subject,
      actor_kind, actor_id, certain)
    select u.person_id, u.use_id, ${tx.now}, 'sent', u.purpose, 'email', u.contact_point_id, u.rule, u.ground_id, u.entry_seq, u.mailing_id, u.subject,
      case when u.staff_id is null then 'system' else 'staff' end, u.staff_id, u.certain
    from unnest(
      ${list('personId')}::uuid[], ${uses.map(() => newId(tx.now))}::uuid[], ${list('purpose')}::text[], ${list('contactPointId')}::uuid[],
      ${list('rule')}::text[], ${list('groundId')}::uuid[], ${list('entrySeq')}::int[], ${list('mailingId')}::uuid[], ${list('subject')}::text[],
      ${list('certain')}::boolean[], ${list('staffId')}::text[]) as u (person_id, use_id, purpose, contact_point_id, rule, ground_id, entry_seq, mailing_id, subject, certain, staff_id)`.execute(tx.db)
}

const prompts = sql.join(PROMPT_MAIL_KINDS.map((kind) => sql.lit(kind)))
