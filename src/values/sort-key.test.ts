import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { sortKey } from './sort-key.ts'

/** As PostgreSQL compares under C.UTF-8: by the bytes. */
function compare(one: string, two: string): number {
  return Math.sign(Buffer.compare(Buffer.from(one), Buffer.from(two)))
}

function sorted(names: string[], language: 'sv' | 'nb' | 'en'): string {
  return names.toSorted((one, two) => compare(sortKey(one, language), sortKey(two, language))).join(' ')
}

test('Swedish names end with å ä ö, Norwegian ones with æ ø å and aa', () => {
  assert.equal(sorted(['Öberg', 'Zetterlund', 'Ärlig', 'Åberg', 'Andersson', 'Wallin', 'Vasa'], 'sv'), 'Andersson Vasa Wallin Zetterlund Åberg Ärlig Öberg')
  assert.equal(sorted(['Åsen', 'Ødegård', 'Zahl', 'Ærlig', 'Aabel', 'Aasen', 'Andersen', 'Österberg'], 'nb'), 'Andersen Zahl Ærlig Ødegård Österberg Aabel Åsen Aasen')
  assert.equal(sorted(['Öberg', 'Zoe', 'Aaron', 'Åberg'], 'en'), 'Aaron Zoe Åberg Öberg')
  assert.equal(sorted(['Åberg', 'Aaberg'], 'sv'), 'Aaberg Åberg')
})

test('capitals, accents and composition do not move a name', () => {
  for (const language of ['sv', 'nb'] as const) {
    assert.equal(sortKey('ANDRÉ', language), sortKey('andre', language))
    assert.equal(sortKey('A\u030asa', language), sortKey('Åsa', language))
    assert.equal(sortKey(' Anna  Maria ', language), sortKey('Anna Maria', language))
  }
})

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

const letters = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzåäöæøüéèáàçñâãłđðþšžűőŋŧı0159', ' ', '-', "'", '.', '’', ',', '&', '/')
const names = fc.array(letters, { minLength: 1, maxLength: 7 }).map((parts) => capitalised(parts.join('').replace(/\s+/g, ' ').trim())).filter((name) => name !== '')

for (const language of ['sv', 'nb'] as const) {
  test(`20,000 random pairs sort as the ${language} collation sorts them`, () => {
    const collator = new Intl.Collator(language, { sensitivity: 'base' })
    let different = 0
    for (const [one, two] of fc.sample(fc.tuple(names, names), { numRuns: 20_000, seed: 20261122 })) {
      // Two ways to write an apostrophe count as one here; the collation keeps them apart.
      const expected = Math.sign(collator.compare(one.replaceAll('’', "'"), two.replaceAll('’', "'")))
      assert.equal(compare(sortKey(one, language), sortKey(two, language)), expected, `${one} / ${two}`)
      if (expected !== 0) different++
    }
    assert.ok(different > 15_000)
  })
}
