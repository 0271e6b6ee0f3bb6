import { randomBytes, randomUUID } from 'node:crypto'
import { PERSONAL_TABLES } from '../src/law/data-map.ts'
import type { PersonId } from '../src/values/ids.ts'
import type { TestDatabase } from './database.ts'

// Fills every personal column of the schema with a text of its own (ER-01, DS-01): read from the catalogue, so that a
// column that somebody adds is planted without a line here.

interface Column {
  name: string
  type: string
  indexed: boolean
}

export const canary = (): string => `Zk${randomBytes(12).toString('base64url').replaceAll(/[-_]/g, 'x')}Q7`

/** Ordinary words around each canary, so that PostgreSQL compresses it. */
function longText(text: string): string {
  return Array.from({ length: 60 }, () => `${text} ${randomBytes(24).toString('hex')} ${'and so on, and so on, '.repeat(6)}`).join('')
}

export interface Planted {
  /** Each canary with the column it stands in. */
  canaries: Map<string, string>
  /** Columns that take no text. */
  without: string[]
}

/**
 * One row in every table of the data map that is about people, with a canary in every column that takes one. Checks are
 * taken away from the tables for good, so that every text can stand everywhere: for a database of one's own.
 */
export async function plantEverywhere(database: TestDatabase, personId: PersonId, long: boolean): Promise<Planted> {
  database.madeUp = 'a canary in every column'
  const planted: Planted = { canaries: new Map(), without: [] }
  await dropChecks(database)
  for (const [table, map] of Object.entries(PERSONAL_TABLES)) {
    if (map.whose !== 'person' || (table === 'person')) continue
    const columns = await columnsOf(database, table)
    const values = columns.map((column) => {
      const value = valueFor(column, personId, long && !column.indexed, (text) => void planted.canaries.set(text, `${table}.${column.name}`))
      if (value === undefined) planted.without.push(`${table}.${column.name}`)
      return value ?? fillerFor(column)
    })
    await insertUnchecked(database, table, columns, values)
  }
  return planted
}

/** Takes away again all that was planted, the short way. */
export async function uproot(database: TestDatabase, people: readonly PersonId[]): Promise<void> {
  for (const [table, map] of Object.entries(PERSONAL_TABLES)) {
    if (map.whose !== 'person' || table === 'person') continue
    const knows = map.columns.split(/\s+/).includes('person_id')
    await unchecked(database, knows ? `delete from ${table} where person_id = any ($1::uuid[])` : `delete from ${table}`, knows ? [people] : [])
  }
  await unchecked(database, 'delete from person where person_id = any ($1::uuid[])', [people])
}

async function insertUnchecked(database: TestDatabase, table: string, columns: readonly Column[], values: readonly unknown[]): Promise<void> {
  const places = columns.map((column, index) => `$${index + 1}::${column.type}`)
  await unchecked(database, `insert into ${table} (${columns.map((one) => `"${one.name}"`).join(', ')}) values (${places.join(', ')}) on conflict do nothing`, values)
}

/** Without looking whether what it refers to is there. */
async function unchecked(database: TestDatabase, text: string, values: unknown[] | readonly unknown[]): Promise<void> {
  const inlined = values.length === 0 ? text : text.replaceAll(/\$(\d+)/g, (_, place) => literal(values[Number(place) - 1]))
  await database.superuser(`begin; set local session_replication_role = replica; ${inlined}; commit`)
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`
  if (Array.isArray(value)) return `array[${value.map(literal).join(', ')}]`
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return `'${text.replaceAll("'", "''")}'`
}

async function dropChecks(database: TestDatabase): Promise<void> {
  const { rows } = await database.superuser(`select conrelid::regclass::text as table, conname as name from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'c' and not c.relispartition and c.relnamespace = 'public'::regnamespace`)
  await database.superuser(rows.map(({ table, name }) => `alter table ${table} drop constraint "${name}"`).join('; '))
}

async function columnsOf(database: TestDatabase, table: string): Promise<Column[]> {
  const { rows } = await database.superuser(`
    select a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      exists (select from pg_index i where i.indrelid = a.attrelid and a.attnum = any (i.indkey)) as indexed
    from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum`, [table])
  return rows as Column[]
}

/** A value that holds a canary; undefined for a column that takes none. */
function valueFor({ name, type }: Column, personId: PersonId, long: boolean, note: (canary: string) => void): unknown {
  if (name === 'person_id') return personId
  if (!['text', 'text[]', 'jsonb', 'bytea'].includes(type)) return undefined
  const short = canary()
  note(short)
  const text = long ? longText(short) : short
  if (type === 'text[]') return [text]
  if (type === 'jsonb') return { planted: text }
  return type === 'bytea' ? Buffer.from(text) : text
}

function fillerFor({ type }: Column): unknown {
  if (type === 'uuid') return randomUUID()
  if (type.endsWith('[]')) return '{}'
  if (type === 'boolean') return 'false'
  if (type === 'date' || type.startsWith('timestamp')) return '2026-03-02'
  if (type === 'jsonb') return {}
  return type === 'text' || type === 'bytea' ? '' : '1'
}
