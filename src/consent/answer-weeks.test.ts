import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LocalDate } from '../values/calendar.ts'
import { answerWeeks, firstWeek } from './answer-weeks.ts'

const day = (text: string) => text as LocalDate

test('weeks run from Monday, the last is that of today, and a week without an answer is among them', () => {
  const weeks = answerWeeks(day('2026-11-22'), 3, [{ from: day('2026-11-16'), yes: 4, no: 1 }])
  assert.deepEqual(weeks, [
    { week: '2026-W45', from: '2026-11-02', yes: 0, no: 0 },
    { week: '2026-W46', from: '2026-11-09', yes: 0, no: 0 },
    { week: '2026-W47', from: '2026-11-16', yes: 4, no: 1 },
  ])
  assert.equal(firstWeek(day('2026-11-23'), 1), '2026-11-23')
})

test('the days about New Year belong to the week that has their Thursday', () => {
  assert.deepEqual(answerWeeks(day('2027-01-03'), 2, []).map(({ week, from }) => [week, from]), [['2026-W52', '2026-12-21'], ['2026-W53', '2026-12-28']])
  assert.deepEqual(answerWeeks(day('2025-12-31'), 1, []).map(({ week, from }) => [week, from]), [['2026-W01', '2025-12-29']])
})
