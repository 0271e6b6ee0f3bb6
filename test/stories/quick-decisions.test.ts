import { getRequestListener } from '@hono/node-server'
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, request as ask, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createApp } from '../../src/doors/app.ts'
import { quickDecisions } from '../../src/doors/quick-decisions.ts'
import { Serving } from '../../src/doors/shell/serving.ts'
import { issueApiKey } from '../../src/staff/issue-api-key.ts'
import { KeyRing } from '../../src/doors/staff/key-ring.ts'
import { recordChoices } from '../../src/consent/record-choices.ts'
import { signedInStaff, testHouse } from '../house.ts'
import { openCopy } from '../memory.ts'
import { choiceOf, readers, subscribers } from '../post-office.ts'
import { installed } from '../register.ts'
import { testDatabase } from '../database.ts'

const database = await testDatabase()
await installed(database)
const journal = { journal: async () => {} }
const people = await subscribers(database, journal, 6)
const [unseen] = await readers(database, 1, () => ({ address: 'lisa@example.org', grounds: [{ purpose: 'service', basis: 'contract' }] }))
await database.write((tx) => recordChoices(tx, journal, people.slice(0, 3).map((one) => choiceOf(one, { kind: 'withdrawn' }))))
/** Milliseconds of the clock nobody can set, by which keys and readings of the log are judged. */
let ticks = 0
const copy = await openCopy(database, { ticks: () => ticks })
await copy.catchUp()
const keyRing = new KeyRing(database, () => ticks)
const house = { ...(await testHouse(database)), memory: copy.memory, keyRing }
const app = createApp(house)
const { staffId, cookie } = await signedInStaff(app, house)
const keyFor = async (purposes: string[]) => database.write((tx) => issueApiKey(tx, { name: 'shop', speaksForPerson: false, purposes, expiresAt: null, createdBy: staffId }))
const [shop, narrow] = [await keyFor(['news', 'contract', 'events']), await keyFor(['events'])]

let handedOver = 0
const framework = getRequestListener(app.fetch)
const counted: RequestListener = (request, response) => {
  handedOver += 1
  framework(request, response)
}
const long = await served(framework)
const serving = new Serving(quickDecisions(house, counted))
const quick = await served(serving.listener)

async function served(listener: RequestListener): Promise<number> {
  const server = createServer(listener)
  await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready))
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

interface Sent { method: string; path: string; headers: [string, string][]; body: string | Buffer; chunked?: boolean; host?: string }
interface Answered { status: number; headers: Record<string, unknown>; body: string }

function send(port: number, { method, path, headers, body, chunked, host = 'localhost:8080' }: Sent): Promise<Answered> {
  return new Promise((done, failed) => {
    const said = [['host', host] as const, ...headers, ...(chunked ? [['transfer-encoding', 'chunked'] as const] : [['content-length', String(Buffer.byteLength(body))] as const])]
    const going = ask({ port, host: '127.0.0.1', agent: false, method, path, headers: said.flat() as unknown as Record<string, string> }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => {
        const { date: _, ...told } = answer.headers
        done({ status: answer.statusCode!, headers: told, body: Buffer.concat(chunks).toString() })
      })
    })
    going.on('error', (error) => failed(new Error(`${port === quick ? 'short' : 'long'} way: ${JSON.stringify({ method, path, headers: said, body: body.toString().slice(0, 300) })}`, { cause: error })))
    going.end(body)
  })
}

const plain = (asked: unknown, key = shop.key): Sent => ({ method: 'POST', path: '/api/v1/decisions', headers: [['authorization', `Bearer ${key}`], ['content-type', 'application/json']], body: typeof asked === 'string' ? asked : JSON.stringify(asked) })
const news = (person: string, more: object = {}) => ({ person, purpose: 'news', channel: 'email', ...more })

/** How many of the requests of `act` went to the framework. */
async function handed(act: () => Promise<unknown>): Promise<number> {
  const before = handedOver
  await act()
  return handedOver - before
}

/** A key is looked up by the framework once a second. */
async function recognised(): Promise<void> {
  for (const { key } of [shop, narrow]) await keyRing.recognise(key)
  await copy.memory.follow()
}

