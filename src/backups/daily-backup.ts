import { join } from 'node:path'
import type { Keeper } from '../keeper/keeper.ts'
import { takeLease } from '../ledger/take-lease.ts'
import type { Database } from '../plumbing/database.ts'
import { backupName } from './backup-name.ts'
import { newestBackupAt } from './backups.sql.ts'
import { expireBackups } from './expire-backups.ts'
import { makeBackup, type MadeBackup } from './make-backup.ts'

const LEASE = 'backup'
/** Of a copy that dies the others hear sooner. */
const LEASE_MS = 12 * 60 * 60_000
const GIVEN_BACK = -1
const EVERY_MS = 24 * 60 * 60_000

export interface DailyBackup {
  folder: string
  recipients: readonly string[]
  horizonDays: number
}

/**
 * Makes a backup where the newest is a day old, and deletes those past the horizon; one copy at a time. Undefined while
 * there is nothing to do, or another copy does it.
 */
export async function dailyBackup(database: Database, keeper: Keeper, { folder, recipients, horizonDays }: DailyBackup, holder: string, signal?: AbortSignal): Promise<{ made: MadeBackup; deleted: string[] } | undefined> {
  const isDue = await database.read(async (tx) => tx.now.getTime() - ((await newestBackupAt(tx))?.getTime() ?? 0) >= EVERY_MS)
  if (!isDue || !(await database.write((tx) => takeLease(tx, LEASE, holder, LEASE_MS)))) return undefined
  try {
    // The folder first: one that cannot be written is told before anything is read.
    const before = await expireBackups(database, folder, horizonDays)
    const made = await makeBackup(database, keeper, { fileOf: (at, id) => join(folder, backupName(at, id)), recipients, horizonDays, ...(signal && { signal }) })
    // An old one may have been the newest until now.
    return { made, deleted: [...before, ...(await expireBackups(database, folder, horizonDays))] }
  } finally {
    await database.write((tx) => takeLease(tx, LEASE, holder, GIVEN_BACK))
  }
}
