import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Hono } from 'hono'
import { createApp } from '../../src/doors/app.ts'
import type { DoorEnv } from '../../src/doors/gate.ts'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { IssuedApiKey } from '../../src/doors/api/session-resource.ts'
import type { House } from '../../src/doors/house.ts'
import { ROUTES } from '../../src/doors/route-table.ts'
import { addStaff } from '../../src/staff/add-staff.ts'
import { createSignInLink } from '../../src/staff/create-sign-in-link.ts'
import { type TestDatabase } from '../database.ts'
import { bodyOf, browserOf, signedInStaff, staffedHouse, type Browser } from '../house.ts'
import { rowHash } from '../row-hash.ts'

let database: TestDatabase
let house: House
let app: Hono<DoorEnv>
let browser: Browser
let cookie: string

before(async () => {
  ;({ database, house, app, browser, cookie } = await staffedHouse())
})

const HOUR = 3_600_000

async function newLink(minutes?: number): Promise<string> {
  return database.write(async (tx) => createSignInLink(tx, await addStaff(tx, 'Bo Lind'), minutes))
}

async function signInBy(path: string): Promise<Response> {
  return app.request(path, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } })
}

test('a sign-in link shows one button however often it is fetched, and signs in once when the button is pressed', async () => {
  const link = await newLink()
  for (let visit = 0; visit < 10; visit++) {
    const page = await app.request(link)
    assert.equal(page.status, 200)
    assert.equal((await page.text()).match(/<button/g)?.length, 1)
  }
  const answers = await Promise.all(Array.from({ length: 20 }, () => signInBy(link)))
  assert.equal(answers.filter((answer) => answer.status === 303).length, 1)
  assert.equal(answers.filter((answer) => answer.status === 410).length, 19)
  assert.equal((await app.request(link)).status, 410)
})

test('a sign-in link ends after ten minutes, and when a newer one is made', async () => {
  const link = await newLink()
  const start = database.now
  database.now = new Date(start.getTime() + 10 * 60_000)
  assert.equal((await signInBy(link)).status, 410)
  database.now = start

  const staffId = await database.write((tx) => addStaff(tx, 'Cecilia Berg'))
  const older = await database.write((tx) => createSignInLink(tx, staffId))
  const newer = await database.write((tx) => createSignInLink(tx, staffId))
  assert.equal((await signInBy(older)).status, 410)
  assert.equal((await signInBy(newer)).status, 303)
})

test('another site cannot press the sign-in button', async () => {
  const link = await newLink()
  for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://elsewhere.example' }, { origin: 'null' }, {}]) {
    assert.equal((await app.request(link, { method: 'POST', headers: headers as Record<string, string> })).status, 403)
  }
  assert.equal((await signInBy(link)).status, 303)
})

test('the session cookie is out of reach of scripts and other sites, and the database knows only its hash', async () => {
  const answer = await signInBy(await newLink())
  const set = answer.headers.get('set-cookie')!
  assert.match(set, /^tillit_staff=[\w-]{43};/)
  for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/']) assert.ok(set.includes(part), part)
  const secret = /=([\w-]{43})/.exec(set)![1]!
  const { rows } = await database.superuser('select session_hash, to_jsonb(s)::text as row from staff_session s')
  assert.ok(rows.every((row: { row: string }) => !row.row.includes(secret)))
  const https = createApp({ ...house, publicUrl: 'https://kund.example.se' })
  const secure = await https.request(await newLink(), { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } })
  assert.match(secure.headers.get('set-cookie')!, /^__Host-tillit_staff=.*; Secure/)
})

test('a session ends with sign-out and after twelve hours, at once', async () => {
  const mine = await signedInStaff(app, house)
  assert.equal((await mine.browser('GET', '/api/v1/session')).status, 200)
  assert.equal((await mine.browser('DELETE', '/api/v1/session')).status, 204)
  assert.equal((await mine.browser('GET', '/api/v1/session')).status, 401)

  const other = await signedInStaff(app, house)
  const start = database.now
  database.now = new Date(start.getTime() + 12 * HOUR)
  assert.equal((await other.browser('GET', '/api/v1/session')).status, 401)
  database.now = start
  assert.equal((await other.browser('GET', '/api/v1/session')).status, 200)
})

