import { setImmediate } from 'node:timers/promises'
import type { Tx } from '../plumbing/database.ts'
import { newId, type ImportId } from '../values/ids.ts'
import { insertImport } from './imports.sql.ts'
import { readTable } from './read-table.ts'
import type { Table } from './table.ts'

/** A long file is read through in so small steps, so that others are answered meanwhile. */
const ROWS_A_TURN = 500

/** Takes in a file that can be read as a table; nothing is imported yet. Throws `invalid` for what is no table. */
export async function uploadImport(tx: Tx, file: { name: string; bytes: Buffer }, createdBy: string): Promise<ImportId> {
  const rowsTotal = await countRows(await readTable(file.bytes))
  const importId = newId<ImportId>(tx.now)
  await insertImport(tx, { importId, fileName: file.name, bytes: file.bytes, rowsTotal, createdBy })
  return importId
}

async function countRows(table: Table): Promise<number> {
  let rows = 0
  for (const _ of table.rows()) if (++rows % ROWS_A_TURN === 0) await setImmediate()
  return rows
}
