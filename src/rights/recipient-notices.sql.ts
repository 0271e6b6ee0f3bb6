import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'

export const NOTICE_ABOUTS = ['rectification', 'erasure', 'restriction', 'restriction-lifted'] as const
export type NoticeAbout = (typeof NOTICE_ABOUTS)[number]

/** What came of telling a recipient. */
export const NOTICE_STATES = ['pending', 'done', 'refused'] as const
export type NoticeState = (typeof NOTICE_STATES)[number]

interface Key {
  personId: PersonId
  requestId: string
  /** Key of the catalogue, with its name under `purposes.recipient`. */
  recipient: string
  about: NoticeAbout
}

export interface RecipientNotice extends Key {
  fields: readonly string[]
  toldAt: Date
  state: NoticeState
  answeredAt: Date | null
  words: string | null
}

/** A recipient is told, or told anew: then it has to answer anew. */
export async function upsertRecipientNotice(tx: Tx, notice: Key & { fields: readonly string[] }): Promise<void> {
  await sql`
    insert into recipient_notice (person_id, request_id, recipient, about, fields, told_at, state)
    values (${notice.personId}, ${notice.requestId}, ${notice.recipient}, ${notice.about}, ${notice.fields}::text[], ${tx.now}, 'pending')
    on conflict (person_id, request_id, recipient, about) do update set
      fields = excluded.fields, told_at = excluded.told_at, state = 'pending', answered_at = null, answered_by = null, words = null`.execute(tx.db)
}

/** What a recipient has answered; false when it was not told of this. */
export async function updateNoticeAnswer(tx: Tx, key: Key, answer: { state: 'done' | 'refused'; by: string | null; words: string | null }): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update recipient_notice set state = ${answer.state}, answered_at = ${tx.now}, answered_by = ${answer.by}, words = ${answer.words}
    where person_id = ${key.personId} and request_id = ${key.requestId} and recipient = ${key.recipient} and about = ${key.about}`.execute(tx.db)
  return (numAffectedRows ?? 0n) > 0n
}

/** Who was told of what this person's requests led to, and what they answered. */
export async function selectRecipientNotices(tx: Tx, personId: PersonId, requestIds: readonly string[]): Promise<RecipientNotice[]> {
  const { rows } = await sql<RecipientNotice>`
    select person_id as "personId", request_id as "requestId", recipient, about, fields, told_at as "toldAt", state, answered_at as "answeredAt", words
    from recipient_notice where person_id = ${personId} and request_id = any (${requestIds}::uuid[]) order by told_at, recipient, about`.execute(tx.db)
  return rows
}
