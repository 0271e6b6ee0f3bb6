// Requests as no honest client makes them, at a real server (IN-09), and questions that try to be SQL (IN-01).
import { getRequestListener } from '@hono/node-server'
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { Admission } from '../../src/doors/admission.ts'
import { createApp } from '../../src/doors/app.ts'
import { quickDecisions } from '../../src/doors/quick-decisions.ts'
import { ROUTES } from '../../src/doors/route-table.ts'
import { refuseRaw } from '../../src/doors/shell/refuse-raw.ts'
import { Serving } from '../../src/doors/shell/serving.ts'
import { openLog } from '../../src/plumbing/log.ts'
import { complaintsOf, OF_SYNTAX } from '../complaints.ts'
import { testDatabase } from '../database.ts'
import { bodyOf, signedInStaff, testHouse } from '../house.ts'
import { collectGarbage } from '../process-memory.ts'
import { RandomBodies, type Contract } from '../random-bodies.ts'
import { customer, installed } from '../register.ts'

const LONG = process.env['TILLIT_LONG'] !== undefined
/** In full both come in slices that can be run one by one: `--test-name-pattern "slice 3 of"`. */
const REQUESTS = LONG ? { slices: 40, each: 2_500 } : { slices: 1, each: 2_000 }
const QUESTIONS = LONG ? { slices: 25, each: 2_000 } : { slices: 1, each: 300 }
/** The size of the process after each slice, and what of it lives when everything else has been thrown away. */
const sizes: number[] = []
const heaps: number[] = []
/** Pages that were needed once are kept: what counts is that it stops, and that nothing lives on. */
const GROWN_MB = LONG ? 100 : 200
const LIVING_MB = 25
const AT_ONCE = 32
/** Whoever promised more than comes says after this that nothing more does. */
const PATIENCE_MS = 250
const SOME_ID = '01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f40'

const logged: string[] = []
const database = await testDatabase()
const complaints = complaintsOf(database)
await installed(database)
const base = await testHouse(database)
const house = { ...base, log: openLog('error', { write: (line: string) => void logged.push(line) }), settings: { ...base.settings, apiPerMinute: 999_999_999 } }
const app = createApp(house)
let { browser, cookie } = await signedInStaff(app, house)
const { key } = await bodyOf<{ key: string }>(browser('POST', '/api/v1/api-keys', { name: 'edge', purposes: ['contract', 'news'] }))
const { personId } = await customer(database, 'kant@example.org', { values: { given_name: 'Kant', city: 'Umeå' } })

const admission = new Admission(quickDecisions(house, getRequestListener(app.fetch)), house.publicUrl)
const server = createServer(new Serving(admission.listener, house.publicUrl).listener).on('clientError', refuseRaw(house.publicUrl))
await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready))
after(() => {
  admission.close()
  server.closeAllConnections()
  server.close()
})
const { port } = server.address() as AddressInfo

/** The same numbers for the same seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** What a server says to bytes, until it hangs up or says nothing more. */
function exchange(bytes: Buffer | string): Promise<string> {
  return new Promise((done) => {
    const chunks: Buffer[] = []
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    const patience = setTimeout(() => socket.end(), PATIENCE_MS)
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    // A server may hang up before it has read everything.
    socket.on('error', () => {}).on('close', () => {
      clearTimeout(patience)
      done(Buffer.concat(chunks).toString('latin1'))
    })
    socket.setTimeout(20_000, () => socket.destroy())
  })
}

