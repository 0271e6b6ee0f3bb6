import assert from 'node:assert/strict'
import { test } from 'node:test'
import { selectPeopleList } from '../../src/people/people-list.sql.ts'
import { registerPeople } from '../../src/people/register-people.ts'
import { endGrounds } from '../../src/people/end-grounds.ts'
import { selectGrounds } from '../../src/people/grounds.sql.ts'
import { showPerson } from '../../src/rights/show-person.ts'
import { selectTimeline } from '../../src/rights/timeline.sql.ts'
import { monthsLater } from '../../src/values/moment.ts'
import { testDatabase } from '../database.ts'
import { customer, INDEX_KEY, installed, ORIGIN } from '../register.ts'

test('each value says why it is held, from where and until when', async () => {
  const database = await testDatabase()
  await installed(database)
  const anna = await customer(database, 'anna@example.org', { values: { given_name: 'Anna', family_name: 'Öberg', city: 'Göteborg' } })
  const view = await database.read((tx) => showPerson(tx, INDEX_KEY, anna.personId))
  assert.equal(view.name, 'Anna Öberg')
  for (const held of [...view.values, ...view.contactPoints]) {
    assert.deepEqual(held.grounds.map((ground) => ground.purpose), ['contract'])
    assert.deepEqual(held.until, { kind: 'event', waitsFor: 'contract-end' })
    assert.equal(held.provenance?.source, 'test')
  }
  assert.deepEqual(view.values.map((held) => held.field.key), ['city', 'family_name', 'given_name'])
})

test('when the contract ends its values are held as long as the retention rule says, and are not shown after, sweep or not', async () => {
  const database = await testDatabase()
  await installed(database)
  const anna = await customer(database, 'anna@example.org', { values: { given_name: 'Anna' } })
  await database.write(async (tx) => endGrounds(tx, await selectGrounds(tx, [anna.personId]), 'contract-end'))
  const end = monthsLater(database.now, 36, 'Europe/Stockholm')
  const after = await database.read((tx) => showPerson(tx, INDEX_KEY, anna.personId))
  assert.deepEqual(after.values.map((held) => [held.field.key, held.grounds.length, held.until]), [['given_name', 0, { kind: 'date', at: end }]])
  database.now = new Date(end.getTime() + 1)
  const gone = await database.read((tx) => showPerson(tx, INDEX_KEY, anna.personId))
  assert.deepEqual([gone.values, gone.contactPoints], [[], []])
})

test('people are listed in Nordic order, found by name without accents, by address and by purpose, page by page', async () => {
  const database = await testDatabase()
  await installed(database)
  const names = [['Åsa', 'Öberg'], ['Eva', 'Ärlig'], ['Kari', 'Ånes'], ['Per', 'Zetterström'], ['Ola', 'Aas']]
  await database.write((tx) => registerPeople(tx, INDEX_KEY, names.map(([given_name, family_name], index) => ({
    country: 'SE', values: { given_name: given_name!, family_name: family_name! }, identifiers: [],
    contactPoints: [{ kind: 'email' as const, value: `p${index}@example.org`, canonical: `p${index}@example.org` }],
    grounds: [{ purpose: index === 0 ? 'trial' : 'contract', basis: 'contract' as const }],
  })), ORIGIN))
  const list = (query: Parameters<typeof selectPeopleList>[1]) => database.read((tx) => selectPeopleList(tx, query))
  const all = await list({ limit: 10 })
  assert.deepEqual(all.people.map((one) => one.name), ['Ola Aas', 'Per Zetterström', 'Kari Ånes', 'Eva Ärlig', 'Åsa Öberg'])
  const first = await list({ limit: 2 })
  const last = first.people.at(-1)!
  const second = await list({ limit: 9, after: { sortKey: last.sortKey, personId: last.personId } })
  assert.deepEqual([...first.people, ...second.people].map((one) => one.name), all.people.map((one) => one.name))
  assert.equal(first.total, 5)
  assert.deepEqual((await list({ search: 'oberg asa', limit: 9 })).people.map((one) => one.name), ['Åsa Öberg'])
  assert.deepEqual((await list({ search: 'P3@example', limit: 9 })).people.map((one) => one.name), ['Per Zetterström'])
  assert.deepEqual((await list({ search: '100%', limit: 9 })).people, [])
  assert.deepEqual((await list({ purpose: 'trial', limit: 9 })).people.map((one) => one.name), ['Åsa Öberg'])
})

test('flags tell at a glance whom one must treat with care', async () => {
  const database = await testDatabase()
  await installed(database)
  const one = (more: object) => ({ country: 'SE', values: { given_name: 'X' }, contactPoints: [], identifiers: [], grounds: [{ purpose: 'membership', basis: 'contract' as const }], ...more })
  const shared = { contactPoints: [{ kind: 'email' as const, value: 'hem@example.org', canonical: 'hem@example.org' }], identifiers: [{ kind: 'email' as const, canonical: 'hem@example.org' }] }
  await database.write((tx) => registerPeople(tx, INDEX_KEY, [
    one({ values: { given_name: 'a', birth_date: '2016-05-01' }, ...shared }),
    one({ values: { given_name: 'b', city: 'Umeå' }, protectedIdentity: true, contactPoints: [{ kind: 'postal', value: 'Gatan 1', canonical: 'gatan 1' }] }),
    one({ values: { given_name: 'c' }, capacity: 'sole-trader', ...shared }),
    one({ values: { given_name: 'd' }, deceasedAt: '2026-01-01' }),
  ], ORIGIN))
  const { people } = await database.read((tx) => selectPeopleList(tx, { limit: 9 }))
  assert.deepEqual(people.map((person) => person.flags), [
    ['child', 'shared-address'], ['protected-identity', 'paper-only'], ['sole-trader', 'shared-address'], ['deceased'],
  ])
  assert.deepEqual([people[1]!.city, people[1]!.contactPoints], [null, []], 'a protected address is not in lists')
})

test('the timeline tells newest first and pages without gaps', async () => {
  const database = await testDatabase()
  await installed(database)
  const anna = await customer(database, 'anna@example.org', { values: { given_name: 'Anna' } })
  database.now = new Date(database.now.getTime() + 60_000)
  await database.write(async (tx) => endGrounds(tx, await selectGrounds(tx, [anna.personId]), 'contract-end'))
  const all = await database.read((tx) => selectTimeline(tx, anna.personId, { limit: 10 }))
  assert.deepEqual(all.map((event) => event.type), ['ground', 'provenance'])
  const [first] = await database.read((tx) => selectTimeline(tx, anna.personId, { limit: 1 }))
  assert.deepEqual(await database.read((tx) => selectTimeline(tx, anna.personId, { limit: 9, before: { at: first!.at, key: first!.key } })), all.slice(1))
})
