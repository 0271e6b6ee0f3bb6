import { sql } from 'kysely'
import { basename } from 'node:path'
import type { Tx } from '../plumbing/database.ts'

/** A backup as the program remembers it: the moment it shows, and when its file is to go. */
export interface BackupFile {
  backupId: string
  at: Date
  goesAt: Date
  file: string
  bytes: number
}

/** Notes backups that are not known yet. */
export async function insertBackups(tx: Tx, many: readonly BackupFile[]): Promise<void> {
  await sql`
    insert into backup_made (backup_id, made_at, goes_at, file_name, bytes)
    select * from unnest(${many.map((one) => one.backupId)}::uuid[], ${many.map((one) => one.at)}::timestamptz[], ${many.map((one) => one.goesAt)}::timestamptz[],
      ${many.map((one) => basename(one.file))}::text[], ${many.map((one) => one.bytes)}::bigint[])
    on conflict (backup_id) do nothing`.execute(tx.db)
}

export async function updateGone(tx: Tx, backupIds: readonly string[]): Promise<void> {
  await sql`update backup_made set gone_at = ${tx.now} where backup_id = any (${backupIds}::uuid[]) and gone_at is null`.execute(tx.db)
}

/** When the newest backup was made, whether its file is still there or not. */
export async function newestBackupAt(tx: Tx): Promise<Date | null> {
  const { rows } = await sql<{ madeAt: Date | null }>`select max(made_at) as "madeAt" from backup_made`.execute(tx.db)
  return rows[0]!.madeAt
}
