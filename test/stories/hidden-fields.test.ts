import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Person } from '../../src/doors/api/person-resource.ts'
import type { IssuedApiKey } from '../../src/doors/api/session-resource.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { bodyOf, signedInStaff, staffedHouse, type Browser, type StaffedHouse } from '../house.ts'
import { customer } from '../register.ts'

// A field that a colleague's roles do not show is told by no answer. AZ-01, AZ-03, AZ-06.

const NOBODY = '01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f40'
const SHOWN = ['given_name', 'city', 'language']
const ALL_HIDDEN = ['customer_number', 'email', 'birth_date', 'family_name', 'identity_number', 'full_name', 'company_name', 'title', 'gender', 'phone', 'postal_address', 'street', 'lifetime_value', 'last_purchase_at']
const HIDDEN = process.env['TILLIT_LONG'] ? ALL_HIDDEN : ALL_HIDDEN.slice(0, 5)

let desk: StaffedHouse
/** May do almost everything, and sees three fields of everybody. */
let narrow: Browser
/** Sees what agreements, invoices and books need, of those they are kept for. */
let finance: Browser
let sara: PersonId
/** Has a ground for the newsletter alone. */
let reader: PersonId

before(async () => {
  desk = await staffedHouse()
  const permissions = ['overview.read', 'people.read', 'people.write', 'choices.record', 'audiences.count', 'people.export', 'catalogue.read', 'imports.run', 'mailings.write', 'mailings.send', 'outbox.read']
  const { key } = await bodyOf<{ key: string }>(desk.browser('POST', '/api/v1/roles', { name: 'Narrow', permissions, purposes: null, readable: SHOWN, writable: ['city'] }))
  narrow = (await signedInStaff(desk.app, desk.house, [key])).browser
  finance = (await signedInStaff(desk.app, desk.house, ['finance'])).browser
  sara = (await customer(desk.database, 'sara@example.org', { values: { given_name: 'Sara', family_name: 'Dold', city: 'Umeå', language: 'sv', birth_date: '1980-01-02', customer_number: 'K-77', title: 'Chef' } })).personId
  reader = (await customer(desk.database, 'rut@example.org', { grounds: [{ purpose: 'news', basis: 'consent' }], values: { given_name: 'Rut', city: 'Umeå' } })).personId
})

type Question = [method: string, path: string, body?: unknown]

const audience = (field: string, op: string, value: unknown): Question => ['POST', '/audiences', { purpose: 'contract', channel: 'email', where: [{ field, op, value }] }]
const list = (body: object): Question => ['POST', '/lists/people', body]
const draft = (where: object[], body: string): Question => ['POST', '/mailings', { kind: 'service', name: 'x', purposes: ['contract'], channel: 'email', audience: { where }, content: { sv: { subject: 'x', body } } }]

/** Every way a value could show in an answer: asked for, filtered, ordered, counted, searched, exported, mailed, imported, corrected. */
function questions(): Question[] {
  const probes = ['Sara', 'Dold', 'Axa', 'sara@example.org', 'axa@example.org', 'K-77', 'K-1']
  return [
    ['GET', `/people/${sara}`], ['GET', `/people/${sara}/timeline`], ['GET', '/people'], ['GET', '/people?purpose=contract'], ['GET', '/fields'], ['GET', '/purposes'],
    ...probes.flatMap((probe): Question[] => [['GET', `/people?search=${encodeURIComponent(probe)}`], list({ search: probe }), ['POST', '/lists/people/counts', { search: probe, exact: true }], ['POST', '/searches', { words: probe }], ['POST', '/searches', { words: probe, near: true }]]),
    ...HIDDEN.flatMap((field): Question[] => [
      ...(['is', 'starts-with', 'contains'] as const).map((op) => audience(field, op, 'K-77')), audience(field, 'at-least', '1979-01-01'), audience(field, 'empty', true), audience(field, 'at-least', 1),
      list({ columns: [field] }), list({ sort: { by: field, direction: 'up' } }), list({ where: [{ field, op: 'starts-with', value: 'K' }] }), list({ where: [{ field, op: 'empty', value: false }] }),
      ['POST', '/lists/people/counts', { where: [{ field, op: 'is', value: 'K-77' }], exact: true }],
      ['POST', '/saved-views', { name: field, columns: [field], sort: { by: field, direction: 'up' }, where: [] }],
      ['POST', '/exports', { purpose: 'contract', fields: [field] }], ['POST', '/exports', { purpose: 'contract', where: [{ field, op: 'is', value: 'K-77' }] }],
      draft([{ field, op: 'is', value: 'K-77' }], 'x'), draft([], `Hej {{${field}|du}}`),
      ['PATCH', `/people/${sara}/values`, { values: { [field]: 'K-77' } }],
      ['POST', '/people', { source: 'x', collected: 'self', purposes: ['contract'], ground: 'contract', people: [{ values: { [field]: 'K-77' }, contactPoints: [] }] }],
    ]),
    ['POST', '/people', { source: 'x', collected: 'self', purposes: ['contract'], ground: 'contract', people: [{ values: { given_name: 'A' }, contactPoints: [{ kind: 'email', value: 'sara@example.org' }] }] }],
    list({}), list({ columns: SHOWN }), audience('city', 'is', 'Umeå'), ['POST', '/audiences', { purpose: 'contract', channel: 'none' }],
    ['POST', '/exports', { purpose: 'contract' }], ['GET', '/outbox'], ['GET', '/reach'],
    ['POST', '/decisions', { questions: [{ person: sara, purpose: 'contract', channel: 'email' }] }],
    ['POST', `/people/${sara}/choice-rehearsals`, { choices: [{ kind: 'objected', purpose: 'news', channel: 'email', evidence: { kind: 'counter', text: 'x' } }] }],
  ]
}

