import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { CODES_PER_HOUR, MAX_TRIES } from '../../src/access/door-request.ts'
import { createApp } from '../../src/doors/app.ts'
import { ROUTES } from '../../src/doors/route-table.ts'
import { deleteEndedAttempts } from '../../src/plumbing/attempts.sql.ts'
import { parseNetwork } from '../../src/plumbing/network-address.ts'
import { ATTEMPT_LIMITS, takeAttempt, type AttemptKind } from '../../src/plumbing/take-attempt.ts'
import { Problem } from '../../src/plumbing/errors.ts'
import { testDatabase } from '../database.ts'
import { testHouse } from '../house.ts'
import { listening, type Asked } from '../listening.ts'
import { installed } from '../register.ts'

const database = await testDatabase()
await installed(database)
const base = await testHouse(database)
const behindProxy = { ...base, settings: { ...base.settings, trustedProxies: [parseNetwork('127.0.0.9')!] } }
const { send } = await listening(createApp(base))
const proxied = await listening(createApp(behindProxy))

const LINK = '/sign-in/no-such-link'
const LIMIT = ATTEMPT_LIMITS.link.network
const press = (more: Partial<Asked> = {}, to = send) => to({ method: 'POST', path: LINK, ...more, headers: { 'sec-fetch-site': 'same-origin', ...more.headers } })
const counted = async () => (await database.superuser('select kind, encode(subject, \'hex\') as subject, count from attempt')).rows as { kind: string; subject: string; count: number }[]
const nextWindow = () => { database.now = new Date(database.now.getTime() + 15 * 60_000) }

test('AU-11: nothing that the caller writes widens the limit of a network, and another network has its own', async () => {
  const tricks = (turn: number): Partial<Asked> => [
    { headers: { 'x-forwarded-for': `198.51.${turn}.1` } },
    { headers: { forwarded: `for=198.51.${turn}.1`, 'x-real-ip': `198.51.${turn}.1` } },
    { path: `/sign-in/other-link-${turn}` },
    { path: `${LINK}?try=${turn}` },
    { headers: { 'user-agent': `browser ${turn}`, cookie: `tillit_staff=${turn}` } },
    { from: `127.0.0.${10 + turn}` },
  ][turn % 6]!
  const statuses: number[] = []
  for (let turn = 0; turn < LIMIT + 6; turn++) statuses.push((await press(tricks(turn))).status)
  assert.deepEqual(statuses, [...Array.from({ length: LIMIT }, () => 410), ...Array.from({ length: 6 }, () => 429)])
  const refused = await press()
  assert.ok(Number(refused.headers['retry-after']) > 60 && Number(refused.headers['retry-after']) <= 900)
  assert.equal((await press({ from: '127.0.1.1' })).status, 410)
  nextWindow()
  assert.equal((await press()).status, 410)
})

test('AU-11: fifty at once count as fifty', async () => {
  nextWindow()
  await Promise.all(Array.from({ length: 50 }, () => press()))
  assert.equal((await counted()).filter(({ kind }) => kind === 'link').toSorted((a, b) => b.count - a.count)[0]!.count, LIMIT)
  const rest = await Promise.all(Array.from({ length: 20 }, () => press()))
  assert.equal(rest.filter(({ status }) => status === 410).length, LIMIT - 50)
})

test('AU-11: behind a proxy of ours its callers are told apart, an IPv6 /64 is one, and what they write themselves is not believed', async () => {
  nextWindow()
  const by = (forwarded: string) => press({ from: '127.0.0.9', headers: { 'x-forwarded-for': forwarded } }, proxied.send)
  const statuses: number[] = []
  for (let turn = 0; turn < LIMIT + 2; turn++) statuses.push((await by(`203.0.113.${turn}, 2001:db8:0:7::${turn.toString(16)}`)).status)
  assert.deepEqual(statuses.slice(LIMIT - 1), [410, 429, 429])
  assert.equal((await by('2001:db8:0:8::1')).status, 410)
})

test('AU-11: an account has its own limit, from however many networks it is tried', async () => {
  nextWindow()
  const attempt = (account: string, network: number) => database.write((tx) => takeAttempt(tx, 'factor', account, Buffer.from([network])))
  for (let turn = 0; turn < ATTEMPT_LIMITS.factor.account; turn++) await attempt('astrid', turn)
  await assert.rejects(attempt('astrid', 99), (error) => error instanceof Problem && error.kind === 'too-many')
  await attempt('bo', 99)
})

test('AU-11: many networks together have a limit too', async () => {
  nextWindow()
  const { total } = ATTEMPT_LIMITS.code
  await database.superuser("insert into attempt values ('code', 'all', $1, $2)", [new Date(Math.ceil((database.now.getTime() + 1) / 900_000) * 900_000), total - 1])
  const enter = (from: string) => send({ method: 'POST', path: '/me/code', from })
  assert.equal((await enter('127.0.20.1')).status, 403)
  assert.equal((await enter('127.0.21.1')).status, 429)
})

test('E2: no address is kept, and within the hour nothing of it', async () => {
  await press({ from: '127.0.77.1' })
  const rows = await counted()
  assert.ok(rows.length > 0)
  for (const { subject } of rows) assert.ok(subject === Buffer.from('all').toString('hex') || subject.length === 64 || subject.length === 2, subject)
  database.now = new Date(database.now.getTime() + 60 * 60_000)
  await database.write(deleteEndedAttempts)
  assert.deepEqual(await counted(), [])
  const { rows: [table] } = await database.superuser("select relpersistence from pg_class where relname = 'attempt'")
  assert.equal((table as { relpersistence: string }).relpersistence, 'u')
})

test('AU-11: whatever takes a code, a link to sign in or a factor is counted; what says no never is', () => {
  const counts = ROUTES.filter(({ attempts }) => attempts).map(({ path }) => path)
  for (const path of ['/me', '/me/code', '/me/address', '/me/address/code', '/me/invoice-code', '/me/invoice-code/proof', '/sign-in/:token']) assert.ok(counts.includes(path), path)
  for (const { path, attempts } of ROUTES) if (/^\/(?:choices|one-click|revocations|questions|me\/invoice-code\/answers)/.test(path)) assert.equal(attempts, undefined, path)
})

test('the limits that the guide for operating tells are those of the program', () => {
  const guide = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'operating.md'), 'utf8').split('\n')
  const told: Record<AttemptKind, string> = { 'call-back': 'answering by a connected system', factor: 'proving a password', knock: 'asking for a code', code: 'entering a mailed code', 'typed-code': 'typing the code of an invoice', 'one-code': 'one and the same typed code', fact: 'telling a fact', link: 'pressing a sign-in link', ceremony: 'passkeys and single sign-on' }
  for (const [kind, what] of Object.entries(told)) {
    const { minutes, network, ...more } = ATTEMPT_LIMITS[kind as AttemptKind]
    const line = guide.find((each) => each.startsWith(`| ${what}`)) ?? ''
    for (const part of [`${network} a network`, `in ${minutes} minutes`, ...('total' in more ? [`${more.total.toLocaleString('en')} in all`] : [])]) assert.ok(line.includes(part), `${kind}: ${part}`)
  }
  assert.deepEqual(Object.keys(told).toSorted(), Object.keys(ATTEMPT_LIMITS).toSorted())
  for (const part of [`${CODES_PER_HOUR} a person an hour`, `${MAX_TRIES} a code`]) assert.ok(guide.some((line) => line.includes(part)), part)
})
