// ER-05, DS-07, PEERS trap 11: what other systems are told, and that nothing is called done before each has said so.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TaskState } from '../../src/connections/system-task.ts'
import { selectTasksOf } from '../../src/connections/tasks.sql.ts'
import { isSignedWebhook } from '../../src/connections/webhook-signature.ts'
import type { House } from '../../src/doors/house.ts'
import { verifyCertificate } from '../../src/erasure/verify-certificate.ts'
import { erasePeople } from '../../src/erasure/erase-people.ts'
import { selectErasure } from '../../src/erasure/erasures.sql.ts'
import { followErasure } from '../../src/erasure/follow-erasure.ts'
import { issueCertificate } from '../../src/erasure/issue-certificate.ts'
import type { Registration } from '../../src/people/register-people.ts'
import { correctForRequest } from '../../src/rights/correct-for-request.ts'
import { liftRestriction } from '../../src/rights/lift-restriction.ts'
import { openRequest } from '../../src/rights/open-request.ts'
import { selectRecipientNotices } from '../../src/rights/recipient-notices.sql.ts'
import { tellPerson } from '../../src/rights/tell-person.ts'
import type { PersonId, StaffId } from '../../src/values/ids.ts'
import { connect, connectingHouse, outbox, pass, shareWithCarriers, tellAll } from '../connecting.ts'
import { planErasure } from '../../src/erasure/plan-erasure.ts'
import { Sequencer } from '../../src/ledger/sequencer.ts'
import { choice, record } from '../customer-house.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { fakeSystem, type FakeSystem, type Habit } from '../fake-system.ts'
import { customer, installed } from '../register.ts'

const STAFF = { kind: 'staff' as const, id: '01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f41' as StaffId }
const PROSPECT: Partial<Registration> = { grounds: [{ purpose: 'prospects', basis: 'legitimate-interest' }] }

async function company(): Promise<{ database: TestDatabase; house: House }> {
  const database = await testDatabase()
  await installed(database)
  await shareWithCarriers(database, ['prospects', 'contract'])
  return { database, house: await connectingHouse(database) }
}

const forget = async ({ database, keeper }: House, personId: PersonId) => (await database.write((tx) => erasePeople(tx, keeper, [{ personId, why: 'asked' }])))[0]!

async function follow({ database }: House, erasureId: string) {
  return database.read(async (tx) => followErasure(tx, (await selectErasure(tx, { erasureId }))!, 35))
}

const certificateOf = async ({ database, keeper }: House, erasureId: string) => {
  const text = await database.read(async (tx) => issueCertificate(tx, keeper, (await selectErasure(tx, { erasureId }))!, 35))
  const verdict = await verifyCertificate(text, keeper.keys.signing)
  assert.ok(verdict.valid)
  return verdict.certificate
}

const count = async (database: TestDatabase, from: string): Promise<number> => (await database.superuser(`select count(*)::int as n from ${from}`)).rows[0].n
const systemsOf = (places: Awaited<ReturnType<typeof follow>>['places']) => places.filter((one) => one.system)

/** What each habit leaves behind after the first call, and after three days. */
const HABITS: Record<Exclude<Habit, 'well'>, { first: TaskState; error: string | null }> = {
  500: { first: 'waiting', error: 'http-500' }, hangs: { first: 'waiting', error: 'no-answer' }, accepts: { first: 'accepted', error: null }, 'wrong-id': { first: 'waiting', error: 'wrong-id' },
  lies: { first: 'waiting', error: 'wrong-id' }, 404: { first: 'waiting', error: 'http-404' }, 410: { first: 'waiting', error: 'http-410' }, redirects: { first: 'waiting', error: 'http-302' },
  busy: { first: 'waiting', error: 'http-503' }, 'no-json': { first: 'waiting', error: 'wrong-answer' }, breaks: { first: 'waiting', error: 'no-connection' },
  refuses: { first: 'refused', error: null }, 'not-found': { first: 'not-found', error: null },
}
const KEPT: readonly Habit[] = ['500', 'accepts', 'wrong-id', 'hangs', 'lies', '404', '410', 'redirects', 'busy', 'no-json', 'breaks']
/** In the short form some ways of going wrong are tried at one system alone. */
const LONG = Boolean(process.env['TILLIT_LONG'])

