import { getRequestListener } from '@hono/node-server'
import assert from 'node:assert/strict'
import { Agent, createServer, request as ask } from 'node:http'
import type { AddressInfo } from 'node:net'
import { availableParallelism } from 'node:os'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { Admission } from '../../src/doors/admission.ts'
import { createApp } from '../../src/doors/app.ts'
import { registerPeople } from '../../src/people/register-people.ts'
import { testDatabase } from '../database.ts'
import { bodyOf, signedInStaff, testHouse } from '../house.ts'
import { listening } from '../listening.ts'
import { customer, INDEX_KEY, installed, ORIGIN } from '../register.ts'

// Ten times what it can do, for a minute each, stands in overload.long.test.ts.
const SECONDS = 2
/** How many times the clients that keep the program busy. */
const TIMES = [1, 5]
const CLIENTS = 16
/** Reading at a time while a queue stands. */
const AT_ONCE = availableParallelism() + 1
const PEOPLE = 400

test('OV-02: while nothing gets done, reading is turned away first, then writing, what customers say last, each at once', async () => {
  const waiting: (() => void)[] = []
  const admission = new Admission((_, response) => void waiting.push(() => response.end()), 'https://kund.example.se')
  const { port, send } = await listening(admission.listener)
  const agent = new Agent({ keepAlive: false, maxSockets: 400 })
  const hold = (method: string, path: string, count: number) => {
    for (let turn = 0; turn < count; turn++) ask({ port, host: '127.0.0.1', agent, method, path }).on('error', () => {}).end()
  }
  const statusOf = async (method: string, path: string) => {
    const began = performance.now()
    const answer = await Promise.race([send({ method, path }), sleep(150, undefined)])
    return answer ? { ...answer, ms: performance.now() - began } : { status: 'waits' as const, headers: {} as Record<string, string>, ms: 0 }
  }
  const held = async (count: number) => { while (waiting.length < count) await sleep(5) }
  hold('GET', '/api/v1/people', 48)
  await held(48)
  const refused = await statusOf('GET', '/api/v1/people')
  assert.deepEqual([refused.status, refused.headers['retry-after'], refused.headers['content-type'], refused.headers['cache-control']], [503, '2', 'application/problem+json', 'no-store'])
  assert.equal((await statusOf('POST', '/api/v1/imports')).status, 'waits')
  assert.equal((await statusOf('POST', '/api/v1/decisions')).status, 'waits', 'what other systems ask at the moment of use has a bound of its own')
  hold('POST', '/api/v1/imports', 60)
  await held(96)
  assert.equal((await statusOf('POST', '/api/v1/imports')).status, 503)
  for (const [method, path] of [['POST', '/one-click/x'], ['GET', '/choices/x'], ['POST', '/choices/x'], ['POST', '/api/v1/people/x/choices'], ['POST', '/me/marketing-objection'], ['GET', '/healthz']] as const) {
    assert.equal((await statusOf(method, path)).status, 'waits', `${method} ${path}`)
  }
  assert.equal((await statusOf('POST', '/api/v1/audiences')).status, 'waits')
  const figures = new Map(admission.figures().map((each) => [each.urgency, each]))
  assert.ok(figures.get('reading')!.turnedAway >= 1 && figures.get('writing')!.turnedAway >= 1)
  assert.equal(figures.get('rights')!.turnedAway, 0)
  while (waiting.length > 0) {
    waiting.splice(0).forEach((end) => end())
    await sleep(20)
  }
  assert.equal((await Promise.race([send({ path: '/api/v1/people' }), sleep(50)])), undefined)
  waiting.splice(0).forEach((end) => end())
  assert.deepEqual(admission.figures().map(({ underWay }) => underWay).filter((count) => count > 1), [])
  admission.close()
  agent.destroy()
})

test('OV-02: who is late with everything lets few in to read, and whoever comes alone is never turned away', async () => {
  const waiting: (() => void)[] = []
  const admission = new Admission((_, response) => void waiting.push(() => response.end()), 'http://localhost')
  const { send } = await listening(admission.listener)
  const statuses: Promise<number>[] = []
  for (let turn = 0; turn < 12; turn++) statuses.push(send({ path: '/people' }).then(({ status }) => status))
  while (waiting.length < 12) await sleep(5)
  for (const end = performance.now() + 400; performance.now() < end;);
  assert.ok(admission.lateMs > 100)
  const next = send({ path: '/people' })
  assert.equal((await next).status, 503)
  waiting.forEach((end) => end())
  assert.deepEqual(await Promise.all(statuses), Array.from({ length: 12 }, () => 200))
  admission.close()
})

test('OV-01: a burst of reading is waited for; a queue that stands is cut to what the processors can do, until there is less to do, and nothing else is', async () => {
  const waiting: (() => void)[] = []
  const admission = new Admission((_, response) => void waiting.push(() => response.end()), 'http://localhost')
  const { send } = await listening(admission.listener)
  const statuses: Promise<number>[] = []
  const come = async (count: number) => {
    const here = waiting.length
    for (let turn = 0; turn < count; turn++) statuses.push(send({ path: '/people' }).then(({ status }) => status))
    while (waiting.length < here + count) await sleep(2)
  }
  const leave = async (count: number) => {
    waiting.splice(0, count).forEach((end) => end())
    await sleep(30)
  }
  const isRefused = async (method = 'GET', path = '/people') => {
    const answer = send({ method, path })
    const refused = (await Promise.race([answer, sleep(150, undefined)]))?.status === 503
    if (!refused) statuses.push(answer.then(({ status }) => status))
    return refused
  }
  await come(12)
  await leave(6)
  await sleep(150)
  assert.equal(await isRefused(), false, 'twelve that are soon over are a burst')
  await come(5)
  await sleep(150)
  assert.equal(await isRefused(), true, 'they stand')
  assert.deepEqual([await isRefused('POST', '/api/v1/imports'), await isRefused('POST', '/me/marketing-objection')], [false, false])
  // The two that are no reading are the last.
  await leave(waiting.length - 2 - AT_ONCE)
  assert.equal(await isRefused(), true, 'as many as can be worked at are still there')
  await leave(1)
  assert.equal(await isRefused(), false)
  await leave(waiting.length)
  await come(AT_ONCE)
  assert.equal(await isRefused(), true, 'a moment of calm is none')
  await sleep(1_100)
  assert.equal(await isRefused(), false, 'who reads for longer than a second keeps nobody quick out')
  await leave(waiting.length)
  await sleep(2_100)
  await come(AT_ONCE)
  assert.equal(await isRefused(), false, 'nobody was reading for a second')
  await leave(waiting.length)
  assert.ok((await Promise.all(statuses)).every((status) => status === 200))
  admission.close()
})

