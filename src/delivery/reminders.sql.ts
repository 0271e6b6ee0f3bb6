import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { LocalDate } from '../values/calendar.ts'
import type { PersonId } from '../values/ids.ts'
import type { Actor } from './deliveries.sql.ts'

/** A payment reminder of an invoice. Amounts in hundredths of its currency. */
export interface Reminder {
  personId: PersonId
  reminderId: string
  invoiceId: string
  /** First, second … of this invoice. */
  ordinal: number
  issuedOn: LocalDate
  payBy: LocalDate
  /** What was left of the invoice that day. */
  outstanding: bigint
  /** Of earlier reminders, not paid that day. */
  feesBefore: bigint
  fee: bigint
  /** What interest had come to, where the reminder tells it. */
  interest: bigint
  documentId: string
  issuedAt: Date
  issuedBy: Actor
}

const columns = sql`
  r.person_id as "personId", r.reminder_id as "reminderId", r.invoice_id as "invoiceId", r.ordinal, r.issued_on as "issuedOn", r.pay_by as "payBy", r.outstanding::text as outstanding,
  r.fees_before::text as "feesBefore", r.fee::text as fee, r.interest::text as interest, r.document_id as "documentId", r.issued_at as "issuedAt", jsonb_build_object('kind', r.issued_by_kind, 'id', r.issued_by_id) as "issuedBy"`
interface Row extends Omit<Reminder, 'outstanding' | 'feesBefore' | 'fee' | 'interest'> { outstanding: string; feesBefore: string; fee: string; interest: string }
const reminder = (row: Row): Reminder => ({ ...row, outstanding: BigInt(row.outstanding), feesBefore: BigInt(row.feesBefore), fee: BigInt(row.fee), interest: BigInt(row.interest) })

export async function insertReminder(tx: Tx, one: Reminder): Promise<void> {
  await sql`
    insert into invoice_reminder (person_id, reminder_id, invoice_id, ordinal, issued_on, pay_by, outstanding, fees_before, fee, interest, document_id, issued_at, issued_by_kind, issued_by_id)
    values (${one.personId}, ${one.reminderId}, ${one.invoiceId}, ${one.ordinal}, ${one.issuedOn}, ${one.payBy}, ${String(one.outstanding)}::bigint, ${String(one.feesBefore)}::bigint, ${String(one.fee)}::bigint, ${String(one.interest)}::bigint,
      ${one.documentId}, ${one.issuedAt}, ${one.issuedBy.kind}, ${one.issuedBy.id})`.execute(tx.db)
}

export async function selectReminder(tx: Tx, personId: PersonId, reminderId: string): Promise<Reminder | undefined> {
  const { rows } = await sql<Row>`select ${columns} from invoice_reminder r where r.person_id = ${personId} and r.reminder_id = ${reminderId}`.execute(tx.db)
  return rows.map(reminder)[0]
}

/** Of one invoice, the first one first. */
export async function selectRemindersOf(tx: Tx, personId: PersonId, invoiceId: string): Promise<Reminder[]> {
  const { rows } = await sql<Row>`select ${columns} from invoice_reminder r where r.person_id = ${personId} and r.invoice_id = ${invoiceId} order by r.ordinal`.execute(tx.db)
  return rows.map(reminder)
}
