import assert from 'node:assert/strict'
import { test } from 'node:test'
import { requestOf, saysNothing, today, type TakenDown } from './taken-down.ts'

const DOWN: TakenDown = { kind: 'access', how: 'phone', receivedOn: '2026-03-02', sender: 'x@example.org', forAnother: false, marketing: true, purposes: ['news'], ground: 'unlawful', field: 'city', value: ' Malmö ', words: ' ', language: 'sv', stranger: null }

test('only what belongs to the kind of request is sent', () => {
  assert.deepEqual(requestOf(DOWN, '2026-03-02'), { kind: 'access', how: 'phone', language: 'sv', wish: {} })
  assert.deepEqual(requestOf({ ...DOWN, kind: 'rectification' }, '2026-03-02').wish, { values: { city: 'Malmö' } })
  assert.deepEqual(requestOf({ ...DOWN, kind: 'rectification', value: '' }, '2026-03-02').wish, { values: { city: null } })
  assert.deepEqual(requestOf({ ...DOWN, kind: 'objection' }, '2026-03-02').wish, { marketing: true })
  assert.deepEqual(requestOf({ ...DOWN, kind: 'objection', marketing: false }, '2026-03-02').wish, { purposes: ['news'] })
  assert.deepEqual(requestOf({ ...DOWN, kind: 'restriction' }, '2026-03-02').wish, { purposes: ['news'], ground: 'unlawful' })
  assert.equal(requestOf({ ...DOWN, how: 'mail' }, '2026-03-02').sender, 'x@example.org')
})

test('what came another day came at noon of that day, and what came today comes now', () => {
  assert.equal(requestOf(DOWN, '2026-03-02').receivedAt, undefined)
  assert.equal(requestOf(DOWN, '2026-03-05').receivedAt, new Date('2026-03-02T12:00:00').toISOString())
  assert.equal(today(new Date(2026, 0, 5, 23, 59)), '2026-01-05')
})

test('an objection says to what, a complaint and a correction what is wrong', () => {
  const nothing = { ...DOWN, marketing: false, purposes: [], field: null }
  assert.deepEqual((['access', 'objection', 'complaint', 'rectification'] as const).map((kind) => saysNothing({ ...nothing, kind })), [false, true, true, true])
  assert.deepEqual([saysNothing({ ...nothing, kind: 'objection', marketing: true }), saysNothing({ ...nothing, kind: 'complaint', words: 'x' }), saysNothing({ ...DOWN, kind: 'rectification' })], [false, false, false])
})
