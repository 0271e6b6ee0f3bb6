import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { refuseUnfinished } from '../../backups/refuse-unfinished.ts'
import { checkKeeper } from '../../keeper/check-keeper.ts'
import type { Keeper } from '../../keeper/keeper.ts'
import { openKeeper } from '../../keeper/open-keeper.ts'
import { LedgerTree } from '../../ledger/ledger-tree.ts'
import { newestHead, treeSize } from '../../ledger/ledger.sql.ts'
import { LookBook } from '../../looks/look-book.ts'
import type { Settings } from '../../plumbing/config.ts'
import { prepareDataFolder } from '../../plumbing/data-folder.ts'
import { Database, type DatabaseSettings, type Tx } from '../../plumbing/database.ts'
import { runningEmbeddedPostgres, startEmbeddedPostgres, type EmbeddedPostgres } from '../../plumbing/embedded-postgres.ts'
import { insertInstallation, selectInstallation } from '../../plumbing/installation.sql.ts'
import { openLog } from '../../plumbing/log.ts'
import { migrate } from '../../plumbing/migrate.ts'
import { openIdentityProviders } from '../../plumbing/open-identity-providers.ts'
import { StartRefused } from '../../plumbing/start-refused.ts'
import { lockInstallation } from '../../plumbing/start-house.sql.ts'
import { publishCatalogue } from '../../purposes/publish-catalogue.ts'
import { starterCatalogue } from '../../purposes/starter-catalogue.ts'
import { DEMO_COMPANY } from '../../demo/demo-company.ts'
import type { House } from '../house.ts'
import { Recorder } from '../recorder.ts'
import { KeyRing } from '../staff/key-ring.ts'
import { SeenSessions } from '../staff/seen-sessions.ts'

const WORKSPACE = join(import.meta.dirname, '..', '..', '..', 'web', 'dist')

export interface OpenHouse {
  house: House
  /** True when this very start made the installation. */
  fresh: boolean
  /** Fulfilled when the built-in database ends by itself; never for a server elsewhere. */
  databaseEnded: Promise<unknown>
  /** Ends connections, and the built-in server if it was started here. */
  close(): Promise<void>
}

export interface OpenOptions {
  clock: () => Date
  /** A command may use the database of a server that runs; a server wants its own. */
  beside: boolean
}

/**
 * Opens database and keeper and checks that they belong together, before any door opens (rule E3). Makes the
 * installation on the first start. Throws StartRefused or a Problem with the sentence for the operator.
 */
export async function openHouse(settings: Settings, options: OpenOptions): Promise<OpenHouse> {
  const { connection, server } = await findDatabase(settings, options.beside)
  const database = new Database({ connection, clock: options.clock })
  const log = openLog(settings.logLevel)
  try {
    await migrate(connection).catch((error: unknown) => { throw settings.databaseUrl ? inOneLine(error) : error })
    await database.read(refuseUnfinished)
    const { keeper, fresh } = await pair(database, settings)
    const house: House = {
      database, keeper, settings, log, tree: new LedgerTree(), recorder: new Recorder({ database, keeper }), looks: new LookBook({ database, log }), keyRing: new KeyRing(database), seenSessions: new SeenSessions(database),
      identityProviders: openIdentityProviders(settings, options.clock),
      publicUrl: settings.publicUrl ?? `http://localhost:${settings.port}`, workspaceFolder: WORKSPACE,
    }
    return {
      house, fresh,
      databaseEnded: server?.exited ?? new Promise(() => {}),
      close: async () => {
        await database.close()
        await keeper.close()
        await server?.stop()
      },
    }
  } catch (error) {
    // What went wrong is thrown below; that closing fails too adds nothing.
    await database.close().catch(() => {})
    await server?.stop()
    throw error
  }
}

export async function findDatabase(settings: Settings, beside: boolean): Promise<{ connection: DatabaseSettings['connection']; server?: EmbeddedPostgres }> {
  if (settings.databaseUrl) return { connection: settings.databaseUrl }
  const folder = join(prepareDataFolder(settings.dataFolder), 'postgres')
  const running = beside ? runningEmbeddedPostgres(folder) : undefined
  if (running) return { connection: running }
  const server = await startEmbeddedPostgres({ folder })
  return { connection: server.connection, server }
}

/** What to do about a server that does not let us in, by the codes of the network and of PostgreSQL (appendix A). */
const NO_WAY_IN: Record<string, string> = {
  ECONNREFUSED: 'no server answers there', ENOTFOUND: 'there is no such host', EAI_AGAIN: 'the host name cannot be looked up', ENOENT: 'there is no such socket', ETIMEDOUT: 'the server does not answer',
  '28P01': 'the password is wrong', '28000': 'the server does not let this user in', '3D000': 'there is no such database; make it with createdb', '57P03': 'the server is still starting',
}

/** The address may hold a password, so it is not repeated. */
function inOneLine(error: unknown): unknown {
  const { code } = error as { code?: string }
  const why = NO_WAY_IN[code ?? '']
  return why ? new StartRefused(`DATABASE_URL cannot be used: ${why} (${code}).`) : error
}

/** Opens the keeper of this database; the very first start makes both, one copy at a time. */
async function pair(database: Database, settings: Settings): Promise<{ keeper: Keeper; fresh: boolean }> {
  const known = await database.read(async (tx) => (await selectInstallation(tx)) && openCheckedKeeper(tx, settings))
  const fresh = known ? false : await database.write((tx) => install(tx, settings))
  const keeper = known ?? (await database.read((tx) => openCheckedKeeper(tx, settings)))
  await keeper.pair((await database.read(selectInstallation))!.installationId)
  return { keeper, fresh }
}

/**
 * Opens the keeper and compares it with the database (rule E3), in an order that holds while other copies write to both:
 * a head is in the keeper before it is in the database, and its leaves are in the database before it is in the keeper.
 */
async function openCheckedKeeper(tx: Tx, settings: Settings): Promise<Keeper> {
  const [installation, stored] = [await selectInstallation(tx), await newestHead(tx)]
  const keeper = await openKeeper({ url: settings.keeperUrl, keyName: settings.ledgerName, mayCreate: installation === undefined, now: tx.now })
  try {
    checkKeeper(keeper.facts(), {
      databaseId: installation?.installationId ?? keeper.databaseId ?? '', keeperId: installation?.keeperId, leaves: await treeSize(tx), newestHead: stored, series: new Map(),
    })
    return keeper
  } catch (error) {
    await keeper.close()
    throw error
  }
}

/** Makes the installation and its keeper when there is none yet: under a lock, so that copies that start together make one. */
async function install(tx: Tx, settings: Settings): Promise<boolean> {
  await lockInstallation(tx)
  if (await selectInstallation(tx)) return false
  const keeper = await openCheckedKeeper(tx, settings)
  await keeper.close()
  const name = settings.demo ? DEMO_COMPANY : settings.mailFrom.name || 'Tillit'
  await insertInstallation(tx, { installationId: randomUUID(), keeperId: keeper.id, controller: { name, country: settings.controllerCountry }, demo: settings.demo })
  await publishCatalogue(tx, { ...starterCatalogue(tx.now.toISOString().slice(0, 10)), retirePurposes: [], retireFields: [] }, 'tillit', 'starter catalogue')
  return true
}

/** True when the workspace has been built. */
export function workspaceBuilt(): boolean {
  return existsSync(join(WORKSPACE, 'index.html'))
}

