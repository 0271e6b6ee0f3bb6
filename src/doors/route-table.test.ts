import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { LedgerTree } from '../ledger/ledger-tree.ts'
import { LookBook } from '../looks/look-book.ts'
import { openLog } from '../plumbing/log.ts'
import { readSettings } from '../plumbing/config.ts'
import { API_BASE } from './api/contract.ts'
import { createApp } from './app.ts'
import type { House } from './house.ts'
import { KeyRing } from './staff/key-ring.ts'
import { SeenSessions } from './staff/seen-sessions.ts'
import { ROUTES } from './route-table.ts'

const PUBLIC_URL = 'http://localhost:8080'
const SOME_ID = '01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f40'

/** A house whose database counts every touch and answers none. */
function lockedHouse(): { house: House; touched: () => number } {
  let touches = 0
  const alarm = <Thing extends object>(): Thing => new Proxy({}, { get: (_, name) => { if (name !== 'then') touches++; throw new Error('touched') } }) as Thing
  const house: House = {
    database: alarm(), keeper: { keys: {} } as House['keeper'], tree: new LedgerTree(), recorder: alarm(), looks: new LookBook({ database: alarm(), log: openLog('silent') }), keyRing: new KeyRing(alarm()), seenSessions: new SeenSessions(alarm()), settings: readSettings({ PUBLIC_URL }), publicUrl: PUBLIC_URL, workspaceFolder: 'nowhere', log: openLog('silent'),
  }
  return { house, touched: () => touches }
}

const inTable = ROUTES.map((entry) => `${entry.method} ${entry.path}`)

test('the route table and the live program name the same ways in', () => {
  const { house } = lockedHouse()
  const live = new Set(createApp(house).routes.filter((route) => route.method !== 'ALL').map((route) => `${route.method} ${route.path}`))
  assert.deepEqual([...live].toSorted(), inTable.toSorted())
  assert.equal(new Set(inTable).size, inTable.length, 'no way in stands twice')
})

test('every route of the contract is served', async () => {
  const { house } = lockedHouse()
  const live = new Set(createApp(house).routes.map((route) => `${route.method.toLowerCase()} ${route.path}`))
  const files = readdirSync(join(import.meta.dirname, 'api')).filter((name) => name.endsWith('-resource.ts'))
  let routes = 0
  for (const file of files) {
    const parts = Object.values(await import(`./api/${file}`)) as { method?: string; path?: string; getRoutingPath?: () => string }[]
    for (const part of parts.filter((each) => each.getRoutingPath)) {
      const route = `${part.method} ${API_BASE}${part.getRoutingPath!()}`
      assert.ok(live.has(route), route)
      routes++
    }
  }
  assert.ok(routes >= 49, `${routes} routes`)
})

test('the contract says of each route whom it answers, as the route table does', async () => {
  const { house } = lockedHouse()
  const answer = await createApp(house).request(`${API_BASE}/openapi.json`)
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, { security: Record<string, unknown>[] }>> }
  const said = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, { security }]) =>
    `${method.toUpperCase()} ${API_BASE}${path.replaceAll(/\{(\w+)\}/g, ':$1')} ${security.some((one) => 'apiKey' in one) ? 'staff-or-key' : security.length > 0 ? 'staff' : 'nobody'}`))
  const inForce = new Set(ROUTES.map(({ method, path, who }) => `${method} ${path} ${who}`))
  assert.ok(said.length > 49)
  assert.deepEqual(said.filter((line) => !inForce.has(line)), [])
})

/** A provider sends browsers back by a GET (OpenID Connect): it acts once, in the browser that a page of ours sent there. */
const COMING_BACK = ['/single-sign-on/return', '/me/single-sign-on/return']

test('these are all the ways to get in, and all that changes what one gets in with, or ends a session elsewhere, wants a fresh proof or is the way to a first one', () => {
  const named = (wanted: (entry: (typeof ROUTES)[number]) => boolean) => ROUTES.filter((entry) => entry.effect === 'changes' && wanted(entry)).map(({ method, path }) => `${method} ${path.replace(API_BASE, '')}`)
  // What somebody who is nobody here may send; links are answered by their own words (link-powers).
  assert.deepEqual(named(({ who, path }) => who === 'nobody' || path.startsWith('/sign-in/') || path.startsWith('/me/invoice-code')), [
    'POST /sign-in/:token', 'GET /single-sign-on/return', 'POST /single-sign-on/sign-ins', 'POST /me', 'POST /me/code', 'POST /me/invoice-code', 'POST /me/invoice-code/answers', 'POST /me/invoice-code/proof', 'POST /me/single-sign-on', 'GET /me/single-sign-on/return',
    'POST /sign-in/passkey-options', 'POST /sign-in/passkeys', 'POST /sign-in/passwords',
    // Signed with the secret of a connected system, or nothing.
    'POST /connected-systems/:id/answers',
  ])
  // Of the account, what neither is fresh nor looks by itself (staff/enrolling.ts) gives the proof.
  assert.deepEqual(named(({ path, needs, fresh, enrolling }) => needs === 'own' && /\/(?:account|single-sign-on)\//.test(path) && !fresh && !enrolling), [
    'POST /account/proof-options', 'POST /account/proofs', 'POST /single-sign-on/proofs',
  ])
  assert.deepEqual(named(({ needs, fresh }) => needs === 'staff.manage' && !fresh), [])
})

test('what only reads is fetched, and what is fetched only reads', () => {
  for (const entry of ROUTES) if (entry.method === 'GET') assert.equal(entry.effect, COMING_BACK.includes(entry.path) ? 'changes' : 'reads', entry.path)
})

test('every staff route refuses a caller who is nobody, without touching the database', async () => {
  const { house, touched } = lockedHouse()
  const app = createApp(house)
  const staffRoutes = ROUTES.filter((entry) => entry.who === 'staff' || entry.who === 'staff-or-key')
  assert.ok(staffRoutes.length > 0)
  for (const entry of staffRoutes) {
    const path = entry.path.replaceAll(/:\w+/g, SOME_ID)
    for (const headers of [{}, { cookie: 'tillit_staff=short' }, { authorization: 'Bearer short' }, { authorization: 'Basic YTpi' }]) {
      const answer = await app.request(path, {
        method: entry.method,
        headers: { 'content-type': 'application/json', ...(headers as Record<string, string>) },
        ...(entry.method === 'GET' ? {} : { body: '{}' }),
      })
      assert.equal(answer.status, 401, `${entry.method} ${path}`)
      assert.equal((await answer.json() as { status: number }).status, 401)
    }
  }
  assert.equal(touched(), 0)
})

test('a route that nobody put on the table is not served', async () => {
  const { house } = lockedHouse()
  const app = createApp(house)
  app.post('/forgotten', (c) => c.text('open'))
  const answer = await app.request('/forgotten', { method: 'POST' })
  assert.equal(answer.status, 404)
})