test('ER-05: five systems, each in each way of going wrong: done only when all have confirmed, and done by itself after each is well again', async (t) => {
  const { database, house } = await company()
  const systems: FakeSystem[] = []
  for (const n of [1, 2, 3, 4, 5]) {
    const system = await fakeSystem()
    systems.push(system)
    await connect(house, system.url, { name: `System ${n}`, purposes: ['prospects'] })
  }
  let n = 0
  for (const [way, habit] of KEPT.entries()) for (const [place, bad] of systems.entries()) {
    if (!LONG && (way > 3 ? way % 5 !== place : way === 3 && place > 1)) continue
    n++
    for (const one of systems) { one.habit = one === bad ? habit : 'well' }
    const { personId } = await customer(database, `p${n}@example.org`, PROSPECT)
    const { erasureId, state, erasedAt } = await forget(house, personId)
    assert.deepEqual([state, erasedAt?.getTime()], ['partly', database.now.getTime()], 'nothing here waits for them')
    assert.equal(await count(database, `person where person_id = '${personId}'`), 0)
    await tellAll(house)
    const after = await follow(house, erasureId)
    const said = systemsOf(after.places).map((one) => one.system!.answer)
    assert.deepEqual(said, systems.map((_, at) => (at === place ? 'pending' : 'done')), habit)
    assert.equal(after.state, 'partly', habit)
    const [waits] = systemsOf(after.places).filter((one) => one.state === 'waits')
    assert.equal(waits!.until!.getTime(), database.now.getTime() + 14 * 86_400_000)
    const task = (await database.read((tx) => selectTasksOf(tx, personId))).find((one) => one.state !== 'done')!
    assert.deepEqual([task.state, task.error], [HABITS[habit as '500'].first, HABITS[habit as '500'].error], habit)
    assert.ok(task.nextTry! > database.now, habit)
    assert.equal(await count(database, `system_task_subject where person_id = '${personId}'`), 1, 'kept for the one that has not answered alone')
    // Well again: nobody does anything but wait.
    bad.habit = 'well'
    await pass(house, 30)
    assert.deepEqual(systemsOf((await follow(house, erasureId)).places).map((one) => one.state), systems.map(() => 'done'), habit)
    assert.equal((await follow(house, erasureId)).state, 'leaving', 'backups have their days')
    assert.equal(await count(database, 'system_task_subject'), 0)
    assert.deepEqual((await certificateOf(house, erasureId)).systems.map((one) => one.answer), systems.map(() => 'done'))
  }
  t.diagnostic(`${n} erasures of 5 systems in ${KEPT.length} ways; the catalogue: 5 × 5, whole in the long form`)
})

test('ER-05: all well, 5 of 5; one refusal, and one that never answers, are never done, and both stand in the signed certificate', async () => {
  const { database, house } = await company()
  const systems = await Promise.all([1, 2, 3, 4, 5].map(() => fakeSystem()))
  for (const [n, one] of systems.entries()) await connect(house, one.url, { name: `System ${n + 1}`, purposes: ['prospects'], answerDays: 2 })
  const well = await forget(house, (await customer(database, 'well@example.org', PROSPECT)).personId)
  await tellAll(house)
  assert.equal((await follow(house, well.erasureId)).state, 'leaving')
  systems[1]!.habit = 'refuses'
  systems[2]!.habit = 'hangs'
  systems[3]!.habit = 'not-found'
  const { personId } = await customer(database, 'eva@example.org', PROSPECT)
  const { erasureId } = await forget(house, personId)
  await tellAll(house)
  const waiting = await certificateOf(house, erasureId)
  assert.deepEqual(waiting.systems.map((one) => `${one.system} ${one.answer}`), ['System 1 done', 'System 2 refused', 'System 3 pending', 'System 4 not-found', 'System 5 done'])
  assert.deepEqual([waiting.state, waiting.systems[2]!.until !== undefined, waiting.systems[1]!.at !== undefined], ['partly', true, true])
  systems[2]!.habit = '500'
  // Its two days and two more: the alarm is raised once, then it is given up and whom it was about is deleted.
  await pass(house, 54)
  assert.equal(await count(database, "system_task where alarmed_at is not null and state = 'waiting'"), 1)
  assert.equal(systemsOf((await follow(house, erasureId)).places).find((one) => one.system!.name === 'System 3')!.because, 'system-late')
  await pass(house, 60)
  database.now = new Date(database.now.getTime() + 60 * 86_400_000)
  assert.equal((await follow(house, erasureId)).state, 'partly', 'backups are gone, and still it is not done')
  assert.deepEqual((await certificateOf(house, erasureId)).systems.map((one) => one.answer), ['done', 'refused', 'no-answer', 'not-found', 'done'])
  assert.equal(await count(database, 'system_task_subject'), 0)
  assert.ok(!JSON.stringify(await certificateOf(house, erasureId)).includes('eva@'))
})

