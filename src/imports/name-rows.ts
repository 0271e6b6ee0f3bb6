import type { Tx } from '../plumbing/database.ts'
import type { Import } from './import.ts'
import { openFile } from './imports.sql.ts'
import { readApart, type ReadTable } from './read-apart.ts'

/** A longer file takes too long to be read for one page of rows; its rows go by their numbers. */
const MAX_BYTES = 32 * 1024 * 1024
/** What somebody is called, the first that is there. */
const NAMES: readonly (readonly string[])[] = [['given_name', 'family_name'], ['full_name'], ['company_name'], ['email'], ['phone']]

/**
 * What the file itself calls the people of these rows, while a rehearsal has made nobody of them yet. Read from the file
 * each time: nothing of it is kept beside it (rule H1). Nobody is named when the file is gone or long.
 */
export async function nameRows(tx: Tx, found: Import, rows: ReadonlySet<number>): Promise<ReadonlyMap<number, string>> {
  const file = rows.size === 0 || found.fileSize > MAX_BYTES ? undefined : await openFile(tx, found.importId)
  try {
    return file ? await readApart(file, found.settings ?? {}, (table) => namesIn(table, found, rows)) : new Map()
  } finally {
    file?.close()
  }
}

async function namesIn(table: ReadTable, { mapping }: Import, rows: ReadonlySet<number>): Promise<Map<number, string>> {
  const named = new Map<number, string>()
  const columnsOf = (field: string) => table.header.flatMap((name, column) => (mapping[name] === field ? [column] : []))
  const told = NAMES.map((fields) => fields.flatMap(columnsOf))
  for await (const piece of table.walk('cells', { numbers: [...rows] })) {
    for (const { number, cells } of piece) {
      const name = told.map((columns) => columns.map((column) => (cells[column] ?? '').trim()).filter(Boolean).join(' ')).find(Boolean)
      if (name) named.set(number, name)
    }
  }
  return named
}
