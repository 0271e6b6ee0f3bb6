import { RETENTION_ZONE } from '../people/start-grounds.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { localDateIn } from '../values/calendar.ts'
import { newId, type ImportId } from '../values/ids.ts'
import { checkMapping, type HeaderMapping } from './import-columns.ts'
import { checkSettings, type ImportSettings } from './import-settings.ts'
import { countRun, insertMapping, lockImport, openFile, updateSettings } from './imports.sql.ts'
import { readApart } from './read-apart.ts'

/** Says what the file is and what its columns mean. Throws when the settings do not fit the file or the catalogue, or a run has begun. */
export async function setImport(
  tx: Tx, importId: ImportId, settings: ImportSettings, mapping: HeaderMapping, saveAs?: { name: string; by: string },
): Promise<void> {
  const found = await lockImport(tx, importId)
  if (!found) throw new Problem('not-found', { text: 'imports.not-found' })
  const begun = !['uploaded', 'rehearsed', 'cancelled', 'failed'].includes(found.state) || (await countRun(tx, importId)).rows > 0
  if (begun) throw new Problem('conflict', { text: 'imports.already-running' })
  const header = await readHeader(tx, importId, settings)
  const catalogue = await selectCatalogue(tx)
  checkMapping(mapping, settings, header, catalogue)
  checkSettings(settings, mapping, catalogue, localDateIn(RETENTION_ZONE, tx.now))
  // Counted at the upload with a row of names above the people.
  const more = Number(settings.firstRow === 'person') - Number(found.settings?.firstRow === 'person')
  await updateSettings(tx, importId, settings, mapping, more)
  if (saveAs) await insertMapping(tx, { mappingId: newId(tx.now), name: saveAs.name, header: [...header], mapping, savedBy: saveAs.by })
}

async function readHeader(tx: Tx, importId: ImportId, settings: ImportSettings): Promise<readonly string[]> {
  const file = await openFile(tx, importId)
  if (!file) throw new Problem('conflict', { text: 'imports.file-gone' })
  try {
    return await readApart(file, settings, async ({ header }) => header)
  } finally {
    file.close()
  }
}
