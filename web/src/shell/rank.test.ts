import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matchOf, ranked, recentFirst } from './rank.ts'

const swedish = new Intl.Collator('sv-SE', { sensitivity: 'base', usage: 'search' })

test('the start of a name answers better than the start of a word in it, and that better than its inside', () => {
  const typed = (name: string) => matchOf(name, 'ut', swedish)
  assert.ok(typed('Ut') > typed('Utkorg') && typed('Utkorg') > typed('Nytt utskick') && typed('Nytt utskick') > typed('Minut') && typed('Minut') > typed('Personer'))
})

test('capitals do not matter, and å is no a where the language keeps them apart', () => {
  assert.ok(matchOf('Ändamål', 'ändam', swedish) > 0)
  assert.equal(matchOf('Ändamål', 'andam', swedish), 0)
  assert.ok(matchOf('Ändamål', 'andam', new Intl.Collator('en-GB', { sensitivity: 'base', usage: 'search' })) > 0)
})

test('what does not match is left out, the best comes first, and among equals the order stays', () => {
  const names = ['Nytt utskick', 'Utkorg', 'Personer', 'Utseende']
  assert.deepEqual(ranked(names, (name) => [name], 'ut', 'sv-SE'), ['Utkorg', 'Utseende', 'Nytt utskick'])
  assert.deepEqual(ranked(names, (name) => [name], ' ', 'sv-SE'), names)
})

test('a thing with several names is found by any of them', () => {
  assert.deepEqual(ranked([['Mörkt', 'dark'], ['Ljust', 'light']], (names) => names, 'dar', 'sv-SE'), [['Mörkt', 'dark']])
})

test('people met lately come first, the last one met before the one before', () => {
  const people = [{ id: 'a' }, { id: 'b' }, { id: 'c' }]
  assert.deepEqual(recentFirst(people, [{ id: 'c' }, { id: 'b' }]).map(({ id }) => id), ['c', 'b', 'a'])
})
