import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseName, parseText, visible } from './name.ts'

test('names are kept as typed', () => {
  for (const name of ['Hilma af Klint', "O'Reilly", 'van der Berg', 'MARIA LARSSON', 'Nguyễn Thị', 'Ali\u200cReza', 'Bo', '李', 'Wolski  Zajazd', '<b>Maria</b>', '=1+1']) assert.equal(parseName(` ${name} `), name)
  assert.equal(parseName('A\u030asa'), 'Åsa')
  assert.equal(parseName('Maria\u00a0'), 'Maria')
})

test('characters that hide or reorder a name are refused and told', () => {
  assert.deepEqual(parseName(' \t'), { fault: 'values.text-empty' })
  assert.deepEqual(parseName('Maria\u202eairaM'), { fault: 'values.text-direction-character', parameters: { character: 'U+202E' } })
  for (const [text, character] of [['Maria\nLarsson', 'U+000A'], ['Ma\0ria', 'U+0000'], ['Gr\u0094nberg', 'U+0094'], ['a\u2028b', 'U+2028']]) assert.deepEqual(parseName(text!), { fault: 'values.text-control-character', parameters: { character } })
  assert.deepEqual(parseName('G\ufffdteborg'), { fault: 'values.text-unreadable-character' })
  assert.deepEqual(parseName('x'.repeat(201)), { fault: 'values.text-too-long', parameters: { max: 200 } })
  assert.deepEqual(parseName('x'.repeat(1_000_000)), { fault: 'values.text-too-long', parameters: { max: 200 } })
  assert.equal(parseName('x'.repeat(200)), 'x'.repeat(200))
})

test('an address or a note may have lines, a name may not', () => {
  assert.equal(parseText('c/o Larsson\r\nStorgatan 1', { lines: true }), 'c/o Larsson\nStorgatan 1')
  assert.deepEqual(parseText('c/o Larsson\r\nStorgatan 1'), { fault: 'values.text-control-character', parameters: { character: 'U+000D' } })
  assert.deepEqual(parseText('a\0b', { lines: true }), { fault: 'values.text-control-character', parameters: { character: 'U+0000' } })
})

test('what was refused can be shown', () => {
  assert.equal(visible('Maria\u202eairaM\u200b\n'), 'Maria‹U+202E›airaM‹U+200B›‹U+000A›')
  assert.equal(visible('Åsa Öberg'), 'Åsa Öberg')
})
