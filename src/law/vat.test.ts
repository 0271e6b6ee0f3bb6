import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextVatChange, VAT_COUNTRIES, vatRate, vatRates } from './vat.ts'

test('Swedish food is taxed by the rate of its day, and everything unnamed by the standard one', () => {
  for (const [day, percent] of [['2026-03-31', 12], ['2026-04-01', 6], ['2027-12-31', 6], ['2028-01-01', 12]] as const) assert.equal(vatRate('SE', 'food', day).percent, percent, day)
  assert.equal(vatRate('NO', 'food', '2026-04-01').percent, 15)
  assert.equal(vatRate('DK', 'food', '2026-04-01').percent, 25)
  assert.equal(vatRate('FI', 'standard', '2024-08-31').percent, 24)
  assert.equal(vatRate('FI', 'standard', '2024-09-01').percent, 25.5)
  assert.equal(nextVatChange('SE', 'food', '2026-11-22'), '2028-01-01')
})

test('Swedish invoices know no rates but those that Peppol lets them have (SE-R-006)', () => {
  for (const day of ['2026-01-01', '2026-11-22', '2028-06-01']) assert.deepEqual(vatRates('SE', day), [25, 12, 6, 0])
  for (const country of VAT_COUNTRIES) assert.equal(vatRates(country, '2026-11-22').at(-1), 0)
})
