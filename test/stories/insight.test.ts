import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recordChoices } from '../../src/consent/record-choices.ts'
import type { DealBody } from '../../src/doors/api/deals-resource.ts'
import type { RelationInsight, SalesInsight, ServiceInsight } from '../../src/doors/api/insight-resource.ts'
import { startGrounds } from '../../src/people/start-grounds.ts'
import { insertUses } from '../../src/people/use-records.sql.ts'
import { newId, type PersonId } from '../../src/values/ids.ts'
import { bodyOf, signedInStaff, staffedHouse } from '../house.ts'
import { choiceOf, readers } from '../post-office.ts'
import { customer } from '../register.ts'

// What is counted over the register: who said yes and regretted it, who became a customer, what is held unused, what was sold.

const { database, house, app } = await staffedHouse()
/** Somebody who signs in at the moment it is: the days that pass here are longer than a session. */
const desk = async () => (await signedInStaff(app, house)).browser
const insight = async () => bodyOf<RelationInsight>((await desk())('GET', '/api/v1/insight/relation'))
const relation = async (purpose: string) => (await insight()).purposes.find((one) => one.purpose === purpose)!
const EVENTS = [{ purpose: 'events', basis: 'legitimate-interest' as const }]
const came: PersonId[] = []
const DAY = 24 * 60 * 60 * 1000

test('a yes taken back within thirty days is regretted, one taken back later is not, and one that is younger than that is not judged yet', async () => {
  database.now = new Date('2026-01-05T12:00:00Z')
  const all = await readers(database, 14)
  const say = async (at: string, who: number, more = {}) => {
    database.now = new Date(at)
    await database.write((tx) => recordChoices(tx, house.keeper, [choiceOf(all[who]!, more)]))
  }
  const NO = { kind: 'withdrawn', contactPointId: null } as const
  for (let who = 0; who < 9; who++) await say('2026-01-10T12:00:00Z', who)
  await say('2026-01-20T12:00:00Z', 0, NO)
  // Thirty days and a second, which is no regret any more.
  await say('2026-02-09T12:00:01Z', 1, NO)
  database.now = new Date('2026-03-01T12:00:00Z')
  assert.equal((await relation('news')).regretted, null, 'of nine nothing is said')
  await say('2026-01-11T12:00:00Z', 9)
  // A no to everything is a no to this.
  await say('2026-02-01T12:00:00Z', 2, { kind: 'objected', purpose: null, channel: null, contactPointId: null })
  await say('2026-02-20T12:00:00Z', 10)
  database.now = new Date('2026-03-01T12:00:00Z')
  assert.deepEqual((await relation('news')).regretted, { of: 10, count: 2 })
  assert.deepEqual((await insight()).regret, [{ month: '2026-01', part: { of: 10, count: 2 } }])
  // Yeses of more than a year ago are counted no longer.
  database.now = new Date('2027-01-10T12:00:01Z')
  assert.equal((await relation('news')).regretted, null)
})

test('who came under a purpose and signed later became a customer; who was one before is not counted, nor are fewer than ten', async () => {
  database.now = new Date('2026-03-02T12:00:00Z')
  for (let index = 0; index < 10; index++) came.push((await customer(database, `came${index}@example.org`, { grounds: EVENTS })).personId)
  await customer(database, 'before@example.org', { grounds: [{ purpose: 'contract', basis: 'contract' }, ...EVENTS] })
  database.now = new Date('2026-03-05T12:00:00Z')
  await database.write((tx) => startGrounds(tx, came.slice(0, 3).map((personId) => ({ personId, purpose: 'contract', basis: 'contract' as const }))))
  assert.deepEqual((await relation('events')).becameCustomers, { of: 10, count: 3 })
})

test('what has been held for a year and was not used for its purpose in that year is counted, what came later is not', async () => {
  database.now = new Date('2027-04-01T12:00:00Z')
  assert.deepEqual((await relation('events')).unused, { of: 11, count: 11 })
  const { personId } = await customer(database, 'late@example.org', { grounds: EVENTS })
  const use = { personId: came[0]!, kind: 'exported' as const, channel: 'none', contactPointId: null, rule: 'D1', groundId: null, entrySeq: null, mailingId: null, subject: null, actor: { kind: 'system', id: null } }
  // One was used for this purpose, another for a different one, a third has not been held for a year.
  await database.write((tx) => insertUses(tx, [{ ...use, useId: newId(tx.now), purpose: 'events' }, { ...use, useId: newId(tx.now), personId: came[1]!, purpose: 'news' }, { ...use, useId: newId(tx.now), personId, purpose: 'events' }]))
  assert.deepEqual((await relation('events')).unused, { of: 11, count: 10 })
})

