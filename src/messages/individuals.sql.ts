import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { MailingId, PersonId } from '../values/ids.ts'
import type { Individual } from './individual.ts'

type Key = { personId: PersonId; mailingId: MailingId }

/** Of these messages those that a colleague wrote to one person, with who it was; not those that were taken back. */
export async function selectIndividuals(tx: Tx, messages: readonly Key[]): Promise<Map<MailingId, Individual>> {
  if (messages.length === 0) return new Map()
  const { rows } = await sql<Individual>`
    select c.person_id as "personId", c.letter_id as "mailingId", c.purpose_key as purpose, c.about, c.subject, c.words, c.staff_id as "staffId", coalesce(s.name, '') as writer, s.email as "replyTo"
    from unnest(${messages.map((one) => one.personId)}::uuid[], ${messages.map((one) => one.mailingId)}::uuid[]) as m (person_id, letter_id)
    join correspondence c on c.person_id = m.person_id and c.letter_id = m.letter_id left join staff s on s.staff_id = c.staff_id
    where c.way = 'sent' and c.removed_at is null`.execute(tx.db)
  return new Map(rows.map((row) => [row.mailingId, row]))
}

/** Calls off a mail that waits still and was never claimed; false where it is too late. */
export async function takeBackMessage(tx: Tx, { personId, mailingId }: Key, rule: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update message set state = 'left-out', rule = ${rule}, finished_at = ${tx.now}
    where person_id = ${personId} and mailing_id = ${mailingId} and kind = 'individual' and state = 'waiting' and fence = 0`.execute(tx.db)
  return numAffectedRows === 1n
}
