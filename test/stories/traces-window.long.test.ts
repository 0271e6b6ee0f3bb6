import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after, test } from 'node:test'
import { erasePeople } from '../../src/erasure/erase-people.ts'
import { openTransport } from '../../src/messages/deliver.ts'
import { tellErased } from '../../src/doors/clock/tell-erased.ts'
import { PERSONAL_TABLES } from '../../src/law/data-map.ts'
import { prepareDataFolder } from '../../src/plumbing/data-folder.ts'
import { startEmbeddedPostgres } from '../../src/plumbing/embedded-postgres.ts'
import { SCRUB_WINDOW_HOURS, scrub } from '../../src/plumbing/scrub.ts'
import { readTraces } from '../../src/plumbing/traces.sql.ts'
import { CanaryScanner } from '../canary-scanner.ts'
import { counted } from '../counted.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { testHouse } from '../house.ts'
import { canary } from '../planting.ts'
import { customer, installed } from '../register.ts'

const HOUR = 3_600_000
const STEP_MS = HOUR / 4
const ERASURES = 100

test('ER-10: from the erasure until no file holds anything of it, with the standard settings and others at work', async (t) => {
  const home = prepareDataFolder(mkdtempSync(join(tmpdir(), 'tillit-window-')))
  const server = await startEmbeddedPostgres({ folder: home })
  after(async () => {
    await server.stop()
    rmSync(home, { recursive: true, force: true })
  })
  process.env['TEST_POSTGRES'] = JSON.stringify(server.connection)
  const database = await testDatabase()
  await installed(database)
  const house = await testHouse(database)
  const transport = openTransport(house.settings)
  const waiting: { text: string; at: Date }[] = []
  const hours: number[] = []
  let erased = 0
  for (let step = 0; hours.length < ERASURES; step++) {
    assert.ok(step < 1_000, 'what was erased does not leave')
    database.now = new Date(database.now.getTime() + STEP_MS)
    await customer(database, `${canary()}@stays.example`)
    // Some quarters of an hour nobody, some two.
    for (let more = step % 3; more > 0 && erased < ERASURES; more--, erased++) {
      const text = canary()
      const { personId } = await customer(database, `${text}@goes.example`, { values: { given_name: text, street: text }, grounds: [{ purpose: 'prospects', basis: 'contract' }] })
      await database.write((tx) => erasePeople(tx, house.keeper, [{ personId, why: 'asked' }]))
      // The last letter, with the address it goes to: where there is no mail server it ends at once.
      while (await tellErased(house, transport));
      waiting.push({ text, at: database.now })
    }
    await counted(database)
    await scrub(database, { tables: Object.keys(PERSONAL_TABLES), declaredDays: undefined })
    const gone = []
    for (const one of waiting) if ((await database.read((tx) => readTraces(tx, one.at))).state === 'gone') gone.push(one)
    if (gone.length === 0) continue
    await database.superuser('checkpoint')
    const texts = gone.map((one) => one.text)
    const hits = new CanaryScanner(texts).scan(join(home, 'cluster'))
    assert.deepEqual(await namesOf(database, hits.map(({ file }) => file)), [], 'told as gone, and still there')
    for (const one of gone) {
      waiting.splice(waiting.indexOf(one), 1)
      hours.push((database.now.getTime() - one.at.getTime()) / HOUR)
    }
  }
  const sorted = hours.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!.toFixed(2)
  t.diagnostic(`n = ${sorted.length}: p50 ${at(0.5)} h, p95 ${at(0.95)} h, max ${at(1)} h of ${SCRUB_WINDOW_HOURS} h`)
  assert.ok(sorted.at(-1)! <= SCRUB_WINDOW_HOURS)
})

/** The tables and indexes that lie in these files. */
async function namesOf(database: TestDatabase, files: readonly string[]): Promise<string[]> {
  const { rows } = await database.superuser('select pg_relation_filenode(oid)::text as file, relname as name from pg_class where pg_relation_filenode(oid) is not null')
  const names = new Map(rows.map((row: { file: string; name: string }) => [row.file, row.name]))
  return [...new Set(files.map((file) => names.get(basename(file).split('.')[0]!) ?? file))]
}
