import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'node:test'
import pg from 'pg'
import { recordChoices } from '../../src/consent/record-choices.ts'
import type { DecisionMemory } from '../../src/decisions/decision-memory.ts'
import type { Question } from '../../src/decisions/question.ts'
import { noteChange } from '../../src/people/note-change.ts'
import { newId, type PersonId } from '../../src/values/ids.ts'
import { daysLater } from '../../src/values/moment.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { openCopy } from '../memory.ts'
import { choiceOf, subscribers, type Reader } from '../post-office.ts'
import { installed } from '../register.ts'

const NEWS: Question = { purpose: 'news', channel: 'email', use: 'send' }
const LONG = process.env['TILLIT_LONG'] !== undefined
/** What is promised, where nothing else runs beside. */
const EFFECT_MS = LONG ? 50 : 500
const journal = { journal: async () => {} }

async function company(people: number): Promise<{ database: TestDatabase; readers: Reader[] }> {
  const database = await testDatabase()
  await installed(database)
  return { database, readers: await subscribers(database, journal, people) }
}

const sayNo = (database: TestDatabase, reader: Reader) => database.write((tx) => recordChoices(tx, journal, [choiceOf(reader, { kind: 'withdrawn' })]))

/** `yes`, the rule of a no, or `ask-database`. */
function answered(memory: DecisionMemory, personId: PersonId): string {
  const answer = memory.answer(personId, NEWS)
  return answer === 'ask-database' ? answer : answer.allowed ? 'yes' : answer.rule
}

test('a no that was acknowledged is obeyed by another copy at once, and by each of its next thousand answers', async (t) => {
  const { database, readers } = await company(LONG ? 1_000 : 60)
  const other = await openCopy(database)
  await other.catchUp()
  const took: number[] = []
  for (const reader of readers) {
    await other.memory.follow()
    assert.equal(answered(other.memory, reader.personId), 'yes')
    await sayNo(database, reader)
    const acknowledged = performance.now()
    while (answered(other.memory, reader.personId) === 'yes') {
      assert.ok(performance.now() - acknowledged < 1_000, 'the no is not heard of')
      await new Promise((turn) => setImmediate(turn))
    }
    took.push(performance.now() - acknowledged)
    for (let more = 0; more < 1_000; more++) assert.notEqual(answered(other.memory, reader.personId), 'yes')
    while (await other.memory.work());
    assert.equal(answered(other.memory, reader.personId), 'D10a')
  }
  took.sort((a, b) => a - b)
  const p99 = took[Math.floor(0.99 * took.length)]!
  t.diagnostic(`${readers.length} noes (catalogue: 1000), until the other copy obeyed: median ${took[Math.floor(took.length / 2)]!.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`)
  assert.ok(p99 <= EFFECT_MS, `${p99} ms`)
})

test('whoever says no is answered by it in the same copy from then on, whatever becomes of the message', async () => {
  const { database, readers } = await company(20)
  const same = await openCopy(database, { sameCopy: true })
  await same.catchUp()
  for (const reader of readers) {
    await same.memory.follow()
    assert.equal(answered(same.memory, reader.personId), 'yes')
    await sayNo(database, reader)
    // Not a turn of the program later.
    assert.equal(answered(same.memory, reader.personId), 'ask-database')
  }
  await same.catchUp()
  for (const reader of readers) assert.equal(answered(same.memory, reader.personId), 'D10a')
})

test('a listener that is cut off answers nothing from memory until it has read what it missed', async () => {
  const { database, readers: [erik, nina] } = await company(2)
  const { rows: ours } = await database.superuser('select pid from pg_stat_activity where datname = current_database()')
  const other = await openCopy(database)
  await other.catchUp()
  assert.equal(answered(other.memory, erik!.personId), 'yes')
  // Those of the other copy alone: whoever says no here does so on a connection that lives.
  await database.superuser('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> all($1)', [(ours as { pid: number }[]).map(({ pid }) => pid)])
  await sayNo(database, erik!)
  for (let waited = 0; answered(other.memory, nina!.personId) === 'yes' && waited < 200; waited++) await sleep(5)
  assert.equal(answered(other.memory, erik!.personId), 'ask-database')
  assert.equal(answered(other.memory, nina!.personId), 'ask-database')
  await other.memory.follow().catch(() => other.memory.follow())
  assert.notEqual(answered(other.memory, erik!.personId), 'yes')
  assert.equal(answered(other.memory, nina!.personId), 'yes')
  while (await other.memory.work());
  assert.equal(answered(other.memory, erik!.personId), 'D10a')
})

