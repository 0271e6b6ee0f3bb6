import type { Tx } from '../plumbing/database.ts'
import type { Bytes } from '../plumbing/spooled-file.ts'
import { newId, type ImportId } from '../values/ids.ts'
import { insertImport } from './imports.sql.ts'
import { countRows } from './read-apart.ts'

export interface UploadedFile {
  name: string
  bytes: Bytes
  /** Of people, where they have been counted before: no transaction waits for a long file then. */
  rowsTotal?: number
}

/** Takes in a file that can be read as a table; nothing is imported yet. Throws `invalid` for what is no table. */
export async function uploadImport(tx: Tx, file: UploadedFile, createdBy: string): Promise<ImportId> {
  const rowsTotal = file.rowsTotal ?? (await countRows(file.bytes))
  const importId = newId<ImportId>(tx.now)
  await insertImport(tx, { importId, fileName: file.name, bytes: file.bytes, rowsTotal, createdBy })
  return importId
}
