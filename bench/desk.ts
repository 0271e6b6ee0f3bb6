import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { House } from '../src/doors/house.ts'
import { openHouse } from '../src/doors/shell/open-house.ts'
import { readSettings } from '../src/plumbing/config.ts'
import { startEmbeddedPostgres } from '../src/plumbing/embedded-postgres.ts'
import { Register } from './fill-register.ts'
import type { Costs } from './measure-slope.ts'

/** What every group of figures is measured on: a program with its database, its keeper and a register of invented people. */
export interface Desk {
  house: House
  register: Register
  databaseUrl: string
  /** Environment in which another copy of the program opens the same house. */
  environment: Record<string, string>
  /** Seconds that working out everybody's answers took, once that is done. */
  answersTook?: number
  /** Numbers of invented people that were given out beyond the register's own. */
  taken?: number
  /** The register that was here before. */
  there?: KeptRegister
  /** Notes the register for a later run in the same folder. */
  keep(costs: Costs): void
  say(text: string): void
  close(): Promise<void>
}

/** What a folder that is kept says of the register in it. */
export interface KeptRegister {
  size: number
  at: string
  costs: Costs
}

/**
 * Opens a house of its own in a folder that is gone afterwards, or in `kept`, where a register may stand from before; with
 * DATABASE_URL on that server's empty database.
 */
export async function openDesk(say: (text: string) => void, kept?: string): Promise<Desk> {
  const folder = kept ? resolve(kept) : mkdtempSync(join(tmpdir(), 'tillit-bench-'))
  const card = join(folder, 'register.json')
  const there = existsSync(card) ? (JSON.parse(readFileSync(card, 'utf8')) as KeptRegister) : undefined
  const given = process.env['DATABASE_URL']
  const server = given ? undefined : await startEmbeddedPostgres({ folder: join(folder, 'postgres') })
  const databaseUrl = given ?? `postgres:///${server!.connection.database}?host=${encodeURIComponent(server!.connection.host)}&port=${server!.connection.port}&user=${server!.connection.user}`
  const environment = { DATABASE_URL: databaseUrl, KEEPER_URL: pathToFileURL(join(folder, 'keeper')).href, DATA_DIR: folder, PORT: '0', API_PER_MINUTE: '999999999', LOG_LEVEL: 'error', DEMO: 'no' }
  const cleanUp = async (): Promise<void> => {
    await server?.stop()
    if (!kept) rmSync(folder, { recursive: true, force: true })
  }
  try {
    const opened = await openHouse(readSettings(environment), { clock: () => new Date(), beside: false })
    const at = there ? new Date(there.at) : new Date()
    const register = await Register.open({ connectionString: databaseUrl }, opened.house.keeper, at, there)
    return {
      house: opened.house, register, databaseUrl, environment, say, ...(there && { there }),
      keep: (costs) => writeFileSync(card, JSON.stringify({ size: register.size, at: at.toISOString(), costs } satisfies KeptRegister)),
      close: async () => {
        await register.close()
        await opened.close()
        await cleanUp()
      },
    }
  } catch (error) {
    await cleanUp()
    throw error
  }
}
