import { sql } from 'kysely'
import type { PersonDecision } from '../decisions/decide-for.ts'
import type { Channel } from '../law/channel.ts'
import type { PrivacyPart } from '../invoices/issued-invoice.ts'
import { noteChange } from '../people/note-change.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId, type ContactPointId, type MailingId, type PersonId } from '../values/ids.ts'
import type { DeliveryWay, WayReason } from './delivery-way.ts'
import type { DeliveryState } from './delivery-state.ts'

/** By whom, as a pseudonym. */
export interface Actor {
  kind: string
  id: string | null
}

/** One way that an invoice, or a reminder of it, went. */
export interface Delivery {
  personId: PersonId
  deliveryId: string
  invoiceId: string
  reminderId: string | null
  documentId: string
  way: DeliveryWay
  why: WayReason
  state: DeliveryState
  /** The rule that refused, or what the other side said. */
  reason: string | null
  askedAt: Date
  askedBy: Actor
  changedAt: Date
  succeeds: string | null
  batchId: string | null
  sequence: number | null
  pages: number | null
  country: string | null
}

/** Of a mail the queue knows how far it is, until it is over. */
const state = sql`case when d.way <> 'email' or d.state <> 'waiting' then d.state else coalesce(
  (select case m.state when 'handing-over' then 'waiting' when 'left-out' then 'refused' else m.state end from message m where m.person_id = d.person_id and m.mailing_id = d.delivery_id), 'refused') end`
const reason = sql`case when d.way <> 'email' or d.state <> 'waiting' then d.reason else (
  select case when m.state = 'failed' and m.rule <> 'address-unfit' then 'not-taken' when m.state = 'unknown' then 'no-answer' else m.rule end
  from message m where m.person_id = d.person_id and m.mailing_id = d.delivery_id) end`
const columns = sql`
  d.person_id as "personId", d.delivery_id as "deliveryId", d.invoice_id as "invoiceId", d.reminder_id as "reminderId", d.document_id as "documentId", d.way, d.why,
  ${state} as state, ${reason} as reason, d.asked_at as "askedAt", jsonb_build_object('kind', d.asked_by_kind, 'id', d.asked_by_id) as "askedBy", d.changed_at as "changedAt",
  d.succeeds, d.batch_id as "batchId", d.sequence, d.pages, d.country`

export type NewDelivery = Pick<Delivery, 'personId' | 'deliveryId' | 'invoiceId' | 'reminderId' | 'documentId' | 'way' | 'why' | 'state' | 'reason' | 'succeeds'> & { askedBy: Actor }

export async function insertDelivery(tx: Tx, one: NewDelivery): Promise<void> {
  await sql`
    insert into invoice_delivery (person_id, delivery_id, invoice_id, reminder_id, document_id, way, why, state, reason, asked_at, asked_by_kind, asked_by_id, changed_at, succeeds)
    values (${one.personId}, ${one.deliveryId}, ${one.invoiceId}, ${one.reminderId}, ${one.documentId}, ${one.way}, ${one.why}, ${one.state}, ${one.reason}, ${tx.now},
      ${one.askedBy.kind}, ${one.askedBy.id}, ${tx.now}, ${one.succeeds})`.execute(tx.db)
}

/** What became of one invoice and its reminders, the newest first. */
export async function selectDeliveriesOf(tx: Tx, personId: PersonId, invoiceId: string): Promise<Delivery[]> {
  const { rows } = await sql<Delivery>`
    select ${columns} from invoice_delivery d where d.person_id = ${personId} and d.invoice_id = ${invoiceId} 
    order by d.asked_at desc, exists (select from invoice_delivery n where n.person_id = d.person_id and n.succeeds = d.delivery_id), d.delivery_id desc`.execute(tx.db)
  return rows
}

export async function selectDelivery(tx: Tx, personId: PersonId, deliveryId: string): Promise<Delivery | undefined> {
  const { rows } = await sql<Delivery>`select ${columns} from invoice_delivery d where d.person_id = ${personId} and d.delivery_id = ${deliveryId}`.execute(tx.db)
  return rows[0]
}