test('a colleague who has left is out on the next request, and so within a second are the keys they made', async () => {
  const leaver = await signedInStaff(app, house)
  const { key } = await bodyOf<IssuedApiKey>(leaver.browser('POST', '/api/v1/api-keys', { name: 'till', purposes: ['contract'] }))
  const withKey = () => app.request('/api/v1/people/01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f40', { headers: { authorization: `Bearer ${key}` } })
  assert.equal((await withKey()).status, 404)
  await database.superuser('update staff set ended_at = $1 where staff_id = $2', [database.now, leaver.staffId])
  assert.equal((await leaver.browser('GET', '/api/v1/session')).status, 401)
  // Keys are known for a second.
  await sleep(1_100)
  assert.equal((await withKey()).status, 401)
})

test('a key is shown once, may not make keys, and is dead when it is ended', async () => {
  const made = await bodyOf<IssuedApiKey>(browser('POST', '/api/v1/api-keys', { name: 'Kassan', speaksForPerson: true, purposes: ['contract'] }))
  assert.match(made.key, /^[\w-]{43}$/)
  const list = await (await browser('GET', '/api/v1/api-keys')).text()
  assert.ok(list.includes('Kassan') && !list.includes(made.key))
  const authorization = `Bearer ${made.key}`
  const refused = await app.request('/api/v1/api-keys', { method: 'POST', headers: { authorization, 'content-type': 'application/json' }, body: '{"name":"more"}' })
  assert.equal(refused.status, 403)
  assert.equal((await browser('DELETE', `/api/v1/api-keys/${made.id}`)).status, 204)
  assert.equal((await browser('DELETE', `/api/v1/api-keys/${made.id}`)).status, 404)
})

test('a cookie changes nothing for another site, nor without saying where the request comes from', async () => {
  for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://elsewhere.example' }, { origin: 'null' }, {}]) {
    const answer = await app.request('/api/v1/api-keys', {
      method: 'POST', headers: { cookie, 'content-type': 'application/json', ...(headers as Record<string, string>) }, body: '{"name":"x"}',
    })
    assert.equal(answer.status, 403)
  }
  const ours = await app.request('/api/v1/api-keys', { method: 'POST', headers: { cookie, 'content-type': 'application/json', origin: house.publicUrl }, body: '{"name":"x","purposes":["contract"]}' })
  assert.equal(ours.status, 201)
})

test('a body must be JSON and be called JSON', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const answer = await app.request('/api/v1/api-keys', { method: 'POST', headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': type }, body: '{"name":"x"}' })
    assert.equal(answer.status, 415, type)
  }
  const broken = await app.request('/api/v1/api-keys', { method: 'POST', headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }, body: '{"name":' })
  assert.equal(broken.status, 400)
})

test('a fault in the input is told as problem details that name the field, in the reader\'s language', async () => {
  const cases: [unknown, string, string, string][] = [
    [{ name: 'x', colour: 'red' }, 'sv', 'colour', 'Fältet colour finns inte här. Inget har ändrats.'],
    [{}, 'nn', 'name', 'Feltet name mangler. Ingenting er endret.'],
    [{ name: 7, purposes: ['contract'] }, 'en', 'name', 'The field name has the wrong kind of value. Nothing was changed.'],
    [{ name: '', purposes: ['contract'] }, 'fr;q=1, sv;q=0.5, en;q=0.4', 'name', 'Fältet name har ett värde som inte kan tas emot. Inget har ändrats.'],
  ]
  for (const [body, language, field, detail] of cases) {
    const answer = await browser('POST', '/api/v1/api-keys', body, { 'accept-language': language })
    assert.equal(answer.status, 400)
    assert.equal(answer.headers.get('content-type'), 'application/problem+json')
    const problem = await bodyOf<ProblemDetails>(answer)
    assert.deepEqual({ status: problem.status, field: problem.field, detail: problem.detail }, { status: 400, field, detail })
  }
})

test('too large a body is refused before it is read', async () => {
  const answer = await browser('POST', '/api/v1/api-keys', { name: 'x'.repeat(1_100_000) })
  assert.equal(answer.status, 413)
})

test('an unforeseen fault says nothing of itself, and a database that is away is not "not found"', async () => {
  const failing = (error: Error): House => ({ ...house, database: Object.assign(Object.create(database), { read: async () => { throw error } }) as House['database'] })
  const secret = await createApp(failing(new Error('Astrid Nyberg lives at Storgatan 1'))).request('/api/v1/session', { headers: { cookie } })
  assert.equal(secret.status, 500)
  assert.ok(!(await secret.text()).includes('Storgatan'))
  const away = await createApp(failing(Object.assign(new Error('connect ECONNREFUSED'), { syscall: 'connect' }))).request('/api/v1/session', { headers: { cookie } })
  assert.equal(away.status, 503)
  assert.equal(away.headers.get('retry-after'), '5')
})

