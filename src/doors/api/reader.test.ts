import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OWN_PAGE } from '../../people/hold-values.ts'
import { sourceInWords } from './reader.ts'

test('what people enter themselves comes from their own page, and everything else from where its bringer said', () => {
  assert.deepEqual([sourceInWords('sv', OWN_PAGE), sourceInWords('en', OWN_PAGE), sourceInWords('nb', 'kassa')], ['Kundens egen sida', 'The customer’s own page', 'kassa'])
})
