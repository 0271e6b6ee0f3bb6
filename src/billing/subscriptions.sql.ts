import { sql } from 'kysely'
import { eachOf } from '../people/people.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { LocalDate } from '../values/calendar.ts'
import type { PersonId } from '../values/ids.ts'
import type { Change, InvoicedPeriod, Subscription } from './subscription.ts'

const columns = sql`
  s.person_id as "personId", s.subscription_id as "subscriptionId", s.ground_id as "groundId", s.name, s.months, s.billing_day as "billingDay", s.starts_on as "startsOn",
  s.created_at as "createdAt", jsonb_build_object('kind', s.created_by_kind, 'id', s.created_by_id) as "createdBy"`

export async function insertSubscription(tx: Tx, one: Subscription): Promise<void> {
  await sql`
    insert into subscription (person_id, subscription_id, ground_id, name, months, billing_day, starts_on, created_at, created_by_kind, created_by_id)
    values (${one.personId}, ${one.subscriptionId}, ${one.groundId}, ${one.name}, ${one.months}, ${one.billingDay}, ${one.startsOn}, ${one.createdAt}, ${one.createdBy.kind}, ${one.createdBy.id})`.execute(tx.db)
}

export async function insertChange(tx: Tx, { personId, subscriptionId }: Pick<Subscription, 'personId' | 'subscriptionId'>, one: Change): Promise<void> {
  await sql`
    insert into subscription_change (person_id, subscription_id, change_id, kind, day, lines, noted_at, noted_by_kind, noted_by_id)
    values (${personId}, ${subscriptionId}, ${one.changeId}, ${one.kind}, ${one.day}, ${one.lines && JSON.stringify(one.lines)}::jsonb, ${one.notedAt}, ${one.notedBy.kind}, ${one.notedBy.id})`.execute(tx.db)
}

export async function selectSubscriptionsOf(tx: Tx, personIds: readonly PersonId[]): Promise<Subscription[]> {
  const { rows } = await sql<Subscription>`
    select ${columns} from ${eachOf(personIds)} join subscription s on s.person_id = one.person_id order by s.person_id, s.subscription_id`.execute(tx.db)
  return rows
}

/** A page of all, the newest first. */
export async function selectSubscriptions(tx: Tx, before: string | undefined, limit: number): Promise<Subscription[]> {
  const { rows } = await sql<Subscription>`
    select ${columns} from subscription s where ${before ? sql`s.subscription_id < ${before}::uuid` : sql`true`} order by s.subscription_id desc limit ${limit}`.execute(tx.db)
  return rows
}

export interface Place {
  personId: PersonId
  id: string
}

/** The next of all, in the order of people. */
export async function selectSubscriptionsAfter(tx: Tx, after: Place | undefined, limit: number): Promise<Subscription[]> {
  const { rows } = await sql<Subscription>`
    select ${columns} from subscription s
    where ${after ? sql`(s.person_id, s.subscription_id) > (${after.personId}::uuid, ${after.id}::uuid)` : sql`true`}
    order by s.person_id, s.subscription_id limit ${limit}`.execute(tx.db)
  return rows
}

export async function countSubscriptions(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from subscription`.execute(tx.db)
  return rows[0]!.count
}

type Of<Row> = Row & { subscriptionId: string }

/** Everything that was said about the subscriptions of these people, in the order in which it was said. */
export async function selectChanges(tx: Tx, personIds: readonly PersonId[]): Promise<Of<Change>[]> {
  const { rows } = await sql<Of<Change>>`
    select c.subscription_id as "subscriptionId", c.change_id as "changeId", c.kind, c.day, c.lines, c.noted_at as "notedAt", jsonb_build_object('kind', c.noted_by_kind, 'id', c.noted_by_id) as "notedBy"
    from ${eachOf(personIds)} join subscription_change c on c.person_id = one.person_id order by c.noted_at, c.change_id`.execute(tx.db)
  return rows
}

/** Every turn of every period of these people; one that was taken back says by which run. */
export async function selectPeriods(tx: Tx, personIds: readonly PersonId[]): Promise<Of<InvoicedPeriod & { releasedBy: string | null }>[]> {
  const { rows } = await sql<Of<InvoicedPeriod & { releasedBy: string | null }>>`
    select p.subscription_id as "subscriptionId", p.period_from as "from", p.period_to as "to", p.invoice_id as "invoiceId", p.released_by as "releasedBy"
    from ${eachOf(personIds)} join subscription_period p on p.person_id = one.person_id order by p.period_from, p.turn`.execute(tx.db)
  return rows
}

/** Held until the end of the transaction: nothing is said about a subscription while its invoices are made. */
export async function lockSubscriptions(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('subscription ' || id, 0)) from (select id from unnest(${ids.toSorted()}::text[]) with ordinality as u (id, place) order by place) ordered`.execute(tx.db)
}

export interface NewPeriod {
  personId: PersonId
  subscriptionId: string
  from: LocalDate
  turn: number
  to: LocalDate
  invoiceId: string
  runId: string
}

/** Fails when one of the periods has an invoice of that turn: none is invoiced twice. */
export async function insertPeriods(tx: Tx, many: readonly NewPeriod[]): Promise<void> {
  const list = <Key extends keyof NewPeriod>(key: Key) => many.map((one) => one[key])
  await sql`
    insert into subscription_period (person_id, subscription_id, period_from, turn, period_to, invoice_id, run_id)
    select n.* from unnest(${list('personId')}::uuid[], ${list('subscriptionId')}::uuid[], ${list('from')}::date[], ${list('turn')}::int[], ${list('to')}::date[], ${list('invoiceId')}::uuid[], ${list('runId')}::uuid[]) as n`.execute(tx.db)
}

/** These invoices are taken back: their periods may be invoiced again. */
export async function releasePeriods(tx: Tx, invoices: readonly { personId: PersonId; invoiceId: string }[], runId: string): Promise<void> {
  await sql`
    update subscription_period p set released_by = ${runId}
    from unnest(${invoices.map((one) => one.personId)}::uuid[], ${invoices.map((one) => one.invoiceId)}::uuid[]) as i (person_id, invoice_id)
    where p.person_id = any (${invoices.map((one) => one.personId)}::uuid[]) and p.person_id = i.person_id and p.invoice_id = i.invoice_id and p.released_by is null`.execute(tx.db)
}

