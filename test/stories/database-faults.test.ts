import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { rebuildStanding } from '../../src/consent/rebuild-standing.ts'
import { selectStandings } from '../../src/consent/standing.sql.ts'
import { createApp } from '../../src/doors/app.ts'
import { lockPeople } from '../../src/people/people.sql.ts'
import { Database } from '../../src/plumbing/database.ts'
import { migrate } from '../../src/plumbing/migrate.ts'
import type { TestDatabase } from '../database.ts'
import { FaultProxy } from '../fault-proxy.ts'
import { signedInStaff, testHouse } from '../house.ts'
import { OwnCluster } from '../own-cluster.ts'
import { customer, installed } from '../register.ts'

const LONG = process.env['TILLIT_LONG'] !== undefined
const STALL_MS = LONG ? 30_000 : 2_000
const TERMINATE_MS = LONG ? 60_000 : 4_000
const FAULT_MS = LONG ? 10_000 : 1_200
const RECOVERS_MS = 10_000
const SAYERS = 8
const DEBIAN = '/usr/lib/postgresql/15/bin'

// Not in a test or hook, whose end would take them along.
const cluster = await OwnCluster.make(existsSync(DEBIAN) ? DEBIAN : undefined)
const proxy = await FaultProxy.open(cluster.connection)
await cluster.query('create database tillit')
await migrate({ ...cluster.connection, database: 'tillit' })
// A login that the server may refuse: limits do not hold for a superuser.
await cluster.query('create role program login in role tillit_app, tillit_reader, tillit_eraser')
const superuser = async (text: string, values?: unknown[]) => cluster.query<Record<string, unknown>>(text, values, 'tillit')
const database = Object.assign(new Database({ connection: { ...proxy.connection, user: 'program', database: 'tillit' }, clock: () => new Date() }), {
  now: new Date(), superuser,
}) as unknown as TestDatabase
after(async () => {
  await database.close()
  await proxy.close()
  await cluster.remove()
})
await installed(database)
const house = await testHouse(database)
const app = createApp(house)
const { browser } = await signedInStaff(app, house)
const people = await Promise.all(Array.from({ length: 24 }, (_, n) => customer(database, `kund-${n}@example.org`)))

let marks = 0
const acknowledged = new Map<string, string>()
const statuses = new Map<number, number>()

/** One choice of somebody, told apart by its mark; true when it was acknowledged. */
async function say(): Promise<boolean> {
  const mark = `mark ${marks++}`
  const { personId, email } = people[Math.floor(Math.random() * people.length)]!
  const kind = Math.random() < 0.5 ? 'given' : 'withdrawn'
  const answer = await browser('POST', `/api/v1/people/${personId}/choices`, {
    choices: [{ kind, purpose: 'news', channel: 'email', ...(kind === 'given' && { contactPointId: email.contactPointId }), evidence: { kind: 'call-note', text: mark } }],
  })
  statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
  if (answer.status === 200) acknowledged.set(mark, personId)
  else assert.equal(answer.status, 503, `${answer.status} ${await answer.text()}`)
  return answer.status === 200
}

/** Has people say things while a fault lasts, and a little longer; then looks at what is left of it. */
async function under(t: TestContext, begin: () => unknown, fault: (ms: number) => Promise<unknown>, end: () => unknown, ms = FAULT_MS): Promise<void> {
  statuses.clear()
  const stop = new AbortController()
  const sayers = Array.from({ length: SAYERS }, async () => {
    while (!stop.signal.aborted) if (!(await say())) await sleep(20)
  })
  await sleep(300)
  await begin()
  await fault(ms)
  await end()
  const ended = performance.now()
  while (!(await say())) await sleep(50)
  const recovered = performance.now() - ended
  stop.abort()
  await Promise.all(sayers)
  t.diagnostic(`${[...statuses].map(([status, count]) => `${count} × ${status}`).join(', ')}; answered again after ${recovered.toFixed(0)} ms`)
  assert.ok(recovered <= RECOVERS_MS, `answers again after ${recovered} ms, without a restart`)
  await nothingHalf()
}

