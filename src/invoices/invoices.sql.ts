import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { LocalDate } from '../values/calendar.ts'
import { newId, type PersonId, type StaffId } from '../values/ids.ts'
import { eachOf } from '../people/people.sql.ts'
import type { InvoiceState } from './invoice-state.ts'
import type { Invoicing } from './invoicing.ts'
import type { IssuedInvoice } from './issued-invoice.ts'

/** By whom, as a pseudonym. */
export interface Actor {
  kind: string
  id: string | null
}

/** An invoice with what has become of it. Amounts are in hundredths of its currency. */
export interface StoredInvoice {
  personId: PersonId
  /** The company that owes it, for which the person speaks; null where it is the person. */
  companyId: string | null
  invoiceId: string
  kind: 'invoice' | 'credit-note'
  number: string
  issuedOn: LocalDate
  dueOn: LocalDate
  currency: string
  gross: bigint
  payable: bigint
  reference: string
  credits: string | null
  content: IssuedInvoice
  documentId: string
  issuedAt: Date
  issuedBy: Actor
  /** Taken together. */
  paid: bigint
  /** By credit notes, above zero. */
  credited: bigint
  /** Asked for by reminders that went or are on their way. */
  fees: bigint
}

export type NewInvoice = Omit<StoredInvoice, 'paid' | 'credited' | 'fees'>

/** Whole numbers beyond what a double holds, and decimals, stand in JSON as text with an `n`. */
const freeze = (value: unknown) => JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? `${each}n` : each))
const thaw = <Value>(value: unknown) => JSON.parse(JSON.stringify(value), (key, each: unknown) => (typeof each === 'string' && FROZEN.has(key) && /^-?\d+n$/.test(each) ? BigInt(each.slice(0, -1)) : each)) as Value
const FROZEN = new Set(['quantity', 'unitPrice', 'allowance', 'rounding'])

export async function insertInvoices(tx: Tx, many: readonly NewInvoice[]): Promise<void> {
  const list = <Key extends keyof NewInvoice>(key: Key) => many.map((one) => one[key])
  await sql`
    insert into invoice (person_id, invoice_id, kind, number, issued_on, due_on, currency, gross, payable, reference, credits, content, document_id, issued_at, issued_by_kind, issued_by_id, company_id)
    select n.person_id, n.invoice_id, n.kind, n.number, n.issued_on, n.due_on, n.currency, n.gross, n.payable, n.reference, n.credits, n.content::jsonb, n.document_id, n.issued_at, n.by_kind, n.by_id, n.company_id
    from unnest(
      ${list('personId')}::uuid[], ${list('invoiceId')}::uuid[], ${list('kind')}::text[], ${list('number')}::text[], ${list('issuedOn')}::date[], ${list('dueOn')}::date[], ${list('currency')}::text[],
      ${many.map((one) => String(one.gross))}::bigint[], ${many.map((one) => String(one.payable))}::bigint[], ${list('reference')}::text[], ${list('credits')}::uuid[], ${many.map((one) => freeze(one.content))}::text[],
      ${list('documentId')}::uuid[], ${list('issuedAt')}::timestamptz[], ${many.map((one) => one.issuedBy.kind)}::text[], ${many.map((one) => one.issuedBy.id)}::text[], ${list('companyId')}::uuid[])
      as n (person_id, invoice_id, kind, number, issued_on, due_on, currency, gross, payable, reference, credits, content, document_id, issued_at, by_kind, by_id, company_id)`.execute(tx.db)
}

/** Fees for reminding of the invoice `i`: a reminder that did not go costs nothing. */
export const feesOf = sql`coalesce((select sum(r.fee) from invoice_reminder r where r.person_id = i.person_id and r.invoice_id = i.invoice_id and r.fee > 0 and exists (
    select from invoice_delivery d where d.person_id = r.person_id and d.invoice_id = r.invoice_id and d.reminder_id = r.reminder_id and d.state not in ('refused', 'failed', 'cancelled'))), 0)`

const columns = sql`
  i.person_id as "personId", i.company_id as "companyId", i.invoice_id as "invoiceId", i.kind, i.number, i.issued_on as "issuedOn", i.due_on as "dueOn", i.currency, i.gross::text as gross, i.payable::text as payable,
  i.reference, i.credits, i.content, i.document_id as "documentId", i.issued_at as "issuedAt", jsonb_build_object('kind', i.issued_by_kind, 'id', i.issued_by_id) as "issuedBy",
  coalesce((select sum(p.amount) from payment p where p.person_id = i.person_id and p.invoice_id = i.invoice_id), 0)::text as paid,
  coalesce((select -sum(c.payable) from invoice c where c.person_id = i.person_id and c.credits = i.invoice_id), 0)::text as credited, ${feesOf}::text as fees`

