import pg from 'pg'
import type { DatabaseSettings } from './database.ts'

/** Partitions follow from their table, so they are left out. */
const COLUMNS = `
  select c.relname as table, string_agg(
    '  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
      || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), ''), e',\\n' order by a.attnum) as columns,
    coalesce(' partition by ' || pg_get_partkeydef(c.oid), '') as partitioned
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
  group by c.oid order by c.relname`
const CONSTRAINTS = `
  select c.relname || ': ' || pg_get_constraintdef(k.oid) as line
  from pg_constraint k join pg_class c on c.oid = k.conrelid
  where c.relnamespace = 'public'::regnamespace and not c.relispartition and k.contype <> 'n' order by 1`
const INDEXES = `
  select pg_get_indexdef(i.indexrelid) as line
  from pg_index i join pg_class c on c.oid = i.indrelid
  where c.relnamespace = 'public'::regnamespace and not c.relispartition order by 1`
const VIEWS = "select 'view ' || viewname || ' as' || e'\\n' || definition as line from pg_views where schemaname = 'public' order by viewname"
const FUNCTIONS = `
  select pg_get_functiondef(p.oid) as line from pg_proc p
  where p.pronamespace = 'public'::regnamespace and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by p.proname`
const RIGHTS = `
  select g.grantee || ': ' || g.table_name || ' ' || string_agg(g.privilege_type, ', ' order by g.privilege_type) as line
  from information_schema.role_table_grants g join pg_class c on c.relname = g.table_name and c.relnamespace = 'public'::regnamespace
  where g.grantee like 'tillit\\_%' and not c.relispartition
  group by g.grantee, g.table_name order by 1`

/** The schema as it stands, as text that is the same for the same schema: what database/schema.sql holds. */
export async function describeSchema(connection: DatabaseSettings['connection']): Promise<string> {
  const client = new pg.Client(typeof connection === 'string' ? { connectionString: connection } : connection)
  await client.connect()
  try {
    const tables = await client.query<{ table: string; columns: string; partitioned: string }>(COLUMNS)
    const lines = async (query: string) => (await client.query<{ line: string }>(query)).rows.map((row) => row.line.trimEnd())
    return [
      '-- The schema that the migrations lead to; written by `npm run schema`, compared by the tests.',
      ...tables.rows.map((row) => `table ${row.table} (\n${row.columns}\n)${row.partitioned};`),
      `-- Constraints\n${(await lines(CONSTRAINTS)).join('\n')}`,
      `-- Indexes\n${(await lines(INDEXES)).join('\n')}`,
      `-- Views\n${(await lines(VIEWS)).join('\n')}`,
      `-- Rights\n${(await lines(RIGHTS)).join('\n')}`,
      `-- Functions\n${(await lines(FUNCTIONS)).join('\n\n')}`,
    ].join('\n\n') + '\n'
  } finally {
    await client.end()
  }
}

/** Every column of the schema as `table.column`, partitions left out: what the data map must know. With `json`, those that hold JSON alone. */
export async function listColumns(connection: DatabaseSettings['connection'], json = false): Promise<string[]> {
  const client = new pg.Client(typeof connection === 'string' ? { connectionString: connection } : connection)
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(`
      select c.relname || '.' || a.attname as name
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and ($1::boolean is false or a.atttypid in ('json'::regtype, 'jsonb'::regtype)) order by 1`, [json])
    return rows.map((row) => row.name)
  } finally {
    await client.end()
  }
}
