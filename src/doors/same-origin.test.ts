import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSameOrigin } from './same-origin.ts'

const PUBLIC_URL = 'https://kund.example.se'
const from = (headers: Record<string, string>) => isSameOrigin(new Headers(headers), PUBLIC_URL)

test('what the browser says of the site decides, whatever origin is claimed', () => {
  assert.equal(from({ 'sec-fetch-site': 'same-origin' }), true)
  for (const site of ['cross-site', 'same-site', 'none', '']) assert.equal(from({ 'sec-fetch-site': site, origin: PUBLIC_URL }), false, site)
})

test('without it, only our own origin or the very address that was called passes', () => {
  assert.equal(from({ origin: PUBLIC_URL }), true)
  assert.equal(from({ origin: 'http://192.168.1.7:8080', host: '192.168.1.7:8080' }), true)
  for (const origin of ['null', '', 'https://kund.example.se.evil.example', 'http://kund.example.se', 'not a url']) {
    assert.equal(from({ origin, host: 'kund.example.se:444' }), false, origin)
  }
  assert.equal(from({ host: 'kund.example.se' }), false)
})
