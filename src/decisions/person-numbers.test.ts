import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../values/ids.ts'
import { PersonNumbers } from './person-numbers.ts'

const MOMENT = new Date('2026-03-02T09:00:00Z')

test('everybody is found by their number, as in a Map, however many there are', () => {
  const numbers = new PersonNumbers()
  // Ids of one millisecond share their first half.
  const people = Array.from({ length: 30_000 }, (_, n) => ({ id: newId(MOMENT), no: 3 * n }))
  for (const { id, no } of people.toReversed()) assert.ok(numbers.add(id, no))
  assert.equal(numbers.size, people.length)
  for (const { id, no } of people) {
    assert.equal(numbers.find(id), no)
    assert.equal(numbers.idOf(no), id)
    assert.equal(numbers.has(no), true)
  }
  assert.equal(numbers.has(1), false)
  assert.equal(numbers.find(newId(MOMENT)), -1)
})

test('a number goes with one person and a person with one number', () => {
  const numbers = new PersonNumbers()
  const [maria, knut] = [newId(MOMENT), newId(MOMENT)]
  assert.equal(numbers.add(maria, 7), true)
  assert.equal(numbers.add(maria, 7), true)
  assert.equal(numbers.add(knut, 7), false)
  assert.equal(numbers.add(maria, 8), false)
  assert.equal(numbers.find(knut), -1)
  assert.equal(numbers.addBytes(Buffer.from(`ff${knut.replaceAll('-', '')}`, 'hex'), 1, 8), true)
  assert.equal(numbers.find(knut), 8)
})

test('what is no id is nobody', () => {
  const numbers = new PersonNumbers()
  numbers.add('00000000-0000-7000-8000-000000000001', 1)
  for (const text of ['', '00000000-0000-7000-8000-00000000000g', '0000000000000-7000-8000-000000000001', '0\u0130000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-0000000000011']) {
    assert.equal(numbers.find(text), -1, text)
    assert.equal(numbers.add(text, 2), false, text)
  }
  assert.equal(numbers.find('00000000-0000-7000-8000-000000000001'), 1)
})