interface Row extends Omit<StoredInvoice, 'gross' | 'payable' | 'paid' | 'credited' | 'fees' | 'content'> { gross: string; payable: string; paid: string; credited: string; fees: string; content: unknown }

const stored = (row: Row): StoredInvoice => ({ ...row, content: thaw(row.content), gross: BigInt(row.gross), payable: BigInt(row.payable), paid: BigInt(row.paid), credited: BigInt(row.credited), fees: BigInt(row.fees) })

/** What was issued to these people, the newest first. */
export async function selectInvoicesOf(tx: Tx, personIds: readonly PersonId[]): Promise<StoredInvoice[]> {
  const { rows } = await sql<Row>`select ${columns} from ${eachOf(personIds)} join invoice i on i.person_id = one.person_id order by i.person_id, i.issued_on desc, i.invoice_id desc`.execute(tx.db)
  return rows.map(stored)
}

/** What a company owes or has paid, under any of the ids it had; the newest first. */
export async function selectInvoicesOfCompany(tx: Tx, companyIds: readonly string[], limit: number): Promise<StoredInvoice[]> {
  const { rows } = await sql<Row>`select ${columns} from invoice i where i.company_id = any (${companyIds}::uuid[]) order by i.issued_on desc, i.invoice_id desc limit ${limit}`.execute(tx.db)
  return rows.map(stored)
}

export async function selectInvoice(tx: Tx, personId: PersonId, invoiceId: string): Promise<StoredInvoice | undefined> {
  const { rows } = await sql<Row>`select ${columns} from invoice i where i.person_id = ${personId} and i.invoice_id = ${invoiceId}`.execute(tx.db)
  return rows[0] && stored(rows[0])
}

/** The numbers of these invoices, by id. */
export async function selectNumbers(tx: Tx, invoices: readonly { personId: PersonId; invoiceId: string }[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ invoiceId: string; number: string }>`
    select i.invoice_id as "invoiceId", i.number from unnest(${invoices.map((one) => one.personId)}::uuid[], ${invoices.map((one) => one.invoiceId)}::uuid[]) as one (person_id, invoice_id)
    join invoice i on i.person_id = one.person_id and i.invoice_id = one.invoice_id`.execute(tx.db)
  return new Map(rows.map((row) => [row.invoiceId, row.number]))
}

/** Of people in the register to whom something was issued: whether anything is still to be paid or paid back, and the newest of it. */
export async function selectClaims(tx: Tx, personIds: readonly PersonId[]): Promise<{ personId: PersonId; isOpen: boolean; invoiceId: string }[]> {
  const { rows } = await sql<{ personId: PersonId; isOpen: boolean; invoiceId: string }>`
    select b.person_id as "personId", bool_or(b.kind = 'invoice' and (b.owed > 0 or b.owed + b.fees < 0)) as "isOpen", (array_agg(b.invoice_id order by b.issued_at desc, b.invoice_id desc))[1] as "invoiceId"
    from (select i.person_id, i.invoice_id, i.kind, i.issued_at,
        i.payable - coalesce((select sum(p.amount) from payment p where p.person_id = i.person_id and p.invoice_id = i.invoice_id), 0)
          + coalesce((select sum(c.payable) from invoice c where c.person_id = i.person_id and c.credits = i.invoice_id), 0) as owed,
        ${feesOf} as fees
      from ${eachOf(personIds)} join person p on p.person_id = one.person_id join invoice i on i.person_id = one.person_id and i.company_id is null) b
    group by b.person_id`.execute(tx.db)
  return rows
}

