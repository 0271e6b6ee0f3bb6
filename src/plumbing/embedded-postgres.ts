import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readFolderLock, takeFolderLock } from './folder-lock.ts'
import { layOutBinaries, refuseOtherMajor } from './postgres-binaries.ts'
import { makeSocketFolder, preparePostgresFolder, removeSocketFolder } from './postgres-folder.ts'
import { launchServer, makeCluster, type EmbeddedConnection, type Server } from './postgres-server.ts'
import { processIdentity, workingFolder } from './process-identity.ts'
import { StartRefused } from './start-refused.ts'

export interface EmbeddedPostgres {
  connection: EmbeddedConnection
  /** Process number of the PostgreSQL server. */
  pid: number
  /** Fulfilled with the exit code when the server ends, by `stop` or by itself. */
  exited: Promise<number | null>
  /** Ends all connections and the server in order; a second call waits for the first. */
  stop(): Promise<void>
}

/** What the lock file tells other processes. */
interface Note { postmaster: number, socketFolder: string, connection?: EmbeddedConnection }

const NAME = 'tillit'
const STOP_LIMIT_MS = 20_000
const LEFTOVER_LIMIT_MS = 15_000

/**
 * Starts the built-in PostgreSQL in `folder` (made when missing) and waits until it takes connections; reachable only
 * through a Unix socket in a folder of its own user. The folder holds `cluster/` (the data), `binaries/`, `log/`, `lock`.
 * `port` only names the socket. Throws StartRefused when another copy runs there or the server does not start.
 */
export async function startEmbeddedPostgres(options: { folder: string, port?: number, maxConnections?: number }): Promise<EmbeddedPostgres> {
  const { folder, owner } = preparePostgresFolder(resolve(options.folder))
  const lockPath = join(folder, 'lock')
  const previous = readFolderLock<Note>(lockPath)
  const lock = takeFolderLock<Note>(lockPath)
  if (!lock) throw inUse(options.folder, readFolderLock(lockPath)?.process)
  let socketFolder: string | undefined
  try {
    refuseOtherMajor(folder)
    await endLeftover(folder, previous && { socketFolder: join(folder, 'socket'), ...previous.note })
    const bin = layOutBinaries(folder)
    await makeCluster(folder, bin, owner, NAME)
    socketFolder = makeSocketFolder(folder, owner)
    const connection = { host: socketFolder, port: options.port ?? 5432, user: NAME, database: NAME }
    const note = { socketFolder }
    const server = await launchServer(folder, bin, owner, connection, (postmaster) => lock.tell({ ...note, postmaster }), options.maxConnections)
    lock.tell({ ...note, postmaster: server.pid, connection })
    return control(server, connection, () => {
      removeSocketFolder(folder, connection.host)
      lock.release()
    })
  } catch (error) {
    if (socketFolder) removeSocketFolder(folder, socketFolder)
    lock.release()
    throw error
  }
}

/** The connection of a copy that runs on `folder` now (so that a command works beside the server), or undefined. */
export function runningEmbeddedPostgres(folder: string): EmbeddedConnection | undefined {
  const held = readFolderLock<Note>(join(resolve(folder), 'lock'))
  return held?.alive ? held.note?.connection : undefined
}

function inUse(folder: string, holder: string | undefined): StartRefused {
  const who = holder ? ` (process ${Number.parseInt(holder, 10)})` : ''
  return new StartRefused(`The data folder ${folder} is in use by another running copy${who}: stop it first, or choose another one with --data.`)
}

/**
 * Ends a server whose program was killed, `left` being what that program's lock file says. A server that runs here
 * without one was started by somebody else and is left alone.
 */
async function endLeftover(folder: string, left: Partial<Note> & { socketFolder: string } | undefined): Promise<void> {
  if (left) removeSocketFolder(folder, left.socketFolder)
  const pidFile = join(folder, 'cluster', 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10)
  if (!processIdentity(pid)) return
  if ((workingFolder(pid) ?? join(folder, 'cluster')) !== join(folder, 'cluster')) {
    // The number of the dead server belongs to another process now, which PostgreSQL would take for the server.
    rmSync(pidFile)
    return
  }
  if (!left || (left.postmaster ?? pid) !== pid) throw inUse(folder, String(pid))
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    process.kill(pid, signal)
    for (const end = Date.now() + LEFTOVER_LIMIT_MS; Date.now() < end; await sleep(20)) {
      if (!processIdentity(pid)) return
    }
  }
  throw inUse(folder, String(pid))
}

function control(server: Server, connection: EmbeddedConnection, cleanUp: () => void): EmbeddedPostgres {
  // A program that just ends takes its server with it; the lock file stays and tells the next start.
  const onExit = (): void => { server.child.kill('SIGINT') }
  process.once('exit', onExit)
  const exited = server.exited.finally(() => process.off('exit', onExit))
  server.child.unref()
  const stop = async (): Promise<void> => {
    server.child.ref()
    server.child.kill('SIGINT')
    const impatience = setTimeout(() => server.child.kill('SIGQUIT'), STOP_LIMIT_MS)
    await exited
    clearTimeout(impatience)
    cleanUp()
  }
  let stopping: Promise<void> | undefined
  return { connection, pid: server.pid, exited, stop: () => (stopping ??= stop()) }
}
