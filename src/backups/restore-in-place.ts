import type { Keeper } from '../keeper/keeper.ts'
import { treeSize, newestHead } from '../ledger/ledger.sql.ts'
import type { Database, DatabaseSettings, Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import { migrate } from '../plumbing/migrate.ts'
import { newId } from '../values/ids.ts'
import { finishRestore, type RestoreWays } from './finish-restore.ts'
import { LEFT_OUT } from './manifest.ts'
import { refuseForgetful } from './refuse-unfit.ts'
import type { RestoreProof } from './restore-proof.ts'
import { insertRestoration, selectUnfinished, type Restoration } from './restoration.sql.ts'
import { countRows, emptyTables, selectNewestMoment } from './tables.sql.ts'

/** What says of itself whether it was done, and is no way in. */
const STAYS = ['migration', 'backup_made', 'restoration']

/**
 * Makes a database fit to be opened that was put back by other means (archiving, a snapshot, a copy of its folder):
 * everything that follows the loading of a backup. Refuses a database of another keeper, and a keeper that is older.
 */
export async function restoreInPlace({ connection, database, keeper }: { connection: DatabaseSettings['connection']; database: Database; keeper: Keeper }, ways: RestoreWays): Promise<RestoreProof> {
  await migrate(connection)
  const restoration = await database.asOwner((tx) => beginInPlace(tx, keeper, ways.accept !== undefined))
  const [size, rows] = await database.read(async (tx) => [await treeSize(tx), await countRows(tx, 'person')] as const)
  return finishRestore(database, keeper, restoration, { leaves: size, people: rows }, ways)
}

async function beginInPlace(tx: Tx, keeper: Keeper, accepted: boolean): Promise<Restoration> {
  const [installation, head, unfinished] = [await selectInstallation(tx), await newestHead(tx), await selectUnfinished(tx)]
  // One that began with a file goes on with the file, which says how long the journal was.
  if (unfinished && unfinished.backupId !== unfinished.restorationId) throw new Problem('refused', { text: 'backups.refused.other-begun', parameters: { at: unfinished.backupAt.toISOString().slice(0, 16).replace('T', ' ') } })
  if (installation?.keeperId !== keeper.id || (keeper.databaseId ?? installation.installationId) !== installation.installationId) throw new Problem('refused', { rule: 'E3', text: 'backups.refused.other-installation' })
  const at = unfinished?.backupAt ?? (await selectNewestMoment(tx)) ?? installation.createdAt
  if (!accepted) refuseForgetful({ head: head ?? null, journalLines: 0, at }, keeper.facts())
  if (unfinished) return unfinished
  await emptyTables(tx, Object.keys(LEFT_OUT).filter((name) => !STAYS.includes(name)))
  const restorationId = newId(tx.now)
  const restoration: Restoration = { restorationId, backupId: restorationId, backupAt: at, begunAt: tx.now }
  await insertRestoration(tx, restoration)
  return restoration
}
