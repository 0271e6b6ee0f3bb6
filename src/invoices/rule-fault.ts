import { brokenRules } from '../e-invoices/broken-rules.ts'
import { Problem } from '../plumbing/errors.ts'
import type { InvoiceTotals } from './invoice.ts'
import type { IssuedInvoice } from './issued-invoice.ts'
import { ublTree } from './ubl-invoice.ts'

/**
 * Why an invoice would be refused wherever it is read as an e-invoice: the first rule of EN 16931 or of the seller's country that it
 * breaks, with the place. Looked at before a number is taken, so that nothing is half issued.
 */
export function ruleFault(invoice: Omit<IssuedInvoice, 'number' | 'reference' | 'privacy'>, totals: InvoiceTotals): Problem | undefined {
  const broken = brokenRules(ublTree({ ...invoice, number: '1', reference: '1' }, totals), 'standard').find(({ flag }) => flag === 'fatal')
  return broken && new Problem('refused', { text: broken.text, rule: broken.rule, parameters: { field: broken.field } })
}
