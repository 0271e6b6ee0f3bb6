import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { parsePublicKey, type VerifyingKey } from '../../src/keeper/signing-key.ts'
import { migrate } from '../../src/plumbing/migrate.ts'
import type { TestDatabase } from '../database.ts'

// What earlier programs wrote, by the last migration they had: rows as COPY writes them, made by running that program.

type Asked = { superuser(text: string): Promise<{ rows: Record<string, unknown>[] }> }

/** A database as an earlier program left it. */
export interface Earlier {
  /** The last migration that it had. */
  schema: string
  /** Its migrations with their checksums, as it applied them. */
  migrations: Map<string, string>
  tables: { name: string; columns: string[]; rows: string }[]
  /** What its heads are signed with. */
  key: VerifyingKey
}

export function earlierSchemas(): Earlier[] {
  return readdirSync(import.meta.dirname).filter((name) => name.endsWith('.sql')).toSorted().map((name) => read(readFileSync(join(import.meta.dirname, name), 'utf8')))
}

function read(text: string): Earlier {
  const tables = [...text.matchAll(/^copy (\w+) \(([^)]+)\) from stdin;\n([\s\S]*?)^\\\.$/gm)].map(([, name, columns, rows]) => ({ name: name!, columns: columns!.split(', '), rows: rows! }))
  const applied = tables.find(({ name }) => name === 'migration')!.rows.trim().split('\n').map((line) => line.split('\t'))
  return {
    schema: applied.map(([name]) => name!).toSorted().at(-1)!,
    migrations: new Map(applied.map(([name, checksum]) => [name!, checksum!])),
    tables: tables.filter(({ name }) => name !== 'migration'),
    key: parsePublicKey(/Key: (\S+)$/m.exec(text)![1]!)!,
  }
}

/** Makes an empty database into that of the earlier program. */
export async function becomeEarlier(database: TestDatabase, earlier: Earlier): Promise<void> {
  await migrate(database.connection, new Set(earlier.migrations.keys()))
  const client = new pg.Client(database.connection)
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>("select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and relname <> 'migration'")
    await client.query(`truncate ${rows.map(({ name }) => name).join(', ')}`)
    await client.query('set session_replication_role = replica')
    for (const { name, columns, rows: text } of earlier.tables) await pipeline(Readable.from([text]), client.query(copyFrom(`copy ${name} (${columns.join(', ')}) from stdin`)))
    await client.query('analyze')
  } finally {
    await client.end()
  }
}

/** Count and digest of the rows of each table, over the columns that the earlier program knew. */
export async function digests(database: Asked, columns: ReadonlyMap<string, readonly string[]>): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const [table, names] of columns) {
    const { rows: [row] } = await database.superuser(`select count(*) || ' ' || coalesce(sum(hashtextextended((row(${names.join(', ')}))::text, 7)::numeric), 0) as digest from ${table}`)
    found[table] = row!['digest'] as string
  }
  return found
}

/** The columns of every table as they are now; what the program keeps about itself is left out. */
export async function columnsOf(database: Asked): Promise<Map<string, string[]>> {
  const { rows } = await database.superuser(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migration' group by 1 order by 1`)
  return new Map(rows.map(({ name, columns }) => [name as string, columns as string[]]))
}
