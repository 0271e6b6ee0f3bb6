import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Admission } from '../../src/doors/admission.ts'
import { createApp } from '../../src/doors/app.ts'
import { openLog } from '../../src/plumbing/log.ts'
import { getRequestListener } from '@hono/node-server'
import { codeOf } from '../../src/messages/mail-secret.ts'
import { answerFrontDoor, Visitor } from '../customer-house.ts'
import { testDatabase } from '../database.ts'
import { browserOf, signedInStaff, testHouse } from '../house.ts'
import { listening } from '../listening.ts'
import { customer, installed } from '../register.ts'

const CANARY = 'kanariefagel'
const lines: string[] = []
const database = await testDatabase()
await installed(database)
const base = await testHouse(database)
const log = openLog('info', { write: (line: string) => void lines.push(line) })
const house = { ...base, log, settings: { ...base.settings, logRequests: true }, get admission() { return admission } }
const app = createApp(house)
const admission = new Admission(getRequestListener(app.fetch), house.publicUrl)
const { send } = await listening(admission.listener)
const { cookie } = await signedInStaff(app, house)
const browser = browserOf(app, cookie)
const { personId } = await customer(database, `${CANARY}@example.org`)

/** Things somebody does, right and wrong, with a canary in whatever can hold one. */
async function busyDay(): Promise<void> {
  await browser('GET', `/api/v1/people?search=${CANARY}`)
  await browser('GET', `/api/v1/people/${personId}`)
  await browser('POST', '/api/v1/people', { [CANARY]: CANARY })
  await browser('GET', `/api/v1/${CANARY}/${CANARY}`)
  await send({ path: `/${CANARY}?q=${CANARY}`, headers: { cookie, 'user-agent': CANARY, referer: `http://x/${CANARY}` } })
  await send({ method: 'POST', path: `/choices/${CANARY}`, body: CANARY })
  await send({ method: 'POST', path: '/me', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `who=${CANARY}@example.org` })
  await send({ method: 'PROPFIND', path: `/${CANARY}` })
}

test('OV-08: metrics count by route, and hold no person, no id, no query and no version', async () => {
  await busyDay()
  const { status, body, headers } = await send({ path: '/metrics' })
  assert.equal(status, 200)
  assert.match(String(headers['content-type']), /^text\/plain; version=0\.0\.4/)
  for (const part of [
    /tillit_answer_seconds_count\{method="GET",route="\/api\/v1\/people\/:id",status="200"\} 1/, /tillit_answer_seconds_count\{method="other",route="none",status="404"\} [1-9]/,
    /tillit_requests_admitted_total\{urgency="rights"\} [1-9]/, /tillit_ledger_leaves \d/, /tillit_database_connections\{state="idle"\} \d/, /tillit_mail_waiting\{kind="single"\} \d/, /tillit_memory_bytes\{kind="resident"\} \d{7}/,
  ]) assert.match(body, part)
  assert.doesNotMatch(body, new RegExp(CANARY, 'i'))
  assert.doesNotMatch(body, /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}/)
  assert.ok(!body.includes(process.version) && !/version/i.test(body))
  assert.equal((await send({ path: '/metrics' })).body.match(/^tillit_cpu_seconds_total \d/gm)?.length, 1)
})

test('OV-08: metrics are for this machine alone, or for whoever has the token; with a proxy in front for nobody else', async () => {
  for (const headers of [{ 'x-forwarded-for': '203.0.113.1' }, { forwarded: 'for=203.0.113.1' }] as Record<string, string>[]) assert.equal((await send({ path: '/metrics', headers })).status, 404)
  assert.equal((await app.request('/metrics')).status, 404)
  const behindProxy = await listening(createApp({ ...base, publicUrl: 'https://kund.example.se' }))
  assert.equal((await behindProxy.send({ path: '/metrics' })).status, 404)
  const token = 'a-token-of-some-length'
  const guarded = await listening(createApp({ ...base, publicUrl: 'https://kund.example.se', settings: { ...base.settings, metricsToken: token } }))
  const withToken = async (authorization: string) => (await guarded.send({ path: '/metrics', headers: { authorization } })).status
  assert.deepEqual([await withToken(`Bearer ${token}`), await withToken(`Bearer ${token}x`), await withToken('Bearer x'), (await guarded.send({ path: '/metrics' })).status], [200, 404, 404, 404])
})

