import assert from 'node:assert/strict'
import { test } from 'node:test'
import { authorityOf, childConsentAge, lawCountry } from './country.ts'

test('countries without rules of their own fall under the common ones, and nobody said is unknown', () => {
  assert.equal(lawCountry('se'), 'SE')
  assert.equal(lawCountry('BR'), 'other')
  assert.equal(lawCountry(null), 'unknown')
  assert.equal(lawCountry(''), 'unknown')
})

test('the age of consent is the country\'s own on that day, and the highest when the country is unknown', () => {
  assert.equal(childConsentAge('SE', '2026-01-01'), 13)
  assert.equal(childConsentAge('NO', '2026-01-01'), 13)
  assert.equal(childConsentAge('DK', '2023-12-31'), 13)
  assert.equal(childConsentAge('DK', '2024-01-01'), 15)
  assert.equal(childConsentAge('DE', '2026-01-01'), 16)
  assert.equal(childConsentAge(null, '2026-01-01'), 16)
})

test('each country names its authority', () => {
  assert.match(authorityOf('SE').name, /IMY/)
  assert.equal(authorityOf('NO').website, 'https://www.datatilsynet.no')
  assert.match(authorityOf(null).website, /edpb/)
})
