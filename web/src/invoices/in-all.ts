import type { InvoiceItem } from '@api/invoices-resource.ts'

/** What is left of an invoice and of the fees for reminding of it, as an amount of the API. */
export function inAll({ outstanding, fee }: Pick<InvoiceItem, 'outstanding' | 'fee'>): string {
  return ((Math.round(Number(outstanding) * 100) + Math.round(Number(fee) * 100)) / 100).toFixed(2)
}
