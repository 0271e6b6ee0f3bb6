import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from './errors.ts'
import { Lane } from './lane.ts'

test('as many run as the lane is wide, the others in their order, also after one that failed', async () => {
  const lane = new Lane(2, 10)
  const [order, seen] = [[] as number[], { running: 0, most: 0 }]
  const act = (index: number) => lane.run(async () => {
    seen.running += 1
    seen.most = Math.max(seen.most, seen.running)
    await sleep(1)
    seen.running -= 1
    order.push(index)
    if (index === 1) throw new Error('failed')
  })
  const ends = await Promise.allSettled([0, 1, 2, 3, 4, 5].map(act))
  assert.deepEqual([order, seen, ends.filter((end) => end.status === 'rejected').length], [[0, 1, 2, 3, 4, 5], { running: 0, most: 2 }, 1])
})

test('beyond those who may wait, the next is told to come again, and later is let in', async () => {
  const lane = new Lane(1, 1)
  const [first, second] = [lane.run(() => sleep(5)), lane.run(() => sleep(1))]
  await assert.rejects(lane.run(async () => {}), (error) => error instanceof Problem && error.kind === 'unavailable')
  await Promise.all([first, second])
  assert.equal(await lane.run(async () => 7), 7)
})
