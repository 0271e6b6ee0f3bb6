import { sql } from 'kysely'
import { TAKEN_BACK } from '../messages/individual.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { Letter, LetterState } from './letter.ts'

export async function insertLetter(tx: Tx, one: Letter): Promise<void> {
  await sql`
    insert into correspondence (person_id, letter_id, direction, way, purpose_key, subject, words, language, about, marks, files, written_at, staff_id, until)
    values (${one.personId}, ${one.letterId}, ${one.direction}, ${one.way}, ${one.purpose}, ${one.subject}, ${one.words}, ${one.language}, ${one.about}, ${one.marks}::text[], ${one.files},
      ${one.writtenAt}, ${one.staffId}, ${one.until})`.execute(tx.db)
}

/** Condition: its day has not come, and a ground still holds what is for its purpose (rule H1). */
const isHeld = (tx: Tx) => sql<boolean>`(c.until > ${tx.now} and exists (
  select from ground g where g.person_id = c.person_id and g.purpose_key = c.purpose_key and ground_holds(g.since, g.hold_until, ${tx.now}::timestamptz)))`

/** The mails for these purposes that stand now, the newest first, each with what became of it. */
export async function selectLetters(tx: Tx, personId: PersonId, purposes: readonly string[], limit: number): Promise<LetterState[]> {
  const { rows } = await sql<LetterState>`
    select c.person_id as "personId", c.letter_id as "letterId", c.direction, c.way, c.purpose_key as purpose, c.subject, c.words, c.language, c.about, c.marks, c.files, c.written_at as "writtenAt",
      c.staff_id as "staffId", c.until, coalesce(m.state, 'sent') as state, m.rule, case when m.state = 'waiting' and m.fence = 0 then m.not_before end as "goesAt"
    from correspondence c left join message m on m.person_id = c.person_id and m.mailing_id = c.letter_id
    where c.person_id = ${personId} and c.purpose_key = any (${purposes}::text[]) and c.removed_at is null and ${isHeld(tx)}
    order by c.written_at desc, c.letter_id desc limit ${limit}`.execute(tx.db)
  return rows
}

/** Takes a mail away; undefined where there is none for these purposes. */
export async function updateLetterRemoved(tx: Tx, personId: PersonId, letterId: string, purposes: readonly string[]): Promise<Pick<Letter, 'way' | 'staffId'> | undefined> {
  const { rows } = await sql<Pick<Letter, 'way' | 'staffId'>>`
    update correspondence set removed_at = ${tx.now}
    where person_id = ${personId} and letter_id = ${letterId} and purpose_key = any (${purposes}::text[]) and removed_at is null returning way, staff_id as "staffId"`.execute(tx.db)
  return rows[0]
}

/** Mails whose day has come, that nothing holds any more, or that were taken back or away. Returns how many went. */
export async function deleteOverLetters(tx: Tx, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from correspondence where (person_id, letter_id) in (
      select c.person_id, c.letter_id from correspondence c where c.removed_at is not null or not ${isHeld(tx)} limit ${limit})`.execute(tx.db)
  return Number(numAffectedRows ?? 0)
}

/** One time somebody of us wrote to a person, or they to us. */
export interface Wrote {
  at: Date
  direction: 'to' | 'from'
  purpose: string
  channel: string
  subject: string | null
  /** The colleague; null where the program wrote. */
  staffId: string | null
  /** The rule by which a colleague’s mail did not go. */
  leftOutBy: string | null
}

/** Who wrote since a moment, for these purposes, the newest first: mails of colleagues, mailings and everything else that was sent, what was logged, mails of colleagues that were stopped on their way, and calls where they are asked for. */
export async function selectWrote(tx: Tx, personId: PersonId, purposes: readonly string[], since: Date, limit: number, calls: boolean): Promise<Wrote[]> {
  const { rows } = await sql<Wrote>`
    select at, 'to' as direction, purpose, channel, subject, case when actor_kind = 'staff' then actor_id end as "staffId", null as "leftOutBy"
    from use_record where person_id = ${personId} and kind = 'sent' and at >= ${since} and purpose = any (${purposes}::text[])
    union all
    select c.written_at, c.direction, c.purpose_key, 'email', c.subject, c.staff_id::text, null
    from correspondence c where c.person_id = ${personId} and c.way = 'logged' and c.written_at >= ${since} and c.purpose_key = any (${purposes}::text[]) and c.removed_at is null and ${isHeld(tx)}
    union all
    select m.finished_at, 'to', c.purpose_key, 'email', null, c.staff_id::text, m.rule
    from message m join correspondence c on c.person_id = m.person_id and c.letter_id = m.mailing_id
    where m.person_id = ${personId} and m.kind = 'individual' and m.state = 'left-out' and m.rule <> ${TAKEN_BACK} and m.finished_at >= ${since} and c.purpose_key = any (${purposes}::text[])
    union all
    select done_at, case when outcome = 'incoming' then 'from' else 'to' end, purpose_key, 'phone', null, done_by, null
    from activity where person_id = ${personId} and kind = 'call' and outcome is not null and done_at >= ${since} and purpose_key = any (${purposes}::text[]) and removed_at is null and ${calls}
    order by 1 desc limit ${limit}`.execute(tx.db)
  return rows
}