/** Held until the end of the transaction, so that two payments or credit notes see each other. */
export async function lockInvoice(tx: Tx, personId: PersonId, invoiceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`invoice ${personId} ${invoiceId}`}, 0))`.execute(tx.db)
}

/** A page of all invoices, the newest first; `states` as they stand today; `search` finds the beginning of a number, a reference, or a piece of the buyer's name. */
export async function selectInvoices(tx: Tx, today: LocalDate, { states, search = '', after, limit }: { states: readonly InvoiceState[]; search?: string | undefined; after: { issuedOn: LocalDate; invoiceId: string } | undefined; limit: number }): Promise<(StoredInvoice & { state: InvoiceState })[]> {
  const piece = search.replaceAll(/[\\%_]/g, String.raw`\$&`)
  const found = search === '' ? sql`` : sql`where i.number like ${`${piece}%`} or i.reference = ${search.replaceAll(/[\s.]/g, '')} or (${/\p{L}/u.test(search)} and i.content->'buyer'->>'name' ilike ${`%${piece}%`})`
  const { rows } = await sql<Row & { state: InvoiceState }>`
    with standing as (
      select i.*, s.state from (select ${columns} from invoice i ${found}) i
      cross join lateral (select case
        when i.kind = 'credit-note' then 'credit'
        when i.payable::bigint - i.credited::bigint - i.paid::bigint <= 0 then case when i.paid::bigint = 0 and i.credited::bigint > 0 then 'credited' else 'paid' end
        when i."dueOn" < ${today}::date then 'overdue'
        when i.paid::bigint > 0 then 'part-paid' else 'open' end as state) s)
    select * from standing
    where (${states.length === 0} or state = any (${states}::text[]))
      and (${after === undefined} or ("issuedOn", "invoiceId") < (${after?.issuedOn ?? null}::date, ${after?.invoiceId ?? null}::uuid))
    order by "issuedOn" desc, "invoiceId" desc limit ${limit}`.execute(tx.db)
  return rows.map((row) => ({ ...stored(row), state: row.state }))
}

export interface Payment {
  personId: PersonId
  paymentId: string
  invoiceId: string
  paidOn: LocalDate
  amount: bigint
  how: 'bank' | 'swish' | 'card' | 'cash' | 'other'
  notedAt: Date
  notedBy: Actor
}

export async function insertPayment(tx: Tx, one: Payment): Promise<void> {
  await sql`
    insert into payment (person_id, payment_id, invoice_id, paid_on, amount, how, noted_at, noted_by_kind, noted_by_id)
    values (${one.personId}, ${one.paymentId}, ${one.invoiceId}, ${one.paidOn}, ${String(one.amount)}::bigint, ${one.how}, ${one.notedAt}, ${one.notedBy.kind}, ${one.notedBy.id})`.execute(tx.db)
}

export async function selectPayments(tx: Tx, personId: PersonId, invoiceId: string): Promise<Payment[]> {
  const { rows } = await sql<Omit<Payment, 'amount'> & { amount: string }>`
    select person_id as "personId", payment_id as "paymentId", invoice_id as "invoiceId", paid_on as "paidOn", amount::text as amount, how, noted_at as "notedAt",
      jsonb_build_object('kind', noted_by_kind, 'id', noted_by_id) as "notedBy"
    from payment where person_id = ${personId} and invoice_id = ${invoiceId} order by paid_on, payment_id`.execute(tx.db)
  return rows.map((row) => ({ ...row, amount: BigInt(row.amount) }))
}

/** The number that a series gives out next; `lock` keeps it from others until the end of the transaction. */
export async function selectNextSerial(tx: Tx, series: string, lock: boolean): Promise<number> {
  if (lock) await sql`insert into number_series (series, next) values (${series}, 1) on conflict do nothing`.execute(tx.db)
  const { rows } = await sql<{ next: number }>`select next from number_series where series = ${series} ${lock ? sql`for update` : sql``}`.execute(tx.db)
  return rows[0]?.next ?? 1
}

/** Takes the numbers below `next`, if the series still stands where it was seen; false, and nothing is held, when another was quicker. */
export async function takeSerials(tx: Tx, series: string, { seen, next }: { seen: number; next: number }): Promise<boolean> {
  const { rows } = await sql`
    insert into number_series as s (series, next) values (${series}, ${next})
    on conflict (series) do update set next = excluded.next where s.next = ${seen}
    returning next`.execute(tx.db)
  return rows.length === 1
}

/** How the company invoices now; undefined until somebody has said. */
export async function selectInvoicing(tx: Tx): Promise<Invoicing | undefined> {
  const { rows } = await sql<{ settings: Invoicing }>`select settings from invoicing order by since desc, invoicing_id desc limit 1`.execute(tx.db)
  return rows[0]?.settings
}

export async function insertInvoicing(tx: Tx, settings: Invoicing, by: StaffId): Promise<void> {
  await sql`insert into invoicing (invoicing_id, since, settings, set_by) values (${newId(tx.now)}, ${tx.now}, ${JSON.stringify(settings)}::jsonb, ${by})`.execute(tx.db)
}
