import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { MailingId } from '../values/ids.ts'
import type { Mailing, MailingDraft, MailingState } from './mailing.ts'

const columns = sql`
  mailing_id as "mailingId", kind, name, purposes, channel, about, content, audience, state, created_at as "createdAt",
  created_by as "createdBy", started_at as "startedAt", started_by as "startedBy", finished_at as "finishedAt",
  renews_before as "renewsBefore"`

export async function insertMailing(tx: Tx, mailingId: MailingId, draft: MailingDraft, createdBy: string): Promise<void> {
  await sql`
    insert into mailing (mailing_id, kind, name, purposes, channel, about, content, audience, state, created_at, created_by, renews_before)
    values (${mailingId}, ${draft.kind}, ${draft.name}, ${draft.purposes}::text[], ${draft.channel}, ${draft.about},
      ${JSON.stringify(draft.content)}::jsonb, ${JSON.stringify(draft.audience)}::jsonb, 'draft', ${tx.now}, ${createdBy}, ${draft.renewsBefore ?? null}::timestamptz)`.execute(tx.db)
}

export async function updateDraft(tx: Tx, mailingId: MailingId, draft: MailingDraft): Promise<void> {
  await sql`
    update mailing set kind = ${draft.kind}, name = ${draft.name}, purposes = ${draft.purposes}::text[], channel = ${draft.channel}, about = ${draft.about},
      content = ${JSON.stringify(draft.content)}::jsonb, audience = ${JSON.stringify(draft.audience)}::jsonb
    where mailing_id = ${mailingId}`.execute(tx.db)
}

export async function selectMailing(tx: Tx, mailingId: MailingId): Promise<Mailing | undefined> {
  const { rows } = await sql<Mailing>`select ${columns} from mailing where mailing_id = ${mailingId}`.execute(tx.db)
  return rows[0]
}

/** The mailing, kept from changing its state until this transaction ends. */
export async function lockMailing(tx: Tx, mailingId: MailingId): Promise<Mailing | undefined> {
  const { rows } = await sql<Mailing>`select ${columns} from mailing where mailing_id = ${mailingId} for update`.execute(tx.db)
  return rows[0]
}

/** `by` is who moved it; whoever lets it go answers for it from then on. */
export async function updateMailingState(tx: Tx, mailingId: MailingId, state: MailingState, by: string | null = null): Promise<void> {
  await sql`
    update mailing set state = ${state},
      started_at = case when ${state} = 'sending' then coalesce(started_at, ${tx.now}) else started_at end,
      started_by = case when ${state} = 'sending' then ${by}::text else started_by end,
      finished_at = case when ${state} in ('stopped', 'done') then ${tx.now}::timestamptz end
    where mailing_id = ${mailingId}`.execute(tx.db)
}

export async function selectSendingMailings(tx: Tx): Promise<Mailing[]> {
  const { rows } = await sql<Mailing>`select ${columns} from mailing where state = 'sending' order by started_at`.execute(tx.db)
  return rows
}

/** Read after the person's lock: somebody may have paused or stopped it since the claim. */
export async function isSending(tx: Tx, mailingId: MailingId): Promise<boolean> {
  const { rows } = await sql`select from mailing where mailing_id = ${mailingId} and state = 'sending'`.execute(tx.db)
  return rows.length > 0
}

/** Closes the mailings that have nothing left to hand over. */
export async function finishMailings(tx: Tx): Promise<void> {
  for (const { mailingId } of await selectSendingMailings(tx)) {
    const { rows } = await sql`
      select from message where mailing_id = ${mailingId} and state in ('waiting', 'handing-over') limit 1`.execute(tx.db)
    if (rows.length === 0) await updateMailingState(tx, mailingId, 'done')
  }
}

/** The newest renewal rounds. */
export async function selectRenewalRounds(tx: Tx, limit: number): Promise<Mailing[]> {
  const { rows } = await sql<Mailing>`select ${columns} from mailing where renews_before is not null order by mailing_id desc limit ${limit}`.execute(tx.db)
  return rows
}

/** One page, newest first; `after` is the last id of the page before. */
export async function selectMailings(tx: Tx, page: { after?: MailingId; limit: number }): Promise<Mailing[]> {
  const { rows } = await sql<Mailing>`
    select ${columns} from mailing where ${page.after ?? null}::uuid is null or mailing_id < ${page.after ?? null}::uuid
    order by mailing_id desc limit ${page.limit}`.execute(tx.db)
  return rows
}