test('with the database away every answer becomes no after two seconds, and says that nothing is known', async () => {
  const { database, readers: [erik] } = await company(1)
  const clock = { ticks: 0 }
  const other = await openCopy(database, { ticks: () => clock.ticks })
  await other.catchUp()
  assert.equal(answered(other.memory, erik!.personId), 'yes')
  await withoutConnections(database, async () => {
    await assert.rejects(other.memory.follow())
    assert.equal(answered(other.memory, erik!.personId), 'ask-database')
    clock.ticks = 2_001
    assert.equal(answered(other.memory, erik!.personId), 'D1a')
    await assert.rejects(other.memory.follow())
    assert.equal(answered(other.memory, erik!.personId), 'D1a')
  })
  await other.memory.follow()
  assert.equal(answered(other.memory, erik!.personId), 'yes')
})

test('a memory that nobody lets read on answers no, though its connection lives', async () => {
  const { database, readers: [erik] } = await company(1)
  const clock = { ticks: 0 }
  const other = await openCopy(database, { ticks: () => clock.ticks })
  await other.catchUp()
  clock.ticks = 2_000
  assert.equal(answered(other.memory, erik!.personId), 'yes')
  clock.ticks = 2_001
  assert.equal(answered(other.memory, erik!.personId), 'D1a')
})

test('more changes than can be read at once, and nobody to place them: the database answers until they have been read', async () => {
  const { database, readers: [erik, nina] } = await company(2)
  const other = await openCopy(database)
  await other.catchUp()
  const crowd = Array.from({ length: 12_000 }, () => newId<PersonId>(database.now))
  await database.write(async (tx) => noteChange(tx, crowd))
  await sayNo(database, erik!)
  await other.memory.follow()
  assert.equal(answered(other.memory, erik!.personId), 'ask-database')
  assert.equal(answered(other.memory, nina!.personId), 'ask-database')
  while (await other.keeper.place());
  await other.memory.follow()
  assert.equal(answered(other.memory, nina!.personId), 'yes')
  while (await other.memory.work());
  await other.memory.follow()
  assert.equal(answered(other.memory, erik!.personId), 'D10a')
  // A log that was cleared away before it was read says that nothing is known any more.
  await database.superuser('delete from person_change')
  await database.superuser("update number_series set next = next + 5 where series = 'person_change'")
  await other.memory.follow()
  assert.equal(answered(other.memory, nina!.personId), 'ask-database')
  await other.catchUp()
  assert.equal(answered(other.memory, nina!.personId), 'yes')
})

test('what another program or another catalogue stored is not read, and what was stored stays right without its keeper', async () => {
  const { database, readers: [erik, nina] } = await company(2)
  const first = await openCopy(database)
  while (await first.keeper.place());
  await first.catchUp()
  while (await first.keeper.store());
  await first.close()
  await sayNo(database, erik!)
  const same = await openCopy(database)
  assert.notEqual(answered(same.memory, erik!.personId), 'yes', 'the no came after the last storing')
  assert.equal(answered(same.memory, nina!.personId), 'yes')
  const newer = await openCopy(database, { version: 'newer' })
  assert.equal(answered(newer.memory, nina!.personId), 'ask-database')
  await newer.catchUp()
  assert.deepEqual([answered(newer.memory, erik!.personId), answered(newer.memory, nina!.personId)], ['D10a', 'yes'])
})

test('a clock that is set back gives no answer from memory', async () => {
  const { database, readers: [erik] } = await company(1)
  const other = await openCopy(database)
  await other.catchUp()
  const moment = database.now
  database.now = daysLater(moment, -1)
  assert.equal(answered(other.memory, erik!.personId), 'ask-database')
  database.now = moment
  assert.equal(answered(other.memory, erik!.personId), 'yes')
})

/** Nobody may connect meanwhile, and whoever was connected is not. */
async function withoutConnections(database: TestDatabase, act: () => Promise<void>): Promise<void> {
  const { host, port, user, database: name } = database.connection
  const owner = new pg.Client({ host, user, database: 'postgres', ...(port === undefined ? {} : { port }) })
  owner.on('error', () => {})
  await owner.connect()
  try {
    await owner.query(`alter database ${name} allow_connections false`)
    await owner.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
    await act()
  } finally {
    await owner.query(`alter database ${name} allow_connections true`)
    await owner.end()
  }
}

test('a memory that is closed while it reads leaves no connection behind', async () => {
  const { database } = await company(1)
  const connections = async () => (await database.superuser('select from pg_stat_activity where datname = current_database()')).rowCount!
  const before = await connections()
  for (let turns = 0; turns < 12; turns++) {
    const other = await openCopy(database)
    const following = other.memory.follow()
    for (let turn = 0; turn < turns; turn++) await new Promise((next) => setImmediate(next))
    await other.memory.close()
    await following
    await other.memory.follow()
    await other.close()
  }
  let left = await connections()
  for (let patience = 100; left > before && patience > 0; patience--) {
    await sleep(20)
    left = await connections()
  }
  assert.equal(left, before)
})
