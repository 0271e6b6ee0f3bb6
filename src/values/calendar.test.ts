import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { addDays, addMonths, addYears, ageOn, dateFromSerial, dateOrderOf, localDateIn, parseDate, startOfDay, type LocalDate } from './calendar.ts'

const day = (text: string) => text as LocalDate

test('dates are read as people in the Nordic countries write them', () => {
  for (const text of ['2026-11-22', '2026-11-22 ', '20261122', '2026/11/22', '2026.11.22', '22.11.2026', '22. 11. 2026', '22/11/2026', '22/11 2026', '22-11-2026', '11/22/2026',
    '22 november 2026', '22. november 2026', '22 nov 2026', '22. nov. 2026', '22 Nov. 2026', '2026-11-22T00:00:00', '2026-11-22 14:30', '2026-11-22T00:00:00.000Z', '2026-11-22 00:00:00+02:00']) {
    assert.equal(parseDate(text), '2026-11-22', text)
  }
  assert.equal(parseDate('1.2.2026'), '2026-02-01')
  assert.equal(parseDate('5/5 2026'), '2026-05-05')
  assert.equal(parseDate('3 mars 2026'), '2026-03-03')
  assert.equal(parseDate('3 mai 2026'), '2026-05-03')
  assert.equal(parseDate('29.2.2028'), '2028-02-29')
})

test('a date that could be another is refused with its reason', () => {
  const refused = [['', 'empty'], ['3/4/2026', 'order'], ['3-4-2026', 'order'], ['3/4 2026', 'order'], ['22.11.26', 'two-digit-year'], ['1/2/26', 'two-digit-year'], ['31.2.2026', 'does-not-exist'],
    ['29.2.2026', 'does-not-exist'], ['2026-13-01', 'does-not-exist'], ['13/13/2026', 'does-not-exist'], ['2026-00-10', 'does-not-exist'], ['2026-11-21T23:00:00Z', 'time-zone'], ['i går', 'form'],
    ['22 foo 2026', 'form'], ['2026', 'form'], ['46348', 'form'], ['2026-11', 'form'], ['1'.repeat(100_000), 'form']]
  for (const [text, reason] of refused) assert.deepEqual(parseDate(text!), { fault: `values.date-${reason}` }, text!.slice(0, 30))
})

test('a column decides its order when one value shows it and none contradicts', () => {
  assert.equal(dateOrderOf(['3/4/2026', '', '22/4/2026', 'x']), 'day-first')
  assert.equal(dateOrderOf(['3/4/2026', '4/22/2026']), 'month-first')
  assert.equal(dateOrderOf(['3/4/2026', '4/3/2026']), undefined)
  assert.equal(dateOrderOf(['22/4/2026', '4/22/2026']), undefined)
  assert.equal(parseDate('3/4/2026', { order: 'day-first' }), '2026-04-03')
  assert.equal(parseDate('3/4/2026', { order: 'month-first' }), '2026-03-04')
  assert.deepEqual(parseDate('22/4/2026', { order: 'month-first' }), { fault: 'values.date-does-not-exist' })
  assert.equal(parseDate('3.4.2026', { order: 'month-first' }), '2026-04-03', 'dots mean day first')
})

test('day numbers of spreadsheets are dates only in a spreadsheet', () => {
  assert.equal(parseDate('46348', { spreadsheet: true }), '2026-11-22')
  assert.equal(parseDate('46348.75', { spreadsheet: true }), '2026-11-22')
  assert.equal(dateFromSerial(1), '1900-01-01')
  assert.equal(dateFromSerial(59), '1900-02-28')
  assert.deepEqual(dateFromSerial(60), { fault: 'values.date-does-not-exist' })
  assert.equal(dateFromSerial(61), '1900-03-01')
  assert.equal(dateFromSerial(25_569), '1970-01-01')
  for (const serial of [0, 2_958_466, 9_999_999]) assert.deepEqual(dateFromSerial(serial), { fault: 'values.date-does-not-exist' })
})

test('months are added to the same day or the last day of the month', () => {
  const sums: Array<[string, number, string]> = [['2026-08-31', 1, '2026-09-30'], ['2026-01-31', 1, '2026-02-28'], ['2028-01-31', 1, '2028-02-29'], ['2028-02-29', 1, '2028-03-29'], ['2026-03-05', 1, '2026-04-05'],
    ['2025-11-30', 3, '2026-02-28'], ['2026-03-31', -1, '2026-02-28']]
  for (const [from, months, to] of sums) assert.equal(addMonths(day(from), months), to)
  assert.equal(addYears(day('2028-02-29'), 1), '2029-02-28')
  assert.equal(addDays(day('2026-12-31'), 1), '2027-01-01')
})

test('a retention to the end of a year ends with its last local moment, never earlier', () => {
  const over = startOfDay(addDays(day('2028-12-31'), 1), 'Europe/Stockholm')
  assert.equal(over.toISOString(), '2028-12-31T23:00:00.000Z')
})

test('the local date is the one on the wall', () => {
  assert.equal(localDateIn('Europe/Stockholm', new Date('2026-03-31T22:30:00Z')), '2026-04-01')
  assert.equal(localDateIn('Europe/Oslo', new Date('2026-03-31T21:30:00Z')), '2026-03-31')
  assert.equal(localDateIn('Europe/Oslo', new Date('2026-12-31T22:59:59Z')), '2026-12-31')
  assert.equal(localDateIn('Pacific/Pago_Pago', new Date('2026-04-01T10:00:00Z')), '2026-03-31')
  assert.equal(startOfDay(day('2026-03-29'), 'Europe/Oslo').toISOString(), '2026-03-28T23:00:00.000Z')
  assert.equal(startOfDay(day('2026-10-26'), 'Europe/Oslo').toISOString(), '2026-10-25T23:00:00.000Z')
})

test('ages turn on the birthday, and on 1 March for those born on 29 February', () => {
  assert.equal(ageOn(day('2013-11-22'), day('2026-11-21')), 12)
  assert.equal(ageOn(day('2013-11-22'), day('2026-11-22')), 13)
  assert.equal(ageOn(day('2008-02-29'), day('2026-02-28')), 17)
  assert.equal(ageOn(day('2008-02-29'), day('2026-03-01')), 18)
  assert.equal(ageOn(day('2008-02-29'), day('2028-02-29')), 20)
})

test('every date written in an accepted form is read back', () => {
  fc.assert(fc.property(fc.date({ min: new Date('1850-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }), (moment) => {
    const [year, month, dayOfMonth] = moment.toISOString().slice(0, 10).split('-') as [string, string, string]
    for (const text of [`${year}-${month}-${dayOfMonth}`, `${year}${month}${dayOfMonth}`, `${dayOfMonth}.${month}.${year}`, `${Number(dayOfMonth)}.${Number(month)}.${year}`]) assert.equal(parseDate(text), `${year}-${month}-${dayOfMonth}`)
    assert.equal(parseDate(`${dayOfMonth}/${month}/${year}`, { order: 'day-first' }), `${year}-${month}-${dayOfMonth}`)
  }), { seed: 20261122, numRuns: 2_000 })
})
