import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { PeoplePage, RecordedPeople } from '../../src/doors/api/people-resource.ts'
import type { RequestsPage, RightsRequestAnswer } from '../../src/doors/api/requests-resource.ts'
import type { IssuedApiKey } from '../../src/doors/api/session-resource.ts'
import type { RegisterSearchedAnswer } from '../../src/doors/api/strangers-resource.ts'
import { decideFor } from '../../src/decisions/decide-for.ts'
import { erasePeople } from '../../src/erasure/erase-people.ts'
import { selectEntries } from '../../src/ledger/entries.sql.ts'
import { sweepRequests } from '../../src/rights/sweep-requests.ts'
import { PERSONAL_TABLES, searchedColumns, words } from '../../src/law/data-map.ts'
import { selectFoundIn } from '../../src/rights/register-search.sql.ts'
import { selectGrounds } from '../../src/people/grounds.sql.ts'
import { newId, type PersonId } from '../../src/values/ids.ts'
import { monthsLater } from '../../src/values/moment.ts'
import { bodyOf, signedInStaff, staffedHouse } from '../house.ts'
import { testDatabase } from '../database.ts'
import { plantEverywhere } from '../planting.ts'
import { customer, installed } from '../register.ts'
import { leapTo } from '../sweeping.ts'

// Requests of somebody who is in no register (art. 15(1): "whether or not"): taken in, looked for everywhere, then linked or answered.
// long: from receipt to the day on which the request itself is gone.

const { database, house, app } = await staffedHouse()
const { browser: administrator } = await signedInStaff(app, house)
const { browser, staffId } = await signedInStaff(app, house, ['privacy-officer'])
const MARKETING = ['news', 'tips', 'events', 'competitions', 'surveys', 'phone-follow-up'] as const
const THERE = { kind: 'proof', way: 'answered-there', words: 'Wrote to the address they gave; they answered from it.' }

/** Files that are no text as they lie there: PDFs and pictures. */
const UNREAD = ['issued_document.content', 'quote.page', 'slip.sheet', 'slip_answer.picture']

type Taken = { id: string; person: PersonId; state: string; strictOn: string; needed: string }
async function api<Body>(method: string, path: string, body?: unknown, status = 200): Promise<Body> {
  const answer = await browser(method, `/api/v1${path}`, body, { 'accept-language': 'en' })
  assert.equal(answer.status, status, `${method} ${path}: ${await answer.clone().text()}`)
  return await answer.json() as Body
}
const take = (more: object) => api<Taken>('POST', '/requests', { name: 'Anna Berg', contact: { kind: 'email', value: 'anna.berg@example.org' }, kind: 'access', how: 'mail', language: 'sv', ...more }, 201)
const at = ({ person, id }: Pick<Taken, 'person' | 'id'>) => `/people/${person}/requests/${id}`
const read = (one: Pick<Taken, 'person' | 'id'>) => api<RightsRequestAnswer>('GET', at(one))
const search = (one: Taken, body: object = {}) => api<RegisterSearchedAnswer>('POST', `${at(one)}/searches`, body)
const step = (one: Pick<Taken, 'person' | 'id'>, body: unknown, status = 200) => api<RightsRequestAnswer & ProblemDetails>('POST', `${at(one)}/steps`, body, status)
const answer = (one: Pick<Taken, 'person' | 'id'>, outcome: string, status = 200, more: object = {}) => api<RightsRequestAnswer & ProblemDetails>('POST', `${at(one)}/answers`, { outcome, ...more }, status)
const link = (one: Taken, person: string, status = 200) => api<RightsRequestAnswer & ProblemDetails>('POST', `${at(one)}/links`, { person }, status)
const count = async (what: string, ...parameters: unknown[]): Promise<number> => (await database.superuser(`select count(*)::int as n from ${what}`, parameters)).rows[0].n
const mayGet = async (personId: PersonId) => (await database.read((tx) => decideFor(tx, [personId], MARKETING.flatMap((purpose) => (['email', 'sms', 'letter', 'phone'] as const).flatMap((channel) =>
  [{ purpose, channel, use: 'send' as const, about: null }, { purpose, channel, use: 'ask' as const, about: null }]))))).filter((one) => one.allowed)

