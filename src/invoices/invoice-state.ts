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

/** What is still to be paid; below zero, what the company owes the customer. */
export function outstanding({ payable, paid, credited }: Pick<Settled, 'payable' | 'paid' | 'credited'>): bigint {
  return payable - credited - paid
}

/** How it stands on a day (ISO 8601 date). Due the whole of its last day. */
export function invoiceState(one: Settled, today: string): InvoiceState {
  if (one.kind === 'credit-note') return 'credit'
  if (outstanding(one) <= 0n) return one.paid === 0n && one.credited > 0n ? 'credited' : 'paid'
  if (one.dueOn < today) return 'overdue'
  return one.paid > 0n ? 'part-paid' : 'open'
}