interface Load { answered: number; shed: number; failed: number; ms: number[]; shedMs: number[]; noes: number; noesLost: number; seconds: number }

/** Clients in a thread of their own that never rest: readers, and a few who say no. */
function load(port: number, key: string, cookie: string, person: string, clients: number): Promise<Load> {
  const code = `
    const { request, Agent } = require('node:http')
    const { parentPort, workerData: { port, key, cookie, person, clients, seconds } } = require('node:worker_threads')
    const agent = new Agent({ keepAlive: true, maxSockets: Infinity })
    const found = { answered: 0, shed: 0, failed: 0, ms: [], shedMs: [], noes: 0, noesLost: 0, seconds }
    const end = performance.now() + seconds * 1000
    const call = (method, path, headers, body) => new Promise((done) => {
      const began = performance.now()
      const going = request({ port, host: '127.0.0.1', agent, method, path, headers }, (answer) => { answer.resume(); answer.on('end', () => done([answer.statusCode, performance.now() - began])) })
      going.on('error', () => done([0, 0])); going.end(body)
    })
    const reader = async () => {
      while (performance.now() < end) {
        const [status, ms] = await call('GET', '/api/v1/people?limit=5', { authorization: 'Bearer ' + key })
        if (status === 200) { found.answered++; found.ms.push(ms) }
        else if (status === 503) { found.shed++; found.shedMs.push(ms); await new Promise((r) => setTimeout(r, 30)) }
        else found.failed++
      }
    }
    const sayer = async () => {
      const body = JSON.stringify({ choices: [{ kind: 'withdrawn', purpose: 'news', channel: 'email', evidence: { kind: 'call-note', text: 'Nej.' } }] })
      while (performance.now() < end) {
        const [status] = await call('POST', '/api/v1/people/' + person + '/choices', { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }, body)
        if (status === 200) found.noes++; else found.noesLost++
        await new Promise((r) => setTimeout(r, 20))
      }
    }
    Promise.all([...Array.from({ length: clients }, reader), sayer(), sayer()]).then(() => parentPort.postMessage(found))`
  return new Promise((done, failed) => {
    const worker = new Worker(code, { eval: true, execArgv: [], workerData: { port, key, cookie, person, clients, seconds: SECONDS } })
    worker.once('message', (found: Load) => done(found)).once('error', failed)
  })
}

const p99 = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1] ?? 0

test('OV-01, OV-02: with many times the clients that keep it busy, the program gets as much done, turns the rest away at once, and takes every no', async (t) => {
  const database = await testDatabase()
  await installed(database)
  const house = await testHouse(database)
  await database.write((tx) => registerPeople(tx, INDEX_KEY, Array.from({ length: PEOPLE }, (_, index) => ({
    country: 'SE', values: { given_name: `Kund ${index}` }, contactPoints: [], identifiers: [], grounds: [{ purpose: 'contract', basis: 'contract' as const }],
  })), ORIGIN))
  const { personId } = await customer(database, 'nej@example.org')
  const app = createApp({ ...house, settings: { ...house.settings, apiPerMinute: 999_999_999 } })
  const { browser, cookie } = await signedInStaff(app, house)
  const { key } = await bodyOf<{ key: string }>(browser('POST', '/api/v1/api-keys', { name: 'load', purposes: ['contract'] }))
  const admission = new Admission(getRequestListener(app.fetch), house.publicUrl)
  after(() => admission.close())
  const server = createServer(admission.listener)
  await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready))
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const loads: [number, Load][] = []
  for (const times of TIMES) loads.push([times, await load(port, key, cookie, personId, CLIENTS * times)])
  const [[, calm], [, worst]] = [loads[0]!, loads.at(-1)!]
  for (const [times, found] of loads) {
    t.diagnostic(`${times} × ${CLIENTS} clients, ${SECONDS} s (catalogue: up to 10 ×, 60 s): ${Math.round(found.answered / found.seconds)} answers/s, p99 ${Math.round(p99(found.ms))} ms; ${found.shed} turned away, p99 ${Math.round(p99(found.shedMs))} ms; ${found.noes} noes, ${found.noesLost} lost`)
  }
  assert.deepEqual(loads.map(([, { failed, noesLost }]) => [failed, noesLost]), loads.map(() => [0, 0]))
  assert.ok(loads.every(([, { noes }]) => noes > 0))
  assert.ok(worst.shed > 0 && calm.answered > 0)
  // Beside other tests the machine does not do the same twice; the catalogue's share is held to where it is alone.
  assert.ok(worst.answered >= calm.answered * 0.4, `${worst.answered} of ${calm.answered}`)
  const again = await fetch(`http://127.0.0.1:${port}/api/v1/people?limit=5`, { headers: { authorization: `Bearer ${key}` } })
  assert.equal(again.status, 200)
})
