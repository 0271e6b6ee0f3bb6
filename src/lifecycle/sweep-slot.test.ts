import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sweepSlot } from './sweep-slot.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** Each slot with the first minute at which it was there, over some days of a zone. */
function walk(zone: string, from: string, days: number): { slot: string; at: number }[] {
  const seen: { slot: string; at: number }[] = []
  for (let at = Date.parse(from); at < Date.parse(from) + days * DAY; at += 15 * MINUTE) {
    const { slot } = sweepSlot(new Date(at), zone)
    if (seen.at(-1)?.slot !== slot) seen.push({ slot, at })
  }
  return seen
}

test('TU-02: two sweeps a day, each once, never more than 13 hours apart, through every change of clocks', (t) => {
  const cases = [['Europe/Berlin', '2026-10-23T00:00:00Z'], ['Europe/Berlin', '2027-03-26T00:00:00Z'], ['Europe/Stockholm', '2028-02-27T00:00:00Z'], ['Europe/Stockholm', '2026-12-30T00:00:00Z'], ['Pacific/Pago_Pago', '2026-10-23T00:00:00Z'], ['Pacific/Kiritimati', '2026-12-30T00:00:00Z']] as const
  for (const [zone, from] of cases) {
    const seen = walk(zone, from, 5)
    assert.equal(new Set(seen.map((one) => one.slot)).size, seen.length, `${zone}: a slot came twice`)
    assert.deepEqual(seen.map((one) => one.slot), seen.map((one) => one.slot).toSorted(), zone)
    for (let place = 2; place < seen.length; place++) assert.ok(seen[place]!.at - seen[place - 1]!.at <= 13 * 60 * MINUTE, `${zone} ${seen[place]!.slot}`)
    // Five days, and the slot that had come before them, unless the walk begins with one.
    assert.ok(seen.length === 10 || seen.length === 11, `${zone}: ${seen.length}`)
  }
  t.diagnostic(`${cases.length} walks of 5 days in steps of 15 minutes`)
})

test('TU-02: the hour that is skipped in spring comes with the one after it', () => {
  assert.deepEqual(sweepSlot(new Date('2027-03-28T01:00:00Z'), 'Europe/Berlin'), { slot: '2027-03-28T02', dueAt: new Date('2027-03-28T01:00:00Z') })
  assert.equal(sweepSlot(new Date('2027-03-28T00:59:59Z'), 'Europe/Berlin').slot, '2027-03-27T14')
  assert.deepEqual(sweepSlot(new Date('2026-10-25T01:30:00Z'), 'Europe/Berlin'), { slot: '2026-10-25T02', dueAt: new Date('2026-10-25T00:00:00Z') })
})
