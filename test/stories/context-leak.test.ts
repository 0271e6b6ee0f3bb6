// Many colleagues share few connections, and what they ask is broken off in every way: nobody is ever answered as somebody else (AZ-08).
import assert from 'node:assert/strict'
import { request as ask } from 'node:http'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { createApp } from '../../src/doors/app.ts'
import { registerPeople } from '../../src/people/register-people.ts'
import { Database } from '../../src/plumbing/database.ts'
import { publishCatalogue } from '../../src/purposes/publish-catalogue.ts'
import { starterCatalogue } from '../../src/purposes/starter-catalogue.ts'
import { testDatabase } from '../database.ts'
import { bodyOf, signedInStaff, testHouse } from '../house.ts'
import { listening } from '../listening.ts'
import { randomNumbers } from '../random-facts.ts'
import { INDEX_KEY, installed, ORIGIN } from '../register.ts'

const LONG = process.env['TILLIT_LONG'] !== undefined
/** Slices can be run one by one: `--test-name-pattern "slice 3 of"`. */
const SLICES = LONG ? 10 : 1
const REQUESTS = LONG ? 5_000 : 1_500
const ROLES = 20
const PEOPLE_EACH = 3
const AT_ONCE = 30
/** Shorter than what the disturber holds a table for. */
const STATEMENT_MS = 60
const HELD_MS = 90

interface Desk { purpose: string; mark: string; people: string[]; cookie: string }

const database = await testDatabase()
await installed(database)
/** The program's own ten connections, whose statements have less time than usual. */
const pool = new pg.Pool({ ...database.pool.options, options: String(database.pool.options.options).replace(/statement_timeout=\d+/, `statement_timeout=${STATEMENT_MS}`) })
pool.on('error', () => {}).on('connect', (client) => client.on('error', () => {}))
after(() => pool.end())
assert.equal(pool.options.max, 10)
const usual = await testHouse(database)
const desks = await twentyDesks()
const { port } = await listening(createApp({ ...usual, database: new Database({ connection: '', clock: () => database.now }, pool) }))

/** Colleagues with a role each, for a purpose each, for which nobody else's people are kept. */
async function twentyDesks(): Promise<Desk[]> {
  const calm = createApp(usual)
  const { browser } = await signedInStaff(calm, usual)
  const model = starterCatalogue('2026-03-02').purposes.find(({ key }) => key === 'membership')!
  const purposes = Array.from({ length: ROLES }, (_, no) => `klubb-${String(no).padStart(2, '0')}`)
  await database.write((tx) => publishCatalogue(tx, { purposes: purposes.map((key) => ({ ...model, key })), fields: [], retirePurposes: [], retireFields: [] }, 'test', 'twenty'))
  const all: Desk[] = []
  for (const purpose of purposes) {
    const mark = `Vittne${purpose.slice(-2)}x`
    const person = { country: 'SE' as const, values: { given_name: mark, city: mark }, contactPoints: [], identifiers: [], grounds: [{ purpose, basis: 'contract' as const }] }
    const { personIds } = await database.write((tx) => registerPeople(tx, INDEX_KEY, Array.from({ length: PEOPLE_EACH }, () => person), ORIGIN))
    const { key } = await bodyOf<{ key: string }>(browser('POST', '/api/v1/roles', {
      name: mark, permissions: ['people.read', 'people.write', 'choices.record', 'audiences.count', 'catalogue.read'], purposes: [purpose], readable: ['given_name', 'city'], writable: ['city'],
    }))
    all.push({ purpose, mark, people: personIds, cookie: (await signedInStaff(calm, usual, [key])).cookie })
  }
  return all
}

