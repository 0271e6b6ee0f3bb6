import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { newId, type ImportId } from '../values/ids.ts'
import { checkSettings, type HeaderMapping, type ImportSettings } from './import.ts'
import { insertMapping, lockImport, selectFile, updateSettings } from './imports.sql.ts'
import { readTable } from './read-table.ts'

/** Says what the file is and what its columns mean. Throws when the settings do not fit the file or the catalogue. */
export async function setImport(
  tx: Tx, importId: ImportId, settings: ImportSettings, mapping: HeaderMapping, saveAs?: { name: string; by: string },
): Promise<void> {
  const found = await lockImport(tx, importId)
  if (!found) throw new Problem('not-found', { text: 'imports.not-found' })
  if (!['uploaded', 'rehearsed', 'cancelled', 'failed'].includes(found.state)) throw new Problem('conflict', { text: 'imports.already-running' })
  const bytes = await selectFile(tx, importId)
  if (!bytes) throw new Problem('conflict', { text: 'imports.file-gone' })
  const { header } = await readTable(bytes)
  checkSettings(settings, mapping, header, await selectCatalogue(tx))
  await updateSettings(tx, importId, settings, mapping)
  if (saveAs) await insertMapping(tx, { mappingId: newId(tx.now), name: saveAs.name, header: [...header], mapping, savedBy: saveAs.by })
}
