import type { TestDatabase } from './database.ts'

/** A table is looked through this far: a big story tells the same thing over and over. */
const ROWS = 20_000

/** Every member of all JSON that is stored, as `table.column.member.of.member`; the places of a list are not told apart. */
export async function storedMembers(database: Pick<TestDatabase, 'superuser'>): Promise<string[]> {
  const { rows: columns } = await database.superuser(`
    select c.relname as table, a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and a.atttypid = 'jsonb'::regtype`)
  const stored = columns.map(({ table, column }) => `(select '${table}.${column}', value from (select distinct ${column} as value from (select ${column} from ${table} limit ${ROWS}) as held) as told)`)
  const { rows } = await database.superuser(`
    with recursive member (path, value) as (
      select * from (${stored.join(' union all ')}) as whole (path, value) where value is not null
      union all
      select coalesce(m.path || '.' || part.name, m.path), part.value from member m cross join lateral (
        select key as name, value from jsonb_each(case jsonb_typeof(m.value) when 'object' then m.value else '{}' end)
        union all select null, value from jsonb_array_elements(case jsonb_typeof(m.value) when 'array' then m.value else '[]' end)) as part)
    select distinct path from member where path like '%.%.%' order by 1`)
  return rows.map((row) => row.path as string)
}
