// ER-06, CS-08: erasures beside imports of the same people and a mailing to them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { erasePeople } from '../../src/erasure/erase-people.ts'
import { recordPeople } from '../../src/imports/record-people.ts'
import { Database } from '../../src/plumbing/database.ts'
import { testDatabase } from '../database.ts'
import { mailSink } from '../mail-sink.ts'
import { NEWS, sendAll, sendingTo, started, subscribers, testKeeper } from '../post-office.ts'
import { INDEX_KEY, installed } from '../register.ts'
import type { Keeper } from '../../src/keeper/keeper.ts'

const LONG = process.env['TILLIT_LONG'] !== undefined
const PEOPLE = LONG ? 2_000 : 150
/** The catalogue's limit holds where the test has the machine to itself. */
const LOCKED_MS = LONG ? 1_000 : 5_000

test(`ER-06: erasures beside imports of the same people and sends to them: nobody comes back silently, nothing is sent after the acknowledgement (n = ${PEOPLE}, the catalogue asks for 2,000)`, async (t) => {
  const database = await testDatabase()
  await installed(database)
  const keeper = await testKeeper(database.now)
  keeper.keys.identifierIndex = INDEX_KEY
  const sink = await mailSink(() => 2 + Math.random() * 8)
  const all = await subscribers(database, keeper, PEOPLE, (index) => ({
    address: `reader${index}@example.org`, identifiers: [{ kind: 'email', canonical: `reader${index}@example.org` }], grounds: [{ purpose: 'prospects', basis: 'contract' }],
  }))
  await started(database, NEWS)
  const elsewhere = new Database({ connection: database.connection, clock: () => database.now, poolSize: 6 })
  const acknowledged = new Map<string, number>()
  const took: number[] = []
  const reasons: (string | null)[] = []
  const outcomes = new Map<string, number>()

  const erasing = async (own: typeof all): Promise<void> => {
    for (let at = 0; at < own.length; at += 5) {
      const some = own.slice(at, at + 5)
      const began = performance.now()
      await elsewhere.write((tx) => erasePeople(tx, keeper, some.map(({ personId }) => ({ personId, why: 'asked' }))))
      took.push(performance.now() - began)
      for (const { address } of some) acknowledged.set(address, performance.now())
      await sleep(Math.random() * 20)
    }
  }
  const importing = async (own: typeof all): Promise<void> => {
    for (let at = 0; at < own.length; at += 10) {
      const results = await elsewhere.write((tx) => recordPeople(tx, keeper as Keeper, {
        source: 'shop', collected: 'self', purposes: ['prospects'], ground: 'contract', capacity: 'consumer',
        people: own.slice(at, at + 10).map(({ address }, index) => ({ values: { given_name: `Läsare ${all.findIndex((one) => one.address === address)}`, title: `T${index}` }, contactPoints: [{ kind: 'email' as const, value: address.toUpperCase() }], country: 'SE' })),
      }, 'shop'))
      for (const one of results) outcomes.set(one.outcome, (outcomes.get(one.outcome) ?? 0) + 1)
      reasons.push(...results.filter((one) => one.outcome === 'held-back').map((one) => one.reasons.at(-1)?.rule ?? null))
      await sleep(Math.random() * 10)
    }
  }
  const shuffled = () => all.toSorted(() => Math.random() - 0.5)
  const half = shuffled()
  await Promise.all([
    sendAll(database, sendingTo(keeper, sink.url), { lanes: 3 }),
    erasing(half.slice(0, PEOPLE / 2)), erasing(half.slice(PEOPLE / 2)), importing(shuffled()), importing(shuffled()),
  ])
  await importing(shuffled())
  await elsewhere.close()

  const late = sink.mails.filter((mail) => mail.ended > (acknowledged.get(mail.to) ?? Infinity))
  const { rows: [left] } = await database.superuser("select count(*)::int as people, count(*) filter (where not exists (select from erasure e where e.person_id = p.person_id))::int as silently from person p")
  const before = new Set(all.map((one) => one.personId as string))
  const { rows: strangers } = await database.superuser('select person_id from person')
  t.diagnostic(`ER-06: ${acknowledged.size} erased, ${sink.mails.length} sent, ${late.length} sent after the acknowledgement, ${strangers.filter((row: { person_id: string }) => !before.has(row.person_id)).length} made anew, ` +
    `${left.people} left; imports: ${[...outcomes].map(([outcome, count]) => `${outcome} ${count}`).join(', ')}; longest erasure of five ${Math.max(...took).toFixed(0)} ms`)
  assert.deepEqual(late.map((mail) => mail.to), [])
  assert.deepEqual(strangers.filter((row: { person_id: string }) => !before.has(row.person_id)), [], 'nobody was made anew')
  assert.deepEqual(left, { people: 0, silently: 0 })
  assert.equal(acknowledged.size, PEOPLE)
  assert.ok(reasons.length > 0 && reasons.every((rule) => rule === 'E4'), JSON.stringify([...new Set(reasons)]))
  assert.ok(Math.max(...took) < LOCKED_MS, `${Math.max(...took)} ms`)
})
