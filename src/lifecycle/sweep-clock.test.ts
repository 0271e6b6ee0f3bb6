import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doubtClock } from './sweep-clock.ts'

const HOUR = 3_600_000
const KNOWN = new Date('2026-03-02T09:00:00Z')
const after = (hours: number) => new Date(KNOWN.getTime() + hours * HOUR)
const trusted = { trustedAt: KNOWN, newestHeadAt: null }

test('TU-03: a clock within a day of the last that was believed is believed', () => {
  for (const hours of [-24, -1, 0, 1, 24]) assert.equal(doubtClock(after(hours), trusted), null, String(hours))
  assert.equal(doubtClock(KNOWN, { trustedAt: null, newestHeadAt: null }), null)
})

test('TU-03: a leap ahead is doubted, and a head signed by the same wrong clock does not make it right', () => {
  const leapt = after(10 * 365 * 24)
  assert.deepEqual(doubtClock(leapt, trusted), { why: 'clock-ahead', knownAt: KNOWN })
  assert.deepEqual(doubtClock(leapt, { trustedAt: KNOWN, newestHeadAt: leapt })?.why, 'clock-ahead')
  assert.equal(doubtClock(after(24.01), trusted)?.why, 'clock-ahead')
  assert.equal(doubtClock(after(25), { trustedAt: null, newestHeadAt: KNOWN })?.why, 'clock-ahead')
})

test('TU-03: a clock behind the newest head, or behind what was believed, is doubted', () => {
  assert.deepEqual(doubtClock(after(-24.01), trusted), { why: 'clock-behind', knownAt: KNOWN })
  assert.equal(doubtClock(KNOWN, { trustedAt: KNOWN, newestHeadAt: after(25) })?.why, 'clock-behind')
})
