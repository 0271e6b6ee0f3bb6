import type { Tx } from '../plumbing/database.ts'
import { parseDecimal } from '../values/decimal.ts'
import { isFault } from '../values/fault.ts'
import { referenceKey } from './match-line.ts'
import { searchInvoices, type FoundInvoice } from './payments.sql.ts'

const MOST = 20

/** Invoices by number, reference, amount or name; what is still to be paid first. */
export async function findInvoices(tx: Tx, text: string): Promise<FoundInvoice[]> {
  return searchInvoices(tx, { text, reference: referenceKey(text) ?? '', amount: hundredthsOf(text), ids: [] }, MOST)
}

function hundredthsOf(text: string): bigint | null {
  const amount = parseDecimal(text)
  return isFault(amount) || amount % 10_000n !== 0n ? null : amount / 10_000n
}
