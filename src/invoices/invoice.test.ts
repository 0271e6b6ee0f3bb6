import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseDecimal, type Decimal } from '../values/decimal.ts'
import { totalsOf, withoutVat, type InvoiceLine } from './invoice.ts'

const decimal = (text: string) => parseDecimal(text) as Decimal
const line = (quantity: string, price: string, rate = 2500, more: Partial<InvoiceLine> = {}): InvoiceLine => (
  { description: 'Arbete', quantity: decimal(quantity), unit: 'C62', unitPrice: decimal(price), vat: { category: rate > 0 ? 'S' : 'Z', rate }, ...more })

test('VAT is counted once per rate, from the rounded lines, and everything adds up', () => {
  const totals = totalsOf([line('3', '33.335'), line('1', '0.01', 1200), line('2.5', '100', 2500, { allowance: 5000n }), line('1', '80', 0)])
  assert.deepEqual(totals.lines, [10001n, 1n, 20000n, 8000n])
  assert.deepEqual(totals.shares.map(({ rate, taxable, vat }) => [rate, taxable, vat]), [[2500, 30001n, 7500n], [1200, 1n, 0n], [0, 8000n, 0n]])
  assert.deepEqual([totals.net, totals.vat, totals.gross, totals.payable], [38002n, 7500n, 45502n, 45502n])
})

test('what is to be paid may be rounded to whole kronor, up or down, and the rounding is shown', () => {
  for (const [price, paid, rounding, payable] of [['0.40', 0n, 0n, 50n], ['99.60', 0n, 50n, 12500n], ['100.20', 2500n, -25n, 10000n], ['-99.60', 0n, -50n, -12500n]] as const) {
    const totals = totalsOf([line('1', price)], { paidBefore: paid, wholeUnits: price !== '0.40' })
    assert.deepEqual([totals.rounding, totals.payable], [rounding, payable], price)
    assert.equal(totals.gross - totals.paidBefore + totals.rounding, totals.payable)
  }
})

test('a price with VAT in it comes back to the öre when it is invoiced without', () => {
  for (let price = 1; price <= 3000; price++) {
    for (const rate of [2500, 1200, 600, 2550]) {
      const { gross } = totalsOf([line('1', '1', rate, { unitPrice: withoutVat(BigInt(price) * 10_000n, rate) })])
      assert.ok(gross - BigInt(price) <= 1n && gross - BigInt(price) >= -1n, `${price} at ${rate}: ${gross}`)
    }
  }
  assert.equal(withoutVat(decimal('199'), 2500), decimal('159.2'))
})

test('a credit note is the invoice with every sign turned', () => {
  const lines = [line('3', '33.335'), line('7', '1.005', 1200)]
  const [invoice, credit] = [totalsOf(lines), totalsOf(lines.map((one) => ({ ...one, quantity: -one.quantity })))]
  assert.deepEqual([credit.net, credit.vat, credit.payable], [-invoice.net, -invoice.vat, -invoice.payable])
})
