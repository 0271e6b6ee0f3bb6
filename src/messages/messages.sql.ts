import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { Message, MessageState } from './message-state.ts'

export type NewMessage = Omit<Message, 'fence' | 'attempts'> & { state: Extract<MessageState, 'waiting' | 'left-out'>; rule: string | null }

/** Puts messages in the queue; one per person and mailing, a second is not taken. */
export async function insertMessages(tx: Tx, messages: readonly NewMessage[]): Promise<void> {
  const list = <Key extends keyof NewMessage>(key: Key): NewMessage[Key][] => messages.map((one) => one[key])
  await sql`
    insert into message (person_id, mailing_id, kind, state, contact_point_id, language, rule, entry_seqs, request_id, queued_at, finished_at)
    select m.person_id, m.mailing_id, m.kind, m.state, m.contact_point_id, m.language, m.rule,
      array(select jsonb_array_elements_text(m.entry_seqs::jsonb)::int), m.request_id, ${tx.now}, case when m.state = 'left-out' then ${tx.now}::timestamptz end
    from unnest(
      ${list('personId')}::uuid[], ${list('mailingId')}::uuid[], ${list('kind')}::text[], ${list('state')}::text[],
      ${list('contactPointId')}::uuid[], ${list('language')}::text[], ${list('rule')}::text[],
      ${messages.map((one) => JSON.stringify(one.entrySeqs))}::text[], ${list('requestId')}::uuid[])
      as m (person_id, mailing_id, kind, state, contact_point_id, language, rule, entry_seqs, request_id)
    on conflict (person_id, mailing_id) do nothing`.execute(tx.db)
}
