import assert from 'node:assert/strict'
import { test } from 'node:test'
import { extended, isChosen, toggled } from './chosen.ts'
import { rowsInSight, stepFrom, type Place } from './grid-steps.ts'

const SIZE = { rows: 50, cells: 4, page: 10 }
const from = (place: Place, key: string, ctrlKey = false) => stepFrom(place, { key, ctrlKey }, SIZE)

test('arrows go from row to row, into the cells and round them, and to the head and back', () => {
  assert.deepEqual(from({ row: 0, cell: -1 }, 'ArrowDown'), { row: 1, cell: -1 })
  assert.deepEqual(from({ row: 49, cell: 2 }, 'ArrowDown'), { row: 49, cell: 2 })
  assert.deepEqual(from({ row: 0, cell: -1 }, 'ArrowUp'), { row: -1, cell: 0 })
  assert.deepEqual(from({ row: -1, cell: 2 }, 'ArrowDown'), { row: 0, cell: -1 })
  assert.deepEqual(from({ row: 3, cell: -1 }, 'ArrowRight'), { row: 3, cell: 0 })
  assert.deepEqual(from({ row: 3, cell: 3 }, 'ArrowRight'), { row: 3, cell: -1 })
  assert.deepEqual(from({ row: 3, cell: -1 }, 'ArrowLeft'), { row: 3, cell: 3 })
  assert.deepEqual(from({ row: -1, cell: 3 }, 'ArrowRight'), { row: -1, cell: 0 })
})

test('pages and ends stop where the list does, and a letter leads nowhere', () => {
  assert.deepEqual(from({ row: 45, cell: -1 }, 'PageDown'), { row: 49, cell: -1 })
  assert.deepEqual(from({ row: 4, cell: -1 }, 'PageUp'), { row: 0, cell: -1 })
  assert.deepEqual(from({ row: 20, cell: -1 }, 'End'), { row: 49, cell: -1 })
  assert.deepEqual(from({ row: 20, cell: 1 }, 'End'), { row: 20, cell: 3 })
  assert.deepEqual(from({ row: 20, cell: 1 }, 'Home', true), { row: 0, cell: 1 })
  assert.equal(from({ row: 20, cell: -1 }, 'm'), undefined)
})

test('the rows in sight and some beside them are drawn, no more than there are', () => {
  assert.deepEqual(rowsInSight(0, 440, 44, 1000, 4), { from: 0, to: 14 })
  assert.deepEqual(rowsInSight(4400, 440, 44, 1000, 4), { from: 96, to: 114 })
  assert.deepEqual(rowsInSight(44_000, 440, 44, 1000, 4), { from: 996, to: 1000 })
})

test('of all that match, taking one away leaves those that have been seen', () => {
  const ids = ['a', 'b', 'c', 'd']
  assert.ok(isChosen('all', 'x'))
  assert.deepEqual(toggled('all', 'b', ids), new Set(['a', 'c', 'd']))
  assert.deepEqual(toggled(new Set(['a']), 'a', ids), new Set())
  assert.deepEqual(extended(new Set(['a']), 3, 1, ids), new Set(['a', 'b', 'c', 'd']))
  assert.equal(extended('all', 1, 2, ids), 'all')
})
