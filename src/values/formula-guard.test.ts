import assert from 'node:assert/strict'
import { test } from 'node:test'
import { guardCell, unguardCell } from './formula-guard.ts'

const COMPUTED = ['=1+1', '+46 70 123', '-2', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '\tx', '\rx', '\nx', '＝1', '＋1', '－1', '＠x', '  =1', '\u00a0=1', "'=1", "''+1"]
const PLAIN = ['', 'Åsa Öberg', "O'Hara", "'tis", 'a=1', 'x@example.org', '1-2', "'", 'Ystad']

test('IN-05: what a spreadsheet would compute gets an apostrophe before it, anything else none', () => {
  for (const text of COMPUTED) assert.equal(guardCell(text), `'${text}`)
  for (const text of PLAIN) assert.equal(guardCell(text), text)
  for (const text of COMPUTED) assert.match(guardCell(text), /^'/)
})

test('IN-05: taken off again, each is what it was', () => {
  for (const text of [...COMPUTED, ...PLAIN]) assert.equal(unguardCell(guardCell(text)), text)
})

test('only a guard is taken off', () => {
  for (const text of PLAIN) assert.equal(unguardCell(text), text)
  assert.equal(unguardCell("'=1"), '=1')
})
