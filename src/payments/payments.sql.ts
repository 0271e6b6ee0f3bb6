// long: everything about what banks told of, in one place.
import { sql } from 'kysely'
import type { Actor } from '../invoices/invoices.sql.ts'
import { feesOf } from '../invoices/invoices.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { LocalDate } from '../values/calendar.ts'
import type { PersonId } from '../values/ids.ts'
import type { BankFormat, BankLine, LineKind } from './bank-line.ts'
import type { Owed, UnmatchedReason } from './match-line.ts'

export interface FileCounts { lines: number; paid: number; partPaid: number; overpaid: number; takenBack: number; unmatched: number; known: number; passedOver: number }

export interface TakenFile {
  fileId: string
  format: BankFormat
  accounts: string[]
  takenAt: Date
  takenBy: Actor
  counts: FileCounts
}

/** Held until the end of the transaction: files and hands settle payments one after the other. */
export async function lockPayments(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7411043)`.execute(tx.db)
}

const fileColumns = sql`file_id as "fileId", format, accounts, taken_at as "takenAt", jsonb_build_object('kind', taken_by_kind, 'id', taken_by_id) as "takenBy",
  jsonb_build_object('lines', lines, 'paid', paid, 'partPaid', part_paid, 'overpaid', overpaid, 'takenBack', taken_back, 'unmatched', unmatched, 'known', known, 'passedOver', passed_over) as counts`

export async function selectFileByDigest(tx: Tx, digest: string): Promise<TakenFile | undefined> {
  const { rows } = await sql<TakenFile>`select ${fileColumns} from bank_file where digest = ${digest}`.execute(tx.db)
  return rows[0]
}

/** Files that were taken in, the newest first. */
export async function selectFiles(tx: Tx, limit: number): Promise<TakenFile[]> {
  const { rows } = await sql<TakenFile>`select ${fileColumns} from bank_file order by taken_at desc, file_id desc limit ${limit}`.execute(tx.db)
  return rows
}

/** The accounts of these that no file was taken in for yet. */
export async function selectNewAccounts(tx: Tx, accounts: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ account: string }>`
    select account from unnest(${accounts}::text[]) as a (account) where not exists (select from bank_file where accounts @> array[a.account])`.execute(tx.db)
  return rows.map((row) => row.account)
}

export async function insertFile(tx: Tx, { fileId, format, accounts, takenAt, takenBy, counts }: TakenFile, digest: string): Promise<void> {
  await sql`
    insert into bank_file (file_id, digest, format, accounts, taken_at, taken_by_kind, taken_by_id, lines, paid, part_paid, overpaid, taken_back, unmatched, known, passed_over)
    values (${fileId}, ${digest}, ${format}, ${accounts}, ${takenAt}, ${takenBy.kind}, ${takenBy.id}, ${counts.lines}, ${counts.paid}, ${counts.partPaid}, ${counts.overpaid}, ${counts.takenBack},
      ${counts.unmatched}, ${counts.known}, ${counts.passedOver})`.execute(tx.db)
}

/** Which of these marks are known, as their own or as another file's name for the same. */
export async function selectKnownMarks(tx: Tx, marks: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ mark: string }>`
    select mark from bank_payment where mark = any (${marks}::text[]) union all select also_mark from bank_payment where also_mark = any (${marks}::text[])`.execute(tx.db)
  return new Set(rows.map((row) => row.mark))
}

/** What files of another form told of, and no file of a third has claimed, that could be the same: of one reference, amount and day. */
export async function selectTwins(tx: Tx, format: BankFormat, lines: readonly { reference: string; line: BankLine }[]): Promise<{ bankPaymentId: string; key: string }[]> {
  if (lines.length === 0) return []
  const { rows } = await sql<{ bankPaymentId: string; key: string }>`
    select distinct b.bank_payment_id as "bankPaymentId", b.reference || ' ' || b.amount || ' ' || b.currency || ' ' || b.booked_on as key
    from unnest(${lines.map((one) => one.reference)}::text[], ${lines.map((one) => String(one.line.amount))}::bigint[], ${lines.map((one) => one.line.currency)}::text[], ${lines.map((one) => one.line.bookedOn)}::date[])
      as l (reference, amount, currency, booked_on)
    join bank_payment b on b.reference = l.reference and b.amount = l.amount and b.booked_on = l.booked_on and b.currency = l.currency
    where b.format <> ${format} and b.also_mark is null order by "bankPaymentId"`.execute(tx.db)
  return rows
}

export async function updateAlsoMarks(tx: Tx, twins: readonly { bankPaymentId: string; mark: string }[]): Promise<void> {
  if (twins.length === 0) return
  await sql`
    update bank_payment b set also_mark = t.mark from unnest(${twins.map((one) => one.bankPaymentId)}::uuid[], ${twins.map((one) => one.mark)}::text[]) as t (id, mark)
    where b.bank_payment_id = t.id`.execute(tx.db)
}

/** Entries of these marks of which the transactions are known already. */
export async function selectKnownEntries(tx: Tx, entryMarks: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ mark: string }>`select distinct entry_mark as mark from bank_payment where entry_mark = any (${entryMarks}::text[]) and not is_whole`.execute(tx.db)
  return new Set(rows.map((row) => row.mark))
}

/** Whole entries that nobody has touched, of which the transactions have come now. */
export async function selectTouchedWholes(tx: Tx, entryMarks: readonly string[]): Promise<{ bankPaymentId: string; leftOver: bigint }[]> {
  const { rows } = await sql<{ bankPaymentId: string; leftOver: string }>`
    select bank_payment_id as "bankPaymentId", left_over::text as "leftOver" from bank_payment where entry_mark = any (${entryMarks}::text[]) and is_whole and left_over = amount`.execute(tx.db)
  return rows.map((row) => ({ ...row, leftOver: BigInt(row.leftOver) }))
}

/** Whether a file of Bankgirot told of a deposit of these days and sums; `day amount currency`. */
export async function selectDeposits(tx: Tx, lines: readonly BankLine[]): Promise<Set<string>> {
  if (lines.length === 0) return new Set()
  const { rows } = await sql<{ key: string }>`
    select booked_on || ' ' || sum(amount) || ' ' || currency as key from bank_payment
    where format = 'bgmax' and booked_on = any (${[...new Set(lines.map((one) => one.bookedOn))]}::date[]) group by entry_mark, booked_on, currency`.execute(tx.db)
  return new Set(rows.map((row) => row.key))
}

/** The invoices that these references stand on. */
export async function selectOwed(tx: Tx, references: readonly string[]): Promise<(Owed & { reference: string })[]> {
  const { rows } = await sql<Omit<Owed, 'outstanding' | 'fees' | 'fromBanks'> & { reference: string; outstanding: string; fees: string; fromBanks: string[] }>`
    select i.reference, i.person_id as "personId", i.invoice_id as "invoiceId", i.number, i.content->'buyer'->>'name' as buyer, i.currency,
      (i.payable - coalesce(p.paid, 0) - coalesce(c.credited, 0))::text as outstanding, (case when coalesce(c.credited, 0) >= i.payable then 0 else ${feesOf} end)::text as fees, coalesce(c.credited, 0) > 0 as "isCredited", coalesce(p.from_banks, '{}') as "fromBanks"
    from invoice i
    left join lateral (
      select sum(amount) as paid, array_agg(amount::text) filter (where bank_payment_id is not null) as from_banks from payment p where p.person_id = i.person_id and p.invoice_id = i.invoice_id) p on true
    left join lateral (select -sum(c.payable) as credited from invoice c where c.person_id = i.person_id and c.credits = i.invoice_id) c on true
    where i.reference = any (${references}::text[]) and i.kind = 'invoice'`.execute(tx.db)
  return rows.map((row) => ({ ...row, outstanding: BigInt(row.outstanding), fees: BigInt(row.fees), fromBanks: stillThere(row.fromBanks.map(BigInt)) }))
}

/** What came less what was taken back of it again. */
function stillThere(amounts: readonly bigint[]): bigint[] {
  const there = amounts.filter((one) => one > 0n)
  for (const back of amounts.filter((one) => one < 0n)) {
    const place = there.indexOf(-back)
    if (place >= 0) there.splice(place, 1)
  }
  return there
}

export interface NewBankPayment { bankPaymentId: string; fileId: string; format: BankFormat; line: BankLine; reference: string; reason: UnmatchedReason | null; leftOver: bigint; keepUntil: LocalDate }

export async function insertBankPayments(tx: Tx, many: readonly NewBankPayment[]): Promise<void> {
  if (many.length === 0) return
  const list = <Value>(of: (one: NewBankPayment) => Value) => many.map(of)
  await sql`
    insert into bank_payment (bank_payment_id, file_id, row_no, kind, format, mark, entry_mark, is_whole, booked_on, amount, currency, reference, message, payer_name, payer_account, reason, left_over, keep_until)
    select * from unnest(${list((one) => one.bankPaymentId)}::uuid[], ${list((one) => one.fileId)}::uuid[], ${list((one) => one.line.row)}::int[], ${list((one) => one.line.kind)}::text[], ${list((one) => one.format)}::text[],
      ${list((one) => one.line.mark)}::text[], ${list((one) => one.line.entryMark)}::text[], ${list((one) => one.line.isWhole)}::boolean[], ${list((one) => one.line.bookedOn)}::date[], ${list((one) => String(one.line.amount))}::bigint[],
      ${list((one) => one.line.currency)}::text[], ${list((one) => one.reference)}::text[], ${list((one) => one.line.text)}::text[], ${list((one) => one.line.payerName)}::text[], ${list((one) => one.line.payerAccount)}::text[],
      ${list((one) => one.reason)}::text[], ${list((one) => String(one.leftOver))}::bigint[], ${list((one) => one.keepUntil)}::date[])`.execute(tx.db)
}

export const STEP_KINDS = ['matched', 'set-aside', 'returned', 'undone'] as const
export type StepKind = (typeof STEP_KINDS)[number]

export interface Step {
  bankPaymentId: string
  stepId: string
  kind: StepKind
  /** How much of it: in hundredths, with the sign of what it undoes turned round. */
  amount: bigint
  at: Date
  by: Actor
  personId: PersonId | null
  invoiceId: string | null
  paymentId: string | null
  undoes: string | null
  reason: string | null
}

export async function insertSteps(tx: Tx, many: readonly Step[]): Promise<void> {
  if (many.length === 0) return
  const list = <Value>(of: (one: Step) => Value) => many.map(of)
  await sql`
    insert into bank_payment_step (bank_payment_id, step_id, kind, amount, at, by_kind, by_id, person_id, invoice_id, payment_id, undoes, reason)
    select * from unnest(${list((one) => one.bankPaymentId)}::uuid[], ${list((one) => one.stepId)}::uuid[], ${list((one) => one.kind)}::text[], ${list((one) => String(one.amount))}::bigint[], ${list((one) => one.at)}::timestamptz[],
      ${list((one) => one.by.kind)}::text[], ${list((one) => one.by.id)}::text[], ${list((one) => one.personId)}::uuid[], ${list((one) => one.invoiceId)}::uuid[], ${list((one) => one.paymentId)}::uuid[],
      ${list((one) => one.undoes)}::uuid[], ${list((one) => one.reason)}::text[])`.execute(tx.db)
}

export interface FromBank { personId: PersonId; paymentId: string; invoiceId: string; bankPaymentId: string; paidOn: LocalDate; amount: bigint; payerName: string | null; payerAccount: string | null }

/** Payments of invoices that a bank told of. */
export async function insertFromBank(tx: Tx, many: readonly FromBank[], by: Actor): Promise<void> {
  if (many.length === 0) return
  const list = <Value>(of: (one: FromBank) => Value) => many.map(of)
  await sql`
    insert into payment (person_id, payment_id, invoice_id, paid_on, amount, how, noted_at, noted_by_kind, noted_by_id, bank_payment_id, payer_name, payer_account)
    select p.person_id, p.payment_id, p.invoice_id, p.paid_on, p.amount, 'bank', ${tx.now}, ${by.kind}, ${by.id}, p.bank_payment_id, p.payer_name, p.payer_account
    from unnest(${list((one) => one.personId)}::uuid[], ${list((one) => one.paymentId)}::uuid[], ${list((one) => one.invoiceId)}::uuid[], ${list((one) => one.bankPaymentId)}::uuid[], ${list((one) => one.paidOn)}::date[],
      ${list((one) => String(one.amount))}::bigint[], ${list((one) => one.payerName)}::text[], ${list((one) => one.payerAccount)}::text[]) as p (person_id, payment_id, invoice_id, bank_payment_id, paid_on, amount, payer_name, payer_account)`.execute(tx.db)
}

/** Less is left by so much, or more. */
export async function updateLeftOver(tx: Tx, changes: readonly { bankPaymentId: string; by: bigint }[]): Promise<void> {
  if (changes.length === 0) return
  await sql`
    update bank_payment b set left_over = b.left_over + c.by from unnest(${changes.map((one) => one.bankPaymentId)}::uuid[], ${changes.map((one) => String(one.by))}::bigint[]) as c (id, by)
    where b.bank_payment_id = c.id`.execute(tx.db)
}

export interface BankPayment {
  bankPaymentId: string
  fileId: string
  row: number
  kind: LineKind
  format: BankFormat
  bookedOn: LocalDate
  amount: bigint
  leftOver: bigint
  currency: string
  reference: string
  message: string
  payerName: string | null
  payerAccount: string | null
  reason: UnmatchedReason | null
}

const columns = sql`bank_payment_id as "bankPaymentId", file_id as "fileId", row_no as row, kind, format, booked_on as "bookedOn", amount::text as amount, left_over::text as "leftOver", currency, reference, message,
  payer_name as "payerName", payer_account as "payerAccount", reason`
type Row = Omit<BankPayment, 'amount' | 'leftOver'> & { amount: string; leftOver: string }
const stored = (row: Row): BankPayment => ({ ...row, amount: BigInt(row.amount), leftOver: BigInt(row.leftOver) })

/** What is on no invoice, or all of it; the newest first. */
export async function selectBankPayments(tx: Tx, { open, after, limit }: { open: boolean; after: { bookedOn: LocalDate; bankPaymentId: string } | undefined; limit: number }): Promise<BankPayment[]> {
  const { rows } = await sql<Row>`
    select ${columns} from bank_payment
    where (not ${open}::boolean or left_over <> 0) and (${after === undefined}::boolean or (booked_on, bank_payment_id) < (${after?.bookedOn ?? null}::date, ${after?.bankPaymentId ?? null}::uuid))
    order by booked_on desc, bank_payment_id desc limit ${limit}`.execute(tx.db)
  return rows.map(stored)
}

export async function countOpen(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from bank_payment where left_over <> 0`.execute(tx.db)
  return rows[0]!.count
}

