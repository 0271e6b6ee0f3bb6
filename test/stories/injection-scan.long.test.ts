// sqlmap at the richest ways in (IN-01); that it finds what there is to find is shown at a way in of the test's own.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, test } from 'node:test'
import pg from 'pg'
import { createApp } from '../../src/doors/app.ts'
import { complaintsOf, OF_SYNTAX } from '../complaints.ts'
import { testDatabase } from '../database.ts'
import { bodyOf, signedInStaff, testHouse } from '../house.ts'
import { listening } from '../listening.ts'
import { customer, installed } from '../register.ts'
import { MARK, scanned, type Target } from '../sqlmap.ts'

const DEBIAN = '/usr/bin/sqlmap'
const SQLMAP = process.env['SQLMAP_PATH'] ?? (existsSync(DEBIAN) ? DEBIAN : undefined)
/** All of them take less than a quarter of an hour, two at a time. */
const EACH_MS = 5 * 60_000
const ALL_MS = 15 * 60_000
const AT_ONCE = 2

const database = await testDatabase()
const complaints = complaintsOf(database)
await installed(database)
const base = await testHouse(database)
const house = { ...base, settings: { ...base.settings, apiPerMinute: 999_999_999 } }
const app = createApp(house)
const { browser, cookie } = await signedInStaff(app, house)
const { personId } = await customer(database, 'kant@example.org', { values: { given_name: 'Kant', city: 'Umeå' } })
await customer(database, 'hume@example.org', { values: { given_name: 'Hume', city: 'Luleå' } })
const { id: mailing } = await bodyOf<{ id: string }>(browser('POST', '/api/v1/mailings', { kind: 'mailing', name: 'Våren', purposes: ['news'], content: { sv: { subject: 'Vår', body: 'Hej' } } }))
const { port } = await listening(app)

const get = (path: string): Target => ({ method: 'GET', path: `/api/v1/${path}` })
const send = (path: string, body: unknown, method = 'POST'): Target => ({ method, path: `/api/v1/${path}`, body: JSON.stringify(body) })
const WHERE = [{ field: `city${MARK}`, op: 'is', value: `Umeå${MARK}` }]

/** What is asked with most words of somebody's own: filters, sorting, search, lists, names of fields, places in a list, numbers. */
const TARGETS: Target[] = [
  send('lists/people', { where: WHERE, search: `kant${MARK}`, columns: [`city${MARK}`], sort: { by: `city${MARK}`, direction: 'up' }, limit: 20 }),
  send('lists/people/counts', { where: [{ field: 'interests', op: 'has', value: `golf${MARK}` }], search: `kant${MARK}`, exact: true }),
  send('audiences', { purpose: `contract${MARK}`, channel: 'none', where: WHERE, limit: 20 }),
  send('exports', { purpose: `contract${MARK}`, channel: 'none', fields: [`city${MARK}`], where: WHERE, format: 'jsonl' }),
  send('decisions', { questions: [{ person: `${personId}${MARK}`, purpose: `news${MARK}`, channel: 'email' }], foundation: true }),
  send(`people/${personId}/choice-rehearsals`, { choices: [{ kind: 'withdrawn', purpose: `news${MARK}`, channel: 'email', evidence: { kind: 'call-note', text: `Nej${MARK}` } }] }),
  send('kept-proof-searches', { kind: 'email', value: `kant@example.org${MARK}`, reason: 'asked' }),
  send('saved-views', { name: `Vy${MARK}`, search: `kant${MARK}`, columns: ['city'], sort: { by: `city${MARK}`, direction: 'up' } }),
  send(`people/${personId}/values`, { values: { city: `Umeå${MARK}` } }, 'PATCH'),
  send('people', { source: `kassan${MARK}`, collected: 'self', purposes: [`contract${MARK}`], ground: 'contract', people: [{ country: 'SE', values: { city: `Umeå${MARK}` }, contactPoints: [{ kind: 'phone', value: `0701740605${MARK}` }] }] }),
  get(`people?search=kant${MARK}&purpose=contract${MARK}&limit=5${MARK}`),
  get(`people/${personId}${MARK}`),
  get(`people/${personId}/timeline?limit=5${MARK}`),
  get(`looks?person=${personId}${MARK}&since=2026-01-01T00:00:00Z${MARK}&limit=5${MARK}`),
  get(`requests?state=open${MARK}&kind=access${MARK}&limit=5${MARK}`),
  get(`jobs?open=true${MARK}&limit=5${MARK}`),
  get(`outbox?limit=5${MARK}`),
  get(`mailings/${mailing}${MARK}/recipients?limit=5${MARK}`),
  get(`mailings/${mailing}/preview?language=sv${MARK}&person=${personId}${MARK}`),
  get(`purposes/news${MARK}`),
]

const headers = { cookie, 'sec-fetch-site': 'same-origin' }

test('IN-01: sqlmap finds nothing at the twenty richest ways in, and finds what was left open on purpose', { timeout: ALL_MS }, async (t) => {
  if (SQLMAP === undefined) return t.skip('sqlmap is not on this machine: nothing was scanned (SQLMAP_PATH names it, or Debian: apt-get install sqlmap)')
  const open = await openDoor()
  const found = await scanned(SQLMAP, open.port, { method: 'POST', path: '/people', headers: {}, body: JSON.stringify({ search: `kant${MARK}` }) }, EACH_MS)
  assert.equal(found.injectable, true, found.words.slice(-2_000))
  assert.equal(TARGETS.length, 20)
  for (const target of TARGETS) {
    const { path, body } = withoutMarks(target)
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method: target.method, headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body }) })
    // Where the request is refused as it stands, its pieces would not come far.
    assert.ok(answer.ok, `${target.method} ${target.path} ${answer.status} ${await answer.text()}`)
  }
  const left = [...TARGETS]
  const results: [string, boolean | undefined, string][] = []
  const scanner = async () => {
    for (let target = left.shift(); target; target = left.shift()) {
      const began = performance.now()
      const { injectable, words, requests } = await scanned(SQLMAP, port, { ...target, headers }, EACH_MS)
      results.push([`${target.method} ${target.path}`, injectable, words.slice(-1_500)])
      t.diagnostic(`${target.method} ${target.path.replace(cookie, '')}: ${requests} requests, ${Math.round((performance.now() - began) / 1000)} s`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, scanner))
  t.diagnostic(`${results.length} ways in (catalogue: 20, level 3, risk 1), the database complained ${complaints.length} times`)
  assert.deepEqual(results.filter(([, injectable]) => injectable !== false), [])
  // What sqlmap does not notice the database would.
  assert.deepEqual(complaints.filter((line) => OF_SYNTAX.test(line)).slice(0, 3), [])
})

const plain = (text: string) => text.replaceAll(MARK, '')
const withoutMarks = ({ path, body }: Target): { path: string; body: string | undefined } => ({ path: plain(path), body: body === undefined ? undefined : plain(body) })

/** A way in as it must not be: what comes becomes part of a statement. The one connection it has can only read. */
async function openDoor(): Promise<{ port: number }> {
  const client = new pg.Client(database.connection)
  await client.connect()
  await client.query('set default_transaction_read_only = on')
  after(() => client.end())
  return listening(async (request, response) => {
    const { search } = JSON.parse(Buffer.concat(await request.toArray()).toString()) as { search: string }
    const answer = await client.query(`select person_id from contact_point where canonical like '%${search}%'`).then(({ rows }) => rows, () => undefined)
    response.writeHead(answer ? 200 : 500, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? 'no'))
  })
}