test('a system is told of the least: by what it knows people, signed, under the same id at each try; others not at all', async () => {
  const { database, house } = await company()
  const [shop, book, other] = [await fakeSystem('500'), await fakeSystem(), await fakeSystem()]
  const { secret } = await connect(house, shop.url, { purposes: ['prospects'] })
  await connect(house, book.url, { name: 'Books', purposes: ['prospects'], knownBy: ['customer-number'] })
  await connect(house, other.url, { name: 'Other', purposes: ['contract'] })
  const { personId } = await customer(database, 'eva@example.org', { ...PROSPECT, values: { given_name: 'Eva' } })
  const { erasureId } = await forget(house, personId)
  await tellAll(house)
  await pass(house, 12)
  shop.habit = 'well'
  await pass(house, 12)
  assert.ok(shop.calls.length >= 3)
  assert.equal(new Set(shop.calls.map((one) => one.headers['webhook-id'])).size, 1)
  const [first] = shop.calls
  assert.deepEqual([first!.body.type, first!.body.data.person, Object.keys(first!.body.data).toSorted()], ['person.erasure', { email: ['eva@example.org'] }, ['answerBy', 'answerTo', 'id', 'person']])
  const at = new Date(Number(first!.headers['webhook-timestamp']) * 1000)
  const headers = first!.headers as Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>
  assert.ok(isSignedWebhook(secret!, headers, first!.text, at))
  assert.ok(!isSignedWebhook(secret!, headers, first!.text.replace('eva', 'bo'), at))
  assert.ok(!isSignedWebhook(secret!, headers, first!.text, new Date(at.getTime() + 301_000)))
  assert.ok(!first!.text.includes('Eva'))
  assert.deepEqual([book.calls.length, other.calls.length], [0, 0])
  // Books knows people by a number, and she had none: somebody has to find out, and nothing is called done.
  assert.deepEqual(systemsOf((await follow(house, erasureId)).places).map((one) => `${one.system!.name} ${one.system!.answer}`), ['Books no-answer', 'The shop done'])
})

test('a running agreement stays at the system that has it, and the rest is told; when it has ended everything is', async () => {
  const { database, house } = await company()
  const [shop, news] = [await fakeSystem(), await fakeSystem()]
  await connect(house, shop.url, { name: 'Shop', purposes: ['contract', 'prospects'] })
  await connect(house, news.url, { name: 'Carrier', purposes: ['contract'] })
  const { personId } = await customer(database, 'bo@example.org', { grounds: [{ purpose: 'contract', basis: 'contract' }, { purpose: 'prospects', basis: 'legitimate-interest' }] })
  const first = await forget(house, personId)
  await tellAll(house)
  assert.deepEqual(shop.calls.map((one) => one.body.data.purposes), [['prospects']])
  assert.equal(news.calls.length, 0, 'what it has stays with the agreement')
  await database.superuser('update ground set ended_at = $1, hold_until = $1 where person_id = $2', [database.now, personId])
  database.now = new Date(database.now.getTime() + 60_000)
  const second = await forget(house, personId)
  await tellAll(house)
  assert.deepEqual([second.erasureId === first.erasureId, shop.calls.at(-1)!.body.data.purposes, news.calls.length], [true, undefined, 1])
  assert.deepEqual(systemsOf((await follow(house, second.erasureId)).places).map((one) => one.system!.answer), ['done', 'done'])
})