test('answers of the API are never stored, never framed and load nothing', async () => {
  const answer = await browser('GET', '/api/v1/session')
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
  assert.equal(answer.headers.get('referrer-policy'), 'no-referrer')
  assert.match(answer.headers.get('content-security-policy')!, /default-src 'none'.*frame-ancestors 'none'/)
})

test('the documentation page is made from the OpenAPI document, in the reader\'s language', async () => {
  const document = await bodyOf<{ openapi: string; paths: object }>(app.request('/api/v1/openapi.json'))
  assert.equal(document.openapi, '3.1.0')
  const page = await app.request('/api', { headers: { 'accept-language': 'nb' } })
  const text = await page.text()
  for (const path of Object.keys(document.paths)) assert.ok(text.includes(`/api/v1${path}`), path)
  assert.ok(text.includes('<html lang="nb">') && !text.includes('<script'))
})

test('a person who does not exist is not found for staff, and nobody else learns even that', async () => {
  const path = '/api/v1/people/01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f40'
  assert.equal((await browser('GET', path)).status, 404)
  assert.equal((await app.request(path)).status, 401)
  assert.equal((await browserOf(app, 'tillit_staff=nonsense')('GET', path)).status, 401)
})

test('a customer\'s own pages show a stranger nothing, and take nothing from them', async () => {
  const own = ROUTES.filter((entry) => entry.who === 'customer')
  assert.ok(own.length > 5)
  const untouched = await rowHash(database)
  for (const entry of own) {
    const path = entry.path.replace(':seq', '1').replaceAll(/:\w+/g, 'news')
    const answer = await app.request(path, {
      method: entry.method, headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }, ...(entry.method === 'POST' ? { body: 'page=x' } : {}),
    })
    assert.ok([303, 401, 403].includes(answer.status), `${entry.method} ${path} ${answer.status}`)
  }
  assert.equal(await rowHash(database), untouched)
})

interface Schema { $ref?: string; type?: string; properties?: Record<string, Schema>; additionalProperties?: boolean | Schema; items?: Schema; anyOf?: Schema[]; oneOf?: Schema[]; allOf?: Schema[] }
interface ApiDocument { paths: Record<string, Record<string, { requestBody?: { content: Record<string, { schema: Schema }> } }>>; components: { schemas: Record<string, Schema> } }

/** Objects within a body that would take a member nobody named. */
function looseObjects(schema: Schema, at: string, named: ApiDocument['components']['schemas'], seen = new Set<string>()): string[] {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1)!
    return seen.has(name) ? [] : looseObjects(named[name]!, `${at} ${name}`, named, seen.add(name))
  }
  const { properties = {}, additionalProperties: more, items, anyOf = [], oneOf = [], allOf = [] } = schema
  const isLoose = (schema.type === 'object' || schema.properties !== undefined) && more !== false && typeof more !== 'object'
  const within: [string, Schema][] = [
    ...Object.entries(properties), ...(typeof more === 'object' ? [['*', more] as [string, Schema]] : []), ...(items ? [['[]', items] as [string, Schema]] : []),
    ...[...anyOf, ...oneOf, ...allOf].map((each): [string, Schema] => ['|', each]),
  ]
  return [...(isLoose ? [at] : []), ...within.flatMap(([name, each]) => looseObjects(each, `${at}.${name}`, named, seen))]
}

test('AZ-04: every body that a route takes names its members, at every depth, and takes no other', async (t) => {
  const { paths, components } = await bodyOf<ApiDocument>(app.request('/api/v1/openapi.json'))
  const bodies = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).flatMap(([method, { requestBody }]) => {
    const schema = requestBody?.content['application/json']?.schema
    return schema ? [{ at: `${method} ${path}`, schema }] : []
  }))
  assert.ok(bodies.length > 40)
  assert.deepEqual(bodies.flatMap(({ at, schema }) => looseObjects(schema, at, components.schemas)), [])
  assert.deepEqual(looseObjects({ anyOf: [{ type: 'array', items: { type: 'object', properties: { a: {} } } }] }, 'x', {}), ['x.|.[]'])
  t.diagnostic(`${bodies.length} bodies`)
})
