import { pipeline } from 'node:stream/promises'
import { CompiledQuery, sql } from 'kysely'
import { from, to } from 'pg-copy-streams'
import type { Tx } from '../plumbing/database.ts'
import type { TableShape } from './manifest.ts'

/** All tables with their columns, each after those that it refers to. Throws a TypeError where they refer to each other in a ring. */
export async function selectTables(tx: Tx): Promise<TableShape[]> {
  const { rows: tables } = await sql<TableShape>`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    group by c.relname order by c.relname`.execute(tx.db)
  const { rows: references } = await sql<{ name: string; to: string }>`
    select distinct c.relname as name, f.relname as to
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
    where k.contype = 'f' and c.relnamespace = 'public'::regnamespace and not c.relispartition and c.oid <> f.oid`.execute(tx.db)
  const placed = new Map<string, TableShape>()
  while (placed.size < tables.length) {
    const next = tables.filter(({ name }) => !placed.has(name) && references.every((one) => one.name !== name || placed.has(one.to)))
    if (next.length === 0) throw new TypeError('tables refer to each other in a ring')
    for (const table of next) placed.set(table.name, table)
  }
  return [...placed.values()]
}

/** The rows of a table as text, in the order they lie; read to the end before the transaction does anything else. */
export async function* copyOut(tx: Tx, { name, columns }: TableShape): AsyncGenerator<Buffer> {
  const copying = to(`copy (select ${columns.map(quoted).join(', ')} from ${quoted(name)}) to stdout`)
  // The driver takes a stream where it takes a statement, and the query builder hands on what it is given.
  await tx.db.executeQuery(CompiledQuery.raw(copying as unknown as string))
  yield* copying as AsyncIterable<Buffer>
}

export async function copyIn(tx: Tx, { name, columns }: TableShape, rows: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<void> {
  const copying = from(`copy ${quoted(name)} (${columns.map(quoted).join(', ')}) from stdin`)
  await tx.db.executeQuery(CompiledQuery.raw(copying as unknown as string))
  await pipeline(rows, copying, { signal: signal ?? new AbortController().signal })
}

export async function countRows(tx: Tx, table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(tx.db)
  return rows[0]!.count
}

/** Empties tables of what their migrations put into them. */
export async function emptyTables(tx: Tx, tables: readonly string[]): Promise<void> {
  await sql`truncate ${sql.join(tables.map((name) => sql.table(name)))}`.execute(tx.db)
}

/** What was applied to the schema, in order. */
export async function selectMigrations(tx: Tx): Promise<{ name: string; checksum: string }[]> {
  const { rows } = await sql<{ name: string; checksum: string }>`select name, checksum from migration order by name`.execute(tx.db)
  return rows
}

export async function selectServerVersion(tx: Tx): Promise<string> {
  const { rows } = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(tx.db)
  return rows[0]!.version
}

/** The last moment of which a database certainly knows: that of its newest head; null before the first. */
export async function selectNewestMoment(tx: Tx): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`select max(at) as at from ledger_head`.execute(tx.db)
  return rows[0]!.at
}

/** The last number handed out of each series. */
export async function selectSeries(tx: Tx): Promise<{ series: string; last: number }[]> {
  const { rows } = await sql<{ series: string; last: number }>`select series, next - 1 as last from number_series order by series`.execute(tx.db)
  return rows
}

/** Lets a series go on above a number, if it does not already. */
export async function raiseSeries(tx: Tx, series: string, last: number): Promise<void> {
  await sql`
    insert into number_series as s (series, next) values (${series}, ${last + 1})
    on conflict (series) do update set next = greatest(s.next, excluded.next)`.execute(tx.db)
}

/** Whose names of tables and columns come out of a backup: letters and underscores, whatever the file says. */
function quoted(name: string): string {
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) throw new TypeError(`no name of a table or column: ${name}`)
  return `"${name}"`
}
