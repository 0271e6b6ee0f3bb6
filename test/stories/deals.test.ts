import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { DealBoard, DealBody, DealForecast, DealItem, DealsOfPerson, NewDealBody } from '../../src/doors/api/deals-resource.ts'
import { reopenDeal } from '../../src/deals/reopen-deal.ts'
import { sweepDeals } from '../../src/deals/sweep-deals.ts'
import { selectEntries } from '../../src/ledger/entries.sql.ts'
import { selectGrounds } from '../../src/people/grounds.sql.ts'
import { Problem } from '../../src/plumbing/errors.ts'
import { newId, type PersonId } from '../../src/values/ids.ts'
import type { TimelinePage } from '../../src/doors/api/people-resource.ts'
import { bodyOf, signedInStaff, staffedHouse } from '../house.ts'
import { customer } from '../register.ts'

// Deals: who may be offered something, what ends with a deal, and who sees it.

const { database, house, app, browser, staffId } = await staffedHouse()

const PIPELINE = newId(database.now)
const [FIRST, OFFER] = [newId(database.now), newId(database.now)]
const STAGES = [{ id: FIRST, name: 'New', chance: 10 }, { id: OFFER, name: 'Offer', chance: 60 }]
const DEAL: NewDealBody = { name: 'Awnings', value: '12500,50', pipeline: PIPELINE, expectedOn: '2026-05-20' }
const ASKED: NewDealBody['asked'] = { surface: 'phone', words: 'Rang och bad om pris på markiser' }

const api = (method: string, path: string, body?: unknown) => browser(method, `/api/v1${path}`, body, { 'accept-language': 'en' })
const begin = (personId: PersonId, body: NewDealBody = DEAL) => bodyOf<DealBody>(api('POST', `/people/${personId}/deals`, body))
const act = (deal: DealItem, verb: string, body?: unknown) => bodyOf<DealBody>(api('POST', `/people/${deal.person.id}/deals/${deal.id}/${verb}`, body))
const grounds = async (personId: PersonId) => (await database.read((tx) => selectGrounds(tx, [personId]))).map((one) => `${one.purpose} ${one.endedWhy ?? 'lives'}`).toSorted()
const stranger = async (email: string) => (await customer(database, email, { grounds: [{ purpose: 'events', basis: 'legitimate-interest' }], values: { given_name: 'Siv', family_name: 'Berg' } })).personId
const problemOf = async (answer: Response | Promise<Response>) => {
  const { status, field, rule } = await bodyOf<ProblemDetails>(answer)
  return [status, field, rule]
}

test('a pipeline is named with its stages in order, and a stage in which deals stand cannot go', async () => {
  assert.equal((await api('PUT', `/pipelines/${PIPELINE}`, { name: 'Sales', stages: STAGES })).status, 200)
  assert.deepEqual(await problemOf(api('PUT', `/pipelines/${PIPELINE}`, { name: 'Sales', stages: [...STAGES, { id: newId(database.now), name: 'offer', chance: 5 }] })), [400, 'stages.2.name', undefined])
  const { personId } = await customer(database, 'stages@example.org')
  const deal = await begin(personId)
  assert.deepEqual([deal.stage, deal.value, deal.owner?.id, deal.state], [FIRST, '12500.50', staffId, 'open'])
  assert.equal((await api('PUT', `/pipelines/${PIPELINE}`, { name: 'Sales', stages: [STAGES[1]] })).status, 409)
  await act(deal, 'endings', { state: 'won' })
})

test('H1: nobody is offered anything who is no customer and has not asked; who has asked is a prospect from then on, and the ledger says so', async () => {
  const personId = await stranger('siv@example.org')
  assert.deepEqual(await problemOf(api('POST', `/people/${personId}/deals`, DEAL)), [422, 'asked', 'H1'])
  assert.deepEqual(await bodyOf(api('GET', `/people/${personId}/deals`)), { deals: [], mayOffer: false })
  await begin(personId, { ...DEAL, asked: ASKED })
  assert.equal((await bodyOf<DealsOfPerson>(api('GET', `/people/${personId}/deals`))).mayOffer, true)
  assert.deepEqual(await grounds(personId), ['events lives', 'prospects lives'])
  const [entry] = (await database.read((tx) => selectEntries(tx, [personId]))).toReversed()
  assert.deepEqual([entry!.kind, entry!.purpose, entry!.surface], ['contract-started', 'prospects', 'phone'])
})

test('D2a: nobody is offered anything while the use of their data is restricted, whether they are a customer, have asked, or had a deal that was lost', async () => {
  const { personId } = await customer(database, 'restricted@example.org')
  const lost = await begin(personId)
  await act(lost, 'endings', { state: 'lost', why: 'price' })
  const asking = await stranger('restricted-too@example.org')
  for (const id of [personId, asking]) await api('POST', `/people/${id}/choices`, { choices: [{ kind: 'restricted', evidence: { kind: 'call-note', text: 'Disputes the address' } }] })
  assert.deepEqual(await problemOf(api('POST', `/people/${personId}/deals`, DEAL)), [422, undefined, 'D2a'])
  assert.deepEqual(await problemOf(api('POST', `/people/${asking}/deals`, { ...DEAL, asked: ASKED })), [422, undefined, 'D2a'])
  assert.deepEqual(await problemOf(api('POST', `/people/${personId}/deals/${lost.id}/reopenings`)), [422, undefined, 'D2a'])
  assert.deepEqual(await grounds(asking), ['events lives'])
})

