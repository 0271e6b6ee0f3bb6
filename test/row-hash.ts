import { createHash } from 'node:crypto'
import type { TestDatabase } from './database.ts'

/**
 * A hash of every row of every table: equal before and after means that nothing changed, counters included. Who looked, and how
 * often somebody tries to come in, is noted on purpose, beside what was asked.
 */
export async function rowHash(database: TestDatabase): Promise<string> {
  // One statement over the tables that have ever held a row; most have not.
  const tables = await database.superuser(`
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname !~ '^(look|attempt)(_p?\\d+)?$' and pg_relation_size(c.oid) > 0 order by 1`)
  const each = (tables.rows as { name: string }[]).map(({ name }) => `select '${name}' as name, md5(string_agg(t::text, E'\\n' order by t::text)) as rows from "${name}" t having count(*) > 0`)
  const { rows } = await database.superuser(`${each.join(' union all ')} order by name`)
  return createHash('sha256').update((rows as { name: string; rows: string }[]).map((row) => `${row.name} ${row.rows}\n`).join('')).digest('hex')
}
