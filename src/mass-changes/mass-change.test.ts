import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isForMany, isSame, undoableUntil, valueAfter } from './mass-change.ts'

test('what stands after a change: set, cleared, added to a list once, taken out of it', () => {
  assert.equal(valueAfter({ op: 'set', value: 'gold' }, 'silver'), 'gold')
  assert.equal(valueAfter({ op: 'clear', value: null }, 'silver'), null)
  assert.deepEqual(valueAfter({ op: 'add', value: ['golf'] }, ['tennis', 'golf']), ['tennis', 'golf'])
  assert.deepEqual(valueAfter({ op: 'add', value: ['golf'] }, null), ['golf'])
  assert.deepEqual(valueAfter({ op: 'remove', value: ['golf'] }, ['tennis', 'golf']), ['tennis'])
  assert.equal(valueAfter({ op: 'remove', value: ['golf'] }, ['golf']), null)
  assert.ok(isSame(['a', 'b'], ['b', 'a']) && !isSame(null, 'a'))
})

test('names, numbers, addresses, birth dates, what is sensitive and what we concluded is never the same for many', () => {
  const field = { type: 'text' as const, sensitive: false, inferred: false }
  for (const key of ['given_name', 'email', 'customer_number', 'birth_date', 'street', 'delivery']) assert.equal(isForMany({ ...field, key }), false, key)
  assert.equal(isForMany({ ...field, key: 'loyalty_level' }), true)
  assert.equal(isForMany({ ...field, key: 'allergies', sensitive: true }), false)
  assert.equal(isForMany({ ...field, key: 'concluded_interests', inferred: true }), false)
  assert.equal(isForMany({ ...field, key: 'identity_number', type: 'identity-number' }), false)
})

test('thirty days from its start it can be taken back, and not before it has run', () => {
  const startedAt = new Date('2026-03-02T09:00:00Z')
  assert.deepEqual(undoableUntil({ state: 'done', startedAt }), new Date('2026-04-01T09:00:00Z'))
  assert.equal(undoableUntil({ state: 'running', startedAt }), undefined)
  assert.equal(undoableUntil({ state: 'rehearsed', startedAt: null }), undefined)
})