test('a lost deal ends what made somebody a prospect, says so before, and takes its own rows with it in time; a second open deal keeps it', async () => {
  const personId = await stranger('lost@example.org')
  const deal = await begin(personId, { ...DEAL, asked: ASKED })
  const other = await begin(personId, { ...DEAL, name: 'Screens' })
  assert.deepEqual(other.endsWith, [])
  await act(other, 'endings', { state: 'lost', why: 'price' })
  assert.deepEqual(await grounds(personId), ['events lives', 'prospects lives'])
  const { endsWith: [ending] } = await bodyOf<DealBody>(api('GET', `/people/${personId}/deals/${deal.id}`))
  assert.deepEqual([ending!.purpose, ending!.heldUntil?.slice(0, 7)], ['prospects', '2026-09'])
  assert.equal((await api('POST', `/people/${personId}/deals/${deal.id}/endings`, { state: 'lost' })).status, 400)
  assert.deepEqual((({ state, lostWhy, endsWith }) => [state, lostWhy, endsWith])(await act(deal, 'endings', { state: 'lost', why: 'timing' })), ['lost', 'timing', []])
  assert.deepEqual(await grounds(personId), ['events lives', 'prospects deal-lost'])
  assert.equal((await api('POST', `/people/${personId}/deals/${deal.id}/endings`, { state: 'won' })).status, 409)
  assert.equal((await api('PATCH', `/people/${personId}/deals/${deal.id}`, { name: 'x' })).status, 409)
  // While what they asked is still held it may be taken up again; then it is over.
  await act(deal, 'reopenings')
  assert.deepEqual(await grounds(personId), ['events lives', 'prospects deal-lost', 'prospects lives'])
  await act(deal, 'endings', { state: 'lost', why: 'other' })
  const later = database.withClock(() => new Date('2026-11-01T00:00:00Z'))
  assert.equal(await database.withClock(() => new Date('2026-08-01T00:00:00Z')).erase(sweepDeals), 0)
  await assert.rejects(later.write((tx) => reopenDeal(tx, house.keeper, personId, deal.id, { kind: 'staff', id: staffId })), (error) => error instanceof Problem && error.detail.rule === 'H1')
  assert.equal(await later.erase(sweepDeals), 2)
  const { rows } = await database.superuser('select (select count(*)::int from deal where person_id = $1) as deals, (select count(*)::int from deal_change where person_id = $1) as changes', [personId])
  assert.deepEqual(rows, [{ deals: 0, changes: 0 }])
})

test('who buys is a customer from then on, and whoever ends otherwise is not made a prospect again by opening the deal', async () => {
  const personId = await stranger('won@example.org')
  const deal = await begin(personId, { ...DEAL, asked: ASKED })
  await act(deal, 'endings', { state: 'won' })
  assert.deepEqual(await grounds(personId), ['contract lives', 'events lives', 'prospects deal-won'])
  const gone = await stranger('gone@example.org')
  const lost = await begin(gone, { ...DEAL, asked: ASKED })
  await act(lost, 'endings', { state: 'lost', why: 'no-answer' })
  await database.superuser("update ground set ended_why = 'no' where person_id = $1 and purpose_key = 'prospects'", [gone])
  assert.deepEqual(await problemOf(api('POST', `/people/${gone}/deals/${lost.id}/reopenings`)), [422, undefined, 'H1'])
})

