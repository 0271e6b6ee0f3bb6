import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { PERSONAL_TABLES } from '../../src/law/data-map.ts'
import { examineTraces } from '../../src/plumbing/examine-traces.ts'
import { markForScrub } from '../../src/plumbing/mark-for-scrub.ts'
import { LOCK_MS, SCRUB_WINDOW_HOURS, scrub } from '../../src/plumbing/scrub.ts'
import { readScrubState, readTraces } from '../../src/plumbing/traces.sql.ts'
import { counted } from '../counted.ts'
import { customer, installed } from '../register.ts'
import { testDatabase, type TestDatabase } from '../database.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const TABLES = Object.keys(PERSONAL_TABLES)

let database: TestDatabase
before(async () => {
  database = await testDatabase()
  await installed(database)
})

const later = (ms: number) => { database.now = new Date(database.now.getTime() + ms) }
const step = async (more: Partial<Parameters<typeof scrub>[1]> = {}) => {
  await counted(database)
  await scrub(database, { tables: TABLES, declaredDays: undefined, ...more })
}
/** Until the round has ended: a table that the server itself is just tidying is in use, and tried again after a minute. */
const finish = async (more: Partial<Parameters<typeof scrub>[1]> = {}) => {
  await step(more)
  for (let tries = 0; (await state()).running !== null; tries++) {
    assert.ok(tries < 20, JSON.stringify((await state()).running))
    await setTimeout(250)
    later(2 * MINUTE)
    await step(more)
  }
}
const state = () => database.read(readScrubState)
const traces = (at: Date) => database.read((tx) => readTraces(tx, at))

/** Deletes somebody the short way, with the mark that goes with it. */
async function forget(email: string): Promise<Date> {
  const { personId } = await customer(database, email)
  await database.superuser('delete from person where person_id = $1', [personId])
  return database.write(async (tx) => {
    await markForScrub(tx, ['person', 'profile', 'contact_point', 'person'])
    return tx.now
  })
}

/** The number of the file in which a table or part lies. */
async function fileOf(relation: string): Promise<number> {
  return Number((await database.superuser('select pg_relation_filenode($1::regclass) as file', [relation])).rows[0]!.file)
}

test('E2: what was deleted waits, is rewritten part by part under locks of a second at most, and is then told as gone, computed', async (t) => {
  const at = await forget('ada@example.org')
  assert.deepEqual(await traces(at), { state: 'waiting', rewrittenAt: null, goneAt: null, how: null, dueAt: new Date(at.getTime() + SCRUB_WINDOW_HOURS * HOUR) })
  await step()
  assert.equal((await state()).running, null, 'erasures of one afternoon share a round')
  later(6 * HOUR)
  const parts = ['person', ...Array.from({ length: 16 }, (_, part) => `contact_point_p${String(part).padStart(2, '0')}`)]
  const filesBefore = await Promise.all(parts.map(fileOf))
  const began = database.now
  await finish()
  const { last, marks } = await state()
  assert.equal(marks, 0)
  assert.deepEqual([last?.how, new Date(last!.beganAt)], ['seen', began])
  assert.ok(last!.longestLockMs <= LOCK_MS + 50, `${last!.longestLockMs} ms`)
  const filesAfter = await Promise.all(parts.map(fileOf))
  assert.notEqual(filesAfter[0], filesBefore[0], 'a table without parts is rewritten too')
  assert.equal(filesAfter.filter((file, index) => file !== filesBefore[index]).length, 2, 'of a table with parts, that in which something was written')
  assert.deepEqual(await traces(at), { state: 'gone', rewrittenAt: database.now, goneAt: database.now, how: 'seen', dueAt: new Date(at.getTime() + SCRUB_WINDOW_HOURS * HOUR) })
  t.diagnostic(`${last!.files} files, longest lock ${last!.longestLockMs} ms`)
})

test('E2: nothing is told as gone while somebody still sees it, a table is in use, or the round began before', async () => {
  const at = await forget('bo@example.org')
  later(6 * HOUR)
  const reader = new pg.Client({ ...database.connection })
  await reader.connect()
  await reader.query('begin isolation level repeatable read')
  await reader.query('select count(*) from person')
  const second = await forget('cecilia@example.org')
  later(2 * MINUTE)
  await step()
  const waiting = (await state()).running
  assert.ok(waiting!.faults.length > 0 && waiting!.faults.every((one) => one.fault === 'seen'), JSON.stringify(waiting))
  assert.equal((await traces(at)).state, 'waiting')
  await reader.query('commit')

  // Now a table is in use, and whoever comes after the scrub is not kept waiting behind it.
  await reader.query('begin')
  await reader.query('lock table person in share mode')
  later(2 * MINUTE)
  await step()
  const held = (await state()).running!.faults
  assert.ok(held.some(({ relation, fault }) => relation === 'person' && fault === 'busy'), JSON.stringify(held))
  const third = await forgetLater('dag@example.org', () => reader.query('commit'))
  await reader.end()
  await step()
  assert.equal((await state()).running?.left, held.length, 'not before a minute is over')
  later(2 * MINUTE)
  await finish()
  assert.deepEqual([(await traces(at)).state, (await traces(second)).state, (await traces(third)).state], ['gone', 'gone', 'waiting'])
  later(25 * HOUR)
  assert.equal((await traces(third)).state, 'late', 'what is not gone in time is told')
  await finish()
  assert.equal((await traces(third)).state, 'gone')
})

