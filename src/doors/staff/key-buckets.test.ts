import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KeyBuckets } from './key-buckets.ts'

test('AU-11: a key has a minute’s worth at once, then what flows in; another key has its own', () => {
  let ticks = 0
  const buckets = new KeyBuckets(120, () => ticks)
  for (let turn = 119; turn >= 0; turn--) assert.deepEqual(buckets.take('till'), { left: turn, fullAfter: Math.ceil((120 - turn) / 2) })
  assert.deepEqual(buckets.take('till'), { againAfter: 1 })
  assert.deepEqual(buckets.take('shop'), { left: 119, fullAfter: 1 })
  ticks += 1_000
  assert.deepEqual([buckets.take('till'), buckets.take('till'), buckets.take('till')], [{ left: 1, fullAfter: 60 }, { left: 0, fullAfter: 60 }, { againAfter: 1 }])
  ticks += 3_600_000
  assert.deepEqual(buckets.take('till'), { left: 119, fullAfter: 1 })
})

test('where a few may come a minute, the wait is told in full', () => {
  const buckets = new KeyBuckets(2, () => 0)
  buckets.take('till')
  buckets.take('till')
  assert.deepEqual(buckets.take('till'), { againAfter: 30 })
})
