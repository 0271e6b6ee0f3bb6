import assert from 'node:assert/strict'
import { test } from 'node:test'
import { forecast } from './forecast.ts'

const STAGES = [{ id: 'new', name: 'New', chance: 10 }, { id: 'offer', name: 'Offer', chance: 60 }]
const sum = (stageId: string, month: string | null, value: bigint, state: 'open' | 'won' = 'open') => ({ state, month, stageId, count: 1, value })

test('each month has what is open, weighed by its stage, and what was won; what is late comes first and what has no day last', () => {
  const months = forecast([
    sum('offer', null, 10_000n), sum('new', '2026-12', 50_000n), sum('offer', '2026-12', 100_001n), sum('offer', '2026-09', 30_000n), sum('offer', '2026-09', 70_000n, 'won'), sum('offer', '2026-11', 20_000n, 'won'),
  ], STAGES, '2026-11')
  assert.deepEqual(months, [
    { month: 'late', won: 0n, open: 30_000n, weighed: 18_000n, count: 1 },
    { month: '2026-09', won: 70_000n, open: 0n, weighed: 0n, count: 0 },
    { month: '2026-11', won: 20_000n, open: 0n, weighed: 0n, count: 0 },
    { month: '2026-12', won: 0n, open: 150_001n, weighed: 65_001n, count: 2 },
    { month: 'some-day', won: 0n, open: 10_000n, weighed: 6_000n, count: 1 },
  ])
})

test('a stage that is not there any more has no chance', () => {
  assert.deepEqual(forecast([sum('gone', '2026-11', 10_000n)], STAGES, '2026-11').map(({ open, weighed }) => [open, weighed]), [[10_000n, 0n]])
})