test('DS-07: a rectification and a restriction travel like an erasure, in their order, and the person and the journal have each answer', async (t) => {
  const { database, house } = await company()
  const systems = await Promise.all([1, 2, 3, 4, 5].map(() => fakeSystem()))
  for (const [n, one] of systems.entries()) await connect(house, one.url, { name: `System ${n + 1}`, knownBy: ['email', 'person-id'] })
  const { personId, email } = await customer(database, 'maja@example.org', { values: { city: 'Umeå', given_name: 'Maja', family_name: 'Berg' } })
  const open = (kind: 'rectification' | 'restriction', wish: object) => database.write((tx) => openRequest(tx, house.keeper, {
    personId, kind, how: 'page', by: { kind: 'person', id: personId }, language: 'sv', wish, proof: { way: 'code', contactPointId: email.contactPointId },
  }))
  let n = 0
  for (const [way, habit] of (['500', 'hangs', 'accepts', 'wrong-id', 'refuses'] as const).entries()) for (const [place, bad] of systems.entries()) {
    if (!LONG && place > 1 && way !== place) continue
    n++
    for (const one of systems) { one.habit = one === bad ? habit : 'well'; one.calls.length = 0 }
    const requestId = await open('rectification', { values: { city: `Ort ${n}` } })
    await database.write((tx) => correctForRequest(tx, house.keeper.keys, { personId, requestId, by: { kind: 'person', id: personId } }))
    assert.equal((await database.superuser('select city from profile where person_id = $1', [personId])).rows[0].city, `Ort ${n}`, 'nothing here waits for them')
    await tellAll(house)
    assert.deepEqual(systems.find((one) => one !== bad)!.calls[0]!.body.data, { ...systems.find((one) => one !== bad)!.calls[0]!.body.data, fields: ['city'], values: { city: `Ort ${n}` }, person: { email: ['maja@example.org'], 'person-id': [personId] } })
    const states = async () => (await database.read((tx) => selectTasksOf(tx, personId))).filter((one) => one.requestId === requestId).toSorted((a, b) => (a.systemName < b.systemName ? -1 : 1)).map((one) => one.state)
    const notice = async () => (await database.read((tx) => selectRecipientNotices(tx, personId, [requestId]))).find((one) => one.recipient === 'carriers')!.state
    assert.deepEqual((await states()).map((one) => one === 'done'), systems.map((_, at) => at !== place))
    assert.equal(await notice(), habit === 'refuses' ? 'refused' : 'pending')
    if (habit !== 'refuses') {
      bad.habit = 'well'
      await pass(house, 30)
      assert.deepEqual([await states(), await notice()], [systems.map(() => 'done'), 'done'])
    }
    assert.equal(await count(database, `request_step where request_id = '${requestId}' and kind = 'recipient-answered'`), systems.length)
  }
  // Restricted, then lifted while one has not answered: it is told of the second when it has answered the first.
  for (const one of systems) { one.habit = 'well'; one.calls.length = 0 }
  systems[0]!.habit = '500'
  const requestId = await open('restriction', { purposes: ['contract'], fields: ['city'] })
  await tellAll(house)
  database.now = new Date(database.now.getTime() + 1000)
  await database.write((tx) => tellPerson(tx, { personId, requestId, by: STAFF, about: 'lifting', words: 'We have looked into it.' }))
  await database.write((tx) => liftRestriction(tx, house.keeper, { personId, requestId, by: STAFF }))
  await pass(house, 12)
  assert.deepEqual([...new Set(systems[0]!.calls.map((one) => one.body.type))], ['person.restriction'])
  systems[0]!.habit = 'well'
  await pass(house, 30)
  assert.deepEqual(systems.map((one) => [...new Set(one.calls.map((each) => each.body.type))]), systems.map(() => ['person.restriction', 'person.restriction-lifted']))
  assert.deepEqual(systems[1]!.calls[0]!.body.data.fields, ['city'])
  assert.equal(await count(database, 'system_task_subject'), 0)
  t.diagnostic(`${n} rectifications and a restriction of 5 systems; the catalogue: 5 × 5, whole in the long form`)
})

