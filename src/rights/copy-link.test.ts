import assert from 'node:assert/strict'
import { createSecretKey } from 'node:crypto'
import { test } from 'node:test'
import { openCopyLink, sealCopyLink } from './copy-link.ts'

const KEY = createSecretKey(Buffer.alloc(32, 3))
const NOW = new Date('2026-03-02T09:00:00Z')
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000)

test('an address opens its file for its holder for fifteen minutes and not a second more', () => {
  const { secret, expiresAt } = sealCopyLink(KEY, { form: 'archive', holder: 'ab12' }, NOW)
  assert.deepEqual(expiresAt, minutes(15))
  assert.equal(openCopyLink(KEY, secret, 'ab12', minutes(14.99)), 'archive')
  assert.equal(openCopyLink(KEY, secret, 'ab12', minutes(15)), undefined)
})

test('it opens nothing for another session, under another key, for another file or with another time', () => {
  const { secret } = sealCopyLink(KEY, { form: 'pdf', holder: 'ab12' }, NOW)
  assert.equal(openCopyLink(KEY, secret, 'cd34', NOW), undefined)
  assert.equal(openCopyLink(createSecretKey(Buffer.alloc(32, 4)), secret, 'ab12', NOW), undefined)
  assert.equal(openCopyLink(KEY, secret.replace('pdf', 'archive'), 'ab12', NOW), undefined)
  assert.equal(openCopyLink(KEY, secret.replace(/-\d+-/, `-${minutes(99).getTime() / 1000}-`), 'ab12', NOW), undefined)
  assert.equal(openCopyLink(KEY, 'pdf-1', 'ab12', NOW), undefined)
})
