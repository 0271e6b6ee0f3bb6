import { mkdirSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from '../keeper/durable-file.ts'
import type { Database } from '../plumbing/database.ts'
import { daysLater } from '../values/moment.ts'
import { parseBackupName } from './backup-name.ts'
import { insertBackups, updateGone } from './backups.sql.ts'

const DAY_MS = 24 * 60 * 60_000

/**
 * Deletes the backups in a folder that are older than the horizon, the newest whole one never, and drafts that a killed
 * program left a day ago. Notes files that the database does not know: after a restore it lacks those made since.
 * Returns the names that were deleted.
 */
export async function expireBackups(database: Database, folder: string, horizonDays: number): Promise<string[]> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const found = (await readdir(folder)).toSorted().flatMap((name) => {
    const parsed = parseBackupName(name)
    return parsed ? [{ name, ...parsed, goesAt: daysLater(parsed.at, horizonDays) }] : []
  })
  const now = await database.read(async (tx) => tx.now)
  const whole = found.filter(({ draft }) => !draft)
  const due = [
    ...whole.filter((one) => one !== whole.at(-1) && one.goesAt <= now),
    ...found.filter(({ draft, at }) => draft && at.getTime() < now.getTime() - DAY_MS),
  ]
  for (const { name } of due) await rm(join(folder, name), { force: true })
  if (due.length > 0) await syncFolder(folder)
  const stays = await Promise.all(whole.filter((one) => !due.includes(one)).map(async (one) => ({ ...one, file: one.name, bytes: (await stat(join(folder, one.name))).size })))
  await database.write(async (tx) => {
    await insertBackups(tx, stays)
    await updateGone(tx, due.map(({ backupId }) => backupId))
  })
  return due.map(({ name }) => name)
}
