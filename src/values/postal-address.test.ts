import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CountryCode } from './country.ts'
import { postalAddress } from './postal-address.ts'

const SE = 'SE' as CountryCode

test('an address is shown on one line and compared without spelling', () => {
  const address = postalAddress({ street: 'c/o Öberg\nStorgatan 1 B', postalCode: '111 22', city: 'Malmö', region: 'Skåne', country: SE })
  assert.deepEqual(address, { value: 'c/o Öberg, Storgatan 1 B, 111 22 Malmö, Skåne, SE', canonical: 'c o oberg storgatan 1 b|11122|malmo|se' })
  assert.equal(postalAddress({ street: 'C/o öberg, Storgatan 1 b', postalCode: '11122', city: 'MALMÖ', country: SE })?.canonical, address!.canonical)
  assert.notEqual(postalAddress({ street: 'Storgatan 11', postalCode: '111 22', city: 'Malmö', country: SE })?.canonical, postalAddress({ street: 'Storgatan 1', postalCode: '111 22', city: 'Malmö', country: SE })?.canonical)
})

test('what a letter cannot reach is no address', () => {
  assert.equal(postalAddress({ street: 'Storgatan 1' }), undefined)
  assert.equal(postalAddress({ city: 'Malmö', postalCode: '111 22' }), undefined)
  assert.deepEqual(postalAddress({ street: 'Box 1', city: 'Umeå' }), { value: 'Box 1, Umeå', canonical: 'box 1||umea|' })
})
