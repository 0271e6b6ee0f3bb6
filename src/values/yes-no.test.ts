import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseYesNo } from './yes-no.ts'

test('only a clear yes or no is one', () => {
  for (const text of ['Ja', 'yes', ' X ', '1', 'TRUE', 'på']) assert.equal(parseYesNo(text), 'yes', text)
  for (const text of ['Nej', 'NEI', 'no', '0', 'False', 'unsubscribed']) assert.equal(parseYesNo(text), 'no', text)
  for (const text of ['', 'implied', 'kanske', '-', '2', 'ja?', 'nja', 'Underförstått']) assert.deepEqual(parseYesNo(text), { fault: 'values.yes-no-unclear' }, text)
})
