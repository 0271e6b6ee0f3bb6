import assert from 'node:assert/strict'
import { createSecretKey } from 'node:crypto'
import { test } from 'node:test'
import { FactorKeys } from './factor-keys.ts'
import { commonPasswords } from './common-passwords.ts'
import { hashPassword, isPassword, NOBODYS_HASH } from './password-hash.ts'
import { passwordFault, passwordForm } from './password.ts'

const OWN = ['Astrid Nyberg', 'astrid.nyberg@provbolaget.se', 'Provbolaget AB', 'Tillit']
const COMMON = await commonPasswords()
const keysOf = (byte: number) => new FactorKeys(createSecretKey(Buffer.alloc(32, byte)))

test('a password beside a second factor has eight characters or more, counted as people count, and as many as 256', () => {
  assert.equal(passwordFault('kÅ9 🦊zq', OWN, COMMON), 'staff.password-short')
  assert.equal(passwordFault('kÅ9 🦊zqx', OWN, COMMON), null)
  assert.equal(passwordFault('ordentligt långt '.repeat(8), OWN, COMMON), null)
  assert.equal(passwordFault(`${'åk mot vinden '.repeat(18)}och`, OWN, COMMON), null)
  assert.equal(passwordFault('y3'.repeat(128) + 'x', OWN, COMMON), 'staff.password-long')
})

test('no kind of character is asked for, and spaces count', () => {
  for (const password of ['grönt regn över taket', 'fjellbekkskum', '48 19 30 77 52', 'ИрисовыйТуман']) assert.equal(passwordFault(password, OWN, COMMON), null, password)
})

test('what is tried first is refused, in any case and with signs around it, and so are one’s own names', () => {
  const refused = ['password', 'P4ssw0rd!', 'lösenord', 'Sommar2026!', '12345678', '87654321', 'qwertyuiop', 'aaaaaaaa', 'abcabcabc', 'iloveyou2', 'marlboro', 'zaq12wsx',
    'AstridNyberg', 'nyberg1987', 'Provbolaget1', 'provbolaget.se', 'tillit2026', 'Tillit Astrid 1']
  assert.ok(COMMON.size > 3000, `${COMMON.size}`)
  assert.deepEqual(refused.filter((password) => passwordFault(password, OWN, COMMON) !== 'staff.password-guessable'), [])
})

test('a password is the same however the keyboard composes it, and nothing of it is cut off', async () => {
  const { pepper } = keysOf(1)
  const typed = passwordForm('en ö i stormen')
  const stored = await hashPassword(typed, pepper)
  assert.match(stored, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  assert.equal(await isPassword(passwordForm('en o\u0308 i stormen'), pepper, stored), true)
  for (const other of [`${typed} `, ` ${typed}`, typed.toUpperCase(), typed.replaceAll(' ', '')]) assert.equal(await isPassword(passwordForm(other), pepper, stored), false, other)
  const long = 'lång och trygg '.repeat(12)
  assert.equal(await isPassword(`${long}x`, pepper, await hashPassword(`${long}y`, pepper)), false)
})

test('a stolen hash cannot be tried out without the keeper, two of one password differ, and nobody’s is nobody’s', async () => {
  const stored = await hashPassword('grönt regn över taket', keysOf(1).pepper)
  assert.equal(await isPassword('grönt regn över taket', keysOf(2).pepper, stored), false)
  assert.notEqual(await hashPassword('grönt regn över taket', keysOf(1).pepper), stored)
  assert.equal(await isPassword('', keysOf(1).pepper, NOBODYS_HASH), false)
  await assert.rejects(isPassword('x', keysOf(1).pepper, '$2b$10$not-ours'))
})
