import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LocalDate } from '../values/calendar.ts'
import type { PersonId } from '../values/ids.ts'
import { duePeriods, linesOf, nextPeriod } from './period.ts'
import { invoicedUntil, lastDay, subscriptionState, type Change, type KnownSubscription, type PeriodMonths } from './subscription.ts'

const day = (text: string) => text as LocalDate
const line = (price: string, quantity = '1') => ({ description: 'Bredband', quantity, unit: 'C62', price })
let told = 0
const says = (kind: Change['kind'], on: string | null, price?: string): Change =>
  ({ changeId: String(++told), kind, day: on === null ? null : day(on), lines: price === undefined ? null : [line(price)], notedAt: new Date(told), notedBy: { kind: 'staff', id: null } })

function known(startsOn: string, { months = 1, billingDay = 1, changes = [], invoiced = [], agreementEndsOn = null }: { months?: PeriodMonths; billingDay?: number; changes?: Change[]; invoiced?: [string, string][]; agreementEndsOn?: string | null } = {}): KnownSubscription {
  return {
    subscription: { personId: 'p' as PersonId, subscriptionId: 's', groundId: 'g', name: 'Bredband', months, billingDay, startsOn: day(startsOn), createdAt: new Date(0), createdBy: { kind: 'staff', id: null } },
    changes: [says('terms', startsOn, '300'), ...changes], invoiced: invoiced.map(([from, to]) => ({ from: day(from), to: day(to), invoiceId: from })), turns: new Map(), agreementEndsOn: agreementEndsOn === null ? null : day(agreementEndsOn),
  }
}
const days = (one: KnownSubscription, upTo: string) => duePeriods(one, day(upTo)).map(({ from, to }) => `${from}/${to}`)
const lines = (one: KnownSubscription, upTo: string) => duePeriods(one, day(upTo)).flatMap(linesOf).map(({ description, quantity, price }) => [(description as Record<string, string>)['sv'], quantity, price])

test('periods begin on the billing day; before the first lies a short one, paid by its days', () => {
  const one = known('2026-03-17')
  assert.deepEqual(days(one, '2026-03-16'), [])
  assert.deepEqual(days(one, '2026-05-01'), ['2026-03-17/2026-03-31', '2026-04-01/2026-04-30', '2026-05-01/2026-05-31'])
  assert.deepEqual(lines(one, '2026-04-01'), [['Bredband, 17–31 mars 2026 (15 av 31 dagar)', '0.483871', '300'], ['Bredband, 1–30 april 2026', '1', '300']])
})

test('the last day of a short month stands for a billing day that it does not have, and the day comes back', () => {
  assert.deepEqual(days(known('2026-01-31', { billingDay: 31 }), '2026-04-30'), ['2026-01-31/2026-02-27', '2026-02-28/2026-03-30', '2026-03-31/2026-04-29', '2026-04-30/2026-05-30'])
  assert.deepEqual(days(known('2028-02-29', { billingDay: 29, months: 12 }), '2029-12-31'), ['2028-02-29/2029-02-27', '2029-02-28/2030-02-27'])
})

test('quarters and years are counted from the first billing day', () => {
  assert.deepEqual(days(known('2026-02-15', { months: 3 }), '2026-06-30'), ['2026-02-15/2026-02-28', '2026-03-01/2026-05-31', '2026-06-01/2026-08-31'])
  assert.deepEqual(lines(known('2026-02-15', { months: 3 }), '2026-02-28').map((one) => one[1]), ['0.155556'], '14 of the 90 days from 1 December on')
  assert.deepEqual(days(known('2026-01-01', { months: 12 }), '2027-01-01'), ['2026-01-01/2026-12-31', '2027-01-01/2027-12-31'])
})

test('a period that has an invoice is not due again, and one that lies before it still is', () => {
  assert.deepEqual(days(known('2026-01-01', { invoiced: [['2026-02-01', '2026-02-28']] }), '2026-03-01'), ['2026-01-01/2026-01-31', '2026-03-01/2026-03-31'])
})

test('new terms count from their day, in the middle of a period too', () => {
  const one = known('2026-04-01', { changes: [says('terms', '2026-04-11', '360')] })
  assert.deepEqual(lines(one, '2026-05-01'), [['Bredband, 1–10 april 2026 (10 av 30 dagar)', '0.333333', '300'], ['Bredband, 11–30 april 2026 (20 av 30 dagar)', '0.666667', '360'], ['Bredband, 1–31 maj 2026', '1', '360']])
  const again = known('2026-04-01', { changes: [says('terms', '2026-05-01', '360'), says('terms', '2026-05-01', '340')] })
  assert.deepEqual(lines(again, '2026-05-01').map((each) => each[2]), ['300', '340'], 'the later word about the same day counts')
})

test('days of a pause are in no invoice', () => {
  const one = known('2026-04-01', { changes: [says('paused', '2026-04-21'), says('resumed', '2026-06-16')] })
  assert.deepEqual(lines(one, '2026-07-01').map(([what, quantity]) => [what, quantity]), [
    ['Bredband, 1–20 april 2026 (20 av 30 dagar)', '0.666667'], ['Bredband, 16–30 juni 2026 (15 av 30 dagar)', '0.5'], ['Bredband, 1–31 juli 2026', '1'],
  ])
  assert.equal(subscriptionState(one, day('2026-05-05')), 'paused')
  assert.equal(subscriptionState(one, day('2026-06-16')), 'running')
})

test('it ends with its own last day or with the agreement, whichever is first; an end can be taken back', () => {
  const one = known('2026-04-01', { changes: [says('ended', '2026-06-30')], agreementEndsOn: '2026-05-10' })
  assert.equal(lastDay(one), '2026-05-10')
  assert.deepEqual(days(one, '2026-12-31'), ['2026-04-01/2026-04-30', '2026-05-01/2026-05-10'])
  assert.deepEqual(lines(one, '2026-12-31').at(-1), ['Bredband, 1–10 maj 2026 (10 av 31 dagar)', '0.322581', '300'])
  assert.equal(subscriptionState(one, day('2026-05-11')), 'ended')
  const goesOn = known('2026-04-01', { changes: [says('ended', '2026-04-30'), says('ended', null)] })
  assert.deepEqual([lastDay(goesOn), days(goesOn, '2026-05-01').length], [null, 2])
})

test('the next invoice is the first period without one, however far ahead; none is left after the end', () => {
  assert.equal(nextPeriod(known('2026-04-01', { invoiced: [['2026-04-01', '2026-04-30']] }))?.from, '2026-05-01')
  assert.equal(nextPeriod(known('2026-04-01', { invoiced: [['2026-04-01', '2026-04-30']], changes: [says('ended', '2026-04-30')] })), undefined)
  assert.equal(invoicedUntil(known('2026-04-01', { invoiced: [['2026-05-01', '2026-05-31'], ['2026-04-01', '2026-04-30']] })), '2026-05-31')
})

test('a line is said in all three languages', () => {
  const [period] = duePeriods(known('2026-03-17'), day('2026-03-17'))
  assert.deepEqual(linesOf(period!)[0]!.description, { sv: 'Bredband, 17–31 mars 2026 (15 av 31 dagar)', nb: 'Bredband, 17.–31. mars 2026 (15 av 31 dager)', en: 'Bredband, 17 – 31 March 2026 (15 of 31 days)' })
})
