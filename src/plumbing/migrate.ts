import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { sqlState, TRY_AGAIN, type DatabaseSettings } from './database.ts'
import { StartRefused } from './start-refused.ts'

const folder = join(import.meta.dirname, '..', '..', 'database', 'migrations')
/** Any constant: two copies that start together take turns. */
const MIGRATION_LOCK = 7_411_020
/** Whoever comes after a migration that waits for a table waits behind it: so it gives up, and tries again. */
const LOCK_WAIT_MS = 500
const REST_MS = 500
/** A report may hold a table for a minute; what holds one for longer has to be ended by somebody. */
const TRY_FOR_MS = 5 * 60_000
const LOCK_NOT_AVAILABLE = '55P03'

export interface Migration {
  name: string
  sql: string
  checksum: string
}

/** The numbered migrations in order. */
export function migrations(): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}_[a-z_]+\.sql$/.test(name))
    .toSorted()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      return { name, sql: text, checksum: createHash('sha256').update(text).digest('hex') }
    })
}

/**
 * Brings the schema up to date and returns the names applied. Each migration is a transaction, so that no table is locked
 * for longer than its own takes, also beside copies that run: what was cut off goes on where it was. `only` stops at what
 * an earlier program had, so that its rows can be loaded before the rest is applied.
 * Refuses a database that a newer program has migrated, and a migration that was changed after it ran.
 */
export async function migrate(connection: DatabaseSettings['connection'], only?: ReadonlySet<string>): Promise<string[]> {
  const client = new pg.Client(typeof connection === 'string' ? { connectionString: connection } : connection)
  // A connection that is lost fails the statement it carries, and that is reported.
  client.on('error', () => {})
  await client.connect()
  try {
    await refuseUnsafeServer(client)
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query('create table if not exists migration (name text primary key, checksum text not null, applied_at timestamptz not null)')
    const done = await client.query<{ name: string; checksum: string }>('select name, checksum from migration order by name')
    const known = new Map(done.rows.map((row) => [row.name, row.checksum]))
    const all = migrations()
    refuseStrangers(known, all)
    const fresh = all.filter(({ name }) => !known.has(name) && (only?.has(name) ?? true))
    await client.query("select set_config('lock_timeout', $1, false)", [String(LOCK_WAIT_MS)])
    for (const migration of fresh) await applyPatiently(client, migration)
    return fresh.map((migration) => migration.name)
  } finally {
    await client.end()
  }
}

async function applyPatiently(client: pg.Client, migration: Migration): Promise<void> {
  for (const end = Date.now() + TRY_FOR_MS; ; await sleep(REST_MS)) {
    try {
      return await apply(client, migration)
    } catch (error) {
      await client.query('rollback').catch(() => {})
      if (sqlState(error) !== LOCK_NOT_AVAILABLE && !TRY_AGAIN.has(sqlState(error) ?? '')) throw error
      if (Date.now() > end) throw new StartRefused(`Migration ${migration.name} waits for a table that another connection has held for minutes: end that one, and start again. What was applied before it stands.`)
    }
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('begin')
  await client.query(sql)
  await client.query('insert into migration (name, checksum, applied_at) values ($1, $2, $3)', [name, checksum, new Date()])
  await client.query('commit')
}

function refuseStrangers(known: Map<string, string>, all: Migration[]): void {
  const ours = new Map(all.map((migration) => [migration.name, migration.checksum]))
  for (const [name, checksum] of known) {
    if (!ours.has(name)) throw new StartRefused(`The database was migrated by a newer program (${name}); start that one instead`)
    if (ours.get(name) !== checksum) throw new StartRefused(`Migration ${name} was changed after it ran: this program and this database do not belong together.`)
  }
}

/** An acknowledged write must survive a power cut: such servers are refused. */
async function refuseUnsafeServer(client: pg.Client): Promise<void> {
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    const { rows } = await client.query<{ value: string }>('select current_setting($1) as value', [setting])
    if (rows[0]?.value === 'off') throw new StartRefused(`The database server runs with ${setting} = off and would lose acknowledged writes; switch it on`)
  }
  const { rows } = await client.query<{ encoding: string }>("select current_setting('server_encoding') as encoding")
  if (rows[0]?.encoding !== 'UTF8') throw new StartRefused('The database must be created with encoding UTF8')
}
