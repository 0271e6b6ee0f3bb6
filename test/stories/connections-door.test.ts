// Connected systems from outside: who manages them, what they may answer, what is seen of them, and what they cannot undo (CS-08, ER-06).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Connections, NewlyConnectedSystem, Ping, SystemTaskAnswer } from '../../src/doors/api/connections-resource.ts'
import type { ErasureAnswer } from '../../src/doors/api/erasures-resource.ts'
import type { IssuedApiKey } from '../../src/doors/api/session-resource.ts'
import { createApp } from '../../src/doors/app.ts'
import { tellConnected } from '../../src/doors/clock/tell-connected.ts'
import { signWebhook } from '../../src/connections/webhook-signature.ts'
import { ROUTES } from '../../src/doors/route-table.ts'
import { openTransport } from '../../src/messages/deliver.ts'
import { openLog } from '../../src/plumbing/log.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { connectingHouse, pass, shareWithCarriers, tellAll } from '../connecting.ts'
import { textOf, Visitor } from '../customer-house.ts'
import { testDatabase } from '../database.ts'
import { fakeSystem } from '../fake-system.ts'
import { bodyOf, signedInStaff } from '../house.ts'
import { mailSink } from '../mail-sink.ts'
import { customer, installed } from '../register.ts'
import { rowHash } from '../row-hash.ts'

const DAY_MS = 86_400_000
const PROSPECT = { grounds: [{ purpose: 'prospects', basis: 'legitimate-interest' as const }] }

async function desk() {
  const database = await testDatabase()
  await installed(database)
  await shareWithCarriers(database, ['prospects', 'contract'])
  const lines: string[] = []
  const house = { ...(await connectingHouse(database)), log: openLog('debug', { write: (line: string) => void lines.push(line) }) }
  const app = createApp(house)
  const { browser } = await signedInStaff(app, house)
  const api = (method: string, path: string, body?: unknown) => browser(method, `/api/v1${path}`, body, { 'accept-language': 'en' })
  const add = async (more: object) => bodyOf<NewlyConnectedSystem>(api('POST', '/connected-systems', { way: 'webhook', name: 'Shop', recipient: 'carriers', purposes: ['prospects'], knownBy: ['email'], ...more }))
  // A proof is fresh for five minutes, and days go by here.
  const forget = async (personId: PersonId) => bodyOf<ErasureAnswer>((await signedInStaff(app, house)).browser('POST', `/api/v1/people/${personId}/erasures`, {}))
  return { database, house, app, api, add, forget, lines }
}

