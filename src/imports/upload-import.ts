import type { Tx } from '../plumbing/database.ts'
import { newId, type ImportId } from '../values/ids.ts'
import { insertImport } from './imports.sql.ts'
import { readTable } from './read-table.ts'

/** Takes in a file that can be read as a table; nothing is imported yet. Throws `invalid` for what is no table. */
export async function uploadImport(tx: Tx, file: { name: string; bytes: Buffer }, createdBy: string): Promise<ImportId> {
  const table = await readTable(file.bytes)
  let rows = 0
  for (const _ of table.rows()) rows += 1
  const importId = newId<ImportId>(tx.now)
  await insertImport(tx, { importId, fileName: file.name, bytes: file.bytes, rowsTotal: rows, createdBy })
  return importId
}
