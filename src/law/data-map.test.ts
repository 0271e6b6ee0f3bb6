import assert from 'node:assert/strict'
import { test } from 'node:test'
import { IMPERSONAL_TABLES, PERSONAL_TABLES, mapFaults } from './data-map.ts'

const known = [
  ...Object.entries(PERSONAL_TABLES).flatMap(([table, map]) => `${map.columns} ${map.impersonal ?? ''}`.split(/\s+/).filter(Boolean).map((column) => `${table}.${column}`)),
  ...Object.keys(IMPERSONAL_TABLES).map((table) => `${table}.anything`),
]

test('a schema that the map knows has no faults', () => assert.deepEqual(mapFaults(known), []))

test('E1: a new column that nobody classified is a fault', () => {
  assert.deepEqual(mapFaults([...known, 'profile.shoe_size']), ['profile.shoe_size is neither on the data map nor declared impersonal'])
  assert.match(mapFaults([...known, 'diary.text'])[0]!, /diary\.text/)
})

test('a column that is gone from the schema is a fault', () => {
  assert.deepEqual(mapFaults(known.filter((column) => column !== 'profile.gender')), ['profile.gender is on the data map and not in the schema'])
})