export async function selectBankPayment(tx: Tx, bankPaymentId: string): Promise<BankPayment | undefined> {
  const { rows } = await sql<Row>`select ${columns} from bank_payment where bank_payment_id = ${bankPaymentId}`.execute(tx.db)
  return rows[0] && stored(rows[0])
}

/** What was done about it, the oldest first. */
export async function selectSteps(tx: Tx, bankPaymentId: string): Promise<Step[]> {
  const { rows } = await sql<Omit<Step, 'amount'> & { amount: string }>`
    select bank_payment_id as "bankPaymentId", step_id as "stepId", kind, amount::text as amount, at, jsonb_build_object('kind', by_kind, 'id', by_id) as by, person_id as "personId", invoice_id as "invoiceId",
      payment_id as "paymentId", undoes, reason
    from bank_payment_step where bank_payment_id = ${bankPaymentId} order by step_id`.execute(tx.db)
  return rows.map((row) => ({ ...row, amount: BigInt(row.amount) }))
}

/** `outstanding`: with the fees for reminding of it. */
export interface FoundInvoice { personId: PersonId; invoiceId: string; number: string; name: string; issuedOn: LocalDate; dueOn: LocalDate; currency: string; payable: bigint; outstanding: bigint; reference: string }

export interface InvoiceSearch {
  /** Begins a number, or stands in the name on the invoice; empty: is not asked for. */
  text: string
  reference: string
  amount: bigint | null
  /** These too. */
  ids: readonly string[]
}

