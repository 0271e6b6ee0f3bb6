import type { DatabaseFacts } from '../keeper/keeper.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import { newestHead, treeSize } from './ledger.sql.ts'

/**
 * What the database says of itself, for `checkKeeper`; undefined before its first start is complete.
 * `series` are the last numbers handed out of the series that are marked in the keeper.
 */
export async function readDatabaseFacts(tx: Tx, series: ReadonlyMap<string, number> = new Map()): Promise<DatabaseFacts | undefined> {
  const installation = await selectInstallation(tx)
  if (!installation) return undefined
  return {
    databaseId: installation.installationId,
    keeperId: installation.keeperId,
    leaves: await treeSize(tx),
    newestHead: await newestHead(tx),
    series,
  }
}
