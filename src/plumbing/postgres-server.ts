import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'
import type { Owner } from './postgres-folder.ts'
import { postgresSettings } from './postgres-settings.ts'
import { StartRefused } from './start-refused.ts'

export interface EmbeddedConnection { host: string, port: number, user: string, database: string }
export interface Server { pid: number, child: ChildProcess, exited: Promise<number | null> }

const LOG_LIMIT_BYTES = 5_000_000
/** How long helpers of a killed server may hold its shared memory. */
const HELPERS_LIMIT_MS = 15_000
/** No socket, nobody behind it, "the database system is starting up", or cut off by its end. */
const NOT_YET = new Set(['ENOENT', 'ECONNREFUSED', '57P03', 'ECONNRESET', 'EPIPE', undefined])

/** Makes the database cluster beside its place and renames it when whole, so that a killed start leaves no half one. */
export async function makeCluster(folder: string, bin: string, owner: Owner | undefined, user: string): Promise<void> {
  const cluster = join(folder, 'cluster')
  if (existsSync(cluster)) return
  const fresh = join(folder, 'cluster.new')
  rmSync(fresh, { recursive: true, force: true })
  // Keys are compared byte by byte; the order of a language comes from a stored sort key.
  const locale = process.platform === 'linux'
    ? ['--locale-provider=libc', '--locale=C.UTF-8']
    : ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-locale']
  // `trust` is safe here: the only way in is a socket in a folder that its user alone may open.
  const flags = ['-D', fresh, '-U', user, '--auth=trust', '--encoding=UTF8', '--no-instructions', ...locale]
  try {
    await promisify(execFile)(join(bin, 'initdb'), flags, { cwd: folder, env: environment(), ...owner })
  } catch (error) {
    throw new StartRefused(`The built-in database could not be made in ${folder}: ${lastLine((error as { stderr?: string }).stderr ?? String(error))}`)
  }
  renameSync(fresh, cluster)
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

/**
 * Starts the server and waits until it takes connections, however long it recovers. `started` hears of each process at
 * once. Tries again for a while when helpers of a killed server have not ended yet.
 */
export async function launchServer(folder: string, bin: string, owner: Owner | undefined, connection: EmbeddedConnection, started: (pid: number) => void, maxConnections?: number): Promise<Server> {
  const end = Date.now() + HELPERS_LIMIT_MS
  for (;;) {
    const log = openLog(folder)
    const child = spawn(join(bin, 'postgres'), ['-D', join(folder, 'cluster'), ...postgresSettings(connection.host, connection.port, maxConnections)], {
      cwd: folder,
      env: environment(),
      stdio: ['ignore', log.handle, log.handle],
      // Its own session: Ctrl-C in the terminal reaches our program, which then stops the server last.
      detached: true,
      ...owner,
    })
    closeSync(log.handle)
    const exited = new Promise<number | null>((settle) => {
      child.once('exit', settle)
      child.once('error', () => settle(null))
    })
    if (child.pid !== undefined) {
      started(child.pid)
      if (await ready(connection, child)) return { pid: child.pid, child, exited }
    }
    const told = readFileSync(log.path).subarray(log.size).toString('utf8')
    if (!told.includes('shared memory block') || Date.now() > end) throw new StartRefused(`PostgreSQL did not start: ${lastLine(told)} (its log: ${log.path})`)
    await sleep(200)
  }
}

/** Whether the server answers; waits for it while it lives, and makes the database when it is not there. */
async function ready(connection: EmbeddedConnection, child: ChildProcess): Promise<boolean> {
  while (child.exitCode === null && child.signalCode === null) {
    try {
      await withClient(connection, async () => {})
      return true
    } catch (error) {
      const { code } = error as { code?: string }
      if (code === '3D000') await withClient({ ...connection, database: 'postgres' }, (client) => client.query(`create database ${connection.database}`))
      else if (NOT_YET.has(code)) await sleep(10)
      else throw error
    }
  }
  return false
}

async function withClient(connection: EmbeddedConnection, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client(connection)
  // A connection that breaks outside a query has nobody else to tell.
  client.on('error', () => {})
  try {
    await client.connect()
    await work(client)
  } finally {
    await client.end()
  }
}

function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], TZ: 'UTC' }
}

function openLog(folder: string): { handle: number, path: string, size: number } {
  const path = join(folder, 'log', 'postgres.log')
  mkdirSync(join(folder, 'log'), { recursive: true, mode: 0o700 })
  if (existsSync(path) && statSync(path).size > LOG_LIMIT_BYTES) renameSync(path, `${path}.1`)
  const handle = openSync(path, 'a', 0o600)
  return { handle, path, size: statSync(path).size }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}
