import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '../plumbing/errors.ts'
import type { FieldType } from '../purposes/field.ts'
import { parseFieldValue } from './field-value.ts'

const read = (key: string, type: FieldType, input: unknown) => parseFieldValue({ key, type }, input)

test('what fits its field becomes a value in its one form', () => {
  assert.equal(read('city', 'text', '  Umeå '), 'Umeå')
  assert.equal(read('birth_date', 'date', '1980-02-29'), '1980-02-29')
  assert.equal(read('language', 'choice', 'Svenska'), 'sv')
  assert.equal(read('delivery', 'choice', 'paper'), 'paper')
  assert.equal(read('lifetime_value', 'amount', 129_900), 129_900)
  assert.deepEqual(read('interests', 'list', ['cycling', ' cycling', 'skis']), ['cycling', 'skis'])
})

test('what does not fit is refused by the name of its field', () => {
  const cases: [string, FieldType, unknown][] = [
    ['city', 'text', 7], ['city', 'text', ' '], ['city', 'text', 'Ume\u0000å'], ['birth_date', 'date', '1981-02-29'], ['language', 'choice', 'xx'],
    ['delivery', 'choice', 'pigeon'], ['lifetime_value', 'amount', 1.5], ['lifetime_value', 'amount', '12'], ['interests', 'list', 'cycling'],
    ['interests', 'list', ['a', 1]], ['interests', 'list', ['']], ['email', 'email', 'a@example.org'],
  ]
  for (const [key, type, input] of cases) {
    assert.throws(() => read(key, type, input), (error) => error instanceof Problem && error.kind === 'invalid' && error.detail.field === key, `${key} ${String(input)}`)
  }
})
