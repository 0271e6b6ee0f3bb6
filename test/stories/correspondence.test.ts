import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RecordedChoices } from '../../src/doors/api/choices-resource.ts'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { TimelinePage } from '../../src/doors/api/people-resource.ts'
import type { Person } from '../../src/doors/api/person-resource.ts'
import { selectEntries } from '../../src/ledger/entries.sql.ts'
import { letIn, textOf, Visitor } from '../customer-house.ts'
import { bodyOf, signedInStaff, staffedHouse } from '../house.ts'
import { customer } from '../register.ts'

// How somebody wants to be reached, what colleagues write to them by themselves, and mails that are logged.

const { database, house, app, browser } = await staffedHouse()

const api = (method: string, path: string, body?: unknown) => browser(method, `/api/v1${path}`, body, { 'accept-language': 'en' })
const person = (id: string) => bodyOf<Person>(api('GET', `/people/${id}`))
const titles = async (id: string) => (await bodyOf<TimelinePage>(api('GET', `/people/${id}/timeline`))).events.map(({ title }) => title)
const reach = async (id: string) => Object.fromEntries((await person(id)).reach.map(({ channel, service, offers, why }) => [channel, [service?.allowed ? service.label : service?.rule, offers.map(({ label, frequency }) => `${label} ${frequency}`), why?.rule]]))

test('how a customer may be reached stands by channel: what they have with us, what they said yes to and how often, and why not', async () => {
  const { personId, email } = await customer(database, 'reach@example.org', { values: { given_name: 'Rea', family_name: 'Ch', language: 'sv', delivery: 'digital' } })
  await api('POST', `/people/${personId}/choices`, { choices: [{ kind: 'given', purpose: 'news', channel: 'email', contactPointId: email.contactPointId, frequency: 'monthly', evidence: { kind: 'counter', text: 'Said so' } }] })
  const told = await reach(personId)
  assert.deepEqual(told['email'], ['Your agreement', ['News monthly'], undefined])
  assert.deepEqual([told['sms'], told['phone']], [['D1j', [], 'D1j'], ['D1j', [], 'D1j']])
})

test('a customer says when they want to be called; it is their own entry in the ledger, stands first on their page and in their history, and lets nothing more through', async () => {
  const { personId, email } = await customer(database, 'noon@example.org')
  const before = await reach(personId)
  const maria = new Visitor(app, await letIn(database, house, personId, email))
  await maria.get('/me/page')
  assert.match(maria.html, /href="\/me\/contact"/)
  await maria.get('/me/contact')
  await maria.press('Spara', { calls: 'before-noon' })
  assert.match(textOf(maria.html), /Ring helst före klockan tolv\./)
  const [entry] = (await database.read((tx) => selectEntries(tx, [personId]))).toReversed()
  assert.deepEqual([entry!.kind, entry!.channel, entry!.actor.kind, entry!.surface, entry!.evidence], ['wished', 'phone', 'person', 'web', { kind: 'code', calls: 'before-noon' }])
  const { callWish } = await person(personId)
  assert.deepEqual([callWish?.wish, callWish?.by], ['before-noon', 'person'])
  assert.deepEqual(await reach(personId), before)
  assert.ok((await titles(personId)).includes('Calls: before noon'))
  await maria.get('/me/history')
  assert.match(textOf(maria.html), /Samtal: före klockan tolv/)
})

test('a colleague notes the wish on the customer’s word; never is a no to marketing by phone as well, which a later wish does not lift', async () => {
  const { personId } = await customer(database, 'never@example.org')
  const note = (body: object) => api('POST', `/people/${personId}/choices`, { choices: [{ kind: 'wished', evidence: { kind: 'call-note', text: 'Wants no calls' }, ...body }] })
  const { field } = await bodyOf<ProblemDetails>(note({}))
  assert.equal(field, 'calls')
  assert.deepEqual((await bodyOf<RecordedChoices>(note({ calls: 'never' }))).recorded.map(({ kind, channel }) => [kind, channel]), [['wished', 'phone'], ['objected', 'phone']])
  assert.equal((await reach(personId))['phone']![2], 'D2b')
  await note({ calls: 'evening' })
  const { callWish } = await person(personId)
  assert.deepEqual([callWish?.wish, callWish?.by], ['evening', 'staff'])
  assert.equal((await reach(personId))['phone']![2], 'D2b')
})

test('a role that does not see telephone numbers is told of no wish about calls', async () => {
  const { personId } = await customer(database, 'narrow@example.org')
  await api('POST', `/people/${personId}/choices`, { choices: [{ kind: 'wished', calls: 'afternoon', evidence: { kind: 'counter', text: 'At the counter' } }] })
  const { key } = await bodyOf<{ key: string }>(api('POST', '/roles', { name: 'Narrow', permissions: ['people.read'], purposes: null, readable: ['full_name', 'email'], writable: [] }))
  const narrow = (await signedInStaff(app, house, [key])).browser
  assert.equal((await bodyOf<Person>(narrow('GET', `/api/v1/people/${personId}`))).callWish, null)
  const { events } = await bodyOf<TimelinePage>(narrow('GET', `/api/v1/people/${personId}/timeline`))
  assert.deepEqual(events.filter(({ title }) => title.includes('afternoon') || title.includes('eftermiddagen')), [])
})
