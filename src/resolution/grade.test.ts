import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { COMPARED, LEVELS, patternOf, type Compared } from './compare.ts'
import { gather } from './gather.ts'
import { gradeOf } from './grade.ts'
import { learnWeights, oddsOf } from './weights.ts'

const levels = (known: Partial<Record<Compared, number>>): number[] => COMPARED.map((field) => known[field] ?? 0)

test('names, however rare, never make two people one, nor do names and a place', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 4 }), fc.double({ min: -50, max: 200, noNaN: true }), (given, family, place, odds) => {
    assert.equal(gradeOf(levels({ given, family, place }), odds), undefined)
  }), { seed: 7 })
})

test('what says nothing for one human is never sure, and nothing is sure against a birth date or an identity number', () => {
  const any = fc.record(Object.fromEntries(COMPARED.map((field) => [field, fc.integer({ min: 0, max: LEVELS[field] - 1 })])) as Record<Compared, fc.Arbitrary<number>>)
  fc.assert(fc.property(any, fc.double({ min: -50, max: 200, noNaN: true }), (known, odds) => {
    const grade = gradeOf(levels(known), odds)
    if (known.birth > 2 || known.identity > 1 || known.given > 3 || known.given === 0 || known.family > 3 || odds < 6) assert.notEqual(grade, 'sure')
    if (odds < 0) assert.equal(grade, undefined)
  }), { seed: 7, numRuns: 2000 })
})

test('two of a household are not proposed, and one human with the same birth date and address is sure', () => {
  assert.equal(gradeOf(levels({ given: 5, family: 1, email: 1, street: 1, place: 1 }), 20), undefined)
  assert.equal(gradeOf(levels({ given: 2, family: 1, birth: 1, street: 1, place: 1 }), 20), 'sure')
  assert.equal(gradeOf(levels({ given: 1, family: 1, street: 1, place: 1 }), 20), 'unsure')
})

test('a chain of likenesses never joins two namesakes', () => {
  // Anna born in 1960, Anna without a birth date, Anna born in 1990: each end is like the middle, the ends are not one.
  const odds = (a: number, b: number): number => (Math.abs(a - b) === 2 ? -20 : 8)
  assert.deepEqual(gather(3, [{ a: 0, b: 1, odds: 8 }, { a: 1, b: 2, odds: 8 }], odds), [0, 0, 2])
  assert.deepEqual(gather(3, [{ a: 0, b: 1, odds: 8 }, { a: 1, b: 2, odds: 8 }], () => 8), [0, 0, 0])
})

test('weights are learnt from what is seen: what agrees by chance says little, the same counts give the same weights, and rare values say more', () => {
  const random = new Map([[patternOf(levels({ given: 5, family: 5, place: 4 })), 90_000], [patternOf(levels({ given: 1, family: 5, place: 4 })), 1_000], [patternOf(levels({ given: 5, family: 5, place: 1 })), 40_000]])
  const candidates = new Map([[patternOf(levels({ given: 1, family: 1, birth: 1, place: 1 })), 300], [patternOf(levels({ given: 1, family: 3, birth: 1, place: 4 })), 30], [patternOf(levels({ given: 1, family: 5, birth: 4, place: 1 })), 4_000]])
  const weights = learnWeights({ random, candidates, people: 5_000 })
  assert.deepEqual(learnWeights({ random, candidates, people: 5_000 }), weights)
  const { given, place, family } = weights.levels
  assert.ok(given[1]! > place[1]! + 2 && place[1]! < 3, `${given[1]} ${place[1]}`)
  assert.ok(family[3]! > 2 && family[5]! < -2, `${family}`)
  const same = { levels: levels({ given: 1 }), same: { given: 'anna' } }
  const [common, rare] = [0.05, 0.00001].map((share) => oddsOf(weights, same, () => share))
  assert.ok(rare! - common! > 12)
})
