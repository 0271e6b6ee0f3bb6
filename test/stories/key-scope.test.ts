import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { createApp } from '../../src/doors/app.ts'
import type { RecordedChoices } from '../../src/doors/api/choices-resource.ts'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { Decisions } from '../../src/doors/api/decisions-resource.ts'
import type { PeoplePage, RecordedPeople } from '../../src/doors/api/people-resource.ts'
import type { Person } from '../../src/doors/api/person-resource.ts'
import type { ApiKey, IssuedApiKey } from '../../src/doors/api/session-resource.ts'
import { ROUTES } from '../../src/doors/route-table.ts'
import { KeyRing } from '../../src/doors/staff/key-ring.ts'
import { selectGrounds } from '../../src/people/grounds.sql.ts'
import { selectFieldsInScope, selectInScope } from '../../src/people/scope.sql.ts'
import { fieldsInScope, groundsInScope, scopeOf } from '../../src/people/scope.ts'
import { selectCatalogue } from '../../src/purposes/catalogue.sql.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { bodyOf, signedInStaff, testHouse, type Browser } from '../house.ts'
import { customer, installed } from '../register.ts'
import { rowHash } from '../row-hash.ts'

// A key is bound to purposes: it sees what they need, of people with a living ground for one. AZ-01, AZ-03.

const NOBODY = '01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f40'

let database: TestDatabase
let app: ReturnType<typeof createApp>
let browser: Browser
/** Of the purpose analytics, which needs neither names nor addresses. */
let analyst: Caller
let shop: Caller
/** Has a contract, and a ground for analytics. */
let seen: PersonId
/** Has a contract alone. */
let unseen: PersonId

type Caller = (method: string, path: string, body?: unknown) => Promise<Response>

before(async () => {
  database = await testDatabase()
  await installed(database)
  const house = await testHouse(database)
  app = createApp(house)
  ;({ browser } = await signedInStaff(app, house))
  analyst = await keyFor(['analytics'])
  shop = await keyFor(['contract', 'news'], true)
  const analysed = { grounds: [{ purpose: 'contract', basis: 'contract' as const }, { purpose: 'analytics', basis: 'legitimate-interest' as const }] }
  seen = (await customer(database, 'sara@example.org', { ...analysed, values: { given_name: 'Sara', family_name: 'Dold', city: 'Umeå', language: 'sv', birth_date: '1980-01-02', customer_number: 'K-77', title: 'Chef' } })).personId
  unseen = (await customer(database, 'uno@example.org', { values: { given_name: 'Uno', family_name: 'Osedd', city: 'Umeå', birth_date: '1970-01-01' } })).personId
})