/** Numbers from a seed (mulberry32). */
function drawer(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

const STRANGER = '0196a000-0000-7000-8000-00000000dead'
const NOBODYS_KEY = 'A'.repeat(43)

/** A request that is plain, but for one thing in every other. */
function drawRequest(draw: (limit: number) => number, endedKey: string): Sent {
  const pick = <Thing>(things: readonly Thing[]): Thing => things[draw(things.length)]!
  const question = () => ({
    ...news(pick([...people.map((one) => one.personId), unseen!.personId, STRANGER, people[0]!.personId.toUpperCase()])),
    ...(draw(6) === 0 && { channel: pick(['sms', 'letter', 'push']) }),
    ...(draw(8) === 0 && { use: pick(['send', 'ask', 'show', 'profile']) }),
    ...(draw(16) === 0 && { purpose: pick(['events', 'service', 'contract', 'nothing']) }),
  })
  const sent = plain({ questions: Array.from({ length: 1 + draw(4) }, question) }, pick([shop.key, shop.key, shop.key, shop.key, shop.key, narrow.key]))
  if (draw(2) === 0) return sent
  const head = (name: string, value: string): Sent => ({ ...sent, headers: [...sent.headers.filter(([each]) => each !== name), [name, value]] })
  const also = (name: string, value: string): Sent => ({ ...sent, headers: [...sent.headers, [name, value]] })
  const body = (text: string | Buffer): Sent => ({ ...sent, body: text })
  const whole = sent.body as string
  const asked = JSON.parse(whole) as { questions: object[] }
  return pick<() => Sent>([
    () => head('accept-language', pick(['sv', 'nb-NO,en;q=0.5', 'da, fr', '', 'sv;q=0, en', '*'])),
    () => head('authorization', pick(['', 'Bearer', 'Basic YTpi', `bearer  ${shop.key}`, `Bearer ${endedKey}`, `Bearer ${NOBODYS_KEY}`, `Bearer ${shop.key} x`, 'Bearer short'])),
    () => also('authorization', `Bearer ${pick([shop.key, NOBODYS_KEY])}`),
    () => head('content-type', pick(['application/json; charset=utf-8', 'application/json;charset=UTF-8', 'text/plain', 'application/jsonx', 'application/problem+json', 'APPLICATION/JSON', ''])),
    () => also('content-type', pick(['text/plain', 'application/json'])),
    () => also('accept-language', 'sv'),
    () => also('idempotency-key', pick(['one-and-the-same', '', 'x'.repeat(300)])),
    () => also('cookie', cookie),
    () => also('origin', 'https://elsewhere.example'),
    () => also('content-encoding', 'gzip'),
    () => ({ ...sent, headers: [['cookie', cookie], ['sec-fetch-site', 'same-origin'], ['content-type', 'application/json']] }),
    () => ({ ...sent, headers: [] }),
    () => ({ ...sent, chunked: true }),
    () => ({ ...sent, host: pick(['', 'kund.example.se', 'KUND.example.se', 'a b', 'localhost:99999', 'me@localhost', 'localhost/x?y', '[::1]:8080']) }),
    () => ({ ...sent, method: pick(['PUT', 'DELETE', 'PATCH', 'OPTIONS']) }),
    () => ({ ...sent, path: pick(['/api/v1/decisions/', '/api/v1/decisions?x=1', '/api/v1/./decisions', '/api/v1//decisions', '/API/v1/decisions', '/api/v1/decision%73', '/api/v1/audiences']) }),
    () => body(pick(['', '{', 'null', '[]', '{}', '"x"', '{"questions":[]}', `${whole} x`, `\ufeff${whole}`, whole.replace('"news"', '"\\u006eews"'), whole.replace('questions', '__proto__')])),
    () => body(Buffer.concat([Buffer.from([0xff]), Buffer.from(whole)])),
    () => body(whole.padEnd(pick([16_384, 16_385, 70_000, 1_048_577]))),
    () => body(JSON.stringify({ ...asked, foundation: pick<unknown>([true, false, 'yes']) })),
    () => body(JSON.stringify({ ...asked, extra: 1 })),
    () => body(JSON.stringify({ questions: [...asked.questions, pick<unknown>([null, {}, news('nobody'), news(STRANGER, { channel: 'smoke' }), news(STRANGER, { hidden: 1 }), news(STRANGER, { purpose: 'No' }), news(STRANGER, { about: 'wool' }), news(STRANGER, { about: null }), news(STRANGER, { contactPointId: STRANGER })])] })),
    () => body(JSON.stringify({ questions: Array.from({ length: 1001 }, () => asked.questions[0]) })),
  ])()
}

test('whatever is asked, the short way answers what the framework answers: status, headers and body', async (t) => {
  const ended = await keyFor(['news'])
  await database.superuser('update api_key set ended_at = $1 where api_key_id = $2', [database.now, ended.apiKeyId])
  const draw = drawer(20261122)
  const statuses = new Map<number, number>()
  const requests = process.env['TILLIT_LONG'] ? 20_000 : 600
  let over = 0
  for (let each = 0; each < requests; each++) {
    ticks += 1
    if (each % 400 === 0) await recognised()
    const sent = drawRequest(draw, ended.key)
    // One after the other: between them nothing changes.
    const expected = await send(long, sent)
    let answered: Answered | undefined
    over += await handed(async () => { answered = await send(quick, sent) })
    assert.deepEqual(answered, expected, JSON.stringify({ ...sent, body: sent.body.toString().slice(0, 600) }))
    statuses.set(expected.status, (statuses.get(expected.status) ?? 0) + 1)
  }
  t.diagnostic(`${requests} requests, ${requests - over} answered by the short way; ${JSON.stringify(Object.fromEntries(statuses))}`)
  assert.ok(over > requests / 4 && requests - over > requests / 5, `${over} of ${requests} went to the framework`)
  assert.deepEqual([200, 400, 401, 403, 404, 413, 415].filter((status) => !statuses.has(status)), [])
})

test('what is plain is answered without the framework, and each thing that is not plain goes to it', async () => {
  await recognised()
  const one = plain({ questions: [news(people[0]!.personId), news(people[4]!.personId), news(unseen!.personId)] })
  let rules: unknown
  assert.equal(await handed(async () => {
    const { body } = await send(quick, one)
    rules = (JSON.parse(body) as { decisions: { rule: string }[] }).decisions.map(({ rule }) => rule)
  }), 0)
  assert.deepEqual(rules, ['D10a', 'D4a', 'D1c'])
  // Beyond what a key is bound to the framework refuses.
  assert.equal(await handed(async () => assert.equal((await send(quick, plain({ questions: [news(people[4]!.personId)] }, narrow.key))).status, 403)), 1)
  for (const odd of [
    { ...one, chunked: true }, { ...one, host: 'localhost:99999' }, { ...one, path: `${one.path}?x` }, { ...one, method: 'PUT' }, { ...one, body: one.body.toString().padEnd(16_385) },
    ...[['idempotency-key', 'k'], ['authorization', `Bearer ${shop.key}`], ['content-type', 'application/json'], ['host', 'localhost:8080'], ['content-encoding', 'identity'], ['expect', '100-continue']].map((more) => ({ ...one, headers: [...one.headers, more as [string, string]] })),
  ]) assert.equal(await handed(() => send(quick, odd)), 1, JSON.stringify(odd).slice(0, 300))
})

test('an ended key is dead a second later at the latest, and at once where it is ended', async () => {
  const key = await keyFor(['news'])
  const one = plain({ questions: [news(people[4]!.personId)] }, key.key)
  assert.equal((await send(quick, one)).status, 200)
  assert.equal(await handed(() => send(quick, one)), 0)
  await database.superuser('update api_key set ended_at = $1 where api_key_id = $2', [database.now, key.apiKeyId])
  ticks += 999
  await copy.memory.follow()
  assert.equal((await send(quick, one)).status, 200)
  ticks += 1
  assert.equal((await send(quick, one)).status, 401)
  await recognised()
  assert.equal(await handed(() => send(quick, plain({ questions: [news(people[4]!.personId)] }))), 0)
  keyRing.forget()
  assert.equal(await handed(() => send(quick, plain({ questions: [news(people[4]!.personId)] }))), 1)
})

test('a key that has run out is not recognised within its second either', async () => {
  const expiresAt = new Date(database.now.getTime() + 500)
  const { key } = await database.write((tx) => issueApiKey(tx, { name: 'shop', speaksForPerson: false, purposes: ['news'], expiresAt, createdBy: staffId }))
  const one = plain({ questions: [news(people[4]!.personId)] }, key)
  await copy.memory.follow()
  assert.deepEqual([(await send(quick, one)).status, await handed(() => send(quick, one))], [200, 0])
  database.now = expiresAt
  assert.equal((await send(quick, one)).status, 401)
})

test('what memory has not confirmed, or what was changed since, is left to the framework', async () => {
  await recognised()
  const one = plain({ questions: [news(people[4]!.personId)] })
  assert.equal(await handed(() => send(quick, one)), 0)
  await database.write((tx) => recordChoices(tx, journal, [choiceOf(people[4]!, { kind: 'withdrawn' })]))
  await copy.memory.follow()
  assert.equal(await handed(async () => assert.match((await send(quick, one)).body, /"D10a"/)), 1)
  await copy.catchUp()
  assert.equal(await handed(async () => assert.match((await send(quick, one)).body, /"D10a"/)), 0)
  ticks += 2_001
  await keyRing.recognise(shop.key)
  const [unconfirmed, expected] = [await handed(() => send(quick, one)), await send(long, one)]
  assert.equal(unconfirmed, 1)
  assert.deepEqual(await send(quick, one), expected)
})

test('a program that stops waits for what the short way has begun to read, and turns away who comes after', async () => {
  await recognised()
  const one = plain({ questions: [news(people[5]!.personId)] })
  const headers = [['host', 'localhost:8080'], ...one.headers, ['content-length', String(one.body.length)]].flat() as unknown as Record<string, string>
  const going = ask({ port: quick, host: '127.0.0.1', agent: false, method: 'POST', path: one.path, headers })
  const answered = once(going, 'response') as Promise<[IncomingMessage]>
  going.write(one.body.slice(0, 10))
  await sleep(100)
  const drained = serving.drain(20_000)
  assert.equal((await send(quick, one)).status, 503)
  // Long enough to be quiet.
  assert.equal(await Promise.race([drained, sleep(1_200, 'waits')]), 'waits')
  await copy.memory.follow()
  assert.equal(await handed(async () => {
    going.end(one.body.slice(10))
    const [answer] = await answered
    answer.resume()
    assert.equal(answer.statusCode, 200)
  }), 0)
  assert.equal(await drained, true)
})
