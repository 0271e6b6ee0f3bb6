import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isUnusual, kindOfLook, LOOK_ERRANDS, LOOK_WHYS, MANY_AN_HOUR, TIMES_USUAL, USUAL_HOURS, usualOf, whysOf } from './look.ts'

const hours = (...people: number[]) => Array.from({ length: USUAL_HOURS }, (_, place) => people[place % people.length]!)

test('what is usual is the median of one’s hours, and nothing is usual for somebody new', () => {
  assert.equal(usualOf(hours(4).slice(1)), null)
  assert.equal(usualOf(hours(4)), 4)
  assert.equal(usualOf([...hours(2, 6), 1000]), 6)
  assert.equal(usualOf(hours(2, 7)), 4.5)
})

test('more than two hundred an hour is unusual for anybody, more than five times the usual for oneself', () => {
  assert.deepEqual([MANY_AN_HOUR, TIMES_USUAL], [200, 5])
  assert.deepEqual([200, 201].map((people) => isUnusual(people, null)), [false, true])
  assert.deepEqual([20, 21].map((people) => isUnusual(people, 4)), [false, true])
  assert.deepEqual([200, 201].map((people) => isUnusual(people, 150)), [false, true])
})

test('each way of looking is of one kind, and an errand brings nobody farther away than the person', () => {
  assert.deepEqual((['opened', 'listed', 'exported'] as const).flatMap(whysOf).toSorted(), LOOK_WHYS.toSorted())
  assert.deepEqual(LOOK_ERRANDS.map(kindOfLook), ['opened', 'opened', 'opened', 'opened'])
})