const BODIES = [
  '{"a":1,"a":2}', '{"__proto__":{"admin":true}}', '{"constructor":{"prototype":{"admin":true}}}', `${'['.repeat(100_000)}`, `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
  '{"choices":null}', '[]', '"x"', '1e999', '{"questions":[{}]}', '\u0000', '{"name":"\\u0000"}', '{"name":"\\ud800"}', '\xff\xfe', '', '{', `{"a":"${'y'.repeat(70_000)}"}`, 'who=%00&who=b&page[__proto__]=x', 'List-Unsubscribe=One-Click',
]
const TYPES = ['application/json', 'application/json; charset=utf-16', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'image/png', 'application/json, text/html', '\x01', '']
const TAILS = ['', '?limit=-1', '?limit=1&limit=2', '?after=%00', '?after=%ff%fe', '?search=%', '?__proto__[x]=1', `?x=${'a'.repeat(3_000)}`, '/%2e%2e/%2e%2e/etc/passwd', '//', '/.', '%00', ';x=1', '#f']
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'get', 'QUERY', 'X'.repeat(50)]
const HEADS = [
  'x-long: ' + 'y'.repeat(20_000), 'content-length: 5\r\ncontent-length: 7', 'transfer-encoding: chunked\r\ncontent-length: 3', 'transfer-encoding: gzip, chunked', 'transfer-encoding: xchunked', 'bad header', ': empty', 'x: \x00', 'host: a\r\nhost: b',
  'host: ', 'host: [::1', 'host: a b', 'expect: 100-continue', 'expect: nonsense', 'content-encoding: gzip', 'accept-language: ' + 'sv,'.repeat(2_000), 'accept: \xff', 'cookie: ' + 'a=b; '.repeat(1_000), 'cookie: tillit_staff=%00; tillit_page=%ff; __proto__=1',
  'authorization: Bearer ' + 'x'.repeat(5_000), 'idempotency-key: \x7f', 'x-forwarded-for: ' + '1,'.repeat(3_000), 'sec-fetch-site: \x80', 'connection: upgrade\r\nupgrade: websocket', 'content-length: -1', 'content-length: 99999999999999999999', 'range: bytes=0-,-1', 'if-none-match: *',
]

/** One in three is what the contract describes, whole or spoilt in one place, and comes past the head; the others lie from the first line. */
function mutated(random: () => number, bodies: RandomBodies): string {
  const pick = <One>(from: readonly One[]): One => from[Math.floor(random() * from.length)]!
  const route = pick(ROUTES)
  const path = random() < 0.34 ? route.path.replace('/api/v1', '').replaceAll(/:(\w+)/g, '{$1}') : ''
  const made = bodies.body(route.method, path)
  if (made !== undefined) return asDescribed(route.method, route.path.replaceAll(/:\w+/g, () => pick([SOME_ID, personId])), made, random() < 0.6)
  return lying(route, random)
}

function asDescribed(method: string, path: string, body: string, asColleague: boolean): string {
  const who = asColleague ? `cookie: ${cookie}\r\nsec-fetch-site: same-origin` : `authorization: Bearer ${key}`
  const text = Buffer.from(body).toString('latin1')
  return `${method} ${path} HTTP/1.1\r\nhost: localhost:8080\r\n${who}\r\ncontent-type: application/json\r\ncontent-length: ${text.length}\r\nconnection: close\r\n\r\n${text}`
}

function lying(route: (typeof ROUTES)[number], random: () => number): string {
  const pick = <One>(from: readonly One[]): One => from[Math.floor(random() * from.length)]!
  const path = route.path.replaceAll(/:\w+/g, () => pick([SOME_ID, personId, '%00', "'", '1', '__proto__', 'x'.repeat(300)])).replace('*', pick(['', 'people', '..', 'assets/x.js']))
  const body = pick(BODIES)
  const heads = [
    ...(random() < 0.9 ? ['host: localhost:8080'] : []),
    pick([`cookie: ${cookie}\r\nsec-fetch-site: same-origin`, `authorization: Bearer ${key}`, 'x-nobody: 1']),
    ...(random() < 0.7 ? [`content-type: ${pick(TYPES)}`] : []),
    ...(random() < 0.6 ? [pick(HEADS)] : []),
  ]
  const framed = random()
  if (framed < 0.6) heads.push(`content-length: ${Buffer.byteLength(body)}`)
  else if (framed < 0.7) heads.push(`content-length: ${Math.floor(random() * 500)}`)
  const sent = framed < 0.7 ? body : framed < 0.8 ? `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n` : pick([`zz\r\n${body}`, `5\r\n${body}`, `ffffffffffffffff\r\n${body}`, `1;${'e'.repeat(20_000)}\r\nx\r\n`])
  if (framed >= 0.7) heads.push('transfer-encoding: chunked')
  const method = random() < 0.8 ? route.method : pick(METHODS)
  return `${method} ${path}${pick(TAILS)} HTTP/${random() < 0.97 ? '1.1' : pick(['1.0', '9.9', '2.0', ''])}\r\n${heads.join('\r\n')}\r\nconnection: close\r\n\r\n${sent}`
}

for (let slice = 1; slice <= REQUESTS.slices; slice++) {
  test(`IN-09: requests that lie, repeat themselves or never end: no crash, no 5xx, no stack trace, nothing polluted (slice ${slice} of ${REQUESTS.slices})`, { timeout: 20 * 60_000 }, async (t) => {
    const random = chance(20261121 + slice)
    const bodies = new RandomBodies(await bodyOf<Contract>(app.request('/api/v1/openapi.json')), random, [SOME_ID, personId])
    const statuses = new Map<string, number>()
    const bad: string[] = []
    let silent = 0
    const client = async (many: { left: number }) => {
      while (many.left > 0) {
        many.left -= 1
        const request = mutated(random, bodies)
        const answer = await exchange(Buffer.from(request, 'latin1'))
        // “Go on” (100) is no answer yet.
        const status = /^HTTP\/1\.1 (?!100)(\d{3})/m.exec(answer)?.[1]
        if (!status) silent++
        else statuses.set(status, (statuses.get(status) ?? 0) + 1)
        // The workspace is not built here and no answers are kept in memory: its pages and reach say so with 503.
        const unbuilt = status === '503' && (answer.includes('text/html') || request.includes('/api/v1/reach'))
        if ((status?.startsWith('5') && !unbuilt) || /\n\s+at [\w.<]+ \(|node:internal|\.ts:\d+/.test(answer)) bad.push(`${request.slice(0, 300)}\n→ ${answer.slice(0, 300)}`)
        // Some of them end the session they come with.
        if (status === '401' && request.includes(cookie) && (await browser('GET', '/api/v1/session')).status === 401) ({ browser, cookie } = await signedInStaff(app, house))
      }
    }
    const all = async (left: number) => {
      const many = { left }
      await Promise.all(Array.from({ length: AT_ONCE }, () => client(many)))
      await collectGarbage()
      sizes.push(Math.round(process.memoryUsage().rss / 1e6))
      heaps.push(Math.round(process.memoryUsage().heapUsed / 1e6))
    }
    if (sizes.length === 0 && !LONG) await all(REQUESTS.each / 5)
    await all(REQUESTS.each)
    t.diagnostic(`${REQUESTS.each} requests, in all ${REQUESTS.slices * REQUESTS.each} (catalogue: 100,000): ${[...statuses].toSorted().map(([status, count]) => `${status}: ${count}`).join(', ')}, hung up on: ${silent}; ${sizes.at(-1)} MB`)
    assert.deepEqual(bad.slice(0, 5), [])
    assert.deepEqual(logged.filter((line) => line.includes('unexpected error')).slice(0, 3), [])
    assert.ok(['200', '400', '401', '403', '404', '413', '415', '431'].every((status) => statuses.has(status)), [...statuses.keys()].join())
    assert.ok(silent < REQUESTS.each * 0.3, `${silent} without an answer`)
    assert.ok(!('admin' in {}) && !('x' in Object.prototype))
    const alive = await exchange('GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n')
    assert.match(alive, /^HTTP\/1\.1 200/)
  })
}

test('IN-09: memory stays as it is', (t) => {
  t.diagnostic(`${sizes.join(', ')} MB after each slice, of it living ${heaps.join(', ')} MB`)
  // A third of the way everything has been used that is used.
  if (sizes.length > 1) assert.ok(sizes.at(-1)! - sizes[Math.floor(sizes.length / 3)]! < GROWN_MB && heaps.at(-1)! - heaps[0]! < LIVING_MB, sizes.join())
})

/** Each could end where the next one begins, or not, depending on who reads it (RFC 9112 6.3). */
const TWO_ENDS = [
  'content-length: 0\r\ncontent-length: 44', 'content-length: 0, 44', 'transfer-encoding: chunked\r\ncontent-length: 44', 'content-length: 44\r\ntransfer-encoding: chunked', 'transfer-encoding : chunked\r\ncontent-length: 44',
  'transfer-encoding: xchunked', 'transfer-encoding: chunked, identity', 'transfer-encoding: identity, chunked\r\ncontent-length: 0', 'content-length: +0', 'content-length: 0x0', 'content-length: 0\n x: 1', ' content-length: 0',
]

test('what could be two requests is refused as one, TRACE repeats nothing, and a parameter that comes twice is refused', async () => {
  const statuses = async (bytes: string) => [...(await exchange(bytes)).matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => status)
  const next = 'GET /page.css HTTP/1.1\r\nhost: localhost\r\n\r\n'
  assert.deepEqual(await statuses(next + next), ['200', '200'], 'two are two')
  for (const head of TWO_ENDS) assert.deepEqual(await statuses(`POST /me HTTP/1.1\r\nhost: localhost\r\n${head}\r\n\r\n0\r\n\r\n${next}`), ['400'], head)
  const traced = await exchange('TRACE /api/v1/session HTTP/1.1\r\nhost: localhost\r\nx-word: kanariefagel\r\ncookie: kanariefagel=1\r\nconnection: close\r\n\r\n')
  assert.match(traced, /^HTTP\/1\.1 40[45]/)
  assert.ok(!traced.includes('kanariefagel'))
  for (const twice of ['limit=1&limit=2', 'search=a&search=b']) assert.equal((await browser('GET', `/api/v1/people?${twice}`)).status, 400, twice)
})

/** Pieces of which questions are made that would be SQL, if text became SQL anywhere. */
const PIECES = ["'", '"', '`', ';', '--', '/*', '*/', ')', '(', '\\', '%', '_', '$1', '$$', '::int', ' or 1=1', "' or ''='", ' union select null', ' order by 9', '||', 'pg_sleep(9)', '{', '}', '[', ']', "'}", '->>', '@>', '\u0000', '\u2019', '\ud83d', 'null', 'true', '-1', '9'.repeat(400), 'ÅÄÖ', ' ', '\n', '\t', 'a']

