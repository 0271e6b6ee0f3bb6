import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { LedgerTree } from '../../src/ledger/ledger-tree.ts'
import { Sequencer } from '../../src/ledger/sequencer.ts'
import { verifyLedger } from '../../src/ledger/verify-ledger.ts'
import { registerPeople } from '../../src/people/register-people.ts'
import { selectContactPoints } from '../../src/people/values.sql.ts'
import { Database } from '../../src/plumbing/database.ts'
import type { DyingWriter } from '../dying-writer.ts'
import { testDatabase } from '../database.ts'
import { testHouse } from '../house.ts'
import { INDEX_KEY, installed, ORIGIN } from '../register.ts'

const LONG = process.env['TILLIT_LONG'] !== undefined
/** LG-05: 64 writers, 200,000 entries, 20 kills. */
const ENTRIES = LONG ? 200_000 : 2_000
const KILLS = LONG ? 20 : 3
const PROCESSES = 4
const WRITERS_EACH = 16
const PEOPLE = 1_000
const SEQUENCED_WITHIN_MS = 60_000

test(`LG-05: ${PROCESSES * WRITERS_EACH} writers, ${ENTRIES} entries, ${KILLS} kills: every place is taken once, by the entry it was promised to`, async (t) => {
  const database = await testDatabase()
  database.madeUp = 'evidence that tells which writer it was'
  await installed(database)
  const house = await testHouse(database)
  const people = await database.write(async (tx) => {
    const emails = Array.from({ length: PEOPLE }, (_, n) => `skriver-${n}@example.org`)
    const { personIds } = await registerPeople(tx, INDEX_KEY, emails.map((email) => ({
      country: 'SE', values: {}, contactPoints: [{ kind: 'email', value: email, canonical: email }], identifiers: [], grounds: [{ purpose: 'contract', basis: 'contract' }],
    })), ORIGIN)
    return (await selectContactPoints(tx, personIds)).map(({ personId, contactPointId }) => ({ personId, contactPointId }))
  })
  const told: DyingWriter = { connection: database.connection, keeperUrl: house.settings.keeperUrl, keyName: house.settings.ledgerName, people, writers: WRITERS_EACH }
  const acknowledged = new Map<string, string>()
  const complaints: string[] = []
  const start = (): ChildProcess => {
    const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'dying-writer.ts'), JSON.stringify(told)], { stdio: ['pipe', 'pipe', 'pipe'] })
    createInterface(child.stdout!).on('line', (line) => {
      // The last line of a killed process may be cut.
      const [personId, seq, hash] = /^(\S{36}) (\d+) ([0-9a-f]{64})$/.exec(line)?.slice(1) ?? []
      if (!hash) return
      const before = acknowledged.get(`${personId} ${seq}`)
      assert.ok(before === undefined || before === hash, 'one number stands for one entry')
      acknowledged.set(`${personId} ${seq}`, hash)
    })
    child.stderr!.on('data', (text: Buffer) => complaints.push(String(text)))
    return child
  }
  const running = Array.from({ length: PROCESSES }, start)
  const started = performance.now()
  for (let kills = 0; acknowledged.size < ENTRIES || kills < KILLS; await sleep(20)) {
    if (kills >= KILLS || acknowledged.size < (ENTRIES * (kills + 1)) / (KILLS + 1)) continue
    const place = Math.floor(Math.random() * PROCESSES)
    const dying = running[place]!
    dying.kill('SIGKILL')
    await once(dying, 'exit')
    running[place] = start()
    kills += 1
  }
  const took = performance.now() - started
  const written = acknowledged.size
  await Promise.all(running.map(async (child) => {
    child.stdin!.end()
    if (child.exitCode === null) await once(child, 'exit')
  }))
  assert.deepEqual(complaints.filter((line) => !line.includes('Warning')), [])

  await allSequenced(database.connection, house, async () => {
    const [{ waiting }] = (await database.superuser('select count(*)::int as waiting from ledger_pending')).rows as [{ waiting: number }]
    return waiting === 0
  })
  const { rows } = await database.superuser(`
    select count(*)::int as entries, count(distinct p.leaf_index)::int as places, min(p.leaf_index)::int as first, max(p.leaf_index)::int as last,
      count(*) filter (where p.leaf_index is null)::int as unplaced, (select count(*)::int from ledger_leaf where note is null) as leaves,
      (select count(*)::int from ledger_place) as all_places
    from ledger_entry e left join ledger_place p on p.person_id = e.person_id and p.seq = e.seq`)
  const [{ entries, places, first, last, unplaced, leaves, all_places: allPlaces }] = rows
  assert.deepEqual({ places, first, last, unplaced, leaves, allPlaces }, { places: entries, first: 0, last: entries - 1, unplaced: 0, leaves: entries, allPlaces: entries }, 'gapless, each once')
  const stored = await database.superuser('select p.person_id, p.seq, l.commitment from ledger_place p join ledger_leaf l on l.leaf_index = p.leaf_index')
  const leafOf = new Map(stored.rows.map((row) => [`${row.person_id} ${row.seq}`, (row.commitment as Buffer).toString('hex')]))
  for (const [entry, hash] of acknowledged) assert.equal(leafOf.get(entry), hash, `${entry} stands where its receipt says`)
  const report = await database.read(async (tx) => verifyLedger(tx, { key: house.keeper.keys.signing, heads: await house.keeper.readHeads(), checkpoints: [] }))
  assert.equal(report.finding, undefined, JSON.stringify(report))
  t.diagnostic(`LG-05: ${acknowledged.size} acknowledged (catalogue: 200000), ${KILLS} kills (20), ${Math.round((written / took) * 1000)} entries a second with kills`)
})

/** The lease of a killed sequencer runs out by itself; then what it left is taken up. */
async function allSequenced(connection: DyingWriter['connection'], house: Awaited<ReturnType<typeof testHouse>>, done: () => Promise<boolean>): Promise<void> {
  const database = new Database({ connection, clock: () => new Date() })
  const sequencer = new Sequencer({ database, keeper: house.keeper, tree: new LedgerTree(), holder: 'the last' })
  for (const end = performance.now() + SEQUENCED_WITHIN_MS; !(await done()) && performance.now() < end; await sleep(200)) await sequencer.step()
  await sequencer.step()
  await database.close()
}
