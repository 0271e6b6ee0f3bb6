import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AnswerColumns } from './answer-columns.ts'

const WIDTH = 3
const columns = () => new AnswerColumns(WIDTH, 63)
const cells = (...values: number[]) => Uint16Array.from(values)

test('only answers that stand are given out and counted', () => {
  const kept = columns()
  assert.equal(kept.cell(5, 0, 100), 0)
  kept.put(5, cells(1, 2, 3), 200, false)
  kept.put(6, cells(1, 4, 3), null, false)
  assert.deepEqual([kept.cell(5, 1, 199), kept.cell(5, 1, 200), kept.cell(6, 1, 4_000_000_000)], [2, 0, 4])
  assert.deepEqual([kept.standing, kept.changed, kept.counts(0)[1], kept.counts(1)[2], kept.counts(1)[4]], [2, 0, 2, 1, 1])
  assert.equal(kept.change(5), true)
  assert.equal(kept.change(5), false)
  assert.deepEqual([kept.cell(5, 1, 100), kept.standing, kept.changed, kept.counts(0)[1], kept.counts(1)[2]], [0, 1, 1, 1, 0])
  assert.equal(kept.change(77), false)
  assert.equal(kept.change(77_777_777), false)
})

test('a change that comes while answers are worked out wins', () => {
  const kept = columns()
  kept.put(1, cells(1, 1, 1), null, false)
  kept.change(1)
  assert.equal(kept.begin(1), true)
  assert.equal(kept.begin(1), false)
  assert.equal(kept.change(1), true)
  kept.put(1, cells(2, 2, 2), null, false)
  assert.deepEqual([kept.cell(1, 0, 0), kept.changed], [0, 1])
  kept.begin(1)
  kept.put(1, cells(3, 3, 3), null, false)
  assert.deepEqual([kept.cell(1, 0, 0), kept.changed, kept.counts(0)[3]], [3, 0, 1])
  kept.change(1)
  kept.begin(1)
  assert.equal(kept.giveBack(1), true)
  assert.deepEqual([kept.cell(1, 0, 0), kept.begin(1)], [0, true])
  kept.forget(1)
  assert.deepEqual([kept.isKnown(1), kept.changed, kept.standing], [false, 0, 0])
})

test('time ends answers, and each is told once', () => {
  const kept = columns()
  kept.put(1, cells(1, 1, 1), 100, false)
  kept.put(2, cells(1, 1, 1), 200, false)
  kept.put(3, cells(1, 1, 1), null, false)
  assert.deepEqual(kept.ended(99), [])
  assert.deepEqual(kept.ended(100), [1])
  kept.change(1)
  assert.deepEqual(kept.ended(150), [])
  assert.deepEqual(kept.ended(1_000), [2])
})

test('what was worked out is taken for storing once, and comes back with the same cells', () => {
  const kept = columns()
  kept.put(10_000, cells(1, 513, 65_535), 300, false)
  kept.put(4, cells(1, 1, 1), null, true)
  kept.put(5, cells(1, 1, 1), null, false)
  kept.change(5)
  assert.deepEqual(kept.takeUnstored(10), [10_000])
  assert.deepEqual(kept.takeUnstored(10), [])
  assert.deepEqual(kept.stored(10_000), { cells: Buffer.from('01000102ffff', 'hex'), until: 300 })
  kept.markUnstored(10_000)
  assert.deepEqual([kept.takeUnstored(10), kept.end], [[10_000], 10_001])
})

test('what was stored is read back as it was put, however many there are, and counts', () => {
  const [put, filled] = [columns(), columns()]
  for (let no = 0; no < 300; no++) {
    const each = cells(no % 64, (7 * no) % 65_536, 65_535 - no)
    const until = no % 3 === 0 ? null : 1_000 + no
    put.put(2 * no, each, until, true)
    filled.fill(2 * no, new Uint8Array([9, ...new Uint8Array(each.buffer)]), 1, until)
  }
  // Nobody is filled in twice.
  filled.fill(0, new Uint8Array(6), 0, null)
  filled.fillUp()
  assert.deepEqual([filled.standing, filled.end, filled.toStore], [300, 599, 0])
  for (let column = 0; column < WIDTH; column++) {
    assert.deepEqual(filled.counts(column), put.counts(column))
    for (let no = 0; no < 600; no++) assert.equal(filled.cell(no, column, 1_100), put.cell(no, column, 1_100))
  }
  assert.deepEqual(filled.ended(1_100), put.ended(1_100))
})