test('what the database complains of is heard here, whatever becomes of it', async () => {
  await assert.rejects(database.pool.query('selec 1'))
  assert.match(complaints.at(-1)!, /^42601 /)
})

for (let slice = 1; slice <= QUESTIONS.slices; slice++) {
  test(`IN-01: no filter, sort, search, list or cursor becomes SQL: the database never meets a syntax it does not know (slice ${slice} of ${QUESTIONS.slices})`, { timeout: 20 * 60_000 }, async (t) => {
    logged.length = 0
    complaints.length = 0
    // The session before may have been ended by one of the requests above.
    ;({ browser, cookie } = await signedInStaff(app, house))
    const random = chance(4710 + slice)
    const pick = <One>(from: readonly One[]): One => from[Math.floor(random() * from.length)]!
    const text = () => Array.from({ length: 1 + Math.floor(random() * 5) }, () => pick(PIECES)).join('')
    const value = (): unknown => pick([text, text, () => 0, () => -1, () => 1e308, () => true, () => null, () => [text()], () => ({ [text()]: text() })])()
    const field = () => pick(['city', 'given_name', 'language', 'interests', 'email', 'birth_date', text()])
    const condition = () => ({ field: field(), op: pick(['is', 'is-not', 'starts-with', 'at-least', 'at-most', 'has', 'contains', 'empty', text()]), value: value() })
    // As the program takes it, with words of somebody's own where words may stand: these become part of a question to the database.
    const word = () => ({ field: pick(['city', 'given_name', 'family_name', 'title', 'customer_number']), op: pick(['is', 'is-not', 'starts-with', 'contains']), value: text() })
    const address = () => ({ field: 'email', op: pick(['is', 'starts-with', 'contains']), value: text() })
    const other = () => pick([
      { field: 'interests', op: 'has', value: text() }, { field: 'birth_date', op: 'at-least', value: pick(['1980-01-01', text()]) }, { field: 'country', op: 'is', value: pick(['SE', text()]) }, { field: 'reachable', op: 'is', value: pick(['news email', text()]) },
    ])
    const fits = () => Array.from({ length: 1 + Math.floor(random() * 2) }, () => pick([word, word, word, address, other])())
    const list = () => ({ where: pick([fits, where])(), search: pick(['', text()]), columns: pick([[], ['city'], [field()]]), sort: { by: pick(['name', 'city', field()]), direction: pick(['up', 'down']) }, limit: pick([1, 50]), ...pick([{}, { after: text() }, { at: random() }]) })
    const where = () => Array.from({ length: Math.floor(random() * 4) }, condition)
    const query = (...names: string[]) => new URLSearchParams(names.filter(() => random() < 0.7).map((name): [string, string] => [name, text()])).toString()
    const asks: (() => [string, string, unknown?])[] = [
      () => ['GET', `/api/v1/people?${query('search', 'after', 'limit', 'sort', 'order', 'filter', 'columns', text())}`],
      () => ['GET', `/api/v1/people?search=${encodeURIComponent(text().toWellFormed())}`],
      () => ['GET', `/api/v1/people/${personId}/timeline?${query('after', 'limit')}`],
      () => ['GET', `/api/v1/outbox?${query('after', 'limit', 'search', 'kind')}`],
      () => ['GET', `/api/v1/ledger?${query('after', 'before', 'limit')}`],
      () => ['GET', `/api/v1/mailings?${query('after', 'limit')}`],
      () => ['GET', `/api/v1/people/${encodeURIComponent(text().toWellFormed())}`],
      () => ['GET', `/api/v1/ledger/entries/${encodeURIComponent(text().toWellFormed())}/proof`],
      () => ['GET', `/api/v1/purposes/${encodeURIComponent(text().toWellFormed())}`],
      () => ['POST', '/api/v1/audiences', { purpose: pick(['contract', 'news', text()]), channel: pick(['email', 'none', text()]), where: where(), limit: pick([1, 5, value()]), after: pick([undefined, text()]) }],
      () => ['POST', '/api/v1/lists/people', list()],
      () => ['POST', '/api/v1/lists/people', { where: fits(), search: text() }],
      () => ['POST', '/api/v1/lists/people/counts', { where: fits(), search: pick(['', text()]), exact: pick([true, false]) }],
      () => ['POST', '/api/v1/audiences', { purpose: 'contract', channel: 'none', where: fits() }],
      () => ['POST', '/api/v1/exports', { purpose: 'contract', where: fits() }],
      () => ['POST', '/api/v1/saved-views', { name: text(), columns: ['city'], sort: { by: pick(['name', field()]), direction: 'up' }, where: fits(), search: text() }],
      () => ['POST', '/api/v1/kept-proof-searches', { kind: pick(['email', 'phone']), value: text() }],
      () => ['POST', '/api/v1/catalogue/rehearsals', { change: { fields: [{ key: pick(['own_field', text()]), type: 'text', sensitive: false, texts: { sv: { name: text() }, nb: { name: text() }, en: { name: text() } } }] } }],
      () => ['POST', `/api/v1/people/${personId}/choice-rehearsals`, { choices: [{ kind: 'objected', purpose: pick(['*', 'news']), channel: '*', evidence: { kind: 'call-note', text: text() } }] }],
      () => ['GET', `/api/v1/looks?${query('after', 'limit')}&person=${pick([personId, encodeURIComponent(text().toWellFormed())])}`],
      () => ['POST', '/api/v1/exports', { purpose: 'contract', channel: 'none', fields: [field()], where: where(), format: pick(['csv', 'jsonl', text()]) }],
      () => ['POST', '/api/v1/decisions', { questions: [{ person: pick([personId, text()]), purpose: pick(['news', text()]), channel: 'email' }], foundation: true }],
      () => ['POST', '/api/v1/mailings', { kind: 'mailing', name: text(), purposes: ['news'], channel: 'email', audience: { where: where() }, content: { sv: { subject: text(), body: text() } } }],
      () => ['POST', '/api/v1/people', { source: text(), collected: 'self', purposes: ['contract'], ground: 'contract', people: [{ country: 'SE', values: { [field()]: value() }, contactPoints: [{ kind: 'email', value: text() }] }] }],
      () => ['PATCH', `/api/v1/people/${personId}/values`, { values: { [field()]: value() } }],
    ]
    const statuses = new Map<number, number>()
    const bad: string[] = []
    for (let turn = 0; turn < QUESTIONS.each; turn++) {
      const [method, path, body] = pick(asks)()
      const answer = await browser(method, path, body)
      await answer.text().catch(() => {})
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
      if (answer.status >= 500) bad.push(`${method} ${path} ${JSON.stringify(body)?.slice(0, 300)} → ${answer.status}`)
    }
    t.diagnostic(`${QUESTIONS.each} questions, in all ${QUESTIONS.slices * QUESTIONS.each} (catalogue: 50,000): ${[...statuses].toSorted().map(([status, count]) => `${status}: ${count}`).join(', ')}; the database complained ${complaints.length} times`)
    assert.deepEqual(bad.slice(0, 5), [])
    assert.deepEqual(complaints.filter((line) => OF_SYNTAX.test(line)).slice(0, 5), [])
    assert.deepEqual(logged.slice(0, 3), [])
    assert.ok((statuses.get(200) ?? 0) > QUESTIONS.each / 20 && (statuses.get(400) ?? 0) > QUESTIONS.each / 20)
  })
}
