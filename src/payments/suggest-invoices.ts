import type { Tx } from '../plumbing/database.ts'
import { referenceKey } from './match-line.ts'
import { searchInvoices, selectOwed, type BankPayment, type FoundInvoice } from './payments.sql.ts'

const LOOKED_AT = 20
const MOST = 6
/** Shorter numbers in a text are days, floors and years. */
const LONG_ENOUGH = /\d[\d .-]{2,}\d/g

/** Those that a payment could be for: whose reference stands in it or in what the payer wrote, and those of which just as much is left to pay. */
export async function suggestInvoices(tx: Tx, payment: BankPayment): Promise<FoundInvoice[]> {
  if (payment.leftOver <= 0n) return []
  const written = [...payment.reference.split(' '), ...(`${payment.reference} ${payment.message}`.match(LONG_ENOUGH) ?? []).flatMap((piece) => [piece, ...piece.split(' ')])]
  const named = await selectOwed(tx, [...new Set(written.flatMap((one) => referenceKey(one) ?? []))])
  const found = await searchInvoices(tx, { text: '', reference: '', amount: payment.leftOver, ids: named.map((one) => one.invoiceId) }, LOOKED_AT)
  const isNamed = (one: FoundInvoice) => named.some((each) => each.invoiceId === one.invoiceId)
  return found.filter((one) => one.currency === payment.currency && (isNamed(one) || one.outstanding === payment.leftOver))
    .toSorted((one, other) => Number(isNamed(other)) - Number(isNamed(one))).slice(0, MOST)
}
