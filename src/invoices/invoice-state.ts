/** How an invoice stands. A credit note is `credit`; one that credits in full makes its invoice `credited`. */
export const INVOICE_STATES = ['open', 'overdue', 'part-paid', 'paid', 'credited', 'credit'] as const
export type InvoiceState = (typeof INVOICE_STATES)[number]

/** In hundredths: what it asked for, what was paid, what credit notes took back of it (as amounts above zero). */
export interface Settled {
  kind: 'invoice' | 'credit-note'
  payable: bigint
  paid: bigint
  credited: bigint
  dueOn: string
}

/** What is to be paid of an invoice and of the fees for reminding of it, in hundredths. */
export interface Balance {
  /** Of the invoice; below zero, what the company owes the customer. */
  left: bigint
  fee: bigint
}

/** Money goes to the invoice first, then to the fees, and only what is more than both is the customer's. What was credited in full was never to be reminded of. */
export function balance({ payable, paid, credited, fees }: Pick<Settled, 'payable' | 'paid' | 'credited'> & { fees: bigint }): Balance {
  const left = payable - credited - paid
  const asked = credited >= payable ? 0n : fees
  if (left >= 0n) return { left, fee: asked }
  const over = -left - asked
  return over >= 0n ? { left: -over, fee: 0n } : { left: 0n, fee: -over }
}

/** What is still to be paid of the invoice itself; below zero, what the company owes the customer. */
export function outstanding(one: Parameters<typeof balance>[0]): bigint {
  return balance(one).left
}

/** How it stands on a day (ISO 8601 date). Due the whole of its last day. */
export function invoiceState(one: Settled, today: string): InvoiceState {
  if (one.kind === 'credit-note') return 'credit'
  if (one.payable - one.credited - one.paid <= 0n) return one.paid === 0n && one.credited > 0n ? 'credited' : 'paid'
  if (one.dueOn < today) return 'overdue'
  return one.paid > 0n ? 'part-paid' : 'open'
}
