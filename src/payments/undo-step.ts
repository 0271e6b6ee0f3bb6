import { carryClaims } from '../invoices/carry-claims.ts'
import { lockInvoice, selectInvoice, type Actor } from '../invoices/invoices.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId } from '../values/ids.ts'
import { insertFromBank, insertSteps, lockPayments, selectBankPayment, selectSteps, updateLeftOver } from './payments.sql.ts'

/**
 * Takes back what was done about a bank's payment: what it put on an invoice comes off by a line of its own below it, and is
 * open again. Throws `conflict` for what was taken back already.
 */
export async function undoStep(tx: Tx, bankPaymentId: string, stepId: string, by: Actor): Promise<void> {
  await lockPayments(tx)
  const payment = await selectBankPayment(tx, bankPaymentId)
  const steps = await selectSteps(tx, bankPaymentId)
  const step = steps.find((one) => one.stepId === stepId)
  if (!payment || !step || step.kind === 'undone') throw new Problem('not-found', { text: 'payments.unknown' })
  if (steps.some((one) => one.undoes === stepId)) throw new Problem('conflict', { text: 'payments.undone-already' })
  const { personId, invoiceId } = step
  const paymentId = step.paymentId && newId(tx.now)
  if (personId && invoiceId && paymentId) {
    await lockInvoice(tx, personId, invoiceId)
    if (((await selectInvoice(tx, personId, invoiceId))?.paid ?? 0n) - step.amount < 0n) throw new Problem('conflict', { text: 'invoices.paid-back-too-much' })
    await insertFromBank(tx, [{ personId, invoiceId, paymentId, bankPaymentId, paidOn: payment.bookedOn, amount: -step.amount, payerName: null, payerAccount: null }], by)
    await carryClaims(tx, [personId])
  }
  await insertSteps(tx, [{ ...step, stepId: newId(tx.now), kind: 'undone', amount: -step.amount, at: tx.now, by, paymentId, undoes: stepId, reason: null }])
  await updateLeftOver(tx, [{ bankPaymentId, by: step.amount }])
}
