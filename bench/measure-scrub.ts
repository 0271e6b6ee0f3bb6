import pg from 'pg'
import { PERSONAL_TABLES } from '../src/law/data-map.ts'
import { LOCK_MS, NIGHT_LOCK_MS } from '../src/plumbing/scrub.ts'
import { ScrubServer } from '../src/plumbing/scrub-server.ts'
import type { Desk } from './desk.ts'
import { told, within, type Figure } from './measure.ts'

/** Of a table with parts, so many. */
const PARTS = 3
/** Smaller files are rewritten in no time. */
const FROM_BYTES = 1_000_000

/** How long the scrub keeps each file locked while it writes it anew: the longest of each table, and which of them have to wait for the night. */
export async function measureScrub(desk: Desk): Promise<Figure[]> {
  const files = await largeFiles(desk)
  const server = await ScrubServer.open(desk.house.database)
  if (!server) throw new Error('somebody else scrubs')
  const longest = new Map<string, number>()
  try {
    for (const { relation, table } of files) {
      const done = await server.rewrite(relation, 10 * NIGHT_LOCK_MS)
      longest.set(table, Math.max(longest.get(table) ?? 0, done!.lockMs))
    }
  } finally {
    await server.close()
  }
  const slow = [...longest].filter(([, ms]) => ms > LOCK_MS).map(([table]) => table)
  return [
    ...[...longest].toSorted(([, a], [, b]) => b - a).map(([table, ms]) => ms > LOCK_MS
      ? within(NIGHT_LOCK_MS, { name: `lock of ${table}, at night`, unit: 'ms', people: desk.register.size, value: ms })
      : within(LOCK_MS, { name: `lock of ${table}`, unit: 'ms', people: desk.register.size, value: ms })),
    told({ name: 'tables that wait for the night', unit: 'tables', people: desk.register.size, value: slow.length, note: `of ${longest.size} that have a file above ${FROM_BYTES / 1e6} MB${slow.length > 0 ? `: ${slow.join(', ')}` : ''}` }),
  ]
}

async function largeFiles({ databaseUrl }: Desk): Promise<{ relation: string; table: string }[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ relation: string; table: string }>(`
      select relation, "table" from (
        select c.relname as relation, r.relname as "table", row_number() over (partition by r.oid order by pg_total_relation_size(c.oid) desc) as place, pg_total_relation_size(c.oid) as bytes
        from pg_class c join pg_class r on r.oid = coalesce(pg_partition_root(c.oid), c.oid)
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and r.relname = any ($1)) f
      where place <= $2 and bytes > $3 order by bytes`, [Object.keys(PERSONAL_TABLES), PARTS, FROM_BYTES])
    return rows
  } finally {
    await client.end()
  }
}