test('deals won and lost are told by month, with the share and the time once there are ten; what is open by stage', async () => {
  let browser = await desk()
  const pipeline = newId(database.now)
  const [first, offer] = [newId(database.now), newId(database.now)]
  await browser('PUT', `/api/v1/pipelines/${pipeline}`, { name: 'Sales', stages: [{ id: first, name: 'New', chance: 10 }, { id: offer, name: 'Offer', chance: 60 }] })
  const { personId } = await customer(database, 'deals@example.org')
  const begin = () => bodyOf<DealBody>(browser('POST', `/api/v1/people/${personId}/deals`, { name: 'Awnings', value: '100', pipeline }))
  const end = (deal: DealBody, body: unknown) => browser('POST', `/api/v1/people/${personId}/deals/${deal.id}/endings`, body)
  const sales = (query = '') => bodyOf<SalesInsight>(browser('GET', `/api/v1/pipelines/${pipeline}/insight${query}`))
  const begun = database.now
  const deals: DealBody[] = []
  for (let index = 0; index < 12; index++) deals.push(await begin())
  const later = async (days: number) => {
    database.now = new Date(begun.getTime() + days * DAY)
    browser = await desk()
  }
  await later(5)
  for (const deal of deals.slice(0, 9)) await end(deal, { state: 'won' })
  assert.deepEqual([(await sales()).winRate, (await sales()).daysToWin], [null, null])
  await later(6)
  await end(deals[9]!, { state: 'won' })
  await end(deals[10]!, { state: 'lost', why: 'price' })
  const told = await sales()
  assert.equal(told.winRate, 10 / 11)
  assert.equal(told.daysToWin, 5)
  assert.deepEqual(told.stages, [{ id: first, name: 'New', count: 1, value: '100.00', days: 6 }, { id: offer, name: 'Offer', count: 0, value: '0.00', days: null }])
  assert.equal(told.months.length, 12)
  assert.deepEqual(told.months.at(-1), { month: '2027-04', won: 10, lost: 1, wonValue: '1000.00', lostValue: '100.00' })
  // Whoever asks now is another colleague than the one who sold these.
  await begin()
  const own = await sales('?owner=me')
  assert.deepEqual([own.months.at(-1)!.won, own.stages[0]!.count], [0, 1])
})

test('tickets are told by month, with what was promised and kept; of fewer than ten answered no time is told', async () => {
  const { personId } = await customer(database, 'tickets@example.org')
  const begun = database.now
  const minutes = (count: number) => new Date(begun.getTime() + count * 60_000)
  const ticket = (number: number, answered: Date | null, state = 'open') => database.superuser(
    `insert into ticket (person_id, ticket_id, number, subject, source, state, who, language, begun_at, state_since, last_line_id, last_line_at, first_due, first_answered_at, solve_due, due_at)
     values ($1, $2, $3, 'Q', $4, $5, 'known', 'sv', $6, $6, $2, $6, $7, $8, $7, $7)`,
    [personId, newId(begun), number, number % 2 === 0 ? 'mail' : 'phone', state, begun, minutes(60), answered])
  const told = async () => bodyOf<ServiceInsight>((await desk())('GET', '/api/v1/insight/service'))
  for (let number = 1; number <= 9; number++) await ticket(number, minutes(number * 10))
  assert.equal((await told()).months[0]!.minutesToAnswer, null)
  await ticket(10, minutes(100))
  await ticket(11, null, 'new')
  database.now = minutes(90)
  const { months: [month], waiting, late, sources } = await told()
  assert.deepEqual([month!.begun, month!.answered, month!.answeredInTime, month!.minutesToAnswer, month!.solved], [11, 10, 6, 55, 0])
  assert.deepEqual([waiting, late, sources], [11, 11, [{ source: 'phone', count: 6 }, { source: 'mail', count: 5 }]])
})