/** What one colleague asks: of their own people, of those of others, and now and then for a change. */
function question(desk: Desk, random: () => number): [method: string, path: string, body?: unknown] {
  const pick = <One>(from: readonly One[]): One => from[Math.floor(random() * from.length)]!
  const other = pick(desks.filter((one) => one !== desk))
  return pick<() => [string, string, unknown?]>([
    () => ['GET', '/people?limit=200'], () => ['GET', `/people?search=${pick([desk, other]).mark}`], () => ['GET', `/people/${pick(pick([desk, other]).people)}`],
    () => ['GET', `/people/${pick(pick([desk, other]).people)}/timeline`], () => ['GET', '/purposes'], () => ['GET', '/session'],
    () => ['POST', '/lists/people', { columns: ['city'], search: pick(['', other.mark]), limit: 100 }], () => ['POST', '/lists/people/counts', { exact: true }],
    () => ['POST', '/audiences', { purpose: desk.purpose, channel: 'none', where: [{ field: 'city', op: 'starts-with', value: pick(['Vittne', other.mark]) }] }],
    () => ['PATCH', `/people/${pick(desk.people)}/values`, { values: { city: `${desk.mark}${Math.floor(random() * 1_000)}` } }],
    () => ['PATCH', `/people/${pick(other.people)}/values`, { values: { city: `${desk.mark} var här` } }],
  ])()
}

/** Sends it and either hears the answer or hangs up in the middle. */
function heard(desk: Desk, [method, path, body]: ReturnType<typeof question>, hangUpAfterMs: number | undefined): Promise<{ status: number; text: string } | undefined> {
  return new Promise((done) => {
    const headers = { cookie: desk.cookie, 'sec-fetch-site': 'same-origin', ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
    const going = ask({ port, host: '127.0.0.1', agent: false, method, path: `/api/v1${path}`, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done({ status: answer.statusCode!, text: Buffer.concat(chunks).toString() })).on('error', () => done(undefined))
    })
    going.on('error', () => done(undefined)).end(body === undefined ? undefined : JSON.stringify(body))
    if (hangUpAfterMs !== undefined) setTimeout(() => { going.destroy(); done(undefined) }, hangUpAfterMs)
  })
}

/** Cancels what runs, ends connections, and holds a table for longer than a statement has, until told to stop. */
function disturb(random: () => number): { counts: Record<'cancelled' | 'ended' | 'held', number>; stop: () => Promise<void> } {
  const counts = { cancelled: 0, ended: 0, held: 0 }
  const going = { on: true }
  const ours = "from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle' and application_name = '' and query !~ 'pg_stat_activity|lock table'"
  const holder = new pg.Client(database.connection)
  const end = (async () => {
    await holder.connect()
    while (going.on) {
      await sleep(4 + random() * 12)
      const what = random()
      if (what < 0.72) counts.cancelled += (await database.superuser(`select pg_cancel_backend(pid) ${ours} order by random() limit 2`)).rowCount!
      else if (what < 0.84) counts.ended += (await database.superuser(`select pg_terminate_backend(pid) ${ours} order by random() limit 1`)).rowCount!
      else if (what < 0.88) {
        await holder.query('begin; lock table profile, person in access exclusive mode')
        await sleep(HELD_MS)
        await holder.query('rollback')
        counts.held += 1
      }
    }
    await holder.end()
  })()
  return { counts, stop: async () => { going.on = false; await end } }
}

/** What a connection that is lent out next finds: nobody, in no transaction, with the settings of every other. */
async function lookAtConnection(): Promise<unknown> {
  const { rows } = await pool.query("select current_user as who, statement_timestamp() = now() as alone, current_setting('transaction_read_only') as reading, current_setting('enable_seqscan') as planning, current_setting('plan_cache_mode') as plans")
  return rows[0]
}
const CLEAN = { who: 'tillit_nobody', alone: true, reading: 'off', planning: 'on', plans: 'auto' }

