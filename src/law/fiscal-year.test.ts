import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bookkeepingUntil } from './bookkeeping.ts'
import { fiscalYearEndOf, saidFiscalYear, type FiscalYearRule } from './fiscal-year.ts'

const april: FiscalYearRule[] = [{ from: null, lastMonth: 4 }]

test('who has said nothing has the calendar year', () => {
  assert.deepEqual(['2025-01-01', '2025-12-31'].map((day) => fiscalYearEndOf(day, [])), ['2025-12-31', '2025-12-31'])
})

test('a broken fiscal year ends with its month, on that day and not after, also in February of a leap year', () => {
  assert.deepEqual(['2025-05-01', '2025-12-31', '2026-04-30', '2026-05-01'].map((day) => fiscalYearEndOf(day, april)), ['2026-04-30', '2026-04-30', '2026-04-30', '2027-04-30'])
  assert.deepEqual(['2027-03-01', '2028-02-29', '2028-03-01'].map((day) => fiscalYearEndOf(day, [{ from: null, lastMonth: 2 }])), ['2028-02-29', '2028-02-29', '2029-02-28'])
})

test('what was issued is kept as long as the law of each country says of its fiscal year', () => {
  const kept = (country: string, issuedOn: string, years: readonly FiscalYearRule[], material?: 'secondary') => bookkeepingUntil(country, fiscalYearEndOf(issuedOn, years), material)
  assert.equal(kept('SE', '2025-06-15', []), '2032-12-31')
  assert.equal(kept('SE', '2025-06-15', april), '2033-12-31')
  assert.equal(kept('NO', '2025-06-15', []), '2030-12-31')
  assert.equal(kept('NO', '2025-06-15', [], 'secondary'), '2029-06-30')
  assert.equal(kept('NO', '2025-06-15', april), '2031-04-30')
  assert.equal(kept('NO', '2025-06-15', april, 'secondary'), '2029-10-31')
})

test('another month counts from the next fiscal year on, which is short, and the one that runs ends as it was to', () => {
  const later = saidFiscalYear([], 4, 'next-year', '2026-11-22')
  assert.deepEqual(later, [{ from: '2027-01-01', lastMonth: 4 }])
  assert.deepEqual(['2026-12-31', '2027-01-01', '2027-04-30', '2027-05-01'].map((day) => fiscalYearEndOf(day, later)), ['2026-12-31', '2027-04-30', '2027-04-30', '2028-04-30'])
  const back = saidFiscalYear(later, 12, 'next-year', '2030-01-15')
  assert.deepEqual(back, [{ from: '2027-01-01', lastMonth: 4 }, { from: '2030-05-01', lastMonth: 12 }])
  assert.deepEqual(['2030-04-30', '2030-05-01', '2031-01-01'].map((day) => fiscalYearEndOf(day, back)), ['2030-04-30', '2030-12-31', '2031-12-31'])
})

test('what has not begun is taken back by saying otherwise, and what was wrong is put right for all years', () => {
  const later = saidFiscalYear([], 4, 'next-year', '2026-11-22')
  assert.deepEqual(saidFiscalYear(later, 12, 'next-year', '2026-11-23'), [])
  assert.deepEqual(saidFiscalYear(later, 6, 'next-year', '2026-11-23'), [{ from: '2027-01-01', lastMonth: 6 }])
  assert.deepEqual(saidFiscalYear(later, 6, 'always', '2026-11-23'), [{ from: null, lastMonth: 6 }])
})

test('no fiscal year is longer than twelve months, whatever is said and when', () => {
  let rules: FiscalYearRule[] = []
  let day = '2026-01-01'
  for (let turn = 0; turn < 200; turn++) {
    const end = fiscalYearEndOf(day, rules)
    assert.ok(end >= day && Date.parse(end) - Date.parse(day) < 366 * 86_400_000, `${day} to ${end}`)
    rules = saidFiscalYear(rules, ((turn * 7) % 12) + 1, 'next-year', day)
    day = new Date(Date.parse(end) + 86_400_000).toISOString().slice(0, 10)
  }
})