/** Invoices that a payment could be for: what is still to be paid first. */
export async function searchInvoices(tx: Tx, { text, reference, amount, ids }: InvoiceSearch, limit: number): Promise<FoundInvoice[]> {
  const piece = text.replaceAll(/[\\%_]/g, String.raw`\$&`)
  const named = /\p{L}/u.test(text)
  const { rows } = await sql<Omit<FoundInvoice, 'payable' | 'outstanding'> & { payable: string; outstanding: string }>`
    select i.person_id as "personId", i.invoice_id as "invoiceId", i.number, i.content->'buyer'->>'name' as name, i.issued_on as "issuedOn", i.due_on as "dueOn", i.currency, i.payable::text as payable, i.reference, o.left::text as outstanding
    from invoice i
    cross join lateral (select u.owed + case when u.credited >= i.payable then 0 else ${feesOf} end as left from (select c.credited, i.payable - c.credited
        - coalesce((select sum(p.amount) from payment p where p.person_id = i.person_id and p.invoice_id = i.invoice_id), 0) as owed
      from (select coalesce((select -sum(c.payable) from invoice c where c.person_id = i.person_id and c.credits = i.invoice_id), 0) as credited) c) u) o
    where i.kind = 'invoice' and ((${text !== ''} and i.number like ${`${piece}%`}) or (${named} and i.content->'buyer'->>'name' ilike ${`%${piece}%`}) or i.reference = ${reference}
      or i.payable = ${amount === null ? null : String(amount)}::bigint or o.left = ${amount === null ? null : String(amount)}::bigint or i.invoice_id = any (${ids}::uuid[]))
    order by (o.left > 0) desc, i.issued_on desc, i.invoice_id desc limit ${limit}`.execute(tx.db)
  return rows.map((row) => ({ ...row, payable: BigInt(row.payable), outstanding: BigInt(row.outstanding) }))
}

/** Deletes what has had its time, by the eraser role; says how many. */
export async function deleteEndedBankPayments(tx: Tx, today: LocalDate, limit: number): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    delete from bank_payment where bank_payment_id in (select bank_payment_id from bank_payment where keep_until < ${today}::date limit ${limit}) returning bank_payment_id as id`.execute(tx.db)
  await sql`delete from bank_payment_step where bank_payment_id = any (${rows.map((row) => row.id)}::uuid[])`.execute(tx.db)
  return rows.length
}
