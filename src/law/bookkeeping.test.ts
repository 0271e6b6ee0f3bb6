import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bookkeepingSource, bookkeepingUntil } from './bookkeeping.ts'

test('Sweden keeps documents through the seventh calendar year after the one in which the fiscal year ended', () => {
  assert.equal(bookkeepingUntil('SE', '2025-12-31'), '2032-12-31')
  assert.equal(bookkeepingUntil('SE', '2026-04-30'), '2033-12-31')
})

test('Norway keeps primary material five years and secondary three and a half after the fiscal year', () => {
  assert.equal(bookkeepingUntil('NO', '2025-12-31'), '2030-12-31')
  assert.equal(bookkeepingUntil('NO', '2025-12-31', 'secondary'), '2029-06-30')
})

test('a period that counts from a fiscal year ends with a month, also in a leap year', () => {
  assert.equal(bookkeepingUntil('DK', '2023-02-28'), '2028-02-29')
  assert.equal(bookkeepingUntil('NO', '2026-04-30'), '2031-04-30')
})

test('Finland and Germany count from the calendar year', () => {
  assert.equal(bookkeepingUntil('FI', '2024-03-31'), '2030-12-31')
  assert.equal(bookkeepingUntil('DE', '2025-06-30'), '2033-12-31')
})

test('a change of law applies from its day', () => {
  assert.equal(bookkeepingUntil('DE', '2023-12-31', 'primary', '2024-12-31'), '2033-12-31')
  assert.equal(bookkeepingUntil('DE', '2023-12-31', 'primary', '2025-01-01'), '2031-12-31')
})

test('an unknown or foreign country keeps the longest known period', () => {
  assert.equal(bookkeepingUntil(null, '2025-12-31'), '2035-12-31')
  assert.equal(bookkeepingUntil('FR', '2025-12-31'), '2035-12-31')
  assert.match(bookkeepingSource('SE', '2025-12-31'), /1999:1078/)
})
