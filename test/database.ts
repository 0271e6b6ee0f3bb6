import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import pg from 'pg'
import { Database } from '../src/plumbing/database.ts'
import { memberFaults } from '../src/law/data-map.ts'
import { migrate, migrations } from '../src/plumbing/migrate.ts'
import { storedMembers } from './stored-members.ts'

type Server = { host: string; port?: number; user: string }

let server: Promise<Server> | undefined

const cleanUps: (() => Promise<unknown>)[] = []
const undeclared: string[] = []
after(async () => {
  for (const cleanUp of cleanUps.toReversed()) await cleanUp()
  // DS-01: whatever a story has stored in JSON stands on the data map.
  assert.deepEqual([...new Set(undeclared)], [])
})

/** The server of this run: the one the test command started, or an own embedded one for a single file. */
async function testServer(): Promise<Server> {
  const given = process.env['TEST_POSTGRES']
  if (given) return JSON.parse(given) as Server
  const { startEmbeddedPostgres } = await import('../src/plumbing/embedded-postgres.ts')
  const folder = mkdtempSync(join(tmpdir(), 'tillit-test-'))
  const started = await startEmbeddedPostgres({ folder, maxConnections: 250 })
  cleanUps.push(async () => {
    await started.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  return started.connection
}

export interface TestDatabase extends Database {
  connection: { host: string; port?: number; user: string; database: string }
  /** The moment that every transaction sees; move it to let time pass. */
  now: Date
  /** Why the JSON in it is no program's: what is stored there is then not held to the data map. */
  madeUp?: string
  /** Any statement as the owner of the database, past all roles. */
  superuser(text: string, values?: unknown[]): Promise<pg.QueryResult>
}

/**
 * A fresh migrated database of its own, dropped when the test file ends.
 * Its clock stands at 2026-03-02 09:00 UTC until the test moves it.
 */
export async function testDatabase(): Promise<TestDatabase> {
  server ??= testServer()
  const base = await server
  const name = `test_${randomBytes(6).toString('hex')}`
  const template = await templateDatabase(base)
  await asOwner(base, 'postgres', (client) => client.query(`create database ${name} template ${template}`))
  const connection = { ...base, database: name }
  const state: { now: Date; madeUp?: string } = { now: new Date('2026-03-02T09:00:00Z') }
  const database = new Database({ connection, clock: () => new Date(state.now) })
  const superuser = new pg.Pool({ ...connection, max: 2 })
  // Stories cut connections on purpose; a query that suffers says so itself.
  superuser.on('error', () => {})
  cleanUps.push(async () => {
    await database.close().catch(() => {})
    // A database that a story has broken for good holds nothing to look at.
    if (state.madeUp === undefined) undeclared.push(...memberFaults(await storedMembers({ superuser: superuser.query.bind(superuser) as TestDatabase['superuser'] }).catch(() => [])))
    await superuser.end()
    await asOwner(base, 'postgres', (client) => client.query(`drop database if exists ${name} with (force)`)).catch(() => {})
  })
  return Object.defineProperties(Object.assign(database, { connection, superuser: superuser.query.bind(superuser) }), {
    now: { get: () => state.now, set: (now: Date) => { state.now = now } },
    madeUp: { set: (why: string) => { state.madeUp = why } },
  }) as unknown as TestDatabase
}

/** The address of a database for the program; a socket's folder stands as a parameter. */
export function urlOf({ host, port, user, database }: TestDatabase['connection']): string {
  const where = new URLSearchParams({ host, ...(port === undefined ? {} : { port: String(port) }) })
  return `postgres://${user}@localhost/${database}?${where}`
}

/** One migrated database per set of migrations, cloned for every test file. */
async function templateDatabase(base: Server): Promise<string> {
  const version = createHash('sha256').update(migrations().map((one) => one.checksum).join()).digest('hex').slice(0, 12)
  const name = `template_${version}`
  await asOwner(base, 'postgres', async (client) => {
    await client.query('select pg_advisory_lock(7411021)')
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount) return
    const draft = `${name}_draft`
    await client.query(`drop database if exists ${draft}`)
    await client.query(`create database ${draft}`)
    await migrate({ ...base, database: draft })
    await client.query(`alter database ${draft} rename to ${name}`)
  })
  return name
}

async function asOwner<Result>(base: Server, database: string, act: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ ...base, database })
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}
