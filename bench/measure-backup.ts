import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { newBackupKey, type BackupKey } from '../src/backups/backup-key.ts'
import { makeBackup, type MadeBackup } from '../src/backups/make-backup.ts'
import { LEFT_OUT } from '../src/backups/manifest.ts'
import { checkBackup, restoreBackup } from '../src/backups/restore-backup.ts'
import { eraseAgain } from '../src/doors/shell/erase-again.ts'
import { openKeeper } from '../src/keeper/open-keeper.ts'
import { Database } from '../src/plumbing/database.ts'
import { migrate } from '../src/plumbing/migrate.ts'
import type { Desk } from './desk.ts'
import { alternate, atLeast, seconds, told, within, type Figure } from './measure.ts'

/** The first of them warms up. */
const ROUNDS = 1
/** What a backup may take of the program's memory, however many people there are. */
const MEMORY_MB = 150
const MEGABYTE = 1024 * 1024
const MINUTES = 60

/** Everybody into one sealed file, and back into an empty database, each beside COPY of the same rows alone. */
export async function measureBackup(desk: Desk): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tillit-bench-backup-'))
  const key = await newBackupKey()
  const people = desk.register.size
  let made: MadeBackup | undefined
  let growth = 0
  try {
    const out = await alternate(ROUNDS, {
      backup: async () => people / (await seconds(async () => {
        const peak = watchMemory()
        made = await makeBackup(desk.house.database, desk.house.keeper, { fileOf: (_, id) => join(folder, `${id}.age`), recipients: [key.recipient], horizonDays: 1 })
        growth = Math.max(growth, peak())
      })),
      copy: async () => people / (await seconds(() => copyAllOut(desk))),
    })
    const restore = await restoreSeconds(desk, folder, key, made!)
    const copyIn = await copyInSeconds(desk)
    return [
      atLeast(0.2, { name: 'backup', unit: 'people/s', people, value: out.backup, against: out.copy.median, note: `all tables, packed and sealed: ${(made!.bytes / 1e6).toFixed(0)} MB in ${(people / out.backup.median).toFixed(0)} s; the floor is COPY of the same rows, thrown away` }),
      within(MEMORY_MB, { name: 'memory that a backup takes', unit: 'MB', people, value: growth, note: 'resident beyond what there was, highest of both rounds' }),
      atLeast(0.4, { name: 'restore', unit: 'people/s', people, value: people / restore.load, against: people / copyIn, note: `loading, the journal and the new epoch: ${restore.load.toFixed(0)} s, once; before it the whole file is checked, ${restore.check.toFixed(0)} s; the floor is COPY of the same rows into the same empty tables with their keys and indexes, straight from the other database` }),
      told({ name: 'restore with its check', unit: 'min', people, value: (restore.load + restore.check) / MINUTES, note: 'from the command to a database that may be opened' }),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Highest resident memory above that of now, in megabytes, once it is asked. */
function watchMemory(): () => number {
  const before = process.memoryUsage.rss()
  let highest = before
  const timer = setInterval(() => { highest = Math.max(highest, process.memoryUsage.rss()) }, 50)
  return () => {
    clearInterval(timer)
    return Math.max(0, highest - before) / MEGABYTE
  }
}

/** Restores into a database beside, with a copy of the keeper: the one in use must not hear of a new epoch. */
async function restoreSeconds(desk: Desk, folder: string, key: BackupKey, made: MadeBackup): Promise<{ check: number; load: number }> {
  const keeperFolder = join(folder, 'keeper')
  cpSync(fileURLToPath(desk.environment['KEEPER_URL']!), keeperFolder, { recursive: true })
  const keeper = await openKeeper({ url: pathToFileURL(keeperFolder).href, keyName: desk.house.settings.ledgerName, mayCreate: false, now: new Date() })
  try {
    return await withDatabase(desk, async (connection) => {
      const file = { path: made.file, identities: [key.identity] }
      const database = new Database({ connection, clock: () => new Date() })
      try {
        let manifest: Awaited<ReturnType<typeof checkBackup>> | undefined
        const check = await seconds(async () => { manifest = await checkBackup(file, keeper.facts()) })
        return { check, load: await seconds(() => restoreBackup({ connection, database, keeper }, file, manifest!, { erase: eraseAgain(keeper) })) }
      } finally {
        await database.close()
      }
    })
  } finally {
    await keeper.close()
  }
}

async function copyAllOut(desk: Desk): Promise<void> {
  await withClient(desk.databaseUrl, async (client) => {
    for (const table of await tablesOf(client)) for await (const _ of client.query(copyTo(rowsOf(table))));
  })
}

async function copyInSeconds(desk: Desk): Promise<number> {
  return withDatabase(desk, async (connection) => {
    await migrate(connection)
    return withClient(desk.databaseUrl, (source) => withClient(connection, async (target) => {
      const tables = await tablesOf(source)
      await target.query(`truncate ${tables.map(({ name }) => name).join(', ')} cascade`)
      // Tables refer to each other, and here they come in any order.
      await target.query('set session_replication_role = replica')
      return seconds(async () => {
        for (const table of tables) await pipeline(source.query(copyTo(rowsOf(table))), target.query(copyFrom(`copy ${table.name} (${table.columns}) from stdin`)))
      })
    }))
  })
}

interface Table {
  name: string
  columns: string
}

const rowsOf = ({ name, columns }: Table): string => `copy (select ${columns} from ${name}) to stdout`

async function tablesOf(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select c.relname as name, string_agg(a.attname, ', ' order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition group by 1 order by 1`)
  return rows.filter(({ name }) => !Object.hasOwn(LEFT_OUT, name))
}

/** An empty database on the same server, gone afterwards. */
async function withDatabase<Result>({ databaseUrl }: Desk, act: (connection: string) => Promise<Result>): Promise<Result> {
  const name = `bench_${process.pid}_${Math.round(performance.now())}`
  await withClient(databaseUrl, (client) => client.query(`create database ${name} template template0`))
  const url = new URL(databaseUrl)
  url.pathname = `/${name}`
  try {
    return await act(url.href)
  } finally {
    await withClient(databaseUrl, (client) => client.query(`drop database ${name} with (force)`))
  }
}

async function withClient<Result>(connectionString: string, act: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString, options: '-c timezone=UTC -c jit=off' })
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}
