// BK-07: what an earlier program wrote is brought up to date, killed on the way, beside others at work.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { before, test } from 'node:test'
import pg from 'pg'
import { Register } from '../../bench/fill-register.ts'
import { decideFor } from '../../src/decisions/decide-for.ts'
import { verifyLedger } from '../../src/ledger/verify-ledger.ts'
import { migrate, migrations } from '../../src/plumbing/migrate.ts'
import { sqlState } from '../../src/plumbing/database.ts'
import { describeSchema } from '../../src/plumbing/schema.sql.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { emptyDatabase } from '../backing-up.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { testKeeper } from '../post-office.ts'
import { becomeEarlier, columnsOf, digests, earlierSchemas, type Earlier } from '../upgrades/earlier-schema.ts'

const LONG = process.env['TILLIT_LONG'] !== undefined
const PEOPLE = LONG ? Number(process.env['TILLIT_PEOPLE'] ?? 1_000_000) : 0
const KILLS = LONG ? 20 : 5
/** A kill falls somewhere within so many milliseconds of the beginning, or of the next migration that is applied. */
const KILLED_WITHIN_MS = { begun: 25, applied: 8 }
const UNDEFINED_COLUMN = '42703'
/** Longest that anybody else may wait for a table. */
const LOCK_MS = 2_000

let fresh: TestDatabase
before(async () => {
  fresh = await testDatabase()
})

const names = migrations().map(({ name }) => name)

for (const earlier of earlierSchemas()) {
  const later = names.filter((name) => !earlier.migrations.has(name))

  test(`a migration that was applied by a program of before (${earlier.schema}) has not been changed since`, () => {
    const now = new Map(migrations().map(({ name, checksum }) => [name, checksum]))
    assert.ok(earlier.migrations.size > 15 && later.length > 5)
    for (const [name, checksum] of earlier.migrations) assert.equal(now.get(name), checksum, name)
  })

  test(`BK-07: from ${earlier.schema} to now with ${KILLS} kills on the way: nothing is lost, and others go on`, async (t) => {
    const database = await emptyDatabase(fresh)
    await becomeEarlier(database, earlier)
    if (PEOPLE > 0) await grow(database, PEOPLE)
    const columns = await columnsOf(database)
    const [rows, people] = [await digests(database, columns), await somePeople(database)]
    const beside = watch(database, people)
    const kills: Kill[] = []
    const begin = performance.now()
    for (let kill = 0; kill < KILLS; kill++) kills.push(await killOne(database, kill % 3 === 1 ? 'applied' : 'begun'))
    const rest = await migrate(database.connection)
    const took = performance.now() - begin
    const [found, landed] = [await beside.stop(), kills.filter((one) => one.landed)]

    assert.deepEqual((await database.superuser('select name from migration order by name')).rows.map(({ name }) => name), names)
    assert.deepEqual(await digests(database, columns), rows, 'every row of before is as it was')
    assert.equal(await describeSchema(database.connection), await describeSchema(fresh.connection), 'the schema is the one of a new start')
    if (PEOPLE === 0) await verifies(database, earlier)
    t.diagnostic(`${people.length > 0 ? rows['person']!.split(' ')[0] : 0} people (catalogue: 1,000,000), ${later.length} migrations, ${KILLS} kills (catalogue: 20), ${landed.length} before it was done, when there were ${landed.map((one) => one.applied - earlier.migrations.size).join(', ')}, ${rest.length} left for the end, ${(took / 1000).toFixed(1)} s in all; ` +
      `beside it ${found.decided} decisions, longest ${found.longestDecision.toFixed(0)} ms, and ${found.written} writes, longest ${found.longestWrite.toFixed(0)} ms; refused: ${found.refused.length}`)
    assert.ok(landed.length >= KILLS / 2 && landed.at(-1)!.applied > earlier.migrations.size, 'what was applied before a kill stands')
    assert.deepEqual(found.refused, [], 'decisions are answered throughout')
    assert.ok(found.decided > 3 && found.written > 3)
    assert.ok(Math.max(found.longestDecision, found.longestWrite) <= LOCK_MS)
  })
}

test('a migration that has to wait for a table lets others pass, and goes on when it is free', async () => {
  const [earlier] = earlierSchemas()
  const database = await emptyDatabase(fresh)
  await becomeEarlier(database, earlier!)
  const report = new pg.Client(database.connection)
  await report.connect()
  await report.query('begin')
  await report.query('select count(*) from message')
  const migrating = migrate(database.connection)
  let longest = 0
  for (const end = performance.now() + 2_500; performance.now() < end; await sleep(20)) {
    const began = performance.now()
    await database.superuser('select count(*) from message')
    longest = Math.max(longest, performance.now() - began)
  }
  assert.ok(Number((await database.superuser('select count(*) as n from migration')).rows[0].n) < names.length, 'it waits')
  await report.query('commit')
  await report.end()
  await migrating
  assert.ok(longest < 1_500, `${longest} ms behind a migration that waits`)
})

