import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LocalDate } from '../values/calendar.ts'
import type { CountryCode } from '../values/country.ts'
import { findOthers, withoutOthers, type OwnWords } from './others-in-text.ts'

const BO: OwnWords = {
  names: ['Bo Ekdahl', 'Bo', 'Ekdahl', 'Provbolaget AB', 'Provbolaget', 'AB', 'Umeå'], givenNames: ['Bo'], contacts: new Set(['bo@example.org', '+46701740605']), birthDate: '1961-04-02', identityNumber: null, country: 'SE' as CountryCode, today: '2026-03-02' as LocalDate,
}
const clean = (text: string, others: string[] = []): string => withoutOthers(text, findOthers(text, BO, { names: others, contacts: new Set(['ann@example.net']) }), (kind) => `<${kind}>`)

test('a note about a neighbour loses the name, address and numbers of the neighbour, and keeps what is about the person', () => {
  assert.equal(
    clean('Bo Ekdahl ringde. Grannen Karin Lindgren (karin.lindgren@example.net, 070-174 06 33) klagar på leveransen till Lodsgatan 4.'),
    'Bo Ekdahl ringde. Grannen <name> (<email>, <phone>) klagar på leveransen till Lodsgatan 4.')
  assert.equal(clean('Rang Karin Lindgren kl. 10.'), 'Rang <name> kl. 10.')
  assert.equal(clean('Karin Ekdahl betalar, Ann-Sofie Berg också.', ['Ann-Sofie']), '<name> betalar, <name> också.', 'who shares the family name is somebody else')
  assert.equal(clean('Naboen Ola tok imot pakken.'), 'Naboen <name> tok imot pakken.')
  assert.equal(clean('His neighbour, Ann-Sofie, signed.'), 'His neighbour, <name>, signed.')
  assert.equal(clean('Talade med Erik von Platen om Bo.'), 'Talade med <name> om Bo.')
})

test('identity numbers of others are found by their check digit; the own birth date is the own number', () => {
  assert.equal(clean('Hustruns nummer är 811218-9876.'), 'Hustruns nummer är <identity-number>.')
  assert.equal(clean('Ordernummer 811218-9877.'), 'Ordernummer 811218-9877.')
})

test('own names, addresses, numbers and the company stay, with a genitive too', () => {
  for (const text of ['Bo Ekdahls faktura till bo@example.org.', 'Ring Bo på +46 70 174 06 05.', 'Provbolaget AB lovade Bo att återkomma.', 'order 20417, 2026-03-02 09:00, 1 250 kr', 'code', 'Rang kl. 10, läste upp frågan ordagrant.']) {
    assert.equal(clean(text), text)
  }
})

test('people who are known to be somebody else are found by any of their names, also alone and with a genitive', () => {
  assert.equal(clean('Karins paket. Hämtas av karin? Nej, Karin.', ['Karin', 'Karin Ekdahl', 'Ekdahl']), '<name> paket. Hämtas av karin? Nej, <name>.')
  assert.equal(clean('Karin Ekdahl hälsar.', ['Karin', 'Karin Ekdahl', 'Ekdahl']), '<name> hälsar.')
  assert.equal(clean('Ekdahl hälsar.', ['Ekdahl']), 'Ekdahl hälsar.', 'a family name that they share is the own one')
})

test('in values and mails only known others and identity numbers are looked for', () => {
  const found = (text: string) => findOthers(text, BO, { names: ['Ann Berg'], contacts: new Set(['ann@example.net']) }, false).map((one) => text.slice(one.start, one.end))
  assert.deepEqual(found('Stora Torget, hej@butiken.example, 070-174 06 33'), [])
  assert.deepEqual(found('Ann Berg, ann@example.net, 811218-9876'), ['Ann Berg', 'ann@example.net', '811218-9876'])
})
