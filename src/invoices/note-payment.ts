import { RETENTION_ZONE } from '../people/start-grounds.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { localDateIn, type LocalDate } from '../values/calendar.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { carryClaims } from './carry-claims.ts'
import { insertPayment, lockInvoice, selectInvoice, type Actor, type Payment } from './invoices.sql.ts'

/**
 * Notes that something was paid of an invoice, or paid back (an amount below zero). Money that has come is noted whatever
 * it comes to: more than was asked shows as what is owed to the customer.
 */
export async function notePayment(tx: Tx, one: { personId: PersonId; invoiceId: string; paidOn: LocalDate; amount: bigint; how: Payment['how'] }, by: Actor): Promise<Payment> {
  await lockInvoice(tx, one.personId, one.invoiceId)
  const invoice = await selectInvoice(tx, one.personId, one.invoiceId)
  if (!invoice) throw new Problem('not-found', { text: 'invoices.unknown' })
  if (invoice.kind === 'credit-note') throw new Problem('conflict', { text: 'invoices.credit-not-paid' })
  if (one.amount === 0n) throw new Problem('invalid', { text: 'invoices.paid-nothing', field: 'amount' })
  if (one.paidOn > localDateIn(RETENTION_ZONE, tx.now)) throw new Problem('invalid', { text: 'invoices.paid-ahead', field: 'paidOn' })
  if (invoice.paid + one.amount < 0n) throw new Problem('conflict', { text: 'invoices.paid-back-too-much', field: 'amount' })
  const payment: Payment = { ...one, paymentId: newId(tx.now), notedAt: tx.now, notedBy: by }
  await insertPayment(tx, payment)
  await carryClaims(tx, [one.personId])
  return payment
}
