import { carryClaims } from '../invoices/carry-claims.ts'
import { lockInvoice, selectInvoice, type Actor } from '../invoices/invoices.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { insertFromBank, insertSteps, lockPayments, selectBankPayment, updateLeftOver, type BankPayment } from './payments.sql.ts'

export interface HandShare { personId: PersonId; invoiceId: string; amount: bigint }

/**
 * Puts what is left of a bank's payment on invoices, as somebody has judged: the whole of it or parts, on one or several.
 * What went back (below zero) is taken from an invoice that has so much. Throws `conflict` for more than is left, or another currency.
 */
export async function matchPayment(tx: Tx, bankPaymentId: string, shares: readonly HandShare[], by: Actor): Promise<void> {
  await lockPayments(tx)
  const payment = await existing(tx, bankPaymentId)
  const sum = shares.reduce((total, one) => total + one.amount, 0n)
  const isWithin = shares.every((one) => one.amount !== 0n && one.amount > 0n === payment.leftOver > 0n) && (payment.leftOver > 0n ? sum <= payment.leftOver : sum >= payment.leftOver)
  if (payment.leftOver === 0n) throw new Problem('conflict', { text: 'payments.nothing-left' })
  if (!isWithin) throw new Problem('conflict', { text: 'payments.more-than-left', field: 'shares' })
  for (const [place, { personId, invoiceId, amount }] of shares.entries()) {
    await lockInvoice(tx, personId, invoiceId)
    const invoice = await selectInvoice(tx, personId, invoiceId)
    const field = `shares.${place}.invoice`
    if (!invoice) throw new Problem('not-found', { text: 'invoices.unknown', field })
    if (invoice.kind === 'credit-note') throw new Problem('conflict', { text: 'invoices.credit-not-paid', field })
    if (invoice.currency !== payment.currency) throw new Problem('conflict', { text: 'payments.other-currency', field })
    if (invoice.paid + amount < 0n) throw new Problem('conflict', { text: 'invoices.paid-back-too-much', field })
    const paymentId = newId(tx.now)
    await insertFromBank(tx, [{ personId, invoiceId, paymentId, bankPaymentId, paidOn: payment.bookedOn, amount, payerName: payment.payerName, payerAccount: payment.payerAccount }], by)
    await insertSteps(tx, [{ bankPaymentId, stepId: newId(tx.now), kind: 'matched', amount, at: tx.now, by, personId, invoiceId, paymentId, undoes: null, reason: null }])
  }
  await carryClaims(tx, shares.map((one) => one.personId))
  await updateLeftOver(tx, [{ bankPaymentId, by: -sum }])
}

async function existing(tx: Tx, bankPaymentId: string): Promise<BankPayment> {
  const found = await selectBankPayment(tx, bankPaymentId)
  if (!found) throw new Problem('not-found', { text: 'payments.unknown' })
  return found
}