for (let slice = 1; slice <= SLICES; slice++) {
  test(`AZ-08: among errors, hang-ups, time-outs, cancels and lost connections nobody sees or changes what is another’s (slice ${slice} of ${SLICES})`, { timeout: 5 * 60_000 }, async (t) => {
    const random = randomNumbers(slice)
    const foreign: string[] = []
    const unclean: unknown[] = []
    const statuses = new Map<string, number>()
    let looked = 0
    let left = REQUESTS
    const disturber = disturb(random)
    const colleague = async () => {
      while (left-- > 0) {
        const desk = desks[Math.floor(random() * ROLES)]!
        const asked = question(desk, random)
        const answer = await heard(desk, asked, random() < 0.15 ? random() * 25 : undefined)
        const status = answer ? String(answer.status) : 'hung up'
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        const strangers = answer && (answer.text.match(/Vittne\d\dx|klubb-\d\d/g) ?? []).filter((found) => found !== desk.mark && found !== desk.purpose)
        if (strangers?.length) foreign.push(`${desk.mark} asked ${asked.slice(0, 2).join(' ')} and saw ${strangers[0]!}`)
        if (answer && answer.status >= 500 && answer.status !== 503) foreign.push(`${asked.slice(0, 2).join(' ')} ${answer.status} ${answer.text}`)
        if (left % 10 === 0) {
          const found = await lookAtConnection().catch(() => undefined)
          if (found === undefined) continue
          looked += 1
          try { assert.deepEqual(found, CLEAN) } catch { unclean.push(found) }
        }
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, colleague))
    await disturber.stop()
    t.diagnostic(`${REQUESTS} requests of ${ROLES} roles over ${pool.options.max} connections, in all ${SLICES * REQUESTS} (catalogue: 50,000 of 20 over 10): ${[...statuses].toSorted().map(([status, count]) => `${status}: ${count}`).join(', ')}; ${JSON.stringify(disturber.counts)}, ${looked} looks at a connection`)
    assert.deepEqual(foreign.slice(0, 5), [])
    assert.deepEqual(unclean.slice(0, 5), [])
    assert.ok(Object.values(disturber.counts).every((count) => count > 0), 'each kind of disturbance happened')
    assert.ok(statuses.get('200')! > REQUESTS / 4 && (statuses.get('503') ?? 0) > 0 && statuses.get('404')! > 0 && statuses.get('hung up')! > 0)
    assert.ok(looked > REQUESTS / 40)
    const { rows } = await database.superuser("select p.city, g.purpose_key as purpose from profile p join ground g using (person_id) where g.purpose_key like 'klubb-%'")
    assert.ok(rows.length >= ROLES * PEOPLE_EACH)
    assert.deepEqual(rows.filter(({ city, purpose }: { city: string; purpose: string }) => !city.startsWith(desks.find((desk) => desk.purpose === purpose)!.mark) || city.includes('var här')), [])
    for (let turn = 0; turn < 20; turn++) assert.deepEqual(await lookAtConnection(), CLEAN)
  })
}

test('AZ-08: who does not say for whom they ask reads and writes nothing at all', async (t) => {
  const { rows } = await database.superuser("select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'S')")
  assert.ok(rows.length > 50)
  for (const { name } of rows as { name: string }[]) {
    await assert.rejects(database.pool.query(`select from ${pg.escapeIdentifier(name)} limit 1`), { code: '42501' }, name)
    await assert.rejects(database.pool.query(`delete from ${pg.escapeIdentifier(name)}`), { code: /42501|42809|55000/ }, name)
  }
  for (const statement of ['begin; delete from person; commit', 'select * from person', 'create table mine (x int)']) await assert.rejects(database.pool.query(statement), { code: '42501' }, statement)
  const { rows: callable } = await database.superuser("select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace and has_function_privilege('tillit_nobody', p.oid, 'execute')")
  t.diagnostic(`${rows.length} tables and views; functions that nobody may call: ${callable.length === 0 ? 'all' : `all but ${callable.map(({ name }: { name: string }) => name).join(', ')}`}`)
  assert.deepEqual(callable.filter(({ name }: { name: string }) => !TRIGRAMS.test(name)), [])
})

/** What the extension pg_trgm brings compares texts that it is given, and reads no table. */
const TRIGRAMS = /^(?:gtrgm_|gin_|set_limit|show_limit|show_trgm|similarity|strict_word_|word_similarity|trgm_)/