async function answersTo(browser: Browser, asked: readonly Question[]): Promise<string[]> {
  const all: string[] = []
  for (const [method, path, body] of asked) {
    const answer = await browser(method, `/api/v1${path}`, body)
    all.push(`${method} ${path} ${JSON.stringify(body) ?? ''} → ${answer.status} ${await answer.text()}`)
  }
  return all
}

test('AZ-03: whatever a hidden value is, every answer to a colleague is the same', async (t) => {
  const asked = questions()
  const first = await answersTo(narrow, asked)
  // What was exported the first time would stand in the timeline of the second.
  await desk.database.superuser('delete from use_record')
  await desk.database.superuser("update profile set family_name = 'Axa', full_name = 'Axa', customer_number = 'K-1', title = 'Vd', birth_date = '1990-05-05', gender = 'x', last_purchase_at = '2025-01-01' where person_id = $1", [sara])
  await desk.database.superuser("update contact_point set value = 'axa@example.org', canonical = 'axa@example.org' where person_id = $1", [sara])
  await desk.database.superuser('select refresh_profile_keys($1)', [[sara]])
  const second = await answersTo(narrow, asked)
  // Views and mailings that were kept have ids of their own.
  const plain = (answers: readonly string[]) => answers.map((one) => one.replace(/"id":"[0-9a-f-]{36}"\}$/, '"id":"…"}'))
  for (const [place, one] of plain(first).entries()) assert.equal(plain(second)[place], one)
  const held = first.find((one) => one.startsWith('GET /people?purpose=contract'))!
  assert.ok(held.includes(sara) && !held.includes(reader), 'a list of those held for a purpose lists no others')
  assert.ok(first.some((one) => one.startsWith('POST /audiences') && one.includes('"city"') && one.includes('"matching":2')), 'what is seen is found')
  assert.ok(first.filter((one) => / → 403 /.test(one)).length > HIDDEN.length * 5, 'and what is not is refused, with the reason')
  t.diagnostic(`${asked.length} questions about ${HIDDEN.length} hidden fields of ${ALL_HIDDEN.length}, twice; the catalogue: every denied field`)
})

test('a colleague sees the fields of their roles and no others, under a name made of them', async () => {
  const text = await (await narrow('GET', `/api/v1/people/${sara}`)).text()
  const person = JSON.parse(text) as Person
  assert.deepEqual([person.name, person.fields.map((one) => one.field).toSorted(), person.contactPoints], ['Sara', ['city', 'given_name', 'language'], []])
  for (const hidden of ['Axa', 'axa@example.org', 'K-1', '1990']) assert.equal(text.includes(hidden), false, hidden)
  assert.equal(((await (await narrow('GET', '/api/v1/fields')).json()) as { fields: { key: string }[] }).fields.every(({ key }) => SHOWN.includes(key)), true)
})

test('AZ-01: for whom a role is not, it is as if they were unknown', async () => {
  const about = (id: string): Question[] => [
    ['GET', `/people/${id}`], ['GET', `/people/${id}/timeline`], ['GET', `/people/${id}/entries/1/receipt`],
  ]
  const told = async (id: string) => (await answersTo(finance, about(id))).map((one) => one.replaceAll(id, '{id}'))
  assert.deepEqual(await told(reader), await told(NOBODY))
  assert.notDeepEqual(await told(sara), await told(NOBODY))
  const page = (await (await finance('GET', '/api/v1/people')).json()) as { total: number; people: { id: string }[] }
  assert.deepEqual([page.total, page.people.map((one) => one.id)], [1, [sara]])
})

test('AZ-06: what a colleague reads and sends back unchanged changes nothing, and what is hidden stays', async () => {
  const rows = async () => (await desk.database.superuser('select to_jsonb(f) as profile, (select jsonb_agg(to_jsonb(c) order by c.contact_point_id) from contact_point c where c.person_id = f.person_id) as points from profile f where person_id = $1', [sara])).rows
  const were = await rows()
  const { fields } = (await (await narrow('GET', `/api/v1/people/${sara}`)).json()) as Person
  const all = Object.fromEntries(fields.map(({ field, value }) => [field, value]))
  assert.equal((await narrow('PATCH', `/api/v1/people/${sara}/values`, { values: all })).status, 403, 'two of them are not to be changed')
  const answer = await narrow('PATCH', `/api/v1/people/${sara}/values`, { values: { city: all['city'] } })
  assert.equal(answer.status, 200)
  assert.deepEqual(await rows(), were)
})

test('nobody hands a system more than they are there for themselves', async () => {
  const { key } = await bodyOf<{ key: string }>(desk.browser('POST', '/api/v1/roles', { name: 'Keys of news', permissions: ['keys.manage'], purposes: ['news'], readable: null, writable: [] }))
  const { browser } = await signedInStaff(desk.app, desk.house, [key])
  assert.equal((await browser('POST', '/api/v1/api-keys', { name: 'x', purposes: ['contract'] })).status, 403)
  assert.ok((await bodyOf<IssuedApiKey>(browser('POST', '/api/v1/api-keys', { name: 'x', purposes: ['news'] }))).key)
})