/** Whose mail of an invoice has this Message-ID, and which: it is nobody's who is not told by us. */
export async function selectMailByHeader(tx: Tx, messageId: string): Promise<{ personId: PersonId; deliveryId: string } | undefined> {
  const { rows } = await sql<{ personId: PersonId; deliveryId: string }>`
    select person_id as "personId", mailing_id as "deliveryId" from message
    where message_header_id = ${messageId} and kind = 'invoice' and state in ('sent', 'unknown') limit 1`.execute(tx.db)
  return rows[0]
}

/** Addresses from which a mail of an invoice came back since a moment, and when last; one that was shown to be read after that is good. */
export async function selectReturnedPoints(tx: Tx, personId: PersonId, since: Date): Promise<Map<ContactPointId, Date>> {
  const { rows } = await sql<{ contactPointId: ContactPointId; at: Date }>`
    select m.contact_point_id as "contactPointId", max(d.changed_at) as at
    from invoice_delivery d join message m on m.person_id = d.person_id and m.mailing_id = d.delivery_id
    where d.person_id = ${personId} and d.way = 'email' and d.state = 'failed' and d.reason = 'returned' and d.changed_at > ${since} and m.contact_point_id is not null
    group by m.contact_point_id`.execute(tx.db)
  return new Map(rows.map((row) => [row.contactPointId, row.at]))
}

/** Changes what is known of a delivery, if it still stands in one of these states; false when it does not. */
export async function updateDelivery(tx: Tx, one: Pick<Delivery, 'personId' | 'deliveryId'>, from: readonly DeliveryState[], to: DeliveryState, why: string | null = null): Promise<boolean> {
  const { rows } = await sql`
    update invoice_delivery set state = ${to}, reason = ${why}, changed_at = ${tx.now}
    where person_id = ${one.personId} and delivery_id = ${one.deliveryId} and state = any (${from}::text[]) returning delivery_id`.execute(tx.db)
  return rows.length > 0
}

/** Takes a mail out of the queue that nobody has claimed. False: it is being handed over, or over. */
export async function leaveOutMail(tx: Tx, { personId, deliveryId }: Pick<Delivery, 'personId' | 'deliveryId'>): Promise<boolean> {
  const { rows } = await sql`
    update message set state = 'left-out', rule = 'cancelled', finished_at = ${tx.now}
    where person_id = ${personId} and mailing_id = ${deliveryId} and state = 'waiting' returning mailing_id`.execute(tx.db)
  return rows.length > 0
}

/** Mails whose end has not been noted on their delivery yet. */
export async function selectMailsOver(tx: Tx, limit: number): Promise<Delivery[]> {
  const { rows } = await sql<Delivery>`
    select * from (select ${columns} from invoice_delivery d where d.way = 'email' and d.state = 'waiting' order by d.asked_at limit 5000) o where o.state <> 'waiting' limit ${limit}`.execute(tx.db)
  return rows
}

export interface DeliveryPage {
  ways: readonly DeliveryWay[]
  states: readonly DeliveryState[]
  after: { changedAt: Date; deliveryId: string } | undefined
  limit: number
}

export interface ListedDelivery extends Delivery {
  number: string
  name: string
}

/** Deliveries with their invoice, what changed last first. A mail's state is what was last noted of it; it is noted every second. */
export async function selectDeliveries(tx: Tx, { ways, states, after, limit }: DeliveryPage): Promise<ListedDelivery[]> {
  const { rows } = await sql<ListedDelivery>`
    select ${columns}, i.number, i.content -> 'buyer' ->> 'name' as name
    from invoice_delivery d join invoice i on i.person_id = d.person_id and i.invoice_id = d.invoice_id
    where (${ways.length === 0} or d.way = any (${ways}::text[])) and (${states.length === 0} or d.state = any (${states}::text[]))
      and (${after === undefined} or (d.changed_at, d.delivery_id) < (${after?.changedAt ?? null}::timestamptz, ${after?.deliveryId ?? null}::uuid))
      and not exists (select from invoice_delivery n where n.person_id = d.person_id and n.succeeds = d.delivery_id and d.state in ('failed', 'refused', 'unknown', 'cancelled'))
    order by d.changed_at desc, d.delivery_id desc limit ${limit}`.execute(tx.db)
  return rows
}