test('somebody unknown asks: held for that alone, looked for everywhere, told that nothing is held and until when the request is kept; then all of it goes', async () => {
  const one = await take({ wish: { words: 'Vad har ni om mig?' } })
  assert.deepEqual([one.state, one.needed], ['waiting-for-proof', 'mailbox'])
  const grounds = await database.read((tx) => selectGrounds(tx, [one.person]))
  assert.deepEqual(grounds.map((ground) => [ground.purpose, ground.basis, ground.endedAt]), [['rights', 'legal-obligation', null]])
  assert.equal(await count('identifier where person_id = $1', one.person), 0, 'nobody is found by the row')
  assert.deepEqual(await mayGet(one.person), [], 'no marketing, and no question')
  const listed = (await api<PeoplePage>('GET', '/people?search=Anna%20Berg')).people.find(({ id }) => id === one.person)
  assert.deepEqual([listed?.name, listed?.flags], ['Anna Berg', ['rights-only']])
  const first = await read(one)
  assert.deepEqual([first.stranger, first.person.name, first.proof.checks.map((check) => check.way)], [true, 'Anna Berg', ['answered-there', 'authority-papers']])
  assert.deepEqual(first.next.filter(({ step: each }) => ['search', 'link', 'file', 'answer'].includes(each)).map((each) => [each.step, each.allowed]), [['search', true], ['link', false], ['answer', false]])
  assert.ok((await api<RequestsPage>('GET', '/requests')).requests.some(({ id, stranger }) => id === one.id && stranger))
  await step(one, { kind: 'proof', way: 'call-back', words: 'Called the number they gave.' }, 422)
  await step(one, THERE)
  assert.equal((await answer(one, 'nothing-held', 422)).rule, 'R6', 'not before anybody has looked')
  const found = await search(one)
  assert.deepEqual([found.by, found.places, found.matches, found.left], [['name', 'email'], [], [], { marks: 0, proofs: 0 }])
  assert.ok(found.searched >= 30, `${found.searched} places`)
  for (const outcome of ['granted', 'partly']) assert.equal((await answer(one, outcome, 422)).rule, 'R6', 'there is nothing to hand over')
  const told = await answer(one, 'nothing-held')
  const journal = told.steps.find(({ kind }) => kind === 'searched')!.detail['searched'] as Record<string, unknown>
  assert.deepEqual([journal['matches'], journal['found'], journal['by']], [0, {}, ['name', 'email']])
  assert.match(told.answer!.letter!, /^Hej Anna Berg![^]*Vi har inga uppgifter om dig utöver den här begäran[^]*sparas till den 2 mars 2028/)
  assert.doesNotMatch(told.answer!.letter!, /märke|samtycke/)
  const [ended] = await database.read((tx) => selectGrounds(tx, [one.person]))
  assert.deepEqual([ended?.endedWhy, ended?.holdUntil], ['case-closed', monthsLater(database.now, 24, 'Europe/Stockholm')])
  const before = database.now
  await leapTo(database, house.keeper, new Date(monthsLater(before, 24, 'Europe/Stockholm').getTime() + 3_600_000))
  await database.write((tx) => sweepRequests(tx))
  assert.deepEqual([await count('request where request_id = $1', one.id), await count('person where person_id = $1', one.person), await count("profile where display_name like 'Anna%'")], [0, 0, 0])
  database.now = before
})

