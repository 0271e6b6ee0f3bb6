import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { createApp } from '../../src/doors/app.ts'
import { tellErased } from '../../src/doors/clock/tell-erased.ts'
import type { House } from '../../src/doors/house.ts'
import { erasePeople } from '../../src/erasure/erase-people.ts'
import { PERSONAL_TABLES } from '../../src/law/data-map.ts'
import { openTransport } from '../../src/messages/deliver.ts'
import { prepareDataFolder } from '../../src/plumbing/data-folder.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/plumbing/embedded-postgres.ts'
import { openLog } from '../../src/plumbing/log.ts'
import { markForScrub } from '../../src/plumbing/mark-for-scrub.ts'
import { scrub } from '../../src/plumbing/scrub.ts'
import { readTraces } from '../../src/plumbing/traces.sql.ts'
import { newId, type PersonId } from '../../src/values/ids.ts'
import { CanaryScanner, FORMS, type Hit } from '../canary-scanner.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { signedInStaff, testHouse, type Browser } from '../house.ts'
import { bring, CUSTOMERS } from '../importing.ts'
import { canary, plantEverywhere, uproot } from '../planting.ts'
import { customer, installed } from '../register.ts'

const CONTROLS = 500
const TABLES = Object.keys(PERSONAL_TABLES)

const home = prepareDataFolder(mkdtempSync(join(tmpdir(), 'tillit-traces-')))
let server: EmbeddedPostgres
let database: TestDatabase
let house: House
let browser: Browser
const logged: string[] = []
before(async () => {
  // A server of its own, whose files are looked at when it has ended.
  server = await startEmbeddedPostgres({ folder: home })
  process.env['TEST_POSTGRES'] = JSON.stringify(server.connection)
  database = await testDatabase()
  await installed(database)
  house = { ...(await testHouse(database)), log: openLog('debug', { write: (line) => void logged.push(line) }) }
  ;({ browser } = await signedInStaff(createApp(house), house))
})
after(async () => {
  await server.stop()
  rmSync(home, { recursive: true, force: true })
})

/** Everything that any query could find. */
async function anyQueryFinds(canaries: readonly string[]): Promise<string[]> {
  const { rows } = await database.superuser(`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'm', 'v') and (n.nspname = 'public' or c.relname = 'pg_stats') and c.relname not like 'control%'`)
  const found: string[] = []
  for (const { name } of rows) {
    const { rows: all } = await database.superuser(`select string_agg(t::text, ' ') as text from ${name} t`)
    const text: string = all[0]?.text ?? ''
    for (const one of canaries) if (text.includes(one) || text.includes(Buffer.from(one).toString('hex'))) found.push(`${name}: ${one}`)
  }
  return found
}

/** Control plants in a table and in files of every form; they are to be found. */
async function plantControls(folder: string): Promise<{ texts: string[]; forms: Set<string> }> {
  const texts = Array.from({ length: CONTROLS }, canary)
  const forms = Object.keys(FORMS)
  const used = new Set<string>()
  await database.superuser('create table control (place int primary key, short bytea, long text)')
  await database.superuser('alter table control alter column long set statistics 0')
  for (const [index, text] of texts.entries()) {
    const form = forms[index % forms.length]!
    used.add(form)
    const bytes = FORMS[form]!(text)[0]!
    const kind = Math.floor(index / forms.length) % 5
    const padded = Buffer.concat([randomBytes(30), bytes, randomBytes(30)])
    if (kind === 0) await database.superuser('insert into control (place, short) values ($1, $2)', [index, padded])
    else if (kind === 1) await database.superuser('insert into control (place, long) values ($1, $2)', [index, Array.from({ length: 80 }, () => `${text} ${randomBytes(20).toString('hex')} ${'over and over again '.repeat(6)}`).join('')])
    else writeFileSync(join(folder, `control-${index}`), kind === 2 ? gzipSync(padded) : kind === 3 ? zstdCompressSync(padded) : padded)
  }
  return { texts, forms: used }
}