test('two copies tell each system once, and a copy that died in the middle is followed by another call with the same id', async () => {
  const { database, house } = await company()
  const shop = await fakeSystem()
  await connect(house, shop.url, { purposes: ['prospects'] })
  for (let n = 0; n < 20; n++) await forget(house, (await customer(database, `p${n}@example.org`, PROSPECT)).personId)
  await Promise.all([tellAll(house), tellAll(house), tellAll(house)])
  await tellAll(house)
  assert.deepEqual([shop.calls.length, shop.done.size], [20, 20])
  const { personId } = await customer(database, 'last@example.org', PROSPECT)
  await forget(house, personId)
  await database.superuser('update system_task set claimed_until = $1 where person_id = $2', [new Date(database.now.getTime() + 60_000), personId])
  await tellAll(house, outbox(house))
  assert.equal(shop.calls.length, 20, 'somebody else has it')
  database.now = new Date(database.now.getTime() + 61_000)
  await tellAll(house)
  assert.equal(shop.done.size, 21)
})

test('noes are told whichever way they were said: by name of purpose and channel, in order, once, with a day; a system that failed is told later, and nobody before they are connected', async (t) => {
  const { database, house } = await company()
  await shareWithCarriers(database, ['news', 'tips', 'analytics'])
  const sequencer = new Sequencer({ database, keeper: house.keeper, tree: house.tree, holder: 'test' })
  const told = async () => {
    await sequencer.step()
    await tellAll(house)
  }
  const before = await customer(database, 'before@example.org', { grounds: [{ purpose: 'news', basis: 'consent' }] })
  await record(database, house, choice(before.personId, { kind: 'withdrawn', purpose: 'news', channel: 'email' }))
  await told()
  const [shop, agency, other] = [await fakeSystem(), await fakeSystem(), await fakeSystem()]
  await connect(house, shop.url, { name: 'Shop', purposes: ['news', 'tips', 'analytics'] })
  await connect(house, agency.url, { name: 'Agency', purposes: ['news'] })
  await connect(house, other.url, { name: 'Other', purposes: ['contract'] })
  await told()
  assert.deepEqual([shop.calls, agency.calls, other.calls], [[], [], []], 'what was said before is told to none')
  const { personId } = await customer(database, 'nej@example.org', { grounds: [{ purpose: 'news', basis: 'consent' }, { purpose: 'tips', basis: 'consent' }, { purpose: 'analytics', basis: 'legitimate-interest' }, { purpose: 'contract', basis: 'contract' }] })
  agency.habit = '500'
  await record(database, house, choice(personId, { kind: 'withdrawn', purpose: 'news', channel: 'email' }))
  await told()
  const bodies = (system: FakeSystem) => system.calls.map(({ body: { type, data: { person, purposes, channels, answerBy } } }) => ({ type, person, purposes, channels, answerBy }))
  const answerBy = new Date(database.now.getTime() + 14 * 86_400_000).toISOString()
  const first = { type: 'person.withdrawal', person: { email: ['nej@example.org'] }, purposes: ['news'], channels: ['email'], answerBy }
  assert.deepEqual([bodies(shop), bodies(agency)], [[first], [first]])
  // All marketing by a request, and an interest of ours: each purpose by its name, whatever the channel.
  database.now = new Date(database.now.getTime() + 1000)
  await database.write((tx) => openRequest(tx, house.keeper, { personId, kind: 'objection', how: 'phone', by: STAFF, language: 'sv', wish: { marketing: true } }))
  await record(database, house, choice(personId, { kind: 'objected', purpose: 'analytics', channel: null, contactPointId: null }))
  await told()
  assert.deepEqual(bodies(shop).slice(1).map(({ type, purposes, channels }) => [type, purposes, channels]), [['person.objection', ['news', 'tips', 'analytics'], undefined]])
  assert.deepEqual([agency.calls.length, other.calls.length], [1, 0], 'nothing overtakes what is not answered, and nobody is told of what they do not have')
  agency.habit = 'well'
  await pass(house, 12)
  assert.deepEqual(bodies(agency).slice(-2).map(({ type, purposes }) => [type, purposes]), [['person.withdrawal', ['news']], ['person.objection', ['news']]])
  await told()
  const tasks = await database.read((tx) => selectTasksOf(tx, personId))
  assert.deepEqual([tasks.length, [...new Set(tasks.map((one) => one.state))], new Set(agency.calls.map(({ body }) => body.data.id)).size], [4, ['done'], 2], 'once each')
  // Whoever is forgotten before they were told of is told of as forgotten alone.
  const gone = await customer(database, 'borta@example.org', { grounds: [{ purpose: 'news', basis: 'consent' }, { purpose: 'prospects', basis: 'legitimate-interest' }] })
  await record(database, house, choice(gone.personId, { kind: 'withdrawn', purpose: 'news', channel: 'email' }))
  await sequencer.step()
  await forget(house, gone.personId)
  await tellAll(house)
  assert.deepEqual((await database.read((tx) => selectTasksOf(tx, gone.personId))).map((one) => [one.act, one.state]), [['erasure', 'done'], ['erasure', 'done']])
  // Many at once are gone through in pieces, none twice.
  for (let n = 0; n < 5; n++) await record(database, house, ...await Promise.all([...Array(8).keys()].map(async (m) => choice((await customer(database, `m${n}.${m}@example.org`, { grounds: [{ purpose: 'news', basis: 'consent' }] })).personId, { kind: 'withdrawn', purpose: 'news', channel: 'email' }))))
  await sequencer.step()
  await Promise.all([tellAll(house), tellAll(house)])
  await tellAll(house)
  assert.equal(await count(database, "system_task where act = 'withdrawal' and state = 'done' and purposes = '{news}'"), 2 + 2 * 40)
  assert.deepEqual([await count(database, 'told_pending'), await count(database, "contact_point where value like 'm%@example.org'")], [0, 0], 'their addresses went with the no, and nothing is left of what was kept to tell of it')
  // The day is over without an answer: the alarm is raised as for any other act.
  agency.habit = 'hangs'
  await record(database, house, choice((await customer(database, 'sen@example.org', { grounds: [{ purpose: 'news', basis: 'consent' }] })).personId, { kind: 'withdrawn', purpose: 'news', channel: 'email' }))
  await told()
  database.now = new Date(database.now.getTime() + 15 * 86_400_000)
  await tellAll(house)
  assert.equal(await count(database, "system_task where act = 'withdrawal' and alarmed_at is not null and state = 'waiting'"), 1)
  t.diagnostic('45 noes of 43 people to 3 systems')
})

test('what forgetting will tell is said before it is done: each system by its name, and none that keeps what stays', async () => {
  const { database, house } = await company()
  await shareWithCarriers(database, ['news'])
  for (const [name, purposes] of [['Shop', ['prospects']], ['Ledger', ['contract']], ['Agency', ['news']]] as const) await connect(house, 'https://example.org/hook', { name, purposes: [...purposes] })
  const { personId } = await customer(database, 'plan@example.org', { grounds: [{ purpose: 'prospects', basis: 'contract' }, { purpose: 'contract', basis: 'contract' }] })
  const plan = await database.read((tx) => planErasure(tx, personId, 35))
  assert.deepEqual([plan.whole, plan.systems], [false, ['Shop']])
  await forget(house, personId)
  const named = await database.superuser('select c.name from system_task t join connected_system c using (system_id) where t.person_id = $1', [personId])
  assert.deepEqual(named.rows.map((row) => row.name), plan.systems, 'and these are told')
})