test('the board shows what is open by stage, the nearest day first; the forecast weighs it by month, with what was won and why deals were lost', async () => {
  const pipeline = newId(database.now)
  const [early, late] = [newId(database.now), newId(database.now)]
  await api('PUT', `/pipelines/${pipeline}`, { name: 'Boats', stages: [{ id: early, name: 'Early', chance: 20 }, { id: late, name: 'Late', chance: 50 }] })
  const { personId } = await customer(database, 'boat@example.org', { values: { given_name: 'Bo', family_name: 'At' } })
  const boat = (name: string, value: string, expectedOn: string | null, owner?: string | null) => begin(personId, { name, value, pipeline, expectedOn, ...(owner !== undefined && { owner }) })
  const [second, first, someDay] = [await boat('B', '200', '2026-06-01'), await boat('A', '100', '2026-04-01'), await boat('C', '50', null, null)]
  const moved = await bodyOf<DealBody>(api('PATCH', `/people/${personId}/deals/${second.id}`, { stage: late, value: '300' }))
  assert.deepEqual(moved.changes.map((one) => one.kind).toSorted(), ['begun', 'changed', 'moved'])
  assert.deepEqual(await problemOf(api('PATCH', `/people/${personId}/deals/${second.id}`, { stage: FIRST })), [400, 'stage', undefined])
  const board = await bodyOf<DealBoard>(api('GET', `/pipelines/${pipeline}/board`))
  assert.deepEqual(board.stages.map(({ name, count, value, deals }) => [name, count, value, deals.map((one) => one.id)]), [['Early', 2, '150.00', [first.id, someDay.id]], ['Late', 1, '300.00', [second.id]]])
  const mine = await bodyOf<DealBoard>(api('GET', `/pipelines/${pipeline}/board?owner=me`))
  assert.deepEqual(mine.stages.map((one) => one.count), [1, 1])
  await act(first, 'endings', { state: 'won' })
  await act(someDay, 'endings', { state: 'lost', why: 'competitor' })
  const forecast = await bodyOf<DealForecast>(api('GET', `/pipelines/${pipeline}/forecast`))
  assert.deepEqual(forecast.months, [{ month: '2026-03', won: '100.00', open: '0.00', weighed: '0.00', count: 0 }, { month: '2026-06', won: '0.00', open: '300.00', weighed: '150.00', count: 1 }])
  assert.deepEqual(forecast.lost, [{ why: 'competitor', count: 1, value: '50.00' }])
})

test('a role that does not show what customers are called sees no deals, and what cannot be is refused by name', async () => {
  const { key } = await bodyOf<{ key: string }>(browser('POST', '/api/v1/roles', { name: 'Counter', permissions: ['deals.read', 'deals.write'], purposes: null, readable: ['city'], writable: [] }))
  const narrow = (await signedInStaff(app, house, [key])).browser
  const { personId } = await customer(database, 'hidden@example.org')
  for (const path of [`/api/v1/pipelines/${PIPELINE}/board`, `/api/v1/people/${personId}/deals`]) assert.equal((await narrow('GET', path)).status, 403, path)
  assert.equal((await narrow('GET', `/api/v1/pipelines/${PIPELINE}/forecast`)).status, 200)
  const wrong: [object, string][] = [[{ ...DEAL, value: '-1' }, 'value'], [{ ...DEAL, value: 'many' }, 'value'], [{ ...DEAL, pipeline: newId(database.now) }, 'pipeline'], [{ ...DEAL, stage: newId(database.now) }, 'stage'], [{ ...DEAL, owner: newId(database.now) }, 'owner'], [{ ...DEAL, name: ' ' }, 'name']]
  for (const [body, field] of wrong) assert.deepEqual((await problemOf(api('POST', `/people/${personId}/deals`, body))).slice(0, 2), [400, field])
  assert.deepEqual(await bodyOf(api('GET', `/people/${personId}/deals`)), { deals: [], mayOffer: true })
})

test('what was offered, invoiced and paid stands on the timeline, for those who may see it', async () => {
  const { personId } = await customer(database, 'timeline@example.org', { values: { given_name: 'Tim', family_name: 'Line', city: 'Lund' } })
  await api('PUT', '/invoicing', { seller: { name: 'Provbolaget AB', organisationNumber: '556677-8899', vatNumber: 'SE556677889901', address: { street: 'Storgatan 1', postcode: '111 22', city: 'Stockholm', country: 'SE' } }, currency: 'SEK', accounts: [{ type: 'bankgiro', number: '123-4567' }], reference: { kind: 'ocr', control: 'check-digit' } })
  const deal = await begin(personId)
  const invoice = await bodyOf<{ id: string; number: string }>(api('POST', `/people/${personId}/invoices`, { lines: [{ description: 'Awnings', quantity: '1', price: '1000', priceHasVat: true }] }))
  await api('POST', `/people/${personId}/invoices/${invoice.id}/payments`, { paidOn: '2026-03-01', amount: '400', how: 'bank' })
  const told = async (browserOf: typeof browser) => (await bodyOf<TimelinePage>(browserOf('GET', `/api/v1/people/${personId}/timeline`, undefined, { 'accept-language': 'en' }))).events
    .filter(({ type }) => ['deal', 'invoice', 'payment'].includes(type)).map((event) => [event.title, event.detail, event.invoice ?? event.deal]).toSorted()
  assert.deepEqual(await told(browser), [['Deal begun: Awnings', null, deal.id], [`Invoice ${invoice.number}`, '1,000.00 SEK', invoice.id], [`Payment of invoice ${invoice.number}`, '400.00 SEK', invoice.id]])
  const { key: reader } = await bodyOf<{ key: string }>(browser('POST', '/api/v1/roles', { name: 'Reader', permissions: ['people.read'], purposes: null, readable: null, writable: [] }))
  const as = async (role: string) => (await told((await signedInStaff(app, house, [role])).browser)).map(([title]) => String(title).split(' ')[0])
  assert.deepEqual([await as('seller'), await as('finance'), await as(reader)], [['Deal'], ['Invoice', 'Payment'], []])
})