test('whoever is held under something else is found in every kind of place, and the request goes over to them with nothing proved', async () => {
  const maria = await customer(database, 'maria.lind@example.org', { values: { given_name: 'Märia', family_name: 'Lind', city: 'Umeå', language: 'sv', customer_number: 'K-9001' } })
  const bo = await customer(database, 'bo@example.org', { values: { given_name: 'Bo', family_name: 'Ek' }, contactPoints: [{ kind: 'phone', value: '070-174 06 05', canonical: '+46701740605' }] })
  const kim = await customer(database, 'kim@example.org', { values: { full_name: 'Kim' } })
  await database.superuser('update ground set evidence = $2 where person_id = $1', [kim.personId, JSON.stringify({ where: 'Told by Maria Lind at the fair, call 0701-74 06 05' })])
  const stranger = await take({ name: 'maria LIND', contact: { kind: 'phone', value: '070 174 06 05' }, how: 'phone' })
  const found = await search(stranger, { number: 'k 9001' })
  assert.deepEqual([found.by, found.left], [['name', 'phone', 'number'], null])
  const match = (personId: string) => found.matches.find(({ person }) => person.id === personId)
  assert.deepEqual([match(maria.personId)?.by, match(bo.personId)?.by, match(kim.personId)?.by, match(stranger.person)], [['name', 'number'], ['phone'], ['name', 'phone'], undefined], 'accents, spellings and notes')
  assert.ok(found.places.some(({ place, found: rows }) => place === 'grounds' && rows === 1) && found.places.some(({ place }) => place === 'contact'))
  const looked = await database.superuser("select person_id from look where why = 'search' and actor_id = $1", [staffId])
  assert.ok([maria.personId, bo.personId, kim.personId].every((id) => looked.rows.some((row) => row.person_id === id)), 'whoever is shown is looked at')
  assert.equal(await count("request_step where kind = 'searched' and (detail::text like '%9001%' or detail::text like $1)", `%${maria.personId}%`), 0, 'neither the number nor whom it may be is kept')
  await step(stranger, THERE)
  const linked = await link(stranger, maria.personId)
  assert.deepEqual([linked.person.id, linked.stranger, linked.state, linked.strictOn, linked.proof.given, linked.proof.needed], [maria.personId, false, 'waiting-for-proof', stranger.strictOn, 'none', 'strong'])
  assert.deepEqual([linked.proof.doubts.map(({ doubt }) => doubt), linked.proof.shown], [['unknown-sender'], []], 'what was shown as a stranger counts for nothing')
  assert.deepEqual(linked.steps.map(({ kind }) => kind), ['received', 'proof-asked', 'searched', 'proof-given', 'resumed', 'linked', 'proof-asked'])
  assert.equal(linked.steps.find(({ kind }) => kind === 'linked')?.words, 'maria LIND, +46701740605')
  for (const outcome of ['granted', 'nothing-held']) assert.equal((await answer({ person: maria.personId, id: stranger.id }, outcome, 422)).rule, 'R3', outcome)
  assert.equal(await count('person where person_id = $1', stranger.person), 0, 'the row that was made is gone')
  assert.equal(await count("message where person_id = $1 and kind = 'request-news'", maria.personId), 1, 'whoever it is learns that somebody asks')
  const again = await api<ProblemDetails>('POST', `${at({ person: maria.personId, id: stranger.id })}/links`, { person: bo.personId }, 409)
  assert.match(again.detail, /already of a person/)
})

test('a link needs a search, goes once, and to nobody who is not there', async () => {
  const one = await take({ name: 'Olle Ny', contact: { kind: 'postal', value: 'Storgatan 1, 902 47 Umeå' }, how: 'letter' })
  const { personId } = await customer(database, 'olle@example.org')
  assert.equal((await link(one, personId, 422)).rule, 'R6')
  await search(one)
  assert.equal((await link(one, '01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f40', 404)).status, 404)
  assert.equal((await link(one, one.person, 404)).status, 404)
  assert.equal((await link(one, personId)).person.id, personId)
  assert.equal((await link(one, personId, 404)).status, 404)
})

test('an objection of somebody unknown stops marketing to that address, and to whom it turns out to be', async () => {
  const { personId } = await customer(database, 'siv@example.org', { values: { full_name: 'Siv Dal' }, grounds: [{ purpose: 'contract', basis: 'contract' }] })
  const one = await take({ name: 'Siv Dal', contact: { kind: 'email', value: 'siv.hemma@example.org' }, kind: 'objection', wish: { marketing: true } })
  assert.deepEqual([one.state, (await database.read((tx) => selectEntries(tx, [one.person]))).map((entry) => [entry.kind, entry.purpose])], ['open', [['objected', null]]])
  assert.equal(await count("identifier where person_id = $1 and kind = 'email'", one.person), 1, 'the no is found by the address')
  await search(one)
  const linked = await link(one, personId)
  assert.deepEqual([linked.state, linked.answer?.outcome], ['answered', 'granted'])
  assert.deepEqual((await database.read((tx) => selectEntries(tx, [personId]))).map((entry) => [entry.kind, entry.purpose, entry.evidence['unproved']]), [['objected', null, true]])
  assert.equal(await count('person where person_id = $1', one.person), 1, 'the no that was said there stands')
  assert.equal(await count('ground where person_id = $1 and ended_at is null', one.person), 0)
})