test('a system is connected, tried, paused, changed and disconnected; its secret is told once and lies sealed', async () => {
  const { database, house, api, add, forget, lines } = await desk()
  const fake = await fakeSystem()
  const shop = await add({ address: fake.url })
  assert.match(shop.secret!, /^whsec_[\w+/]{43}=$/)
  const listed = await (await api('GET', '/connected-systems')).text()
  assert.ok(!listed.includes('whsec_') && listed.includes('Shop'))
  const { rows: [row] } = await database.superuser('select to_jsonb(s)::text as text from connected_system s')
  assert.ok(!row.text.includes(shop.secret!) && !row.text.includes(Buffer.from(shop.secret!.slice(6), 'base64').toString('hex')))
  assert.deepEqual((JSON.parse(listed) as Connections).unconnected.map((one) => one.recipient).includes('carriers'), false)
  assert.ok((JSON.parse(listed) as Connections).unconnected.some((one) => one.recipient === 'banks'))
  const ping = () => bodyOf<Ping>(api('POST', `/connected-systems/${shop.id}/pings`))
  assert.equal((await ping()).ok, true)
  assert.deepEqual([fake.calls[0]!.body.type, Object.keys(fake.calls[0]!.body.data)], ['ping', ['id']])
  fake.habit = '404'
  assert.deepEqual(await ping(), { ok: false, inWords: 'It answered 404.' })
  fake.habit = 'well'
  await api('POST', `/connected-systems/${shop.id}/pauses`)
  const erasure = await forget((await customer(database, 'eva@example.org', PROSPECT)).personId)
  await tellAll(house)
  assert.deepEqual([fake.done.size, erasure.state, erasure.places.find((one) => one.name === 'Shop')!.state], [1, 'partly', 'waits'])
  assert.match((await bodyOf<ErasureAnswer>(api('GET', `/erasures/${erasure.id}`))).inWords, /wait for Shop, until 16 March 2026/)
  await api('POST', `/connected-systems/${shop.id}/resumptions`)
  await tellAll(house)
  assert.equal((await bodyOf<ErasureAnswer>(api('GET', `/erasures/${erasure.id}`))).state, 'leaving')
  const renewed = await bodyOf<{ secret: string }>(api('POST', `/connected-systems/${shop.id}/secrets`))
  assert.notEqual(renewed.secret, shop.secret)
  // Disconnected with something unanswered: nobody calls that done.
  fake.habit = '500'
  const late = await forget((await customer(database, 'bo@example.org', PROSPECT)).personId)
  await tellAll(house)
  assert.equal((await api('DELETE', `/connected-systems/${shop.id}`)).status, 204)
  const after = await bodyOf<ErasureAnswer>(api('GET', `/erasures/${late.id}`))
  assert.deepEqual([after.state, after.places.find((one) => one.name === 'Shop')!.state], ['partly', 'unsettled'])
  const [task] = (await bodyOf<{ tasks: SystemTaskAnswer[] }>(api('GET', `/connected-systems/${shop.id}/tasks?unsettled=true`))).tasks
  assert.equal((await api('POST', `/system-tasks/${task!.id}/calls`)).status, 409, 'whom it was about is gone')
  assert.equal((await api('POST', `/system-tasks/${task!.id}/answers`, { status: 'done', words: 'short' })).status, 400)
  assert.equal((await bodyOf<SystemTaskAnswer>(api('POST', `/system-tasks/${task!.id}/answers`, { status: 'done', words: 'Their support deleted it, case 4711.' }))).how, 'staff')
  assert.equal((await bodyOf<ErasureAnswer>(api('GET', `/erasures/${late.id}`))).state, 'leaving')
  for (const line of lines) assert.ok(!/whsec_|eva@|bo@/.test(line), line)
})

test('WH-01: what may not be called is refused when it is said, and again when it is called: no connection is made', async (t) => {
  const { house, api, add } = await desk()
  const named = house.settings.privateHosts as string[]
  const inner = await fakeSystem()
  const port = new URL(inner.url).port
  const refused = [inner.url.replace('127.0.0.1', 'localhost'), `http://[::1]:${port}/`, 'http://shop.example.org/', 'ftp://shop.example.org/', 'https://user:word@shop.example.org/', 'file:///etc/passwd', 'shop', 'https://shop.example.org/#a']
  for (const address of refused) assert.equal((await api('POST', '/connected-systems', { way: 'webhook', name: 'x', recipient: 'carriers', purposes: ['prospects'], knownBy: ['email'], address })).status, 400, address)
  for (const wrong of [{ purposes: ['news'] }, { fields: ['nothing'] }, { reach: 'key' }, { apiKeyId: '01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f40' }, { way: 'mail-task', address: 'nobody' }, { knownBy: [] }, { answerDays: 31 }]) {
    assert.equal((await api('POST', '/connected-systems', { way: 'webhook', name: 'x', recipient: 'carriers', purposes: ['prospects'], knownBy: ['email'], address: 'https://shop.example.org/', ...wrong })).status, 400, JSON.stringify(wrong))
  }
  const inside = [`https://localhost:${port}/`, `https://[::1]:${port}/`, `https://[::ffff:127.0.0.1]:${port}/`, 'https://169.254.169.254/latest', 'https://10.0.0.1/', `https://2130706433.:${port}/`, `https://0x7f.1:${port}/`]
  named.length = 0
  for (const address of inside) {
    const { id } = await add({ address })
    assert.equal((await bodyOf<Ping>(api('POST', `/connected-systems/${id}/pings`))).ok, false, address)
  }
  assert.equal(inner.calls.length, 0)
  t.diagnostic(`${refused.length} addresses refused when said, ${inside.length} when called, 0 connections`)
})

