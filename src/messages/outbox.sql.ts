import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import { newId, type MailingId, type PersonId } from '../values/ids.ts'

export interface OutboxMail {
  personId: PersonId
  outboxMailId: string
  /** Null for a single mail. */
  mailingId: MailingId | null
  kind: string
  at: Date
  recipient: string
  subject: string
  /** The whole mail as it would have gone over the wire (RFC 5322). */
  source: Buffer
}

/** Keeps a mail in the house instead of handing it over. */
export async function insertOutboxMail(tx: Tx, mail: Omit<OutboxMail, 'outboxMailId' | 'at'>): Promise<void> {
  await sql`
    insert into outbox_mail (person_id, outbox_mail_id, mailing_id, kind, at, recipient, subject, source)
    values (${mail.personId}, ${newId(tx.now)}, ${mail.mailingId}, ${mail.kind}, ${tx.now}, ${mail.recipient}, ${mail.subject}, ${mail.source})`.execute(tx.db)
}

/** How many mails a mail server has not taken, and that are tried again. */
export async function countRetried(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from message where state = 'waiting' and attempts > 0`.execute(tx.db)
  return rows[0]!.count
}

/** One page, newest first; `after` is the last id of the page before. */
export async function selectOutbox(tx: Tx, page: { after?: string; limit: number }): Promise<(Omit<OutboxMail, 'source'> & { name: string })[]> {
  const { rows } = await sql<Omit<OutboxMail, 'source'> & { name: string }>`
    select o.person_id as "personId", o.outbox_mail_id as "outboxMailId", o.mailing_id as "mailingId", o.kind, o.at, o.recipient, o.subject,
      case when p.protected_identity then '' else coalesce(f.display_name, '') end as name
    from outbox_mail o
    left join person p on p.person_id = o.person_id
    left join profile f on f.person_id = o.person_id
    where ${page.after ?? null}::uuid is null or o.outbox_mail_id < ${page.after ?? null}::uuid
    order by o.outbox_mail_id desc limit ${page.limit}`.execute(tx.db)
  return rows
}

export async function selectOutboxMail(tx: Tx, personId: PersonId, outboxMailId: string): Promise<(OutboxMail & { name: string }) | undefined> {
  const { rows } = await sql<OutboxMail & { name: string }>`
    select o.person_id as "personId", o.outbox_mail_id as "outboxMailId", o.mailing_id as "mailingId", o.kind, o.at, o.recipient, o.subject, o.source,
      coalesce(f.display_name, '') as name
    from outbox_mail o left join profile f on f.person_id = o.person_id
    where o.person_id = ${personId} and o.outbox_mail_id = ${outboxMailId}`.execute(tx.db)
  return rows[0]
}
