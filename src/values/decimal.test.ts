import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decimalText, divideRounded, parseDecimal, productInHundredths, type Decimal } from './decimal.ts'
import { isFault } from './fault.ts'

test('decimals are read as people and invoices write them, and written in one form', () => {
  const forms = { '12': '12', '12.50': '12.5', '12,5': '12.5', ' 1 234 567,8 ': '1234567.8', '-3': '-3', '−0,000001': '-0.000001', '0': '0', '007': '7' }
  for (const [typed, written] of Object.entries(forms)) assert.equal(decimalText(parseDecimal(typed) as Decimal), written, typed)
})

test('what is no decimal, or finer than may be, is refused by name', () => {
  const faults = { '': 'values.decimal-empty', '1,234.50': 'values.decimal-form', '12 34': 'values.decimal-form', '1e3': 'values.decimal-form', 'NaN': 'values.decimal-form', '1.': 'values.decimal-form', '0.0000001': 'values.decimal-too-fine' }
  for (const [typed, name] of Object.entries(faults)) {
    const read = parseDecimal(typed)
    assert.ok(isFault(read), typed)
    assert.equal(read.fault, name, typed)
  }
  assert.ok(isFault(parseDecimal('1.005', 2)))
  assert.equal(parseDecimal('1.500', 2), 1_500_000n)
})

test('halves are rounded away from zero, on either side of it', () => {
  for (const [top, bottom, rounded] of [[5n, 2n, 3n], [-5n, 2n, -3n], [5n, -2n, -3n], [4n, 3n, 1n], [-4n, 3n, -1n], [0n, 7n, 0n]] as const) assert.equal(divideRounded(top, bottom), rounded)
  const product = (one: string, other: string) => productInHundredths(parseDecimal(one) as Decimal, parseDecimal(other) as Decimal)
  assert.equal(product('3', '33.335'), 10001n)
  assert.equal(product('0.5', '0.01'), 1n)
  assert.equal(product('-1', '1.005'), -101n)
})