test('health and readiness say yes or no and nothing else', async () => {
  assert.deepEqual([(await send({ path: '/healthz' })).body, (await send({ path: '/readyz' })).body], ['{"ok":true}', '{"ready":true,"decisionsFromMemory":false}'])
  const away = createApp({ ...house, database: Object.assign(Object.create(database) as typeof database, { read: async () => { throw Object.assign(new Error(`connect ${CANARY}`), { syscall: 'connect' }) } }) })
  const [ready, alive] = [await away.request('/readyz'), await away.request('/healthz')]
  assert.deepEqual([ready.status, await ready.text(), alive.status], [503, '{"ready":false,"decisionsFromMemory":false}', 503])
})

test('E2: each answer is a line with route, status and time; no address, no query, no body, and failed ones carry its number', async () => {
  lines.length = 0
  await busyDay()
  const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ msg }) => msg === 'answered' || msg === 'failed' || msg === 'refused')
  assert.equal(told.length, 8)
  for (const line of told) {
    assert.deepEqual(Object.keys(line).filter((name) => name !== 'actor').toSorted(), ['level', 'method', 'ms', 'msg', 'request', 'route', 'status', 'time'])
    assert.match(String(line['request']), /^[\da-f-]{36}$/)
  }
  assert.ok(told.some(({ route }) => route === '/api/v1/people/:id'))
  assert.doesNotMatch(lines.join('\n'), new RegExp(`${CANARY}|${personId}|127\\.0\\.0\\.1`, 'i'))
  const broken = createApp({ ...house, database: Object.assign(Object.create(database) as typeof database, { read: async () => { throw new Error(`connection to ${CANARY}@example.org`) } }) })
  const answer = await broken.request('/healthz')
  const number = answer.headers.get('x-request-id')
  assert.ok(answer.status === 500 && number)
  const about = lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ request }) => request === number)
  assert.deepEqual(about.map(({ msg }) => msg), ['unexpected error', 'failed'])
  assert.ok(!lines.join('').includes(`${CANARY}@`))
})

test('each session that opens and each refusal is a line that tells who it was, by a pseudonym', async () => {
  lines.length = 0
  const { staffId, browser: seller } = await signedInStaff(app, house, ['seller'])
  await seller('GET', '/api/v1/roles')
  await app.request('/api/v1/people')
  await browser('POST', '/api/v1/people', { [CANARY]: CANARY })
  await browser('POST', `/api/v1/people/${personId}/choices`, { choices: [{ kind: 'given', purpose: 'news', channel: 'sms', evidence: { kind: 'call-note', text: CANARY } }] })
  await app.request('/api/v1/api-keys', { method: 'POST', headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain' }, body: CANARY })
  const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  const opened = told.filter(({ msg }) => msg === 'a session was opened').map(({ staffId: who, how }) => [who, how])
  assert.deepEqual(opened, [[staffId, 'console']])
  const refused = told.filter(({ msg }) => msg === 'refused').map(({ route, status, actor }) => [route, status, actor])
  const administrator = refused[2]![2]
  assert.ok(typeof administrator === 'string' && administrator !== staffId)
  assert.deepEqual(refused, [['/api/v1/roles', 403, staffId], ['/api/v1/people', 401, undefined], ['/api/v1/people', 400, administrator], ['/api/v1/people/:id/choices', 422, administrator], ['/api/v1/api-keys', 415, administrator]])
  assert.doesNotMatch(lines.join(''), new RegExp(`Astrid|Nyberg|${CANARY}`))
})

test('a customer who comes in, and each try that failed or came too soon, is a line without a name', async () => {
  const visitor = new Visitor(app)
  await visitor.get('/me?lang=sv')
  await visitor.press('Skicka en kod till mig', { who: `${CANARY}@example.org` })
  await answerFrontDoor(house)
  const code = codeOf(house.keeper.keys.tokens, visitor.cookies.get('tillit_request')!.split('.')[0]!)
  lines.length = 0
  await visitor.press('Fortsätt', { code: code === '000000' ? '000001' : '000000' })
  await visitor.press('Fortsätt', { code })
  const password = { name: 'nobody', password: CANARY, code: '000000' }
  for (let tries = 0; tries < 5; tries++) await app.request('/api/v1/sign-in/passwords', { method: 'POST', headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }, body: JSON.stringify(password) })
  const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ msg }) => msg !== 'answered').map(({ msg, route, status, how }) => [msg, route ?? how, status])
  const wrong = ['refused', '/api/v1/sign-in/passwords', 401]
  assert.deepEqual(told, [['refused', '/me/code', 422], ['a customer came in', 'code', undefined], wrong, wrong, wrong, wrong, ['refused', '/api/v1/sign-in/passwords', 429]])
  assert.doesNotMatch(lines.join(''), new RegExp(`${CANARY}|${personId}|${code}`))
})