/** How many wait or went wrong, by way. */
export async function countDeliveries(tx: Tx): Promise<{ way: DeliveryWay; state: DeliveryState; count: number }[]> {
  const { rows } = await sql<{ way: DeliveryWay; state: DeliveryState; count: number }>`
    select d.way, d.state, count(*)::int as count from invoice_delivery d
    where d.state in ('waiting', 'handing-over', 'handed-over')
      or (d.state in ('failed', 'refused', 'unknown') and not exists (select from invoice_delivery n where n.person_id = d.person_id and n.succeeds = d.delivery_id))
    group by d.way, d.state`.execute(tx.db)
  return rows
}

/** A delivery that has gone, and nobody has noted what it showed; `toldBefore`: the entry that says so of the same document and way. */
export interface Untold extends Pick<Delivery, 'personId' | 'deliveryId' | 'invoiceId' | 'reminderId' | 'documentId' | 'way' | 'changedAt'> {
  kind: 'invoice' | 'credit-note'
  privacy: PrivacyPart | null
  toldBefore: number | null
}

/** The oldest of them; `only`: of these people. */
export async function selectUntold(tx: Tx, limit: number, only?: readonly PersonId[]): Promise<Untold[]> {
  const { rows } = await sql<Untold>`
    select d.person_id as "personId", d.delivery_id as "deliveryId", d.invoice_id as "invoiceId", d.reminder_id as "reminderId", d.document_id as "documentId", d.way, d.changed_at as "changedAt",
      -- What an invoice to a company says there is said to nobody in particular.
      i.kind, case when i.company_id is null then i.content -> 'privacy' end as privacy,
      (select max(o.notice_seq) from invoice_delivery o where o.person_id = d.person_id and o.invoice_id = d.invoice_id and o.document_id = d.document_id and o.way = d.way and o.notice_seq > 0) as "toldBefore"
    from invoice_delivery d left join invoice i on i.person_id = d.person_id and i.invoice_id = d.invoice_id
    where d.state = 'sent' and d.notice_seq is null and (${only === undefined} or d.person_id = any (${only ?? []}::uuid[])) order by d.changed_at limit ${limit}`.execute(tx.db)
  return rows
}

/** Notes which entry of the person's own says what each of these showed. */
export async function updateTold(tx: Tx, told: readonly { personId: PersonId; deliveryId: string; seq: number }[]): Promise<void> {
  if (told.length === 0) return
  await sql`
    update invoice_delivery d set notice_seq = t.seq
    from unnest(${told.map((one) => one.personId)}::uuid[], ${told.map((one) => one.deliveryId)}::uuid[], ${told.map((one) => one.seq)}::int[]) as t (person_id, delivery_id, seq)
    where d.person_id = any (${told.map((one) => one.personId)}::uuid[]) and d.person_id = t.person_id and d.delivery_id = t.delivery_id`.execute(tx.db)
}

/** D6: the person sees what went to them beside mails, and why it was allowed. */
export async function insertUse(tx: Tx, { deliveryId, personId }: Pick<Delivery, 'personId' | 'deliveryId'>, channel: Channel, decision: Pick<PersonDecision, 'question' | 'rule' | 'groundId'>, subject: string): Promise<void> {
  noteChange(tx, [personId])
  await sql`
    insert into use_record (person_id, use_id, at, kind, purpose, channel, contact_point_id, rule, ground_id, entry_seq, mailing_id, subject, actor_kind, actor_id, certain)
    values (${personId}, ${newId(tx.now)}, ${tx.now}, 'sent', ${decision.question.purpose}, ${channel}, null, ${decision.rule}, ${decision.groundId}, null, ${deliveryId as MailingId}, ${subject}, 'system', null, true)`.execute(tx.db)
}
