import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unstorableText } from './storable-text.ts'

test('a text with a null character or half a surrogate is found wherever it stands', () => {
  assert.equal(unstorableText({ name: 'Åsa 🙂', tags: ['a', null, 1, true], more: { deep: '' } }), undefined)
  assert.equal(unstorableText({ name: 'a', tags: ['b', 'c\0'] }), 'tags.1')
  assert.equal(unstorableText({ more: { deep: '\ud83d' } }), 'more.deep')
  assert.equal(unstorableText({ values: { 'city\0': 'x' } }), 'values')
  assert.equal(unstorableText('\udc00'), '')
})
