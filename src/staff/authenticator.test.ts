import assert from 'node:assert/strict'
import { createSecretKey } from 'node:crypto'
import { test } from 'node:test'
import type { StaffId } from '../values/ids.ts'
import { authenticatorSetUp, newAuthenticatorSecret, readAuthenticatorCode, stepOfCode } from './authenticator.ts'
import { FactorKeys } from './factor-keys.ts'
import { newRecoveryCodes, readRecoveryCode, recoveryCodeHash } from './recovery-code.ts'
import { signInNameForm } from './sign-in-name.ts'

/** RFC 6238, appendix B, SHA-1; the last six of its eight digits. */
const SECRET = Buffer.from('12345678901234567890')
const VECTORS: [number, string][] = [[59, '287082'], [1_111_111_109, '081804'], [1_111_111_111, '050471'], [1_234_567_890, '005924'], [2_000_000_000, '279037'], [20_000_000_000, '353130']]

test('codes are those of RFC 6238, and count in their interval and the one before and after', () => {
  for (const [seconds, code] of VECTORS) {
    const step = Math.floor(seconds / 30)
    const at = (aside: number) => stepOfCode(SECRET, code, new Date((step + aside) * 30_000 + 7_000))
    assert.deepEqual([-2, -1, 0, 1, 2].map(at), [null, step, step, step, null], code)
  }
  assert.equal(stepOfCode(SECRET, '000000', new Date(59_000)), null)
})

test('six digits are read however they are grouped, and nothing else is', () => {
  assert.equal(readAuthenticatorCode(' 287 082 '), '287082')
  for (const text of ['28708', '2870822', '28708a', '', '２８７０８２']) assert.equal(readAuthenticatorCode(text), undefined, text)
})

test('the address for the camera names the company and the colleague, and each secret is another', () => {
  const { secret, uri } = authenticatorSetUp(SECRET, { issuer: 'Provbolaget: AB', name: 'Astrid Ny&berg' })
  assert.equal(secret, 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  assert.ok(uri.startsWith('otpauth://totp/Provbolaget%20%20AB:Astrid%20Ny%26berg?') && uri.includes(secret), uri)
  assert.notDeepEqual(newAuthenticatorSecret(), newAuthenticatorSecret())
})

test('the secret of an authenticator opens for its colleague and its keeper only', () => {
  const keys = new FactorKeys(createSecretKey(Buffer.alloc(32, 1)))
  const [astrid, bo] = ['a', 'b'] as StaffId[]
  const sealed = keys.seal(astrid!, SECRET)
  assert.deepEqual(keys.open(astrid!, sealed), SECRET)
  assert.equal(sealed.includes(SECRET), false)
  assert.throws(() => keys.open(bo!, sealed))
  assert.throws(() => new FactorKeys(createSecretKey(Buffer.alloc(32, 2))).open(astrid!, sealed))
  for (let at = 0; at < sealed.length; at++) assert.throws(() => keys.open(astrid!, Buffer.from(sealed.map((byte, place) => (place === at ? byte ^ 1 : byte)))), `byte ${at} was changed`)
})

test('ten recovery codes differ, are read however they are typed, and other text is none', () => {
  const codes = newRecoveryCodes()
  assert.equal(new Set(codes).size, 10)
  for (const code of codes) {
    assert.match(code, /^[0-9a-hjkmnp-tv-z]{4}(?:-[0-9a-hjkmnp-tv-z]{4}){5}$/)
    assert.deepEqual(recoveryCodeHash(readRecoveryCode(` ${code.toUpperCase().replaceAll('-', ' ')} `)!), recoveryCodeHash(code.replaceAll('-', '')))
  }
  assert.equal(readRecoveryCode('OIL0-0000-0000-0000-0000-000l'), '011000000000000000000001')
  for (const text of ['', 'anything', `${codes[0]}0`, codes[0]!.slice(1), 'u'.repeat(24), '<'.repeat(24), '0'.repeat(16)]) assert.equal(readRecoveryCode(text), undefined, text)
})

test('a name to sign in with is the same in any width, case and spacing', () => {
  assert.equal(signInNameForm('  Åsa   NYBERG '), 'åsa nyberg')
  assert.equal(signInNameForm('ＡＤＭＩＮ'), 'admin')
  assert.equal(signInNameForm('A\u030asa'), 'åsa')
  for (const text of ['', '   ', 'ad\u200bmin', 'x'.repeat(255)]) assert.equal(signInNameForm(text), undefined)
})