async function forgetLater(email: string, first: () => Promise<unknown>): Promise<Date> {
  later(1)
  await first()
  return forget(email)
}

test('E2: what ends by itself, without a mark, is taken along within the day', async () => {
  await finish({ atOnce: true })
  const { personId } = await customer(database, 'eva@example.org')
  await database.superuser("update profile set city = 'elsewhere' where person_id = $1", [personId])
  await database.superuser("insert into saved_view select gen_random_uuid(), 'people', 'x', false, '{}', '[]', 'canary', '[]', gen_random_uuid(), now(), now()")
  const there = await fileOf('saved_view')
  later(17 * HOUR)
  await step()
  assert.equal(await fileOf('saved_view'), there)
  later(2 * HOUR)
  await finish()
  assert.notEqual(await fileOf('saved_view'), there)
  const untouched = await fileOf('saved_view')
  await finish({ atOnce: true })
  assert.equal(await fileOf('saved_view'), untouched, 'a file in which nothing was written is left alone')
})

test('E2: several copies scrub one at a time', async () => {
  await forget('fia@example.org')
  later(6 * HOUR)
  const began = database.now
  await Promise.all([step(), step(), step()])
  const { rows } = await database.superuser('select count(*)::int as rounds from scrub_round where began_at = $1', [began])
  assert.deepEqual(rows, [{ rounds: 1 }])
  await finish()
})

test('E2: statistics keep no value of the deleted, of an emptied table neither', async () => {
  await database.superuser("insert into saved_view select gen_random_uuid(), 'people', 'Zq7canary', false, '{}', '[]', 'Zq7canary', '[]', gen_random_uuid(), now(), now() from generate_series(1, 300)")
  await database.superuser('analyze saved_view')
  const known = async () => Number((await database.superuser("select count(*) as n from pg_stats where most_common_vals::text like '%Zq7canary%'")).rows[0]!.n)
  assert.ok((await known()) > 0)
  await database.superuser('delete from saved_view')
  await database.superuser('vacuum analyze saved_view')
  assert.ok((await known()) > 0, 'vacuuming is no proof')
  await finish({ atOnce: true })
  assert.equal(await known(), 0)
})

test('E2: where the log is kept elsewhere too, what the operator declares is told as declared, and nothing where nobody did', async () => {
  await database.superuser("select pg_create_physical_replication_slot('elsewhere')")
  const at = await forget('gun@example.org')
  later(2 * MINUTE)
  await finish({ atOnce: true, declaredDays: 14 })
  const declared = await traces(at)
  assert.deepEqual([declared.state, declared.how, declared.goneAt], ['waiting', 'declared', new Date(database.now.getTime() + 14 * 24 * HOUR)])
  const second = await forget('hans@example.org')
  later(2 * MINUTE)
  await finish({ atOnce: true })
  assert.deepEqual([(await traces(second)).state, (await traces(second)).how], ['unknown', 'unknown'])
  later(15 * 24 * HOUR)
  assert.equal((await traces(at)).state, 'gone')
  await database.superuser("select pg_drop_replication_slot('elsewhere')")
})

test('E2: a login that does not own the server rewrites what it may, and says what it may not', async () => {
  await database.superuser("do $$ begin if not exists (select from pg_roles where rolname = 'stranger') then create role stranger login in role tillit_app, tillit_reader; end if; end $$")
  const at = await forget('ida@example.org')
  later(2 * MINUTE)
  const stranger = database.withClock(database.clock)
  Object.defineProperty(stranger, 'pool', { value: { ...database.pool, options: { ...database.pool.options, ...database.connection, user: 'stranger' } } })
  await counted(database)
  await scrub(stranger, { tables: TABLES, declaredDays: 30, atOnce: true })
  const { running } = await state()
  assert.ok(running!.faults.length > 0 && running!.faults.every((one) => one.fault === 'not-allowed'), JSON.stringify(running))
  assert.equal((await traces(at)).state, 'waiting')
  later(2 * MINUTE)
  await finish()
  assert.equal((await traces(at)).state, 'gone')
})

test('E2: what the login may do is asked of the login, not of the role that it reads with', async () => {
  const found = await database.read((tx) => examineTraces(tx, undefined))
  assert.deepEqual(found.map(({ check, ok }) => [check, ok]), [['traces-tables', true], ['traces-statistics', true], ['traces-log', true], ['scrub', true]])
})
