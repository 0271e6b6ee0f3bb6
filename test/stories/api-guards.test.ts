import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { createApp } from '../../src/doors/app.ts'
import { UPLOADS } from '../../src/doors/api/take-upload.ts'
import type { IssuedApiKey } from '../../src/doors/api/session-resource.ts'
import type { House } from '../../src/doors/house.ts'
import { ROUTES } from '../../src/doors/route-table.ts'
import { testDatabase } from '../database.ts'
import { bodyOf, signedInStaff, testHouse, type Browser } from '../house.ts'
import { installed } from '../register.ts'

const SOME_ID = '01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f40'

let app: ReturnType<typeof createApp>
let house: House
let browser: Browser
let cookie: string

before(async () => {
  const database = await testDatabase()
  await installed(database)
  house = await testHouse(database)
  app = createApp(house)
  ;({ browser, cookie } = await signedInStaff(app, house))
})

test('what is for colleagues only is for no key, and a key that was ended is nobody', async () => {
  const { key, id } = await bodyOf<IssuedApiKey>(browser('POST', '/api/v1/api-keys', { name: 'till', purposes: ['contract'] }))
  const withKey = async (method: string, path: string) => (await app.request(path.replace(/:[a-z]+/, SOME_ID), { method, headers: { authorization: `Bearer ${key}` } })).status
  const colleaguesOnly = ROUTES.filter((route) => route.who === 'staff')
  assert.ok(colleaguesOnly.length > 4)
  for (const { method, path } of colleaguesOnly) assert.equal(await withKey(method, path), 403, `${method} ${path}`)
  assert.equal(await withKey('GET', '/api/v1/people'), 200)
  await browser('DELETE', `/api/v1/api-keys/${id}`)
  assert.equal(await withKey('GET', '/api/v1/people'), 401)
})

test('no way in takes a body that a page of somebody else could send', async () => {
  const changing = ROUTES.filter((route) => route.effect === 'changes' && route.path.startsWith('/api/') && !(route.path in UPLOADS))
  assert.ok(changing.length > 10)
  for (const { method, path } of changing) {
    const answer = await app.request(path.replaceAll(/:[a-z]+/g, SOME_ID), { method, headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain', 'content-length': '2' }, body: '{}' })
    assert.equal(answer.status, 415, `${method} ${path}`)
  }
})

type Schema = { $ref?: string; properties?: Record<string, Schema>; additionalProperties?: unknown; items?: Schema } & Partial<Record<'anyOf' | 'oneOf' | 'allOf', Schema[]>>
type Contract = { components: { schemas: Record<string, Schema> }; paths: Record<string, Record<string, { requestBody?: { content: Record<string, { schema: Schema }> } }>> }

test('every object that can be sent is strict: no member comes in that is not on the list', async () => {
  const { components, paths } = await bodyOf<Contract>(app.request('/api/v1/openapi.json'))
  const seen = new Set<Schema>()
  const lax: string[] = []
  const walk = (schema: Schema, at: string): void => {
    const found = schema.$ref ? components.schemas[schema.$ref.split('/').at(-1)!]! : schema
    if (seen.has(found)) return
    seen.add(found)
    if (found.properties && found.additionalProperties !== false) lax.push(at)
    for (const [name, each] of Object.entries(found.properties ?? {})) walk(each, `${at}.${name}`)
    for (const each of [...(found.anyOf ?? []), ...(found.oneOf ?? []), ...(found.allOf ?? []), ...(found.items ? [found.items] : [])]) walk(each, at)
  }
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, { requestBody }] of Object.entries(methods)) {
      for (const { schema } of Object.values(requestBody?.content ?? {})) walk(schema, `${method} ${path}`)
    }
  }
  assert.ok(seen.size > 30)
  assert.deepEqual(lax, [])
})

test('AU-11: a key that asks too often is told how long to wait, and decisions are not counted', async () => {
  const few = { ...house, settings: { ...house.settings, apiPerMinute: 3 } }
  const small = createApp(few)
  const { key } = await bodyOf<IssuedApiKey>(browser('POST', '/api/v1/api-keys', { name: 'wild', purposes: ['contract'] }))
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const decide = () => small.request('/api/v1/decisions', { method: 'POST', headers, body: JSON.stringify({ questions: [{ person: SOME_ID, purpose: 'contract', channel: 'none' }] }) })
  for (let left = 2; left >= 0; left--) {
    const answer = await small.request('/api/v1/fields', { headers })
    assert.equal(answer.status, 200)
    assert.match(answer.headers.get('ratelimit') ?? '', new RegExp(`^"key";r=${left};t=\\d+$`))
    assert.equal((await decide()).status, 200)
  }
  const refused = await small.request('/api/v1/fields', { headers })
  assert.equal(refused.status, 429)
  assert.equal(refused.headers.get('retry-after'), '20')
  assert.equal(refused.headers.get('ratelimit'), '"key";r=0;t=20')
  assert.equal((await decide()).status, 200)
})
