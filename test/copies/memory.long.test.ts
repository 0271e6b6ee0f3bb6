import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Register } from '../../bench/fill-register.ts'
import { openKeeper } from '../../src/keeper/open-keeper.ts'
import { testDatabase, urlOf } from '../database.ts'
import { Client } from './client.ts'
import { beginImport, customerFile, imported } from './work.ts'
import { Copy, freePort, sharedSettings, signIn, until } from './two-copies.ts'

const PEOPLE = 200_000
/** How long the program is used: an hour, or as many minutes as one likes to wait while trying things. */
const MINUTES = Number(process.env['TILLIT_MINUTES'] ?? 60)
const CEILING_MB = 600
const GROWTH = 1.05
const CLIENTS = 8
const MINUTE_MS = 60_000

/** Told by SIGUSR2 the program collects its garbage and says what is left. */
const SAYS_ITS_SIZE = "process.on('SIGUSR2',()=>{gc();gc();process.stderr.write('heap '+process.memoryUsage().heapUsed+' end\\n')})"

/** Bytes of heap in use once everything unused is gone. */
async function heapOf(copy: Copy): Promise<number> {
  const said = () => [...copy.program!.complaints().matchAll(/heap (\d+) end/g)]
  const before = said().length
  copy.program!.signal('SIGUSR2')
  await until('the size of the heap', () => said().length > before)
  return Number(said().at(-1)![1])
}

/** The most memory the program has ever had, in megabytes (proc(5), VmHWM). */
function peakOf(copy: Copy): number {
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${copy.program!.pid}/status`, 'utf8'))![1]) / 1024
}

test('OV-04: an hour of everything at once over 200,000 people leaves the heap as it was, and the program under its ceiling', { timeout: 110 * MINUTE_MS }, async (t) => {
  const database = await testDatabase()
  const shared = sharedSettings()
  const settings = { ...shared, DATABASE_URL: urlOf(database.connection), NODE_OPTIONS: `--expose-gc --max-old-space-size=512 --import data:text/javascript,${encodeURIComponent(SAYS_ITS_SIZE)}` }
  const copy = new Copy('A', await freePort(), settings)
  await copy.start()
  assert.equal(await copy.stop(), 0)
  await fill(database.connection, shared['KEEPER_URL']!)
  await copy.start()
  const staff = await signIn(copy)
  const { rows } = await database.superuser('select person_id from person order by md5(person_id::text) limit 2000')
  const ids = (rows as { person_id: string }[]).map((row) => row.person_id)
  await database.superuser('analyze')
  // Two hundred thousand people's answers are worked out once; a copy that serves has them.
  const asked = { questions: [{ person: ids[0]!, purpose: 'news', channel: 'email' }] }
  await until('answers from memory', async () => (await staff.post<{ head: object | null }>(copy.origin, '/api/v1/decisions', asked)).head !== null, 10 * MINUTE_MS)

  const over = new AbortController()
  const tally = { calls: 0, imported: 0, bad: [] as string[] }
  const working = [
    ...Array.from({ length: CLIENTS }, (_, client) => use(copy, staff, ids, client, over.signal, tally)),
    importing(copy, staff, over.signal, tally),
  ]
  const total = MINUTES * MINUTE_MS
  await sleep(total / 6)
  const early = await heapOf(copy)
  await sleep(total - total / 6)
  const late = await heapOf(copy)
  over.abort()
  await Promise.all(working)
  const peak = peakOf(copy)
  t.diagnostic(`${MINUTES} minutes (catalogue: 60) over ${PEOPLE} people, ${tally.calls} calls, ${tally.imported} rows imported: heap ${(early / 1e6).toFixed(1)} MB after ${(MINUTES / 6).toFixed(1)} minutes, ${(late / 1e6).toFixed(1)} MB at the end; at most ${Math.round(peak)} MB in all`)
  assert.deepEqual(tally.bad, [])
  assert.ok(tally.calls > MINUTES * 300)
  assert.ok(late <= early * GROWTH, `${early} → ${late}`)
  assert.ok(peak <= CEILING_MB, `${peak} MB`)
  assert.equal(await copy.stop(), 0)
})

async function fill(connection: { host: string; port?: number; user: string; database: string }, keeperUrl: string): Promise<void> {
  const now = new Date()
  const keeper = await openKeeper({ url: keeperUrl, keyName: 'tillit.example/ledger', mayCreate: false, now })
  const register = await Register.open(connection, keeper, now)
  await register.growTo(PEOPLE)
  await register.close()
  await keeper.close()
}

interface Tally { calls: number; imported: number; bad: string[] }

/** One of those who use the program: looks people up, reads them, asks the gate, counts, and records what they say. */
async function use(copy: Copy, staff: Client, ids: readonly string[], client: number, over: AbortSignal, tally: Tally): Promise<void> {
  const said = (personId: string, kind: string) => ['POST', `/api/v1/people/${personId}/choices`, { choices: [{ kind, purpose: 'news', channel: 'email', evidence: { kind: 'call-note', text: 'Ringde.' } }] }] as const
  for (let turn = client; !over.aborted; turn += CLIENTS) {
    const at = (turn * 7919) % (ids.length - 20)
    const [method, path, body] = [
      () => ['GET', `/api/v1/people?search=${['ann', 'karl', 'berg', 'lind', 'nils'][turn % 5]}`] as const,
      () => ['GET', `/api/v1/people/${ids[at]}`] as const,
      () => ['POST', '/api/v1/decisions', { questions: ids.slice(at, at + 20).map((person) => ({ person, purpose: 'news', channel: 'email' })) }] as const,
      () => said(ids[at]!, 'withdrawn'),
      () => ['GET', `/api/v1/people/${ids[at]}/timeline`] as const,
      () => ['POST', '/api/v1/audiences', { purpose: 'news', channel: 'email', where: [] }] as const,
    ][Math.floor(turn / CLIENTS) % 6]!()
    const { status, text } = await staff.call(copy.origin, method, path, body)
    tally.calls += 1
    if (status !== 200 && tally.bad.length < 5) tally.bad.push(`${method} ${path}: ${status} ${text.slice(0, 300)}`)
    await sleep(100)
  }
}

/** A file now and then; after ten the same come again, so that the register stays as large as it is. */
async function importing(copy: Copy, staff: Client, over: AbortSignal, tally: Tally): Promise<void> {
  for (let turn = 0; !over.aborted; turn++) {
    const file = customerFile(`minne${turn % 10}n`, 500)
    const counts = await imported({ staff }, copy.origin, await beginImport({ staff }, copy.origin, file), 10 * MINUTE_MS)
    tally.imported += counts.new + counts.unchanged
    await sleep(MINUTE_MS, undefined, { signal: over }).catch(() => {})
  }
}
