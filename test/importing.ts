import assert from 'node:assert/strict'
import type { House } from '../src/doors/house.ts'
import type { HeaderMapping } from '../src/imports/import-columns.ts'
import type { ImportSettings } from '../src/imports/import-settings.ts'
import type { Import, Reason, RowResult } from '../src/imports/import.ts'
import { selectImport, selectRows } from '../src/imports/imports.sql.ts'
import { targetOf } from '../src/imports/recognise-columns.ts'
import { requestImport } from '../src/imports/request-import.ts'
import { setImport } from '../src/imports/set-import.ts'
import { showImport } from '../src/imports/show-import.ts'
import { uploadImport } from '../src/imports/upload-import.ts'
import { workImport } from '../src/imports/work-import.ts'
import { findPeople } from '../src/people/find-people.ts'
import type { Identifier } from '../src/people/identifier.ts'
import type { ImportId, PersonId } from '../src/values/ids.ts'
import { testDatabase, type TestDatabase } from './database.ts'
import { testHouse } from './house.ts'
import { installed } from './register.ts'

/** A company that imports, with a database and a keeper of its own. */
export interface ImportDesk {
  database: TestDatabase
  house: House
}

export async function importDesk(): Promise<ImportDesk> {
  const database = await testDatabase()
  await installed(database)
  return { database, house: await testHouse(database) }
}

export const CUSTOMERS: ImportSettings = { source: 'old system', purposes: ['contract'], ground: 'contract', collected: 'self', country: 'SE' }

/** Hands in a file with its settings; columns mean what was recognised unless `mapping` says otherwise. */
export async function handIn({ database }: ImportDesk, file: string | Buffer, settings: ImportSettings = CUSTOMERS, mapping: HeaderMapping = {}): Promise<ImportId> {
  const importId = await database.write((tx) => uploadImport(tx, { name: 'customers.csv', bytes: Buffer.from(file) }, 'tester'))
  const { columns } = await database.read((tx) => showImport(tx, importId, settings))
  const proposed = Object.fromEntries(columns.map(({ name, proposal }) => [name, targetOf(proposal!)]))
  await database.write((tx) => setImport(tx, importId, settings, { ...proposed, ...mapping }))
  return importId
}

export interface Worked {
  one: Import
  rows: RowResult[]
}

/** Rehearses or runs an import to its end. */
export async function work({ database, house }: ImportDesk, importId: ImportId, wish: 'rehearsal' | 'run'): Promise<Worked> {
  await database.write((tx) => requestImport(tx, importId, wish))
  assert.equal(await workImport(database, house.keeper), true)
  return database.read(async (tx) => ({
    one: (await selectImport(tx, importId))!, rows: await selectRows(tx, importId, wish === 'rehearsal', { limit: 100_000 }),
  }))
}

/** Imports a file. */
export async function bring(desk: ImportDesk, file: string | Buffer, settings: ImportSettings = CUSTOMERS, mapping: HeaderMapping = {}): Promise<Worked> {
  const worked = await work(desk, await handIn(desk, file, settings, mapping), 'run')
  assert.equal(worked.one.state, 'done')
  return worked
}

/** Reasons as `row column field rule text`. */
export function reasonsOf({ rows }: Pick<Worked, 'rows'>): string[] {
  const words = ({ column, field, rule, text }: Reason) => [column, field, rule, text.replace(/^imports\.(held\.)?/, '')].filter(Boolean).join(' ')
  return rows.flatMap(({ row, reasons }) => reasons.map((reason) => `${row} ${words(reason)}`))
}

/** The only person with this identifier. */
export async function personWith({ database, house }: ImportDesk, canonical: string, kind: Identifier['kind'] = 'email'): Promise<PersonId> {
  const [found] = await database.read((tx) => findPeople(tx, house.keeper.keys.identifierIndex, [{ kind, canonical }]))
  assert.equal(found!.length, 1, `${found!.length} people have ${canonical}`)
  return found![0]!
}

/** One hash a table; what an import writes about itself, and who works, are left out. */
export async function tableHashes(database: TestDatabase): Promise<Record<string, string>> {
  const { rows } = await database.superuser(
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
     and c.relname not in ('import', 'import_row', 'lease') order by 1`)
  const hashes: Record<string, string> = {}
  for (const { name } of rows as { name: string }[]) {
    const { rows: [row] } = await database.superuser(`select md5(coalesce(string_agg(t::text, E'\\n' order by t::text), '')) as hash from "${name}" t`)
    hashes[name] = (row as { hash: string }).hash
  }
  return hashes
}

/** Tables in which a text stands, in letters or in bytes. */
export async function tablesWith(database: TestDatabase, canary: string): Promise<string[]> {
  const { rows } = await database.superuser(`select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`)
  const found: string[] = []
  for (const { name } of rows as { name: string }[]) {
    const { rows: hits } = await database.superuser(`select 1 from "${name}" t where t::text ilike '%' || $1 || '%' or t::text ilike '%' || $2 || '%' limit 1`, [canary, Buffer.from(canary).toString('hex')])
    if (hits.length > 0) found.push(name)
  }
  return found
}
