import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { COMPARED, compare, levelsOf, patternOf, type Compared } from './compare.ts'
import { describe, type Known } from './described.ts'

const NOTHING: Known = { givenName: '', familyName: '', fullName: '', birthDate: '', emails: [], phones: [], identityNumbers: [], street: '', postalCode: '', city: '' }

function levels(a: Partial<Known>, b: Partial<Known>): Record<Compared, number> {
  const { levels: found } = compare(describe({ ...NOTHING, ...a }), describe({ ...NOTHING, ...b }))
  return Object.fromEntries(COMPARED.map((field, index) => [field, found[index]!])) as Record<Compared, number>
}

const named = (givenName: string, familyName: string): Partial<Known> => ({ givenName, familyName })

test('names agree wholly, as variants, nearly or not', () => {
  assert.deepEqual(levels(named('Åsa', 'Öberg'), named('Asa', 'Oeberg')), { ...levels({}, {}), given: 1, family: 1 })
  for (const [a, b] of [['Lars', 'Lasse'], ['Katarina', 'Cathrine'], ['William', 'Bill'], ['Elisabeth', 'Lise'], ['Kristina', 'Christina'], ['A', 'Anna'], ['Anna Maria', 'Maria'], ['Karl-Erik', 'Erik']]) {
    assert.equal(levels(named(a!, 'Berg'), named(b!, 'Berg')).given, 2, `${a} ${b}`)
  }
  assert.equal(levels(named('Anna', 'Andersson'), named('Anna', 'Anderson')).family, 2)
  assert.equal(levels(named('Anna', 'Lindgren'), named('Anna', 'Lindgern')).family, 3)
  assert.equal(levels(named('Anna', 'Berg'), named('Erik', 'Berg')).given, 5)
})

test('swapped first and last names are variants, and one full name meets two parts', () => {
  const { given, family } = levels(named('Berg', 'Anna'), named('Anna', 'Berg'))
  assert.deepEqual([given, family], [2, 2])
  assert.deepEqual([levels({ fullName: 'Hilma af Klint' }, named('Hilma', 'af Klint')).given, levels({ fullName: 'Hilma af Klint' }, named('Hilma', 'af Klint')).family], [1, 1])
})

test('a birth date with day and month swapped or one digit off is nearly the same', () => {
  const birth = (a: string, b: string): number => levels({ birthDate: a }, { birthDate: b }).birth
  assert.deepEqual([birth('1971-06-04', '1971-06-04'), birth('1971-06-04', '1971-04-06'), birth('1971-06-04', '1971-06-05'), birth('1971-06-04', '1970-06-05'), birth('1971-06-04', '1988-12-30'), birth('', '1971-06-04')], [1, 2, 2, 3, 4, 0])
})

test('any of several addresses and numbers is enough', () => {
  const found = levels({ emails: ['a@b.se', 'anna.berg@post.se'], phones: ['+46701234567'] }, { emails: ['anna.berg@post.se'], phones: ['+46701234576'] })
  assert.deepEqual([found.email, found.phone], [1, 2])
  assert.equal(levels({ emails: ['anna.berg@post.se'] }, { emails: ['anna.berg@post.no'] }).email, 2)
  assert.equal(levels({ emails: ['anna.berg@post.se'] }, { emails: ['anna.berg@telia.com'] }).email, 3)
})

test('comparing is symmetric, oneself agrees wholly, and a pattern keeps all levels', () => {
  const word = fc.stringMatching(/^[a-zåäöæø]{0,8}( [a-zåäö]{1,5})?$/)
  const somebody = fc.record({ givenName: word, familyName: word, fullName: word, birthDate: fc.constantFrom('', '1971-06-04', '1971-04-06', '1980-01-01'), emails: fc.array(fc.constantFrom('a@b.se', 'anna@b.se')), phones: fc.array(fc.constantFrom('+4670', '+4671')), identityNumbers: fc.array(fc.constantFrom('x', 'y')), street: word, postalCode: fc.constantFrom('', '11455', '11456'), city: word })
  fc.assert(fc.property(somebody, somebody, (a, b) => {
    const [there, back] = [compare(describe(a), describe(b)).levels, compare(describe(b), describe(a)).levels]
    assert.deepEqual(there, back)
    assert.deepEqual(levelsOf(patternOf(there)), there)
    assert.ok(compare(describe(a), describe(a)).levels.every((level) => level <= 1))
  }), { numRuns: 300, seed: 7 })
})