test('E4: a request of somebody forgotten brings nobody back, and tells of it to nobody but whoever shows that it is theirs', async () => {
  const address = 'aino@example.org'
  const { personId } = await customer(database, address, { values: { full_name: 'Aino Vik' }, grounds: [{ purpose: 'prospects', basis: 'contract' }] })
  await database.write((tx) => erasePeople(tx, house.keeper, [{ personId, why: 'asked' }]))
  const known = await take({ name: 'Aino Vik', contact: { kind: 'email', value: address } })
  const unknown = await take({ name: 'Aino Vik', contact: { kind: 'email', value: 'nobody.here@example.org' } })
  const shape = ({ id: _id, person: _person, ...rest }: Taken) => rest
  assert.deepEqual(shape(known), shape(unknown), 'nothing tells them apart')
  assert.equal((await search(known)).left, null, 'nor to a colleague, until it is shown who asks')
  const send = () => bodyOf<RecordedPeople>(administrator('POST', '/api/v1/people', { source: 'shop', collected: 'self', purposes: ['contract'], ground: 'contract', people: [{ values: { full_name: 'Aino Vik' }, contactPoints: [{ kind: 'email', value: address }] }] }))
  const [sent] = (await send()).results
  assert.deepEqual([sent?.outcome, sent?.held.some(({ rule }) => rule === 'E4')], ['held-back', true], 'old data comes back by no request')
  const objected = await take({ name: 'Aino Vik', contact: { kind: 'email', value: address }, kind: 'objection', wish: { marketing: true } })
  assert.equal(await count('identifier where person_id = $1', objected.person), 0, 'her mark says no already')
  assert.equal((await send()).results[0]?.outcome, 'held-back')
  await step(known, THERE)
  await answer(known, 'nothing-held', 422)
  assert.deepEqual((await search(known)).left, { marks: 1, proofs: 0 })
  assert.equal(await count('kept_proof_search where reason = $1 and searched_by = $2', `request ${known.id}`, staffId), 1)
  assert.match((await answer(known, 'nothing-held')).answer!.letter!, /ett märke som har räknats fram/)
})

test('the same is taken in once by colleagues; a key learns nothing, and needs the purpose', async () => {
  const contact = { kind: 'email', value: 'dubbel@example.org' }
  await take({ contact })
  assert.match((await api<ProblemDetails>('POST', '/requests', { name: 'Anna Berg', contact, kind: 'access', how: 'phone' }, 409)).detail, /2 March 2026/)
  await take({ contact, kind: 'erasure' })
  const keyed = async (purposes: string[]) => {
    const { key } = await bodyOf<IssuedApiKey>(administrator('POST', '/api/v1/api-keys', { name: 'web form', purposes, speaksForPerson: false }))
    return (body: object) => app.request('/api/v1/requests', { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: JSON.stringify({ name: 'Anna Berg', contact, kind: 'access', ...body }) })
  }
  const [form, news] = [await keyed(['rights']), await keyed(['news'])]
  assert.deepEqual([(await form({})).status, (await form({})).status, (await form({ how: 'phone' })).status, (await news({})).status], [201, 201, 400, 403])
  for (const bad of [{ contact: { kind: 'email', value: 'no address' } }, { contact: { kind: 'phone', value: '12' } }, { name: ' ' }, { kind: 'objection', wish: {} }]) {
    assert.equal((await browser('POST', '/api/v1/requests', { name: 'Anna Berg', contact: { kind: 'email', value: 'a@example.org' }, kind: 'access', how: 'phone', ...bad })).status, 400, JSON.stringify(bad))
  }
})

test('DS-01: whatever text stands in the open in any place of the data map is found there', async (t) => {
  const planted = await testDatabase()
  await installed(planted)
  const personId = newId<PersonId>(planted.now)
  const { canaries } = await plantEverywhere(planted, personId, false)
  const missed: string[] = []
  let looked = 0
  for (const [text, place] of canaries) {
    const [table, column] = place.split('.') as [string, string]
    const found = searchedColumns(table).length === 0 ? 0 : (await planted.read((tx) => selectFoundIn(tx, table, [{ kind: 'name', words: [], piece: text.toLowerCase() }], newId<PersonId>(planted.now)))).found
    looked++
    if (found === 0) missed.push(`${table}.${column}`)
  }
  t.diagnostic(`${looked} canaries, ${looked - missed.length} found, ${missed.length} where nobody is looked for: ${missed.join(' ')}`)
  const closed = missed.filter((name) => searchedColumns(name.split('.')[0]!).includes(name.split('.')[1]!))
  assert.deepEqual(closed.filter((name) => !UNREAD.includes(name)), [])
  const free = Object.entries(PERSONAL_TABLES).flatMap(([table, map]) => [...words(map.free ?? '')].map((column) => `${table}.${column}`))
  assert.deepEqual(free.filter((name) => missed.includes(name)), ['kept_proof.evidence'], 'where anybody may have written anything')
})
