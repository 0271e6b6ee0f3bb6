import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recordChoices } from '../../src/consent/record-choices.ts'
import { createApp } from '../../src/doors/app.ts'
import type { Audience, Decisions } from '../../src/doors/api/decisions-resource.ts'
import type { Reach } from '../../src/doors/api/overview-resource.ts'
import { issueApiKey } from '../../src/staff/issue-api-key.ts'
import { bodyOf, signedInStaff, testHouse } from '../house.ts'
import { openCopy } from '../memory.ts'
import { choiceOf, readers, subscribers } from '../post-office.ts'
import { installed } from '../register.ts'
import { testDatabase } from '../database.ts'

const database = await testDatabase()
await installed(database)
const journal = { journal: async () => {} }
const [erik, nina] = await subscribers(database, journal, 2)
const [lisa] = await readers(database, 1, () => ({ address: 'lisa@example.org', grounds: [{ purpose: 'service', basis: 'contract' }] }))
const copy = await openCopy(database)
const house = { ...(await testHouse(database)), memory: copy.memory }
const app = createApp(house)
const { browser, staffId } = await signedInStaff(app, house)
const ask = async (people: string[], more: object = {}, headers: Record<string, string> = {}) =>
  bodyOf<Decisions>(browser('POST', '/api/v1/decisions', { questions: people.map((person) => ({ person, purpose: 'news', channel: 'email' })), ...more }, headers))
await copy.catchUp()

test('decisions come from memory and name their head; with the foundation they come from the database', async () => {
  const { decisions, head } = await ask([erik!.personId, nina!.personId])
  assert.deepEqual(decisions.map((one) => [one.person, one.allowed, one.rule, one.groundId, one.entrySeq]), [[erik!.personId, true, 'D4a', null, null], [nina!.personId, true, 'D4a', null, null]])
  assert.deepEqual(head, { index: copy.memory.head.index, at: copy.memory.head.at.toISOString() })
  const told = await ask([erik!.personId], { foundation: true })
  assert.deepEqual([told.head, told.decisions[0]!.entrySeq, typeof told.decisions[0]!.groundId], [null, 1, 'string'])
})

test('an answer from memory has every header that other answers have', async () => {
  const [decided, other] = [await browser('POST', '/api/v1/decisions', { questions: [{ person: erik!.personId, purpose: 'news', channel: 'email' }] }), await browser('GET', '/api/v1/session')]
  assert.equal(decided.status, 200)
  assert.deepEqual(Object.fromEntries(decided.headers), Object.fromEntries(other.headers))
})

test('what memory does not know goes to the database, in the same answer and in order', async () => {
  await database.write((tx) => recordChoices(tx, journal, [choiceOf(nina!, { kind: 'withdrawn' })]))
  await copy.memory.follow()
  const stranger = '0196a000-0000-7000-8000-00000000dead'
  const { decisions } = await ask([nina!.personId, erik!.personId, stranger, nina!.personId])
  assert.deepEqual(decisions.map((one) => [one.person, one.rule]), [[nina!.personId, 'D10a'], [erik!.personId, 'D4a'], [stranger, 'D1c'], [nina!.personId, 'D10a']])
  await copy.catchUp()
})

test('a key is answered from memory about whom it sees, and about the others as about strangers', async () => {
  const { key } = await database.write((tx) => issueApiKey(tx, { name: 'shop', speaksForPerson: false, purposes: ['news', 'contract'], expiresAt: null, createdBy: staffId }))
  const asKey = async (people: string[], purpose = 'news') => app.request('/api/v1/decisions', {
    method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: JSON.stringify({ questions: people.map((person) => ({ person, purpose, channel: 'email' })) }) })
  const people = [erik!.personId, nina!.personId, lisa!.personId]
  await copy.memory.follow()
  const fromMemory = await bodyOf<Decisions>(asKey(people))
  const fromDatabase = await bodyOf<Decisions>(app.request('/api/v1/decisions', {
    method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: JSON.stringify({ questions: people.map((person) => ({ person, purpose: 'news', channel: 'email' })), foundation: true }) }))
  assert.deepEqual(fromMemory.decisions.map((one) => one.rule), ['D4a', 'D10a', 'D1c'])
  assert.deepEqual(fromMemory.decisions.map((one) => ({ ...one, groundId: null, entrySeq: null })), fromDatabase.decisions.map((one) => ({ ...one, groundId: null, entrySeq: null })))
  assert.equal((await asKey([erik!.personId], 'events')).status, 403)
})

test('an audience and the reach of every purpose are counted from memory', async () => {
  await copy.memory.follow()
  const audience = await bodyOf<Audience>(browser('POST', '/api/v1/audiences', { purpose: 'news', channel: 'email' }))
  assert.deepEqual([audience.matching, audience.permitted, audience.people.map((one) => [one.id, one.contactPoint])], [3, 1, [[erik!.personId, erik!.address]]])
  assert.equal(audience.head?.index, copy.memory.head.index)
  const counted = await bodyOf<Audience>(browser('POST', '/api/v1/audiences', { purpose: 'news', channel: 'email', limit: 0 }))
  assert.deepEqual([counted.matching, counted.permitted, counted.people, counted.next], [3, 1, [], null])
  const reach = await bodyOf<Reach>(browser('GET', '/api/v1/reach'))
  const news = reach.purposes.find((one) => one.purpose === 'news')!
  assert.deepEqual([reach.people, reach.complete, news.kind, news.channels.find((one) => one.channel === 'email')], [3, true, 'marketing', { channel: 'email', permitted: 1, notPermitted: 2 }])
  // A house that keeps nothing says so.
  assert.equal((await createApp({ ...house, memory: undefined as never }).request('/api/v1/reach', { headers: { cookie: (await signedInStaff(app, house)).cookie } })).status, 503)
})

test('the reach says when somebody is still being worked out, and is not counted', async () => {
  await copy.catchUp()
  const known = copy.memory.reach()!
  await database.write((tx) => recordChoices(tx, journal, [choiceOf(lisa!, { kind: 'objected' })]))
  await copy.memory.follow()
  const meanwhile = copy.memory.reach()!
  await copy.catchUp()
  const after = copy.memory.reach()!
  assert.deepEqual([known, meanwhile, after].map((one) => [one.people, one.complete]), [[3, true], [2, false], [3, true]])
})
