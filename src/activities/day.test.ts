import assert from 'node:assert/strict'
import { test } from 'node:test'
import { localTimeIn, momentAt, startOfDay, type LocalDate } from '../values/calendar.ts'
import { dayPart } from './day.ts'

const ZONE = 'Europe/Stockholm'
const at = (date: string, time: string) => momentAt(date as LocalDate, time, ZONE)

test('an hour on the wall is another moment in summer than in winter, and comes back as it was written', () => {
  assert.equal(at('2026-03-28', '10:00').toISOString(), '2026-03-28T09:00:00.000Z')
  assert.equal(at('2026-03-30', '10:00').toISOString(), '2026-03-30T08:00:00.000Z')
  for (const date of ['2026-03-28', '2026-03-29', '2026-03-30', '2026-10-24', '2026-10-25', '2026-10-26']) assert.equal(localTimeIn(ZONE, at(date, '10:00')), '10:00', date)
})

test('an hour that the clock skips comes as long after as it would have, and of one that comes twice the first is meant', () => {
  assert.deepEqual([at('2026-03-29', '02:30').toISOString(), localTimeIn(ZONE, at('2026-03-29', '02:30'))], ['2026-03-29T01:30:00.000Z', '03:30'])
  assert.equal(at('2026-10-25', '02:30').toISOString(), '2026-10-25T00:30:00.000Z')
})

test('a day ends at midnight of the house, not of the machine', () => {
  const today = '2026-03-29' as LocalDate
  assert.equal(dayPart(new Date('2026-03-28T22:59:00Z'), today, ZONE), 'overdue')
  assert.equal(dayPart(new Date('2026-03-28T23:00:00Z'), today, ZONE), 'today')
  // The day of the change has twenty-three hours.
  assert.equal(dayPart(new Date('2026-03-29T21:59:00Z'), today, ZONE), 'today')
  assert.equal(dayPart(new Date('2026-03-29T22:00:00Z'), today, ZONE), 'later')
  assert.equal(dayPart(startOfDay(today, ZONE), today, ZONE), 'today')
  assert.equal(dayPart(null, today, ZONE), 'some-day')
})
