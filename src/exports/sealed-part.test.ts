import assert from 'node:assert/strict'
import { createSecretKey } from 'node:crypto'
import { test } from 'node:test'
import { openPart, sealPart } from './sealed-part.ts'

const SECRET = createSecretKey(Buffer.alloc(32, 3))

test('a part opens as itself, and says nothing while it is sealed', () => {
  const sealed = sealPart(SECRET, 'one', 3, 'Åsa Öberg')
  assert.equal(openPart(SECRET, 'one', 3, sealed).toString(), 'Åsa Öberg')
  assert.equal(sealed.includes(Buffer.from('Åsa')), false)
})

test('a part of another export, another place, or changed does not open', () => {
  const sealed = sealPart(SECRET, 'one', 3, 'Åsa Öberg')
  assert.throws(() => openPart(SECRET, 'two', 3, sealed))
  assert.throws(() => openPart(SECRET, 'one', 4, sealed))
  assert.throws(() => openPart(createSecretKey(Buffer.alloc(32, 4)), 'one', 3, sealed))
  sealed[sealed.length - 1]! ^= 1
  assert.throws(() => openPart(SECRET, 'one', 3, sealed))
})
