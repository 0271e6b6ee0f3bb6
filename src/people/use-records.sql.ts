import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { ContactPointId, GroundId, MailingId, PersonId } from '../values/ids.ts'
import { noteChange } from './note-change.ts'

/** One use of a person's data, with the rule that let it happen and what it rested on (rule D6). */
export interface UseRecord {
  personId: PersonId
  useId: string
  kind: 'shown' | 'sent' | 'exported' | 'shared' | 'profiled'
  purpose: string
  channel: string
  contactPointId: ContactPointId | null
  rule: string
  groundId: GroundId | null
  entrySeq: number | null
  mailingId: MailingId | null
  subject: string | null
  actor: { kind: string; id: string | null }
}

/** Records uses at this moment; the person sees them, and nobody changes them. */
export async function insertUses(tx: Tx, uses: readonly UseRecord[]): Promise<void> {
  // What was sent counts towards the frequency a person wished for.
  noteChange(tx, uses.filter((one) => one.kind === 'sent').map((one) => one.personId))
  const list = <Key extends keyof UseRecord>(key: Key): UseRecord[Key][] => uses.map((one) => one[key])
  await sql`
    insert into use_record (person_id, use_id, at, kind, purpose, channel, contact_point_id, rule, ground_id, entry_seq, mailing_id, subject, actor_kind, actor_id)
    select u.person_id, u.use_id, ${tx.now}, u.kind, u.purpose, u.channel, u.contact_point_id, u.rule, u.ground_id, u.entry_seq, u.mailing_id, u.subject,
      u.actor_kind, u.actor_id
    from unnest(
      ${list('personId')}::uuid[], ${list('useId')}::uuid[], ${list('kind')}::text[], ${list('purpose')}::text[], ${list('channel')}::text[],
      ${list('contactPointId')}::uuid[], ${list('rule')}::text[], ${list('groundId')}::uuid[], ${list('entrySeq')}::int[], ${list('mailingId')}::uuid[],
      ${list('subject')}::text[], ${uses.map((one) => one.actor.kind)}::text[], ${uses.map((one) => one.actor.id)}::text[])
      as u (person_id, use_id, kind, purpose, channel, contact_point_id, rule, ground_id, entry_seq, mailing_id, subject, actor_kind, actor_id)`.execute(tx.db)
}
