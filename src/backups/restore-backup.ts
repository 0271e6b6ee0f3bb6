import type { Keeper, KeeperFacts } from '../keeper/keeper.ts'
import type { Database, DatabaseSettings } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { migrate, migrations } from '../plumbing/migrate.ts'
import { finishRestore, type RestoreWays } from './finish-restore.ts'
import { loadBackup } from './load-backup.ts'
import { lookAtPlace } from './look-at-place.ts'
import { peopleIn, type Manifest } from './manifest.ts'
import { readBackup, type BackupFile } from './read-backup.ts'
import { refuseUnfit } from './refuse-unfit.ts'
import type { RestoreProof } from './restore-proof.ts'

/** Reads a backup to its end and says what it holds, or why it may not be restored with this keeper. Touches nothing. `accepted`: also with a keeper that can prove nothing. */
export async function checkBackup(file: BackupFile, keeper: KeeperFacts, accepted = false): Promise<Manifest> {
  return readBackup(file.path, file.identities, {
    head: (head) => refuseUnfit(head, keeper, migrations(), accepted),
    table: async (_, rows) => { for await (const _part of rows) file.signal?.throwIfAborted() },
    ...(file.progress && { progress: file.progress }),
  })
}

/**
 * Restores a backup that `checkBackup` found good into a database that is empty, or in which the restore of this very
 * backup was cut off. Until it returns, no door opens there.
 */
export async function restoreBackup(place: { connection: DatabaseSettings['connection']; database: Database; keeper: Keeper }, file: BackupFile, manifest: Manifest, ways: RestoreWays): Promise<RestoreProof> {
  const { connection, database, keeper } = place
  const found = await database.asOwner(lookAtPlace)
  if (found === 'in-use') throw new Problem('refused', { text: 'backups.refused.not-empty' })
  if (found !== 'empty' && found.backupId !== manifest.backupId) throw new Problem('refused', { text: 'backups.refused.other-begun', parameters: { at: found.backupAt.toISOString().slice(0, 16).replace('T', ' ') } })
  let restoration = found === 'empty' ? undefined : found
  if (!restoration) {
    // The schema as it was, so that the rows fit; the later migrations then change them as they would have.
    await migrate(connection, new Set(manifest.migrations.map(({ name }) => name)))
    restoration = await database.asOwner((tx) => loadBackup(tx, file, manifest))
  }
  await migrate(connection)
  file.signal?.throwIfAborted()
  return finishRestore(database, keeper, restoration, { leaves: manifest.ledger.size, people: peopleIn(manifest) }, ways)
}
