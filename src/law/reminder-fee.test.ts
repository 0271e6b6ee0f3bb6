import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reminderFee, reminderFeeKnownUntil, reminderFeeRule } from './reminder-fee.ts'

const swedish = { country: 'SE', currency: 'SEK', agreed: true, dueOn: '2026-03-01', on: '2026-03-02', feesBefore: 0 }
const norwegian = { country: 'NO', currency: 'NOK', agreed: false, dueOn: '2026-03-01', on: '2026-03-15', feesBefore: 0 }

test('Sweden: sixty kronor, only where it was agreed (lag 1981:739 2, 4 §§), and fifty before 16 March 2013', () => {
  assert.equal(reminderFee(swedish), 60_00n)
  assert.equal(reminderFee({ ...swedish, agreed: false }), 0n)
  assert.equal(reminderFee({ ...swedish, feesBefore: 1 }), 0n, 'one reminder of a debt costs')
  assert.equal(reminderFee({ ...swedish, dueOn: '2013-03-01', on: '2013-03-15' }), 50_00n)
  assert.match(reminderFeeRule('SE', '2026-03-02')!.source, /1981:739/)
})

test('Norway: without agreement, from the fourteenth day after the day of payment, twice at most (inkassoforskriften § 1-2)', () => {
  assert.deepEqual([-1, 0, 1].map((days) => reminderFee({ ...norwegian, on: `2026-03-${15 + days}` })), [0n, 37_50n, 37_50n])
  assert.deepEqual([0, 1, 2].map((feesBefore) => reminderFee({ ...norwegian, feesBefore })), [37_50n, 37_50n, 0n])
  assert.deepEqual(['2020-09-30', '2020-10-01', '2025-12-31', '2026-01-01'].map((on) => reminderFee({ ...norwegian, dueOn: '2020-08-01', on })), [70_00n, 35_00n, 35_00n, 37_50n])
})

test('nothing is asked before a bill is late, in another currency, or where no law is known here', () => {
  assert.equal(reminderFee({ ...swedish, on: '2026-03-01' }), 0n)
  assert.equal(reminderFee({ ...swedish, currency: 'EUR' }), 0n)
  assert.equal(reminderFee({ ...swedish, country: 'DE', currency: 'EUR' }), 0n)
})

test('beyond the last year that was looked up nothing is asked, and it is said until when it is known', () => {
  assert.deepEqual([reminderFee({ ...norwegian, on: '2026-12-31' }), reminderFee({ ...norwegian, on: '2027-01-01' })], [37_50n, 0n])
  assert.deepEqual([reminderFeeKnownUntil('NO', '2026-12-31'), reminderFeeKnownUntil('NO', '2027-01-01'), reminderFeeKnownUntil('SE', '2040-01-01'), reminderFeeKnownUntil('DE', '2040-01-01')], [undefined, '2026-12-31', undefined, undefined])
})
