import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LocalDate } from '../values/calendar.ts'
import { draftReminder, toPay, type Owed } from './reminder.ts'

const day = (text: string) => text as LocalDate
const NOW = new Date('2026-04-10T12:00:00Z')
const owed: Owed = {
  invoice: { kind: 'invoice', payable: 1350_00n, paid: 0n, credited: 0n, fees: 0n, issuedOn: day('2026-03-02'), dueOn: day('2026-04-01'), currency: 'SEK', documentId: 'd' }, before: [], holds: [], country: 'SE',
  settings: { reminderFeeAgreed: true, lateInterest: false, reminderDays: 10 },
}
const draft = (change: Partial<Owed['invoice']> = {}, more: Partial<Owed> = {}) => draftReminder({ ...owed, ...more, invoice: { ...owed.invoice, ...change } }, day('2026-04-10'), NOW)

test('a late invoice is reminded of what is left of it, with the fee that was agreed and days to pay', () => {
  assert.deepEqual(draft({ paid: 350_00n }), { ordinal: 1, issuedOn: '2026-04-10', payBy: '2026-04-20', outstanding: 1000_00n, feesBefore: 0n, fee: 60_00n, interest: null })
  assert.deepEqual(draft({}, { settings: { reminderFeeAgreed: false, lateInterest: false, reminderDays: 10 }, before: [{ payBy: day('2026-04-09'), fee: 60_00n }] }), { ordinal: 2, issuedOn: '2026-04-10', payBy: '2026-04-20', outstanding: 1350_00n, feesBefore: 0n, fee: 0n, interest: null })
})

test('nobody is reminded of what is paid, credited, not late, disputed, or still within the time of the last reminder', () => {
  assert.equal(draft({ paid: 1350_00n }), 'paid')
  assert.equal(draft({ credited: 1350_00n }), 'credited')
  assert.equal(draft({ kind: 'credit-note', payable: 1n }), 'credit-note')
  assert.equal(draft({ dueOn: day('2026-04-10') }), 'not-late', 'due the whole of its last day')
  assert.equal(draft({}, { before: [{ payBy: day('2026-04-10'), fee: 0n }] }), 'time-left')
  const hold = { personId: 'p' as never, holdId: 'h', itemKind: 'document' as const, itemId: 'd', reason: 'tvist', since: NOW, until: new Date('2027-01-01'), setBy: 's' as never, endedAt: null }
  assert.equal(draft({}, { holds: [hold] }), 'disputed')
  assert.notEqual(draft({}, { holds: [{ ...hold, endedAt: new Date('2026-04-09') }] }), 'disputed')
})

test('interest is told where the company says so and the rate is known, and asked for nowhere', () => {
  const told = (country: string, lateInterest = true) => {
    const found = draft({}, { country, settings: { reminderFeeAgreed: false, lateInterest, reminderDays: 10 } })
    assert.ok(typeof found !== 'string')
    assert.equal(toPay(found), 1350_00n)
    return found.interest
  }
  assert.deepEqual(told('NO'), { from: '2026-04-02', amount: 3_99n, rate: 12_00 })
  assert.deepEqual([told('NO', false), told('SE')], [null, null], 'Sweden’s rate of 2026 is not known here')
})
