import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import type { ManyChoices, ManyRecorded } from '../../src/doors/api/choices-resource.ts'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { IssuedApiKey } from '../../src/doors/api/session-resource.ts'
import { registerPeople, type Registration } from '../../src/people/register-people.ts'
import { bodyOf, staffedHouse } from '../house.ts'
import { customer, INDEX_KEY, ORIGIN } from '../register.ts'

const NOBODY = '01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f40'
const CALL = { kind: 'call-note' as const, text: 'Rang kl. 10, läste upp frågan ordagrant.' }
const NO = { kind: 'withdrawn' as const, purpose: 'news', channel: 'email' as const, evidence: CALL }
const YES = { ...NO, kind: 'given' as const }

const { database, app, browser } = await staffedHouse()

const record = (people: ManyChoices['people']) => browser('POST', '/api/v1/choices', { people }, { 'accept-language': 'en' })
const results = async (people: ManyChoices['people']) => (await bodyOf<ManyRecorded>(record(people))).results

test('each has an outcome of their own: what is refused for one leaves the others as they are', async () => {
  const [anna, bo, eva] = [await customer(database, 'anna@example.org'), await customer(database, 'bo@example.org'), await customer(database, 'eva@example.org')]
  const found = await results([
    { person: anna.personId, choices: [YES, { ...NO, purpose: 'tips' }] },
    { person: NOBODY, choices: [YES] },
    { person: bo.personId, choices: [{ ...NO, purpose: 'nonsense' }] },
    { person: eva.personId, choices: [{ ...YES, channel: 'phone' }, NO] },
  ])
  assert.deepEqual(found.map((one) => one.recorded.map((each) => `${each.kind} ${each.purpose}`)), [['given news', 'withdrawn tips'], [], [], ['withdrawn news']])
  assert.deepEqual(found.map((one) => one.refused.map((each) => [each.choice, each.rule])), [[], [[0, 'L2']], [], [[0, 'D1']]])
  assert.deepEqual(found.map((one) => one.problem?.field), [undefined, undefined, 'choices.0.purpose', undefined])
  const { rows } = await database.superuser('select count(*)::int as mails from message where kind = $1', ['receipt'])
  assert.ok((rows as { mails: number }[])[0]!.mails >= 2)
})

test('whoever is held by somebody else comes after the others: a no all the same, a yes is to be sent again', async () => {
  const [free, held, alsoHeld] = [await customer(database, 'fri@example.org'), await customer(database, 'upptagen@example.org'), await customer(database, 'ocksa@example.org')]
  const sender = new pg.Client(database.connection)
  await sender.connect()
  await sender.query('begin')
  await sender.query('select from person where person_id = any ($1::uuid[]) for share', [[held.personId, alsoHeld.personId]])
  try {
    const found = await results([{ person: held.personId, choices: [NO] }, { person: alsoHeld.personId, choices: [YES] }, { person: free.personId, choices: [NO] }])
    assert.deepEqual(found.map((one) => [one.recorded.length, one.inFlight, one.problem?.title ?? null]), [[0, true, null], [0, false, 'Unavailable for now'], [1, false, null]])
  } finally {
    await sender.query('rollback')
    await sender.end()
  }
})

test('a thousand at once are recorded; one more, or somebody twice, is refused before anything is', async () => {
  const many = Array.from({ length: 1_000 }, (): Registration => ({ country: 'SE', values: {}, contactPoints: [], identifiers: [], grounds: [{ purpose: 'contract', basis: 'contract' }] }))
  const { personIds } = await database.write((tx) => registerPeople(tx, INDEX_KEY, many, ORIGIN))
  const people = personIds.map((person) => ({ person, choices: [{ ...NO, evidence: { kind: 'api' as const, text: 'list' } }] }))
  for (const [wish, field] of [[[...people, { ...people[0]!, person: NOBODY }], 'people'], [[people[0]!, people[1]!, people[0]!], 'people.2.person'], [[], 'people']] as const) {
    const answer = await record([...wish])
    assert.deepEqual([answer.status, (await bodyOf<ProblemDetails>(answer)).field], [400, field])
  }
  assert.deepEqual((await database.superuser("select from ledger_entry where evidence ->> 'text' = 'list'")).rowCount, 0)
  const found = await results(people)
  assert.equal(found.filter((one) => one.recorded.length === 1).length, 1_000)
})

test('a key records for whom it sees; the rest are as if unknown, beside those it may', async () => {
  const { key } = await bodyOf<IssuedApiKey>(browser('POST', '/api/v1/api-keys', { name: 'till', purposes: ['service'] }))
  const unseen = await customer(database, 'osedd@example.org')
  const seen = await customer(database, 'sedd@example.org', { grounds: [{ purpose: 'service', basis: 'contract' }] })
  const answer = await app.request('/api/v1/choices', {
    method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ people: [NOBODY, unseen.personId, seen.personId].map((person) => ({ person, choices: [{ kind: 'withdrawn', purpose: 'service', channel: 'email', evidence: { kind: 'api', text: 'x' } }] })) }),
  })
  const [unknown, hidden, own] = (await bodyOf<ManyRecorded>(answer)).results
  assert.deepEqual({ ...hidden, person: NOBODY }, unknown)
  assert.equal(unknown?.problem?.title !== undefined, true)
  assert.equal(own?.problem, null)
})