async function keyFor(purposes: string[], speaksForPerson = false): Promise<Caller> {
  const { key } = await bodyOf<IssuedApiKey>(browser('POST', '/api/v1/api-keys', { name: purposes.join(), purposes, speaksForPerson }))
  return async (method, path, body) => app.request(`/api/v1${path}`, {
    method, headers: { authorization: `Bearer ${key}`, 'accept-language': 'en', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

const WHERE = (field: string, value: string, op = 'is') => ({ purpose: 'analytics', channel: 'none', use: 'profile', where: [{ field, op, value }] })
const EVIDENCE = { kind: 'api', text: 'form 17' }

/** Everything a key can ask that could tell something of anybody; `id` is whom it asks about. */
const READS: ((id: string) => [method: string, path: string, body?: unknown])[] = [
  (id) => ['GET', `/people/${id}`],
  (id) => ['GET', `/people/${id}/timeline`],
  (id) => ['POST', '/decisions', { questions: [{ person: id, purpose: 'analytics', channel: 'none', use: 'profile' }, { person: id, purpose: 'analytics', channel: 'email' }] }],
  (id) => ['POST', '/audiences', { purpose: 'analytics', channel: 'none', use: 'profile', after: Buffer.from(JSON.stringify([id])).toString('base64url') }],
]
const WRITES: typeof READS = [
  (id) => ['PATCH', `/people/${id}/values`, { values: { city: 'Ystad' } }],
  (id) => ['POST', `/people/${id}/requests`, { kind: 'access' }],
  (id) => ['POST', `/people/${id}/documents`, { kind: 'invoice', number: '1', title: 'Faktura', issuedOn: '2026-02-14', fiscalYearEnd: '2026-12-31', mediaType: 'application/json', content: 'e30=' }],
  (id) => ['POST', `/people/${id}/invoices`, { lines: [{ description: 'Arbete', quantity: '1', price: '100' }] }],
  (id) => ['POST', `/people/${id}/invoices/${id}/deliveries`, {}],
  (id) => ['POST', `/people/${id}/peppol-documents/${id}/answers`, { outcome: 'delivered' }],
  (id) => ['POST', '/events', { events: [{ id, person: id, purpose: 'analytics', name: 'lesson-finished', at: database.now.toISOString() }] }],
  (id) => ['POST', `/people/${id}/choices`, { choices: [{ kind: 'given', purpose: 'analytics', channel: 'push', evidence: EVIDENCE }] }],
]

async function answers(caller: Caller, id: string, questions = READS): Promise<string[]> {
  const all: string[] = []
  for (const question of questions) {
    const [method, path, body] = question(id)
    const answer = await caller(method, path, body)
    all.push(`${method} ${path.replaceAll(id, '{id}')} ${answer.status} ${(await answer.text()).replaceAll(id, '{id}')}`)
  }
  return all
}

test('AZ-01: somebody out of a key’s scope is as if unknown, in every answer, and nothing changes', async () => {
  assert.deepEqual(await answers(analyst, unseen, [...READS, ...WRITES]), await answers(analyst, NOBODY, [...READS, ...WRITES]))
  const { rows } = await database.superuser('select (select count(*) from ledger_entry where person_id = $1)::int as entries, (select city from profile where person_id = $1) as city', [unseen])
  assert.deepEqual(rows, [{ entries: 0, city: 'Umeå' }])
  const page = await bodyOf<PeoplePage>(analyst('GET', '/people'))
  assert.deepEqual([page.total, page.people.map((one) => one.id)], [1, [seen]])
})

test('every route that answers keys and has an id in it was asked about somebody unseen', () => {
  const asked = [...READS, ...WRITES].map((question) => question('{id}')).map(([method, path]) => `${method} /api/v1${path}`)
  // An import is a key's own or unknown (below); purposes are the catalogue, the ledger's proofs are of salted leaves.
  const elsewhere = ['/api/v1/imports/', '/api/v1/purposes/', '/api/v1/ledger/']
  const withId = ROUTES.filter(({ who, path }) => who === 'staff-or-key' && path.includes(':') && !elsewhere.some((start) => path.startsWith(start)))
  assert.deepEqual(withId.map(({ method, path }) => `${method} ${path.replace(':id', '{id}').replace(':invoice', '{id}').replace(':delivery', '{id}')}`).filter((route) => !asked.includes(route)), [])
})

test('a key sees the fields its purposes need and no others, with reason and end as far as its purposes go', async () => {
  const text = await (await analyst('GET', `/people/${seen}`)).text()
  const person = JSON.parse(text) as Person
  assert.deepEqual(person.fields.map((one) => one.field).toSorted(), ['birth_date', 'city'])
  assert.deepEqual(person.fields.flatMap((one) => one.purposes.map((each) => each.purpose)), ['analytics', 'analytics'])
  assert.deepEqual([person.name, person.language, person.contactPoints, person.grounds.map((one) => one.purpose), person.choices.map((one) => one.purpose)], ['', null, [], ['analytics'], ['analytics']])
  for (const hidden of ['Sara', 'Dold', 'sara@example.org', 'K-77', 'Chef', 'contract', 'Astrid']) assert.equal(text.includes(hidden), false, hidden)
  const timeline = await (await analyst('GET', `/people/${seen}/timeline`)).text()
  assert.match(timeline, /Town|City|date/i)
  assert.equal(/Given name|E-mail|contract/.test(timeline), false)
  const refused = await analyst('PATCH', `/people/${seen}/values`, { values: { given_name: 'X' } })
  assert.deepEqual([refused.status, (await bodyOf<ProblemDetails>(refused)).field], [400, 'given_name'])
  const known = (await bodyOf<{ purposes: { key: string }[] }>(analyst('GET', '/purposes'))).purposes.map((one) => one.key)
  assert.deepEqual(known, ['analytics'])
  assert.equal((await analyst('GET', '/purposes/contract')).status, 404)
  assert.equal((await bodyOf<{ fields: { key: string }[] }>(analyst('GET', '/fields'))).fields.some((one) => one.key === 'email'), false)
})

test('AZ-03: whatever a hidden value is, every answer is the same', async () => {
  const probes = ['Sara', 'Sar', 'Axa', 'sara@example.org', 'axa@example.org', 'K-77', 'K-1', 'Uno', 'Chef', 'Umeå']
  const everything = async () => [
    ...(await answers(analyst, seen)),
    ...(await Promise.all([
      ...probes.map((probe) => analyst('GET', `/people?search=${encodeURIComponent(probe)}`)),
      analyst('GET', '/people?purpose=contract'), analyst('GET', '/people?limit=1'),
      analyst('POST', '/audiences', { purpose: 'analytics', channel: 'none', use: 'profile' }),
      analyst('POST', '/audiences', WHERE('city', 'Umeå')), analyst('POST', '/audiences', WHERE('given_name', 'Sara')), analyst('POST', '/audiences', WHERE('customer_number', 'K', 'starts-with')),
      analyst('POST', '/audiences', { ...WHERE('city', 'Umeå'), rule: 'D1n' }),
    ].map(async (each) => `${(await each).status} ${await (await each).text()}`))),
  ]
  const first = await everything()
  await database.superuser("update profile set given_name = 'Axa', family_name = 'Aa', customer_number = 'K-1', title = 'Vd', language = 'nb', delivery = 'paper' where person_id = $1", [seen])
  await database.superuser("update contact_point set value = 'axa@example.org', canonical = 'axa@example.org' where person_id = $1", [seen])
  await database.superuser('select refresh_profile_keys($1)', [[seen]])
  // Nor does it matter what there is of somebody unseen.
  await database.superuser("update profile set city = 'Kiruna', given_name = 'Åke' where person_id = $1", [unseen])
  assert.deepEqual(await everything(), first)
  assert.ok(first.some((one) => one.includes(seen) && one.includes('"total":1')), 'what is seen is found: Umeå')
})

test('what is filtered by is in scope for each person, not for the purpose alone', async () => {
  const both = await keyFor(['contract', 'analytics'])
  const ask = (field: string, value: string) => bodyOf<{ matching: number }>(both('POST', '/audiences', { purpose: 'contract', channel: 'email', where: [{ field, op: 'is', value }] }))
  assert.equal((await ask('city', 'Kiruna')).matching, 1)
  await database.superuser("insert into restriction (person_id, purpose, field_key, since, seq) values ($1, '*', 'city', $2, 1)", [unseen, database.now])
  assert.equal((await ask('city', 'Kiruna')).matching, 0)
  await database.superuser('delete from restriction where person_id = $1', [unseen])
})

test('a ground that has ended, or that is restricted, is no reason to see anybody', async () => {
  const total = async () => (await bodyOf<PeoplePage>(analyst('GET', '/people'))).total
  assert.equal(await total(), 1)
  await database.superuser("insert into restriction (person_id, purpose, field_key, since, seq) values ($1, 'analytics', '*', $2, 1)", [seen, database.now])
  assert.deepEqual([await total(), (await analyst('GET', `/people/${seen}`)).status], [0, 404])
  await database.superuser('delete from restriction where person_id = $1', [seen])
  await database.superuser("update ground set ended_at = $2 where person_id = $1 and purpose_key = 'analytics'", [seen, database.now])
  assert.deepEqual([await total(), (await analyst('GET', `/people/${seen}`)).status], [0, 404])
  await database.superuser("update ground set ended_at = null where person_id = $1 and purpose_key = 'analytics'", [seen])
})

test('a key acts for its purposes alone; one that speaks for the person records any no', async () => {
  const sent = { source: 'till', collected: 'self', purposes: ['contract'], ground: 'contract', people: [{ values: { given_name: 'Uno' }, contactPoints: [{ kind: 'email', value: 'uno@example.org' }] }] }
  assert.equal((await analyst('POST', '/people', sent)).status, 403)
  const choose = (caller: Caller, id: string, kind: string, purpose: string, channel = 'email') => caller('POST', `/people/${id}/choices`, { choices: [{ kind, purpose, channel, evidence: EVIDENCE }] })
  assert.equal((await choose(analyst, seen, 'objected', 'news')).status, 403)
  assert.equal((await choose(shop, seen, 'given', 'events')).status, 403)
  assert.equal((await choose(shop, seen, 'given', 'news')).status, 200)
  assert.equal((await choose(shop, seen, 'objected', '*', '*')).status, 200)
  // Out of its sight: a yes is as for somebody unknown, a no is recorded all the same (rule L2).
  const newsletter = await keyFor(['news'], true)
  assert.equal((await choose(newsletter, unseen, 'given', 'news')).status, 404)
  const no = await bodyOf<RecordedChoices>(choose(newsletter, unseen, 'objected', 'events'))
  assert.deepEqual([no.recorded.length, no.ended], [1, []])
  assert.equal((await bodyOf<Decisions>(analyst('POST', '/decisions', { questions: [{ person: unseen, purpose: 'analytics', channel: 'none', use: 'profile' }] }))).decisions[0]?.rule, 'D1c')
  assert.equal((await analyst('POST', '/decisions', { questions: [{ person: seen, purpose: 'contract', channel: 'email' }] })).status, 403)
})

test('whether somebody was known before is told only of those a key saw before', async () => {
  const sent = (email: string) => ({ source: 'till', collected: 'self', purposes: ['service'], ground: 'contract', people: [{ values: { given_name: 'Vera' }, contactPoints: [{ kind: 'email', value: email }] }] })
  const service = await keyFor(['service'])
  const outcome = async (email: string) => (await bodyOf<RecordedPeople>(service('POST', '/people', sent(email)))).results[0]!.outcome
  await customer(database, 'vera@example.org')
  assert.deepEqual([await outcome('vera@example.org'), await outcome('nykund@example.org')], ['new', 'new'])
  assert.equal(await outcome('vera@example.org'), 'unchanged')
})

test('an import belongs to the key that handed it in', async () => {
  const upload = (caller: string) => app.request('/api/v1/imports', { method: 'POST', headers: { authorization: `Bearer ${caller}`, 'content-type': 'text/csv', 'x-file-name': 'a.csv' }, body: 'E-post\na@example.org\n' })
  const { key } = await bodyOf<IssuedApiKey>(browser('POST', '/api/v1/api-keys', { name: 'sync', purposes: ['contract'] }))
  const { id } = await bodyOf<{ id: string }>(upload(key))
  const own = (method: string, path: string, body?: unknown) => app.request(`/api/v1${path}`, { method, headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, ...(body ? { body: JSON.stringify(body) } : {}) })
  assert.equal((await own('GET', `/imports/${id}`)).status, 200)
  const settings = { source: 'x', purposes: ['contract'], ground: 'contract', collected: 'self', country: 'SE', mapping: { 'E-post': 'email' } }
  assert.equal((await own('PUT', `/imports/${id}/settings`, { ...settings, purposes: ['contract', 'news'] })).status, 403)
  assert.equal((await own('PUT', `/imports/${id}/settings`, { ...settings, mapping: { 'E-post': 'consent:news:email' } })).status, 403)
  assert.equal((await own('PUT', `/imports/${id}/settings`, settings)).status, 200)
  for (const { method, path } of ROUTES.filter((route) => route.path.startsWith('/api/v1/imports/:id') && route.who === 'staff-or-key')) {
    const answer = await shop(method, path.replace('/api/v1', '').replace(':id', id), method === 'PUT' ? settings : undefined)
    assert.equal(answer.status, 404, `${method} ${path}`)
  }
  assert.deepEqual((await bodyOf<{ imports: unknown[] }>(shop('GET', '/imports'))).imports, [])
  assert.equal((await bodyOf<{ imports: unknown[] }>(own('GET', '/imports'))).imports.length, 1)
})

test('a key names purposes that are in force, ends when it was said to, and is nobody then', async () => {
  for (const [wish, field] of [[{ purposes: [] }, 'purposes'], [{}, 'purposes'], [{ purposes: ['nonsense'] }, 'purposes.0'], [{ purposes: ['news'], expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt']] as const) {
    const answer = await browser('POST', '/api/v1/api-keys', { name: 'x', ...wish })
    assert.deepEqual([answer.status, (await bodyOf<ProblemDetails>(answer)).field], [400, field])
  }
  const made = await bodyOf<IssuedApiKey>(browser('POST', '/api/v1/api-keys', { name: 'x', purposes: ['news'], expiresAt: new Date(database.now.getTime() + 3_600_000).toISOString() }))
  const status = async () => (await app.request('/api/v1/people', { headers: { authorization: `Bearer ${made.key}` } })).status
  assert.equal(await status(), 200)
  const now = database.now
  database.now = new Date(now.getTime() + 3_600_001)
  assert.equal(await status(), 401)
  database.now = now
})

test('a key that was ended elsewhere is nobody within a second, and its use is noted to the day, later than it reads', async () => {
  let ticks = 0
  const ring = new KeyRing(database, () => ticks)
  const { key, id } = await bodyOf<IssuedApiKey>(browser('POST', '/api/v1/api-keys', { name: 'x', purposes: ['news'] }))
  const lastUse = async () => (await bodyOf<{ apiKeys: ApiKey[] }>(browser('GET', '/api/v1/api-keys'))).apiKeys.find((one) => one.id === id)?.lastUsedOn
  const untouched = await rowHash(database)
  assert.equal((await ring.recognise(key))?.apiKeyId, id)
  assert.equal(await rowHash(database), untouched)
  assert.equal(await lastUse(), null)
  await ring.noteUses()
  assert.equal(await lastUse(), '2026-03-02')
  await database.superuser('update api_key set ended_at = $1 where api_key_id = $2', [database.now, id])
  ticks = 999
  assert.ok(await ring.recognise(key))
  ticks = 1_000
  assert.equal(await ring.recognise(key), undefined)
})

test('the scope in SQL and the scope in words are one: people, fields, restrictions, blocks', async () => {
  const { rows } = await database.superuser('select person_id from person')
  const people = (rows as { person_id: PersonId }[]).map((row) => row.person_id)
  await database.superuser("insert into value_block (person_id, field_key, since, delete_after, reason) values ($1, 'city', $2, $2, 'test')", [seen, database.now])
  await database.superuser("insert into restriction (person_id, purpose, field_key, since, seq) values ($1, 'contract', 'title', $2, 1), ($1, '*', 'birth_date', $2, 1)", [unseen, database.now])
  await database.read(async (tx) => {
    const catalogue = await selectCatalogue(tx)
    const grounds = Map.groupBy(await selectGrounds(tx, people), (ground) => ground.personId)
    for (const purposes of [['contract'], ['analytics'], ['contract', 'analytics'], ['news', 'service'], []]) {
      const scope = scopeOf(purposes, catalogue)
      const [inSql, fieldsInSql] = [await selectInScope(tx, scope, people), await selectFieldsInScope(tx, scope, people)]
      for (const personId of people) {
        const restricted = personId === unseen ? [{ purpose: 'contract', fieldKey: 'title' }, { purpose: '*', fieldKey: 'birth_date' }] : []
        const living = groundsInScope(scope, grounds.get(personId) ?? [], restricted, tx.now)
        assert.equal(inSql.has(personId), living.length > 0)
        assert.deepEqual([...fieldsInSql.get(personId)!].toSorted(), [...fieldsInScope(scope, living, restricted, personId === seen ? ['city'] : [])].toSorted())
      }
    }
  })
})
