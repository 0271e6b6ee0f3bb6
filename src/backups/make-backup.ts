import { createHash } from 'node:crypto'
import type { Keeper } from '../keeper/keeper.ts'
import { growTree } from '../ledger/grow-tree.ts'
import { newestHead, treeSize } from '../ledger/ledger.sql.ts'
import { LedgerTree } from '../ledger/ledger-tree.ts'
import type { Database, Tx } from '../plumbing/database.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import { newId } from '../values/ids.ts'
import { daysLater } from '../values/moment.ts'
import { insertBackups } from './backups.sql.ts'
import { countLines } from './count-lines.ts'
import { frame, jsonFrame } from './frame.ts'
import { BACKUP_VERSION, LEFT_OUT, type BackupEnd, type BackupHead, type TableEnd, type TableShape } from './manifest.ts'
import { writeSealed } from './sealed-file.ts'
import { copyOut, selectMigrations, selectSeries, selectServerVersion, selectTables } from './tables.sql.ts'

export interface BackupWish {
  /** Where it is written, by the moment it shows and its id. */
  fileOf: (at: Date, backupId: string) => string
  /** Public keys (`age1…`); whoever has the private one of any can open it. */
  recipients: readonly string[]
  /** So many days it is kept: when it goes, what was erased is gone from it too. */
  horizonDays: number
  signal?: AbortSignal
  /** Hears how many rows are written so far, again and again. */
  progress?: (rows: number) => void
}

export interface MadeBackup {
  backupId: string
  file: string
  at: Date
  goesAt: Date
  bytes: number
  people: number
  leaves: number
}

/**
 * Writes everything as it stands at one moment into a sealed file, while the program runs on. Keys and the journal are
 * the keeper's and not in it, nor is anything by which somebody is signed in (LEFT_OUT). Nothing is left where it fails.
 */
export async function makeBackup(database: Database, keeper: Keeper, wish: BackupWish): Promise<MadeBackup> {
  const { recipients, horizonDays, signal, fileOf, progress } = wish
  // Before the snapshot: what is journaled from here on may be missing in it, and is replayed after a restore.
  const journalLines = (await keeper.readJournal()).length
  const made = await database.snapshot(async (tx) => {
    const backupId = newId(tx.now)
    const [file, goesAt] = [fileOf(tx.now, backupId), daysLater(tx.now, horizonDays)]
    for (const { series, last } of await selectSeries(tx)) await keeper.markSeries(series, last)
    const head = await headOf(tx, backupId, journalLines)
    const ends: BackupEnd['tables'] = []
    const bytes = await writeSealed(file, recipients, contentOf(tx, head, ends, progress), signal)
    return { backupId, file, at: tx.now, goesAt, bytes, people: ends.find(({ name }) => name === 'person')!.rows, leaves: head.ledger.size }
  })
  await database.write((tx) => insertBackups(tx, [made]))
  return made
}

async function headOf(tx: Tx, backupId: string, journalLines: number): Promise<BackupHead> {
  const { installationId, keeperId } = (await selectInstallation(tx))!
  const [size, signed, tree] = [await treeSize(tx), await newestHead(tx), new LedgerTree()]
  await growTree(tx, tree, { to: size, checkFrom: size })
  return {
    format: 'tillit-backup', version: BACKUP_VERSION, backupId, at: tx.now.toISOString(), installationId, keeperId,
    postgres: await selectServerVersion(tx), migrations: await selectMigrations(tx), journalLines,
    ledger: { size, root: tree.root.toString('base64'), head: signed ? { size: signed.size, epoch: signed.epoch, root: signed.root.toString('base64') } : null },
  }
}

/** The frames of a backup; `ends` is filled on the way. */
async function* contentOf(tx: Tx, head: BackupHead, ends: BackupEnd['tables'], progress?: (rows: number) => void): AsyncGenerator<Buffer> {
  yield jsonFrame('head', head)
  for (const table of await selectTables(tx)) {
    if (Object.hasOwn(LEFT_OUT, table.name)) continue
    yield jsonFrame('table', table)
    const before = ends.reduce((sum, { rows }) => sum + rows, 0)
    const end = yield* rowsOf(tx, table, (rows) => progress?.(before + rows))
    yield jsonFrame('table-end', end)
    ends.push({ name: table.name, ...end })
  }
  yield jsonFrame('end', { tables: ends })
}

async function* rowsOf(tx: Tx, table: TableShape, progress: (rows: number) => void): AsyncGenerator<Buffer, TableEnd> {
  const digest = createHash('sha256')
  let [rows, bytes] = [0, 0]
  for await (const part of copyOut(tx, table)) {
    digest.update(part)
    bytes += part.length
    rows += countLines(part)
    progress(rows)
    yield frame('rows', part)
  }
  return { rows, bytes, sha256: digest.digest('hex') }
}
