import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PersonId } from '../values/ids.ts'
import { NO_LIMIT, QUEUE_LIMIT, SayingQueue, type Waiting } from './saying-queue.ts'

const item = (n: number, mayShed = true): Waiting => ({ personId: String(n) as PersonId, mayShed })

test('somebody who says two things has the second wait for the first, and others pass', () => {
  const queue = new SayingQueue<Waiting>()
  const [first, second, other] = [item(1), item(1), item(2)]
  for (const one of [first, second, other]) queue.add(one)
  assert.deepEqual(queue.take(), [first, other])
  assert.deepEqual(queue.take(), [], 'the second is not handed out while the first is')
  queue.giveBack(other)
  assert.deepEqual(queue.take(), [])
  queue.giveBack(first)
  assert.deepEqual(queue.take(), [second])
})

test('a batch has its limit, and the order stays', () => {
  const queue = new SayingQueue<Waiting>()
  const items = Array.from({ length: 5 }, (_, n) => item(n))
  for (const one of items) queue.add(one)
  assert.deepEqual(queue.take(3), items.slice(0, 3))
  assert.deepEqual(queue.take(3), items.slice(3))
})

test('rule 41: too many are turned away, noes last', () => {
  const queue = new SayingQueue<Waiting>()
  for (let n = 0; n < QUEUE_LIMIT; n++) assert.equal(queue.add(item(n)), true)
  assert.equal(queue.add(item(-1)), false, 'a yes waits no more')
  for (let n = QUEUE_LIMIT; n < NO_LIMIT; n++) assert.equal(queue.add(item(n, false)), true)
  assert.equal(queue.add(item(-2, false)), false, 'and at last no no either')
})
