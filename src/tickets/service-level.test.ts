import assert from 'node:assert/strict'
import { test } from 'node:test'
import { publicHolidays } from '../law/holidays.ts'
import { afterWorking, promised, resumedDue, STARTER_LEVEL, workingMinutes, type WorkingCalendar } from './service-level.ts'

const HOUR = 60
const { hours } = STARTER_LEVEL
const sweden: WorkingCalendar = { hours, zone: 'Europe/Stockholm', isHoliday: await publicHolidays('SE') }
const norway: WorkingCalendar = { hours, zone: 'Europe/Oslo', isHoliday: await publicHolidays('NO') }
const at = (text: string) => new Date(text)
const after = (from: string, minutes: number, calendar = sweden) => afterWorking(at(from), minutes, calendar).toISOString()

test('nine working hours from a Friday afternoon end on Monday afternoon, and what comes at night begins in the morning', () => {
  assert.equal(after('2026-03-06T15:00:00+01:00', 9 * HOUR), '2026-03-09T14:00:00.000Z')
  assert.equal(after('2026-03-03T22:30:00+01:00', HOUR), '2026-03-04T08:00:00.000Z')
  assert.equal(after('2026-03-03T16:00:00+01:00', HOUR), '2026-03-03T16:00:00.000Z', 'exactly at the end of a day')
})

test('over the nights on which clocks change the hours on the wall count: 08 is 08 on both sides', () => {
  // Sunday 29 March 2026 is 23 hours long, Sunday 25 October 25.
  assert.equal(after('2026-03-27T16:00:00+01:00', 2 * HOUR), '2026-03-30T07:00:00.000Z')
  assert.equal(after('2026-10-23T16:00:00+02:00', 2 * HOUR), '2026-10-26T08:00:00.000Z')
  assert.equal(workingMinutes(at('2026-03-27T16:00:00+01:00'), at('2026-03-30T09:00:00+02:00'), sweden), 2 * HOUR)
})

test('who works through such a night works the hours that there are', () => {
  const always: WorkingCalendar = { ...sweden, hours: Array.from({ length: 7 }, () => [0, 24 * HOUR] as const), isHoliday: () => false }
  assert.equal(workingMinutes(at('2026-03-28T00:00:00+01:00'), at('2026-03-30T00:00:00+02:00'), always), 47 * HOUR)
  assert.equal(workingMinutes(at('2026-10-24T00:00:00+02:00'), at('2026-10-26T00:00:00+01:00'), always), 49 * HOUR)
  assert.equal(afterWorking(at('2026-03-29T00:00:00+01:00'), 3 * HOUR, always).toISOString(), '2026-03-29T02:00:00.000Z', '04:00 on the wall')
})

test('public holidays of the country are no working days: Easter in both, 17 May in Norway alone, 6 June in Sweden alone', () => {
  assert.equal(after('2026-04-02T16:00:00+02:00', 2 * HOUR), '2026-04-07T07:00:00.000Z', 'Thursday before Good Friday to Tuesday after Easter Monday')
  assert.equal(after('2027-05-14T16:30:00+02:00', HOUR, norway), '2027-05-18T06:30:00.000Z', '17 May 2027 is a Monday, Whit Monday too')
  assert.equal(after('2025-06-05T16:30:00+02:00', HOUR), '2025-06-09T06:30:00.000Z')
  assert.equal(after('2025-06-05T16:30:00+02:00', HOUR, norway), '2025-06-06T06:30:00.000Z')
})

test('what was counted out is counted back: any number of minutes from any moment of a year', () => {
  for (let step = 0; step < 400; step++) {
    const from = new Date(at('2026-01-01T00:00:00Z').getTime() + step * 22.3 * HOUR * 60_000)
    const minutes = (step * 37) % 1_500 + 1
    assert.equal(workingMinutes(from, afterWorking(from, minutes, sweden), sweden), minutes, from.toISOString())
  }
})

test('waiting for the customer takes no time from what is left, and what was late before stays late', () => {
  const { firstDue, solveDue } = promised(at('2026-03-02T08:00:00+01:00'), { ...STARTER_LEVEL, firstAnswerHours: 4, solveHours: 9 }, sweden)
  assert.deepEqual([firstDue.toISOString(), solveDue.toISOString()], ['2026-03-02T11:00:00.000Z', '2026-03-02T16:00:00.000Z'])
  assert.equal(resumedDue(solveDue, at('2026-03-02T15:00:00+01:00'), at('2026-03-10T08:00:00+01:00'), sweden).toISOString(), '2026-03-10T09:00:00.000Z')
  assert.equal(resumedDue(solveDue, at('2026-03-03T09:00:00+01:00'), at('2026-03-10T08:00:00+01:00'), sweden), solveDue)
})

test('hours that are never anybody’s are an error, not a wait without end', () => {
  assert.throws(() => afterWorking(at('2026-03-02T08:00:00Z'), 1, { ...sweden, hours: Array.from({ length: 7 }, () => null) }), RangeError)
})
