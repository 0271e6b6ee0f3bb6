import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { searchKey } from '../../src/values/search-key.ts'
import { sortKey } from '../../src/values/sort-key.ts'
import { testDatabase } from '../database.ts'

const NAMES = 5_000

const letters = fc.constantFrom(
  ...'abcdefghijklmnopqrstuvwxyzåäöæøüéèáàçñâãłđðþßžűőœęôŋŧħı0159', ...'ABCDEFÅÄÖÆØÜÉÞÐŁŠŽŐ',
  'A\u030a', 'o\u0308', 'e\u0301', 'aa', 'Aá', 'İ', 'ﬁ', 'Ａ', '²', '\u200d',
  ' ', '  ', '\t', '\u00a0', '-', '–', "'", '’', '´', '`', '.', ',', '&', '/', '(', ')', '"', '_', '#', '+', '{', '|', '}', '~', '\\', '%', '«', '»', '“', '…', '€', '°', '·',
)
const names = fc.array(letters, { maxLength: 12 }).map((parts) => parts.join(''))

test(`the database folds ${NAMES} random Nordic names for search and order exactly as the program does`, async () => {
  const database = await testDatabase()
  const sample = [...fc.sample(names, { numRuns: NAMES, seed: 20261122 }), 'Åsa  Öberg', 'SØREN KJÆR', "O’Reilly O'Reilly", 'Aasen', 'Þórður Straße', '']
  const { rows } = await database.superuser(
    `select n as name, search_fold(n) as search, sort_fold(n, 'SE') as sv, sort_fold(n, 'NO') as nb from unnest($1::text[]) with ordinality as u (n, place) order by place`,
    [sample],
  )
  assert.equal(rows.length, sample.length)
  for (const { name, ...folded } of rows) {
    assert.deepEqual(folded, { search: searchKey(name), sv: sortKey(name, 'sv'), nb: sortKey(name, 'nb') }, JSON.stringify(name))
  }
  assert.ok(new Set(rows.map((row) => row.sv)).size > NAMES / 2, 'the names are different')
  assert.ok(rows.some((row) => row.sv !== row.nb), 'the countries are told apart')
})
