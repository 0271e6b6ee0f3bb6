import { sql } from 'kysely'
import { basename } from 'node:path'
import type { Tx } from '../plumbing/database.ts'

/** A backup as the program remembers it. */
export interface Backup {
  backupId: string
  /** The moment it shows. */
  madeAt: Date
  goesAt: Date
  fileName: string
  bytes: number
  goneAt: Date | null
}

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

/** Backups that are there, oldest first. */
export async function selectBackups(tx: Tx): Promise<Backup[]> {
  const { rows } = await sql<Backup>`
    select backup_id as "backupId", made_at as "madeAt", goes_at as "goesAt", file_name as "fileName", bytes, gone_at as "goneAt"
    from backup_made where gone_at is null order by made_at, backup_id`.execute(tx.db)
  return rows
}

export async function updateGone(tx: Tx, backupIds: readonly string[]): Promise<void> {
  await sql`update backup_made set gone_at = ${tx.now} where backup_id = any (${backupIds}::uuid[]) and gone_at is null`.execute(tx.db)
}

/** The day on which the last backup goes that was made before this moment; null when there is none. */
export async function lastBackupGoes(tx: Tx, before: Date): Promise<Date | null> {
  const { rows } = await sql<{ goesAt: Date | null }>`
    select max(goes_at) as "goesAt" from backup_made where gone_at is null and made_at <= ${before}`.execute(tx.db)
  return rows[0]!.goesAt
}

/** When the newest backup was made, whether its file is still there or not. */
export async function newestBackupAt(tx: Tx): Promise<Date | null> {
  const { rows } = await sql<{ madeAt: Date | null }>`select max(made_at) as "madeAt" from backup_made`.execute(tx.db)
  return rows[0]!.madeAt
}
