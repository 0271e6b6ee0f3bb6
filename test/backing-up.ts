import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { newBackupKey, type BackupKey } from '../src/backups/backup-key.ts'
import { makeBackup, type MadeBackup } from '../src/backups/make-backup.ts'
import type { BackupFile } from '../src/backups/read-backup.ts'
import { checkBackup, restoreBackup } from '../src/backups/restore-backup.ts'
import type { RestoreProof } from '../src/backups/restore-proof.ts'
import { eraseAgain } from '../src/doors/shell/erase-again.ts'
import type { Keeper } from '../src/keeper/keeper.ts'
import { openKeeper } from '../src/keeper/open-keeper.ts'
import { LedgerTree } from '../src/ledger/ledger-tree.ts'
import { Sequencer } from '../src/ledger/sequencer.ts'
import { Database } from '../src/plumbing/database.ts'
import { insertInstallation } from '../src/plumbing/installation.sql.ts'
import { publishCatalogue } from '../src/purposes/publish-catalogue.ts'
import { starterCatalogue } from '../src/purposes/starter-catalogue.ts'
import { testDatabase, type TestDatabase } from './database.ts'
import { INDEX_KEY } from './register.ts'

// Registered here and not in a test or hook, whose own end would come too early.
const cleanUps: (() => Promise<void>)[] = []
after(async () => {
  for (const cleanUp of cleanUps) await cleanUp()
})

export const BACKUP_KEY: BackupKey = await newBackupKey()

/** A folder that is removed when the test file ends. */
export function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tillit-backup-'))
  cleanUps.push(async () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export interface Company {
  database: TestDatabase
  keeper: Keeper
  keeperFolder: string
  /** Gives entries their leaves and signs a head, as the clock does. */
  sequence(): Promise<unknown>
}

/** An installation and its keeper, which belong together, with the starter catalogue. */
export async function company(given?: TestDatabase): Promise<Company> {
  const database = given ?? (await testDatabase())
  const keeperFolder = ownFolder()
  const keeper = await reopened(keeperFolder, true)
  cleanUps.push(() => keeper.close())
  const installationId = randomUUID()
  await database.write(async (tx) => {
    await insertInstallation(tx, { installationId, keeperId: keeper.id, controller: { name: 'Provbolaget AB', country: 'SE' }, demo: false })
    await publishCatalogue(tx, { ...starterCatalogue('2026-03-02'), retirePurposes: [], retireFields: [] }, 'test', 'starter')
  })
  await keeper.pair(installationId)
  const sequencer = new Sequencer({ database, keeper, tree: new LedgerTree(), holder: randomUUID() })
  return { database, keeper, keeperFolder, sequence: () => sequencer.step() }
}

/** The keeper as a program that starts now finds it. */
export async function reopened(folder: string, mayCreate = false): Promise<Keeper> {
  const keeper = await openKeeper({ url: pathToFileURL(folder).href, keyName: 'tillit.example/ledger', mayCreate, now: new Date('2026-03-02T09:00:00Z') })
  // People of test/register.ts are found by this key.
  keeper.keys.identifierIndex = INDEX_KEY
  return keeper
}

export async function backUp({ database, keeper }: Pick<Company, 'database' | 'keeper'>, more: { horizonDays?: number; signal?: AbortSignal; folder?: string } = {}): Promise<MadeBackup> {
  const folder = more.folder ?? ownFolder()
  return makeBackup(database, keeper, {
    fileOf: (_, id) => join(folder, `${id}.age`), recipients: [BACKUP_KEY.recipient], horizonDays: more.horizonDays ?? 35, ...(more.signal && { signal: more.signal }),
  })
}

export const openable = (path: string): BackupFile => ({ path, identities: [BACKUP_KEY.identity] })

/** Restores into a database of its own, an hour after the source's moment; the keeper is the one that lives. */
export async function restored(from: Company, path: string, into?: TestDatabase): Promise<{ database: TestDatabase; proof: RestoreProof }> {
  const database = into ?? (await testDatabase())
  database.now = new Date(from.database.now.getTime() + 3_600_000)
  const manifest = await checkBackup(openable(path), from.keeper.facts())
  const proof = await restoreBackup({ connection: database.connection, database, keeper: from.keeper }, openable(path), manifest, { erase: eraseAgain(from.keeper) })
  return { database, proof }
}

/** A database without any table, beside that of a test, seen with the same clock. */
export async function emptyDatabase(beside: TestDatabase): Promise<TestDatabase> {
  const name = `${beside.connection.database}_${randomUUID().slice(0, 8)}`
  await beside.superuser(`create database ${name} template template0`)
  const connection = { ...beside.connection, database: name }
  const database = new Database({ connection, clock: () => new Date(beside.now) })
  const superuser = new pg.Pool({ ...connection, max: 1 })
  cleanUps.push(async () => {
    await database.close()
    await superuser.end()
    // That of the test has ended its connections by now.
    const client = new pg.Client({ ...beside.connection, database: 'postgres' })
    await client.connect()
    await client.query(`drop database ${name} with (force)`)
    await client.end()
  })
  return Object.assign(database, { connection, superuser: superuser.query.bind(superuser), now: beside.now }) as TestDatabase
}
