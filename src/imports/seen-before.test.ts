import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SeenBefore } from './seen-before.ts'

test('what came twice is always told, and of what came once almost nothing', () => {
  const seen = new SeenBefore()
  const texts = Array.from({ length: 200_000 }, (_, index) => `email customer${index}@example.org`)
  for (const text of texts) seen.note(text)
  const twice = texts.filter((_, index) => index % 100 === 0)
  for (const text of twice) seen.note(text)
  assert.ok(twice.every((text) => seen.cameAgain(text)))
  assert.equal(seen.cameAgain('email nobody@example.org'), false)
  const wrongly = texts.filter((text, index) => index % 100 !== 0 && seen.cameAgain(text)).length
  assert.ok(wrongly < texts.length / 100, `${wrongly}`)
})