test('a system that answers later signs what it says; anybody else, anything old, and what takes back an answer is refused', async () => {
  const { database, house, app, add, forget, lines } = await desk()
  const [shop, other] = [await fakeSystem('accepts'), await fakeSystem('accepts')]
  const one = await add({ address: shop.url })
  const two = await add({ address: other.url, name: 'Other' })
  await forget((await customer(database, 'eva@example.org', PROSPECT)).personId)
  await tellAll(house)
  const { id, answerTo } = shop.calls[0]!.body.data
  assert.equal(answerTo, `${house.publicUrl}/api/v1/connected-systems/${one.id}/answers`)
  const call = async (body: object, sign: { secret?: string; at?: Date; to?: string; changed?: string } = {}) => {
    const text = JSON.stringify(body, null, 1)
    const headers = { 'content-type': 'application/json', ...signWebhook(sign.secret ?? one.secret!, 'msg_1', sign.at ?? database.now, text) }
    return (await app.request(`/api/v1/connected-systems/${sign.to ?? one.id}/answers`, { method: 'POST', headers, body: sign.changed ?? text })).status
  }
  const before = await rowHash(database)
  assert.equal(await call({ id, status: 'done' }, { secret: two.secret! }), 401)
  assert.equal(await call({ id, status: 'done' }, { at: new Date(database.now.getTime() - 301_000) }), 401)
  assert.equal(await call({ id, status: 'refused' }, { changed: JSON.stringify({ id, status: 'done' }) }), 401)
  assert.equal(await call({ id, status: 'done' }, { secret: two.secret!, to: two.id }), 404, 'another system’s task')
  assert.equal(await call({ id, status: 'done' }, { to: '01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f40' }), 401)
  assert.equal(await call({ id, status: 'pending' }), 400)
  assert.equal((await app.request(`/api/v1/connected-systems/${one.id}/answers`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ id, status: 'done' }) })).status, 401)
  assert.equal(await rowHash(database), before)
  assert.equal(await call({ id, status: 'refused', reason: 'legal-claims' }), 200)
  assert.equal(await call({ id, status: 'done' }), 200, 'a refusal may be taken back')
  assert.equal(await call({ id, status: 'done' }), 200)
  assert.equal(await call({ id, status: 'refused' }), 409)
  assert.deepEqual((await database.superuser('select state, answered_how, reason from system_task where task_id = $1', [id])).rows, [{ state: 'done', answered_how: 'call-back', reason: null }])
  for (const line of lines) assert.ok(!/whsec_|eva@/.test(line), line)
})