test('BK-07: a database that a newer program has brought up to date is refused, untouched', async () => {
  const database = await emptyDatabase(fresh)
  await migrate(database.connection)
  await database.superuser("insert into migration values ('9000_later.sql', 'x', now())")
  await assert.rejects(migrate(database.connection), /migrated by a newer program \(9000_later\.sql\)/)
})

interface Kill {
  /** It fell before everything was done. */
  landed: boolean
  /** How many migrations there are since. */
  applied: number
}

/** Brings it up to date in a process of its own and kills that soon after it has begun, or has applied one more. */
async function killOne(database: TestDatabase, after: keyof typeof KILLED_WITHIN_MS): Promise<Kill> {
  const count = async (): Promise<number> => (await database.superuser('select count(*)::int as n from migration')).rows[0].n
  const sofar = await count()
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'dying-migration.ts'), JSON.stringify(database.connection)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  await Promise.race([once(child.stdout, 'data'), ended])
  if (after === 'applied') while (child.exitCode === null && (await count()) === sofar) await sleep(1)
  await sleep(Math.random() * KILLED_WITHIN_MS[after])
  child.kill('SIGKILL')
  await ended
  // What it sent last may still be carried out.
  await sleep(20)
  return { landed: child.signalCode === 'SIGKILL', applied: await count() }
}

/** Decides and writes as a program does that runs on, and notes how long each had to wait. */
function watch(database: TestDatabase, people: readonly PersonId[]) {
  const over = new AbortController()
  const found = { decided: 0, written: 0, longestDecision: 0, longestWrite: 0, refused: [] as string[] }
  const timed = async (act: () => Promise<unknown>): Promise<number> => {
    const began = performance.now()
    await act()
    return performance.now() - began
  }
  const deciding = async (): Promise<void> => {
    for (let turn = 0; !over.signal.aborted; turn++, await sleep(5)) {
      const personId = people[turn % people.length]!
      // Before its columns are there the program of today cannot ask: then what the program of before reads is read.
      const decide = () => database.read((tx) => decideFor(tx, [personId], [{ purpose: 'news', channel: 'email', use: 'send' }])).catch((error: unknown) => {
        if (sqlState(error) !== UNDEFINED_COLUMN) throw error
        return database.superuser(`
          select from person p left join standing s using (person_id) left join person_standing using (person_id) left join ground g using (person_id) left join contact_point c using (person_id)
          left join restriction r using (person_id) left join value_block b using (person_id) where p.person_id = '${personId}'`)
      })
      try {
        found.longestDecision = Math.max(found.longestDecision, await timed(decide))
        found.decided++
      } catch (error) {
        found.refused.push(String(error))
      }
    }
  }
  const writing = async (): Promise<void> => {
    for (let turn = 0; !over.signal.aborted; turn++, await sleep(5)) {
      const personId = people[turn % people.length]!
      found.longestWrite = Math.max(found.longestWrite, await timed(() => database.superuser(`
        begin; select from person where person_id = '${personId}' for update; update message set state = state where person_id = '${personId}';
        update profile set city = city where person_id = '${personId}'; update import_row set row_no = row_no where person_id = '${personId}'; commit`)))
      found.written++
    }
  }
  const work = Promise.all([deciding(), writing()])
  return { stop: async () => { over.abort(); await work; return found } }
}

async function somePeople(database: TestDatabase): Promise<PersonId[]> {
  const { rows } = await database.superuser('select person_id from message order by md5(person_id::text) limit 50')
  return rows.map((row: { person_id: PersonId }) => row.person_id)
}

async function verifies(database: TestDatabase, earlier: Earlier): Promise<void> {
  const { rows } = await database.superuser('select signed_note as note from ledger_head order by size desc limit 1')
  const report = await database.read((tx) => verifyLedger(tx, { key: earlier.key, heads: [], checkpoints: [rows[0].note] }))
  assert.equal(report.finding, undefined)
  assert.ok(report.leaves > 20)
}

/** So many people more, each with a message and a row of an import, as large tables are what a migration takes its time for. */
async function grow(database: TestDatabase, people: number): Promise<void> {
  // The register makes a ledger of its own.
  await database.superuser('truncate ledger_entry, ledger_leaf, ledger_place, ledger_head')
  const register = await Register.open(database.connection, await testKeeper(database.now), database.now, { size: 1_000 })
  await register.growTo(1_000 + people)
  await register.close()
  await database.superuser(`
    insert into message (person_id, mailing_id, kind, state, language, rule, queued_at, finished_at)
    select p.person_id, (select mailing_id from mailing limit 1), 'mailing', 'left-out', 'sv', 'D4m', p.created_at, p.created_at from person p where p.person_no > 1000`)
  await database.superuser(`
    insert into import_row (import_id, rehearsal, row_no, outcome, person_id, reasons)
    select (select import_id from import limit 1), false, 1000 + p.person_no, 'new', p.person_id, '[]' from person p where p.person_no > 1000`)
  await database.superuser('vacuum analyze')
}