test('ER-01, ER-03, ER-04: of people who were erased no query finds anything at once, and after the scrub no file holds anything, in whatever form; no log line ever did', { timeout: 120_000 }, async (t) => {
  const own = join(home, 'own')
  mkdirSync(own)
  const controls = await plantControls(own)

  // Somebody with a canary in every column, somebody else with long texts, and one who lived through what the program does.
  const [short, long] = [newId<PersonId>(database.now), newId<PersonId>(database.now)]
  await database.superuser("insert into person (person_id, person_no, created_at, country, capacity) values ($1, 900001, $3, 'SE', 'consumer'), ($2, 900002, $3, 'SE', 'consumer')", [short, long, database.now])
  const planted = [await plantEverywhere(database, short, false), await plantEverywhere(database, long, true)]
  const canaries = [...planted.flatMap((one) => [...one.canaries.keys()]), ...(await live())]
  await database.superuser('analyze')
  await database.superuser('checkpoint')
  const seen = new CanaryScanner(canaries).scan(join(home, 'cluster'))
  const seenTexts = new Set(seen.map((hit) => hit.text))
  // What was never stored cannot be found; everything that was planted must be, or the scan proves nothing.
  const plantedTexts = planted.flatMap((one) => [...one.canaries])
  assert.deepEqual(plantedTexts.filter(([text]) => !seenTexts.has(text)).map(([, column]) => column), [])

  const erasedAt = database.now
  const { rows } = await database.superuser("select person_id from contact_point where canonical like '%@lived.example' union select person_id from profile where given_name = any ($1) and person_id <> all ($2::uuid[])", [canaries, [short, long]])
  const erased = await database.write((tx) => erasePeople(tx, house.keeper, rows.map((row) => ({ personId: row.person_id as PersonId, why: 'asked' }))))
  assert.ok(erased.length >= 2 && erased.every((one) => one.state !== 'partly'))
  // The last letter, with the address it goes to: where there is no mail server it ends at once.
  const transport = openTransport(house.settings)
  while (await tellErased(house, transport));
  // Texts that no checked column would take are not what erasing is made for: these two go the short way.
  await uproot(database, [short, long])
  await database.write((tx) => markForScrub(tx, TABLES))
  assert.deepEqual((await anyQueryFinds(canaries)).filter((one) => !one.startsWith('pg_stats')), [])
  database.now = new Date(database.now.getTime() + 7 * 3_600_000)
  const began = performance.now()
  await scrub(database, { tables: TABLES, declaredDays: undefined })
  const took = Math.round(performance.now() - began)
  assert.equal((await database.read((tx) => readTraces(tx, erasedAt))).state, 'gone')
  assert.deepEqual(await anyQueryFinds(canaries), [], 'statistics hold none either')
  await database.close()
  await server.stop()

  const scanner = new CanaryScanner([...canaries, ...controls.texts])
  const hits: Hit[] = scanner.scan(join(home, 'cluster'), join(home, 'log'), own, fileURLToPath(house.settings.keeperUrl))
  const found = new Set(hits.map((hit) => hit.text))
  assert.equal(controls.texts.filter((text) => found.has(text)).length, CONTROLS, 'the scanner finds every control')
  assert.deepEqual(hits.filter((hit) => canaries.includes(hit.text)).map((hit) => `${hit.file.slice(home.length)}: ${hit.text} ${hit.form}`), [])
  assert.deepEqual(new CanaryScanner(canaries).scanBytes(Buffer.from(logged.join(''))), [])
  assert.ok(logged.length > 5)
  t.diagnostic(`${plantedTexts.length} columns planted, ${CONTROLS} of ${CONTROLS} controls in ${controls.forms.size} forms found, 0 of ${canaries.length} canaries left; scrub ${took} ms; ${logged.length} log lines`)
})

/** Lives through import, search, mail, export, a failed sign-in, refused input, and errors of the database and the program; returns what was said. */
async function live(): Promise<string[]> {
  const words = { name: canary(), mail: canary().toLowerCase(), street: canary(), searched: canary(), signIn: canary(), wrong: canary(), broken: canary() }
  await bring({ database, house }, `Namn;E-post;Gatuadress\n${words.name};${words.mail}@lived.example;${words.street} 1\n`, { ...CUSTOMERS, purposes: ['prospects'] })
  const { personId } = await customer(database, `${words.mail}2@lived.example`, { values: { given_name: words.name, street: words.street }, grounds: [{ purpose: 'prospects', basis: 'contract' }] })
  const asked: [string, string, unknown?][] = [
    ['GET', `/api/v1/people?search=${words.searched}`], ['GET', `/api/v1/people/${personId}`], ['POST', '/api/v1/exports', { purpose: 'contract' }],
    ['POST', '/api/v1/lists/people', { search: words.name }], ['POST', '/sign-in/password', { name: words.signIn, password: words.signIn }],
    ['PATCH', `/api/v1/people/${personId}/values`, { values: { birth_date: words.wrong } }], ['GET', `/api/v1/people/${words.wrong}`], ['POST', '/api/v1/audiences', { purpose: words.wrong }],
    ['POST', '/api/v1/people', { source: 'x', collected: 'self', purposes: ['prospects'], ground: 'contract', people: [{ values: { given_name: words.wrong }, contactPoints: [{ kind: 'email', value: words.wrong }] }] }],
  ]
  for (const [method, path, body] of asked) await (await browser(method, path, body)).text()
  // The program fails in the middle of an answer.
  await database.superuser('alter table profile rename to profile_elsewhere')
  assert.equal((await browser('GET', `/api/v1/people?search=${words.broken}`)).status, 500)
  await database.superuser('alter table profile_elsewhere rename to profile')
  await databaseErrors(words.broken)
  return [...Object.values(words), `${words.mail}@lived.example`, `${words.mail}2@lived.example`]
}

/** ER-03: what PostgreSQL says of a collision, a check, a cast and a deadlock repeats values; the log does not. */
async function databaseErrors(text: string): Promise<void> {
  await database.superuser('create table control_errors (name text primary key, n int check (n < 5))')
  await database.superuser('insert into control_errors values ($1, 1), ($2, 1)', [text, `${text}2`])
  const failing = [
    database.superuser('insert into control_errors values ($1, 1)', [text]), database.superuser('insert into control_errors values ($1, 9)', [`${text}3`]),
    database.superuser('select $1::text::uuid', [text]), database.superuser(`select '${text}'::date`), database.superuser(`select ${text} from control_errors`),
  ]
  const errors = (await Promise.allSettled(failing)).flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []))
  assert.equal(errors.length, failing.length)
  const deadlock = await Promise.allSettled([`${text}`, `${text}2`].map((first, index, both) => database.write(async (tx) => {
    const { sql } = await import('kysely')
    await sql`select set_config('role', 'none', true)`.execute(tx.db)
    await sql`update control_errors set n = 2 where name = ${first}`.execute(tx.db)
    await new Promise((done) => setTimeout(done, 100))
    await sql`update control_errors set n = 3 where name = ${both[1 - index]!}`.execute(tx.db)
  })))
  errors.push(...deadlock.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : [])))
  for (const error of errors) {
    house.log.error({ err: error }, 'failed')
    house.log.warn(error)
    house.log.debug({ problem: { cause: error } }, `failed: ${error.message}`)
    house.log.error({ err: new Error('around it', { cause: error }) }, 'failed')
  }
  await database.superuser('drop table control_errors')
}
