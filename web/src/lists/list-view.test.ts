import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressOf, viewOf, type ListView } from './list-view.ts'

const PLAIN: ListView = { columns: ['city'], where: [], search: '', sort: { by: 'name', direction: 'up' } }
const VIEW: ListView = { columns: ['email', 'city'], where: [{ field: 'city', op: 'is', value: 'Göteborg' }, { field: 'lifetime_value', op: 'at-least', value: 100 }], search: 'å b', sort: { by: 'city', direction: 'down' } }

test('an address leads to the same view, and holds only what differs', () => {
  assert.deepEqual(viewOf(new URLSearchParams(addressOf(VIEW, PLAIN, null).toString()), PLAIN), VIEW)
  assert.equal(addressOf(PLAIN, PLAIN, null).toString(), '')
  assert.deepEqual([...addressOf({ ...PLAIN, search: 'x' }, PLAIN, 'v1').keys()], ['view', 'search'])
  // Beside a saved view, a filter that was taken away stands there too.
  assert.deepEqual(viewOf(addressOf(PLAIN, VIEW, 'v1'), VIEW), PLAIN)
})

test('an address that was cut off or made up is read as far as it goes', () => {
  for (const where of ['[["city","is"', '{"a":1}', '7', '[["city"],null,["city","is",{"a":1}]]']) assert.deepEqual(viewOf(new URLSearchParams({ where }), PLAIN).where, [], where)
})