test('a task by mail names nobody; its link shows whom, changes nothing by being opened, answers once, and ends', async () => {
  const { database, house, app, add, forget } = await desk()
  const sink = await mailSink()
  const transport = openTransport({ mailFrom: house.settings.mailFrom, smtpUrl: sink.url, dkim: undefined })
  await add({ way: 'mail-task', address: 'data@books.example', name: 'Books', purposes: ['contract', 'prospects'], answerDays: 10, language: 'en' })
  const told = async () => { while (await tellConnected(house, transport)) { /* until nothing is due */ } }
  const link = (place: number) => new URL(/https?:\/\/[^"\s<]+\/tasks\/[\w-]{43}/.exec(sink.mails[place]!.source.toString().replaceAll('=\r\n', '').replaceAll('=3D', '='))![0]).pathname
  const { personId } = await customer(database, 'eva@example.org', PROSPECT)
  const erasure = await forget(personId)
  await told()
  assert.deepEqual([sink.mails.map((mail) => mail.to), sink.mails[0]!.source.toString().includes('eva@')], [['data@books.example'], false])
  const state = async () => (await database.superuser('select state from system_task where erasure_id = $1', [erasure.id])).rows[0].state
  assert.equal(await state(), 'sent', 'that a mail has gone is no answer')
  // Reminded after half its time, by the same link.
  database.now = new Date(database.now.getTime() + 5 * DAY_MS + 1_000)
  await told()
  assert.deepEqual([sink.mails.length, link(0)], [2, link(1)])
  const visitor = new Visitor(app)
  const before = await rowHash(database)
  await visitor.get(link(0), { 'accept-language': 'en' })
  assert.match(textOf(visitor.html), /E-mail eva@example.org/)
  assert.deepEqual([visitor.headers.get('referrer-policy'), visitor.headers.get('cache-control')], ['no-referrer', 'no-store'])
  assert.equal(await rowHash(database), before)
  assert.equal((await new Visitor(app).post(link(0), { answer: 'done' })).status, 403, 'not from the page')
  assert.equal((await visitor.press('Send the answer', { answer: 'refused' })).status, 400)
  await visitor.get(link(0))
  assert.equal((await visitor.press('Send the answer', { answer: 'refused', reason: 'legal-obligation', words: 'Kept for the tax office.' })).status, 200)
  assert.deepEqual((await database.superuser('select state, answered_how, reason, words from system_task')).rows, [{ state: 'refused', answered_how: 'link', reason: 'legal-obligation', words: 'Kept for the tax office.' }])
  const used = await visitor.get(link(0))
  assert.deepEqual([used.status, /eva@/.test(used.html)], [410, false])
  assert.equal((await visitor.get(`/tasks/${'a'.repeat(43)}`)).status, 404)
  // One that nobody opens ends with twice its time.
  await forget((await customer(database, 'bo@example.org', PROSPECT)).personId)
  await told()
  const last = link(sink.mails.length - 1)
  assert.equal((await visitor.get(last)).status, 200)
  for (let days = 0; days < 21; days++) { database.now = new Date(database.now.getTime() + DAY_MS); await told() }
  const over = await visitor.get(last)
  assert.deepEqual([over.status, /bo@/.test(over.html)], [410, false])
  // Tries at links are counted by network.
  assert.deepEqual(ROUTES.filter(({ path, method }) => path === '/tasks/:token' && method === 'POST').map((one) => one.attempts), ['link'])
  transport.close()
  await sink.close()
})

test('CS-08, ER-06: a system that was told with its own key cannot bring back whom it was told to forget, and is told only of whom it had', async () => {
  const { database, house, app, api, add, forget } = await desk()
  const { key, id: apiKeyId } = await bodyOf<IssuedApiKey>(api('POST', '/api-keys', { name: 'shop', purposes: ['contract', 'prospects'] }))
  const fake = await fakeSystem()
  await add({ address: fake.url, reach: 'key', apiKeyId, knownBy: ['person-id', 'email'] })
  const byKey = (method: string, path: string, body?: unknown) => app.request(`/api/v1${path}`, { method, headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  const brought = { source: 'shop', collected: 'self', purposes: ['prospects'], ground: 'contract', people: [{ values: { given_name: 'Eva' }, contactPoints: [{ kind: 'email', value: 'eva@example.org' }] }] }
  assert.ok((await byKey('POST', '/people', brought)).ok)
  const { rows: [eva] } = await database.superuser("select person_id as id from contact_point where canonical = 'eva@example.org'")
  const fetched = await customer(database, 'bo@example.org', PROSPECT)
  assert.equal((await byKey('GET', `/people/${fetched.personId}`)).status, 200)
  const stranger = await customer(database, 'maja@example.org', PROSPECT)
  for (const personId of [eva.id as PersonId, fetched.personId, stranger.personId]) await forget(personId)
  await tellAll(house)
  assert.deepEqual(fake.calls.map((one) => one.body.data.person!.email![0]).toSorted(), ['bo@example.org', 'eva@example.org'])
  database.now = new Date(database.now.getTime() + 60_000)
  const again = await (await byKey('POST', '/people', brought)).text()
  assert.match(again, /E4/)
  await pass(house, 12)
  assert.equal((await database.superuser("select count(*)::int as n from contact_point where canonical = 'eva@example.org'")).rows[0].n, 0)
})
