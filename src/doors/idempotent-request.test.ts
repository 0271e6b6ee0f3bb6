import assert from 'node:assert/strict'
import { createSecretKey } from 'node:crypto'
import { test } from 'node:test'
import { idempotentRequest, isIdempotencyKey, openAnswer, sealAnswer } from './idempotent-request.ts'

const SECRET = createSecretKey(Buffer.alloc(32, 3))
const WHO = { actorId: 'till', key: 'order-1' }
const WHAT = { route: 'POST /people', address: 'POST /people', body: Buffer.from('{"a":1}') }
const ONE = idempotentRequest(SECRET, WHO, WHAT)

test('the same key is another one from another actor and on another route', () => {
  assert.deepEqual(idempotentRequest(SECRET, WHO, WHAT), ONE)
  for (const other of [idempotentRequest(SECRET, { ...WHO, actorId: 'shop' }, WHAT), idempotentRequest(SECRET, WHO, { ...WHAT, route: 'POST /imports' }), idempotentRequest(SECRET, { ...WHO, key: 'order-2' }, WHAT)]) {
    assert.notDeepEqual(other.keyHash, ONE.keyHash)
    assert.throws(() => openAnswer(other, sealAnswer(ONE, Buffer.from('secret'))))
  }
})

test('another address or body is another request under the same key', () => {
  for (const change of [{ address: 'POST /people?x=1' }, { body: Buffer.from('{"a":2}') }, { body: Buffer.from('') }]) {
    const other = idempotentRequest(SECRET, WHO, { ...WHAT, ...change })
    assert.deepEqual(other.keyHash, ONE.keyHash)
    assert.notDeepEqual(other.requestHash, ONE.requestHash)
  }
})

test('an answer opens to what was sealed, says nothing while sealed, and is sealed differently each time', () => {
  const body = Buffer.from('{"name":"Åsa Öberg"}')
  const sealed = sealAnswer(ONE, body)
  assert.deepEqual(openAnswer(ONE, sealed), body)
  assert.equal(sealed.includes(Buffer.from('Åsa')), false)
  assert.notDeepEqual(sealAnswer(ONE, body), sealed)
  assert.deepEqual(openAnswer(ONE, sealAnswer(ONE, Buffer.alloc(0))), Buffer.alloc(0))
})

test('a key is 1 to 255 visible characters of ASCII', () => {
  for (const good of ['a', '8e03978e-40d5-43dd-bc93-6894a57f9324', '"quoted"', '~'.repeat(255)]) assert.ok(isIdempotencyKey(good), good)
  for (const bad of ['', 'a b', 'å', 'a\tb', '~'.repeat(256)]) assert.equal(isIdempotencyKey(bad), false, bad)
})