/** Whatever was acknowledged is there, once; whatever is there is there in all its parts. */
async function nothingHalf(): Promise<void> {
  const stored = await superuser("select person_id, seq, evidence ->> 'text' as mark, kind from ledger_entry order by person_id, seq")
  const found = new Map(stored.map((row) => [row['mark'] as string, row]))
  assert.equal(found.size, stored.length, 'nothing was recorded twice')
  for (const [mark, personId] of acknowledged) assert.equal(found.get(mark)?.['person_id'], personId, `${mark} was acknowledged`)
  const parts = await superuser(`
    select e.evidence ->> 'text' as mark from ledger_entry e
    where not exists (select from ledger_pending q where q.person_id = e.person_id and q.seq = e.seq)
      or not exists (select from message m where m.person_id = e.person_id and e.seq = any (m.entry_seqs) and m.kind = 'receipt')
      or not exists (select from person_change_pending c where c.person_id = e.person_id)`)
  assert.deepEqual(parts, [], 'each entry has its place in the queue, its mail and its notice')
  const ids = people.map((one) => one.personId)
  await database.read(async (tx) => assert.deepEqual(await selectStandings(tx, ids), await rebuildStanding(tx, ids)))
}

const terminateAll = () => superuser("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'program'")

test('DU-06: serialization failures are tried again', (t) => under(t,
  async () => { await superuser("alter role program set default_transaction_isolation = 'serializable'"); await terminateAll() },
  (ms) => sleep(ms),
  async () => { await superuser('alter role program reset default_transaction_isolation'); await terminateAll() }))

test('DU-06: deadlocks are resolved, and both get their turn', (t) => {
  const [one, two] = [people[0]!.personId, people[1]!.personId]
  const crosswise = async (first: typeof one, second: typeof one) => database.write(async (tx) => {
    await lockPeople(tx, [first])
    await sleep(30)
    return lockPeople(tx, [second])
  })
  return under(t, () => {}, async () => {
    const pair = await Promise.all([crosswise(one, two), crosswise(two, one)])
    assert.deepEqual(pair, [[two], [one]])
  }, () => {})
})

test('DU-06: too many connections', (t) => under(t,
  async () => { await superuser('alter role program connection limit 1'); await terminateAll() }, (ms) => sleep(ms),
  () => superuser('alter role program connection limit -1')))

test('DU-06: the server is cut off from its connections ten times a second', (t) => under(t, () => {}, async (ms) => {
  for (const end = performance.now() + ms; performance.now() < end; await sleep(100)) await terminateAll()
}, () => {}, TERMINATE_MS))

test('DU-06: nothing comes through for a while', (t) => under(t, () => proxy.stall(), (ms) => sleep(ms), () => proxy.resume(), STALL_MS))

test('DU-06: what is read-only by default is written all the same, because each transaction says what it is', async (t) => {
  await under(t, async () => { await superuser('alter role program set default_transaction_read_only = on'); await terminateAll() }, (ms) => sleep(ms), async () => {
    assert.equal(await say(), true)
    await superuser('alter role program reset default_transaction_read_only')
    await terminateAll()
  })
})

test('DU-06: a server that became a standby takes nothing, and takes again when it is promoted', async (t) => {
  await under(t, async () => {
    await cluster.stop()
    const signal = join(cluster.data, 'standby.signal')
    writeFileSync(signal, '')
    const { uid, gid } = statSync(cluster.data)
    chownSync(signal, uid, gid)
    await cluster.start()
  }, async (ms) => {
    const before = acknowledged.size
    await sleep(ms)
    assert.equal(acknowledged.size, before, 'a standby keeps nothing, so nothing is acknowledged')
  }, () => superuser('select pg_promote(true, 30)'))
})

test('DU-06: the disk is full', async (t) => {
  const disk = join(cluster.folder, 'small-disk')
  mkdirSync(disk)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk], { stdio: 'pipe' })
  } catch (error) {
    return t.skip(`a small disk cannot be mounted here: ${String((error as Error).message).split('\n')[0]}`)
  }
  try {
    const { uid, gid } = statSync(cluster.data)
    chownSync(disk, uid, gid)
    await superuser(`create tablespace small location '${disk}'`)
    // Rows of this table come with every entry.
    await superuser('alter table person_change_pending set tablespace small')
    await under(t, async () => {
      await superuser('create table filler (text text) tablespace small')
      const fill = async (statement: string) => {
        for (let rows = 2_000; rows >= 1;) {
          const fits = await superuser(`${statement} from generate_series(1, ${rows})`).then(() => true, () => false)
          if (!fits) rows = Math.floor(rows / 4)
        }
        await assert.rejects(superuser(`${statement} from generate_series(1, 1)`), { code: '53100' })
      }
      await fill("insert into filler select repeat('x', 500)")
      // Its last page as well.
      await fill('insert into person_change_pending select gen_random_uuid(), gen_random_uuid()')
    }, (ms) => sleep(ms), () => superuser('drop table filler'))
    assert.ok((statuses.get(503) ?? 0) > 0, 'it was full')
    await superuser('alter table person_change_pending set tablespace pg_default')
    await superuser('drop tablespace small')
  } finally {
    execFileSync('umount', ['-l', disk], { stdio: 'pipe' })
  }
})
