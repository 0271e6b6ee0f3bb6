import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import type { ImportId } from '../values/ids.ts'
import { countRun, deleteImport, lockImport } from './imports.sql.ts'
import { RESTING } from './request-import.ts'

/**
 * Removes a file that was only tried, with its rehearsal. Throws `not-found`, and `conflict` once a run has begun: where
 * people came from stays on record (art. 5(2)).
 */
export async function removeImport(tx: Tx, importId: ImportId): Promise<void> {
  const found = await lockImport(tx, importId)
  if (!found) throw new Problem('not-found', { text: 'imports.not-found' })
  const untouched = RESTING.includes(found.state) && (await countRun(tx, importId)).rows === 0
  if (!untouched) throw new Problem('conflict', { text: 'imports.not-removable' })
  await deleteImport(tx, importId)
}
