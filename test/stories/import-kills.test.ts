import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { requestImport } from '../../src/imports/request-import.ts'
import { setImport } from '../../src/imports/set-import.ts'
import { uploadImport } from '../../src/imports/upload-import.ts'
import { customerFile, FILE_MAPPING, FILE_SETTINGS } from '../customer-file.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import type { DyingImport } from '../dying-import.ts'
import { installed } from '../register.ts'

const ROWS_OF_THE_CATALOGUE = 2_000_000
const KILLS = 5
const MOST_MEGABYTES = 400
/** Silence after which another copy takes over, and more. */
const SILENCE_MS = 2 * 60_000
/** A kill comes at any moment of a batch. */
const MOST_WAIT_MS = 400

const folder = mkdtempSync(join(tmpdir(), 'tillit-kills-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('IN-08: an import that is killed five times goes on each time, brings everybody once, and never holds the whole file', async (t) => {
  const rows = process.env['TILLIT_LONG'] ? ROWS_OF_THE_CATALOGUE : 20_000
  const database = await testDatabase()
  await installed(database)
  const importId = await database.write((tx) => uploadImport(tx, { name: 'customers.csv', bytes: customerFile(rows) }, 'tester'))
  await database.write((tx) => setImport(tx, importId, FILE_SETTINGS, FILE_MAPPING))
  await database.write((tx) => requestImport(tx, importId, 'run'))

  const most = { megabytes: 0, reader: 0 }
  const stops: number[] = []
  const begun = performance.now()
  for (let kill = 1; kill <= KILLS + 1; kill++) {
    const child = workOff(database, (megabytes, reader) => { if (megabytes > most.megabytes) Object.assign(most, { megabytes, reader }) })
    if (kill <= KILLS) {
      await Promise.race([child.ended, reached(database, (rows * kill) / (KILLS + 1))])
      await sleep(randomInt(MOST_WAIT_MS))
      child.kill()
    }
    const code = await child.ended
    assert.equal(code, kill <= KILLS ? null : 0, 'each is killed at work, the last comes to the end')
    stops.push(await rowsDone(database))
    database.now = new Date(database.now.getTime() + SILENCE_MS)
  }
  const seconds = (performance.now() - begun) / 1000

  const said = Math.floor(rows / 3)
  const noes = Math.floor(rows / 9)
  assert.deepEqual(await counted(database), {
    state: 'done', rowsDone: rows, told: rows, people: rows, numbers: rows, customers: rows, addresses: rows, profiles: rows, points: 3 * rows,
    contracts: rows, begun: rows, yes: said - noes, no: noes, standing: said, parts: 0,
  })
  t.diagnostic(`rows ${rows} (catalogue: ${ROWS_OF_THE_CATALOGUE}), stopped at ${stops.slice(0, -1).join(', ')}; ${Math.round(rows / seconds)} rows/s with starts and kills counted (wanted: 5000), ${most.megabytes} MB, ${most.reader} of them where the file is read (wanted: ${MOST_MEGABYTES})`)
  assert.ok(most.megabytes > 0 && most.megabytes <= MOST_MEGABYTES, `${most.megabytes} MB`)
})

/** The heap as `src/doors/shell/start.ts` sets it. */
const AS_THE_PROGRAM = ['--semi-space-growth-factor=1', '--heap-growing-percent=30']

/** A copy of the program at work on the import. */
function workOff(database: TestDatabase, tell: (megabytes: number, reader: number) => void): { kill(): void; ended: Promise<number | null> } {
  const given: DyingImport = { connection: database.connection, now: database.now.toISOString(), keeperUrl: pathToFileURL(join(folder, 'keeper')).href }
  const child = spawn(process.execPath, [...AS_THE_PROGRAM, join(import.meta.dirname, '..', 'dying-import.ts'), JSON.stringify(given)], { stdio: ['ignore', 'pipe', 'inherit'] })
  child.stdout.on('data', (told: Buffer) => {
    const [megabytes, reader] = String(told).trim().split('\n').at(-1)!.split(' ').map(Number)
    tell(megabytes!, reader!)
  })
  return { kill: () => void child.kill('SIGKILL'), ended: once(child, 'exit').then(([code]) => code as number | null) }
}

async function reached(database: TestDatabase, rows: number): Promise<void> {
  while ((await rowsDone(database)) < rows) await sleep(20)
}

async function rowsDone(database: TestDatabase): Promise<number> {
  return (await database.superuser('select rows_done from import')).rows[0].rows_done
}

async function counted(database: TestDatabase): Promise<unknown> {
  const { rows } = await database.superuser(`
    select i.state, i.rows_done as "rowsDone", (select count(distinct row_no)::int from import_row) as told,
      (select count(*)::int from person) as people, (select count(distinct person_no)::int from person) as numbers,
      (select count(distinct customer_number)::int from profile) as customers, (select count(distinct key_hash)::int from identifier where kind = 'email') as addresses,
      (select count(*)::int from profile) as profiles, (select count(*)::int from contact_point) as points,
      (select count(*)::int from ground where purpose_key = 'contract') as contracts,
      (select count(*)::int from ledger_entry where kind = 'contract-started') as begun,
      (select count(*)::int from ledger_entry where kind = 'given') as yes, (select count(*)::int from ledger_entry where kind in ('withdrawn', 'objected')) as no,
      (select count(*)::int from standing) as standing, (select count(*)::int from import_file) as parts
    from import i`)
  return rows[0]
}
