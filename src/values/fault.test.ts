import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fault, isFault } from './fault.ts'
import { catalogue, LANGUAGES } from './text.ts'

test('a fault is told from a value', () => {
  assert.equal(isFault(fault('email-empty')), true)
  for (const value of ['2026-11-22', null, undefined, { stored: 'x' }]) assert.equal(isFault(value), false)
})

test('every reason that a value can be refused for has its sentence in every language, and no sentence is left over', () => {
  const textOf = (room: string) => readdirSync(room).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).map((name) => readFileSync(join(room, name), 'utf8')).join('\n')
  const here = textOf(import.meta.dirname).matchAll(/'((?:email|phone|identity|organisation|date|country|language|text|yes-no|decimal|reference|participant)-[a-z-]+)'/g)
  // Values of a company's own fields are read beside the people who have them.
  const own = textOf(join(import.meta.dirname, '../people')).matchAll(/\bfault\('([a-z-]+)'/g)
  const reasons = new Set([...here, ...own].map((match) => match[1]!))
  for (const language of LANGUAGES) assert.deepEqual(Object.keys(catalogue(language, 'values')).toSorted(), [...reasons].toSorted(), language)
})
