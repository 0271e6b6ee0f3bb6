import type { Actor } from '../invoices/invoices.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId } from '../values/ids.ts'
import { insertSteps, lockPayments, selectBankPayment, updateLeftOver } from './payments.sql.ts'

/** Says of what is left of a bank's payment that it was paid back to whoever sent it, or that it is no payment of an invoice, and why. */
export async function setPaymentAside(tx: Tx, { bankPaymentId, kind, reason }: { bankPaymentId: string; kind: 'set-aside' | 'returned'; reason: string }, by: Actor): Promise<void> {
  await lockPayments(tx)
  const payment = await selectBankPayment(tx, bankPaymentId)
  if (!payment) throw new Problem('not-found', { text: 'payments.unknown' })
  if (payment.leftOver === 0n) throw new Problem('conflict', { text: 'payments.nothing-left' })
  await insertSteps(tx, [{ bankPaymentId, stepId: newId(tx.now), kind, amount: payment.leftOver, at: tx.now, by, personId: null, invoiceId: null, paymentId: null, undoes: null, reason }])
  await updateLeftOver(tx, [{ bankPaymentId, by: -payment.leftOver }])
}
