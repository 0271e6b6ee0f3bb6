import type { Tx } from '../plumbing/database.ts'
import { newId } from '../values/ids.ts'
import type { Manifest } from './manifest.ts'
import { readBackup, type BackupFile } from './read-backup.ts'
import { insertRestoration, type Restoration } from './restoration.sql.ts'
import { copyIn, emptyTables, selectTables } from './tables.sql.ts'

/**
 * Fills the tables of a schema like that of the backup, and notes that a restore has begun: all of it is committed, or
 * nothing. The file is held to the manifest again, in case it is no longer what was checked.
 */
export async function loadBackup(tx: Tx, { path, identities, signal, progress }: BackupFile, manifest: Manifest): Promise<Restoration> {
  const tables = (await selectTables(tx)).map(({ name }) => name).filter((name) => name !== 'migration')
  await emptyTables(tx, tables)
  const loaded = await readBackup(path, identities, { head: () => {}, table: (table, rows) => copyIn(tx, table, rows, signal), ...(progress && { progress }) })
  if (JSON.stringify(loaded) !== JSON.stringify(manifest)) throw new TypeError('the file was changed while it was read')
  const restoration: Restoration = { restorationId: newId(tx.now), backupId: manifest.backupId, backupAt: new Date(manifest.at), begunAt: tx.now }
  await insertRestoration(tx, restoration)
  return restoration
}
