import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freshUntil, isIdle, needsProof } from './session.ts'

const NOW = new Date('2026-03-02T09:00:00Z')
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000)

test('a factor counts as just shown for five minutes, and one that was never shown does not', () => {
  assert.equal(needsProof({ provedAt: ago(4.99) }, NOW), false)
  assert.equal(needsProof({ provedAt: ago(5) }, NOW), true)
  assert.equal(needsProof({ provedAt: null }, NOW), true)
  assert.deepEqual(freshUntil({ provedAt: ago(2) }, NOW), new Date('2026-03-02T09:03:00Z'))
  assert.equal(freshUntil({ provedAt: ago(6) }, NOW), null)
})

test('a session is idle after an hour in which nobody did anything', () => {
  assert.equal(isIdle(ago(59.9), NOW), false)
  assert.equal(isIdle(ago(60), NOW), true)
})
