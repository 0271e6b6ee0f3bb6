import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isFault } from './fault.ts'
import { kidReference, ocrReference, parseKid, parseOcr } from './payment-reference.ts'

test('a Bankgiro reference ends with its length and a check digit, and no wrong digit or swap of neighbours passes', () => {
  // 12345682 (eight digits, check digit 2) is the example in Bankgirot's own leaflet on checks of references.
  assert.equal(ocrReference('1234567', 'check-digit'), '12345674')
  assert.equal(ocrReference('123456'), '12345682')
  for (let number = 1; number <= 2000; number++) {
    const reference = ocrReference(String(number))
    assert.equal(parseOcr(reference, 'length-and-check-digit'), reference)
    const place = number % reference.length
    const wrong = reference.slice(0, place) + String((Number(reference[place]) + 1 + (number % 9)) % 10) + reference.slice(place + 1)
    if (wrong !== reference) assert.ok(isFault(parseOcr(wrong)), `${wrong} for ${reference}`)
  }
  assert.equal(parseOcr('1234 5682'), '12345682')
  assert.deepEqual(parseOcr('12345674', 'length-and-check-digit'), { fault: 'values.reference-length-digit' })
  assert.deepEqual(parseOcr('1'), { fault: 'values.reference-form' })
  assert.deepEqual(parseOcr('1'.repeat(26)), { fault: 'values.reference-form' })
})

test('a KID takes modulus 10 or 11, and ten is a dash', () => {
  assert.equal(kidReference('1234567'), '12345674')
  // By hand: 4·2 + 3·3 + 2·4 + 1·5 = 30, 30 mod 11 = 8, 11 − 8 = 3.
  assert.equal(kidReference('1234', 11), '12343')
  const dash = Array.from({ length: 200 }, (_, number) => kidReference(String(number + 100), 11)).find((kid) => kid.endsWith('-'))!
  assert.equal(parseKid(dash, 11), dash)
  assert.deepEqual(parseKid(dash, 10), { fault: 'values.reference-check-digit' })
  assert.equal(parseKid('12343'), '12343')
  assert.deepEqual(parseKid('12345'), { fault: 'values.reference-check-digit' })
  assert.deepEqual(parseKid('12-43'), { fault: 'values.reference-form' })
})
