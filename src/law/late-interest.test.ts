import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lateInterest, lateInterestRate } from './late-interest.ts'

const late = { country: 'SE', left: 10_000_00n, issuedOn: '2023-01-01', dueOn: '2023-01-31', on: '2023-02-01' }
const amount = (change: Partial<typeof late>) => {
  const found = lateInterest({ ...late, ...change })
  return found && 'amount' in found ? found.amount : found
}

test('räntelagen 6 §: the reference rate and eight percentage points, by half-year; Norway as regulated', () => {
  assert.deepEqual(['2016-07-01', '2022-12-31', '2023-01-01', '2023-07-01', '2024-06-30'].map((on) => lateInterestRate('SE', on)!.value), [7_50, 8_50, 10_50, 11_50, 12_00])
  assert.deepEqual(['2020-06-30', '2020-07-01', '2023-12-31', '2024-01-01', '2025-06-30', '2026-03-01'].map((on) => lateInterestRate('NO', on)!.value), [9_50, 8_00, 11_75, 12_50, 12_50, 12_00])
  assert.match(lateInterestRate('NO', '2025-01-01')!.source, /FOR-2024-12-19-3279/)
})

test('it runs day by day from the day after the day of payment, at the earliest thirty days after the invoice, rounded down', () => {
  // 10,000 kronor at 10.5 % are 2.876… kronor a day.
  assert.deepEqual([amount({ on: '2023-01-31' }), amount({}), amount({ on: '2023-02-02' })], [undefined, 2_87n, 5_75n])
  assert.equal(amount({ dueOn: '2023-01-11', on: '2023-01-31' }), undefined, 'no sooner than thirty days after the demand')
  // Through a turn of the half-year: 150 days at 10.5 %, 10 at 11.5 %.
  assert.equal(amount({ on: '2023-07-10' }), 463_01n)
  // A leap year has a smaller day.
  assert.equal(amount({ issuedOn: '2023-12-01', dueOn: '2023-12-31', on: '2024-01-01' }), 3_27n)
})

test('for a half-year that is not known here nothing is claimed, and it is named', () => {
  assert.deepEqual(lateInterest({ ...late, on: '2024-07-01' }), { unknown: '2024-07-01' })
  assert.deepEqual(lateInterest({ ...late, country: 'NO', issuedOn: '2024-05-01', dueOn: '2024-05-31', on: '2025-02-01' }), { unknown: '2024-07-01' })
  assert.equal(lateInterest({ ...late, country: 'DE' }), undefined)
  assert.equal(lateInterest({ ...late, left: 0n }), undefined)
})
