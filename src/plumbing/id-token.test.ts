import assert from 'node:assert/strict'
import { test } from 'node:test'
import { identityIn, type Expected } from './id-token.ts'

const NOW = new Date('2026-03-02T09:00:00Z')
const SECONDS = NOW.getTime() / 1000
const EXPECTED: Expected = { issuer: 'https://id.example.se', clientId: 'tillit', nonce: 'n', askedAt: new Date(NOW.getTime() - 30_000), now: NOW }
const RIGHT = { iss: 'https://id.example.se', sub: 's', aud: 'tillit', exp: SECONDS + 300, iat: SECONDS - 5, nonce: 'n' }

test('right claims are an identity, and nothing else they say is read', () => {
  assert.deepEqual(identityIn({ ...RIGHT, email: 'a@example.se', email_verified: true, name: 'A' }, EXPECTED), { issuer: 'https://id.example.se', subject: 's', acr: null, amr: [], provedAt: null })
  assert.deepEqual(identityIn({ ...RIGHT, aud: ['tillit'], azp: 'tillit', nbf: SECONDS, acr: 'high', amr: ['hwk'], auth_time: SECONDS - 60 }, EXPECTED), {
    issuer: 'https://id.example.se', subject: 's', acr: 'high', amr: ['hwk'], provedAt: new Date(NOW.getTime() - 60_000),
  })
})

test('clocks may differ by a minute, and a proof is never later than now', () => {
  assert.ok(!('wrong' in identityIn({ ...RIGHT, exp: SECONDS - 59, iat: SECONDS + 60, nbf: SECONDS + 60 }, EXPECTED)))
  const found = identityIn({ ...RIGHT, auth_time: SECONDS + 30 }, EXPECTED)
  assert.deepEqual('provedAt' in found && found.provedAt, NOW)
})

const WRONG: Record<string, unknown[]> = {
  iss: [undefined, '', 'https://id.example.se/', 'https://evil.example', ['https://id.example.se']],
  sub: [undefined, '', 1, null, 'å', 'a\n', 'x'.repeat(256), ['s']],
  aud: [undefined, '', 'other', [], ['tillit', 'other'], ['other'], [['tillit']], { tillit: true }],
  azp: ['other', null, 1, ''],
  exp: [undefined, null, '9999999999', SECONDS - 60, 0, Number.NaN, Infinity],
  iat: [undefined, 'now', SECONDS + 61, SECONDS - 91, -1],
  nbf: [SECONDS + 61, 'soon', null],
  nonce: [undefined, null, '', 'N', 1],
  auth_time: [SECONDS + 61, 'today', null],
  acr: [1, null, 'x'.repeat(256)],
  amr: ['hwk', [1], null, Array.from({ length: 21 }, () => 'x')],
}

test('AU-09: each claim that is wrong is named', (t) => {
  let count = 0
  for (const [name, values] of Object.entries(WRONG)) {
    for (const value of values) {
      assert.deepEqual(identityIn({ ...RIGHT, [name]: value }, EXPECTED), { wrong: name }, `${name}: ${String(value)}`)
      count++
    }
  }
  t.diagnostic(`${count} wrong values`)
})
