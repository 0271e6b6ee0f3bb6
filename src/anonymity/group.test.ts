import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Chance } from '../demo/chance.ts'
import { blur, BLUR_SCALE, SMALLEST_GROUP, toldCount } from './group.ts'

const TRIES = 40_000
/** What whoever knows all but one of a group can win at most: half of tanh(ε / 2) above one half. */
const LIMIT = 0.5 + Math.tanh(1 / BLUR_SCALE / 2) / 2

test('a group of fewer than ten is never told, nor one that seems to be', () => {
  const chance = new Chance(1)
  for (let people = 0; people < SMALLEST_GROUP; people++) assert.equal(toldCount({ people, count: 1_000 }, () => chance.next()), undefined, String(people))
  const told = Array.from({ length: TRIES }, () => toldCount({ people: 10, count: 10 }, () => chance.next()))
  assert.ok(told.every((count) => count === undefined || count >= SMALLEST_GROUP))
  assert.ok(told.some((count) => count === undefined) && told.some((count) => count! > SMALLEST_GROUP), 'and the count is not the true one')
})

test('the blur takes nothing from the whole: its mean is 0, and it is rarely more than ten', () => {
  const chance = new Chance(2)
  const all = Array.from({ length: TRIES }, () => blur(() => chance.next()))
  const mean = all.reduce((sum, one) => sum + one, 0) / TRIES
  assert.ok(Math.abs(mean) < 0.06, `mean ${mean}`)
  const far = all.filter((one) => Math.abs(one) > 10).length / TRIES
  assert.ok(far > 0 && far < 0.01, `far ${far}`)
})

test('whoever knows everybody but one cannot tell from a count whether that one is in it', (t) => {
  const chance = new Chance(3)
  const wins = (tell: (count: number) => number) => {
    let right = 0
    for (let round = 0; round < TRIES; round++) {
      const [others, isIn] = [20 + (round % 7), chance.happens(0.5)]
      // The best guess there is: more than half of one above what is known.
      if (tell(others + (isIn ? 1 : 0)) - others >= 1 === isIn) right++
    }
    return right / TRIES
  }
  const [told, exact] = [wins((count) => count + blur(() => chance.next())), wins((count) => count)]
  t.diagnostic(`n = ${TRIES}: right in ${(100 * told).toFixed(1)} % (chance 50 %, bound ${(100 * LIMIT).toFixed(1)} %); of exact counts in ${(100 * exact).toFixed(1)} %`)
  assert.ok(told < LIMIT + 0.01, `right in ${told}`)
  assert.equal(exact, 1)
})
