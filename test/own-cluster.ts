import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { layOutBinaries } from '../src/plumbing/postgres-binaries.ts'
import { makeSocketFolder, preparePostgresFolder, type Owner } from '../src/plumbing/postgres-folder.ts'
import { makeCluster } from '../src/plumbing/postgres-server.ts'
import { postgresSettings } from '../src/plumbing/postgres-settings.ts'

const START_LIMIT_MS = 60_000
const PREFIX = 'tillit-cluster-'
const USER = 'tillit'
const PORT = 5432

/** A PostgreSQL of its own in a temporary folder, on a socket, that may be killed, started again, and have its files looked at. */
export class OwnCluster {
  readonly connection: { host: string; port: number; user: string }
  readonly folder: string
  readonly #owner: Owner | undefined
  readonly #bin: string
  #server: ChildProcess | undefined

  private constructor(folder: string, owner: Owner | undefined, bin: string) {
    this.folder = folder
    this.#owner = owner
    this.#bin = bin
    this.connection = { host: makeSocketFolder(folder, owner), port: PORT, user: USER }
  }

  /** Makes and starts one with the binaries in `bin`, such as those of Debian, or the built-in ones. */
  static async make(bin: string | undefined): Promise<OwnCluster> {
    // The folder itself, and not one in it: of one that is closed to others the data would be put elsewhere.
    const made = mkdtempSync(join(realpathSync(tmpdir()), PREFIX))
    const { folder, owner } = preparePostgresFolder(made)
    if (folder !== made) throw new Error(`the data lies in ${folder} instead of ${made}`)
    const cluster = new OwnCluster(folder, owner, bin ?? layOutBinaries(folder))
    await makeCluster(folder, cluster.#bin, owner, USER)
    await cluster.start()
    return cluster
  }

  /** Folder of the data files. */
  get data(): string {
    return join(this.folder, 'cluster')
  }

  /** Starts the server and waits until it lets in; after a kill that is when it has recovered. */
  async start(): Promise<void> {
    const log = join(this.folder, 'server.log')
    for (const end = performance.now() + START_LIMIT_MS; ; await sleep(100)) {
      const handle = openSync(log, 'a', 0o600)
      const { host, port } = this.connection
      const server = spawn(join(this.#bin, 'postgres'), ['-D', this.data, ...settings(this.#bin, host, port)], { cwd: this.folder, env: { TZ: 'UTC' }, stdio: ['ignore', handle, handle], detached: true, ...this.#owner })
      closeSync(handle)
      this.#server = server
      while (server.exitCode === null && server.signalCode === null && !(await this.#letsIn())) await sleep(20)
      if (server.exitCode === null && server.signalCode === null) return
      // Helpers of a killed server hold its shared memory for a moment.
      if (performance.now() > end) throw new Error(`PostgreSQL did not start: ${readFileSync(log, 'utf8').slice(-500)}`)
    }
  }

  /** Kills the server as a power cut would; its helpers notice and end. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  async stop(): Promise<void> {
    await this.#end('SIGINT')
  }

  /** Stops it and removes the very folder that `make` made, nothing that is worked out from it. */
  async remove(): Promise<void> {
    await this.stop()
    if (dirname(this.folder) !== realpathSync(tmpdir()) || !basename(this.folder).startsWith(PREFIX)) throw new Error(`${this.folder} is not ours to remove`)
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 })
  }

  /** Runs a program that came with it, as the user the files belong to. */
  async run(program: string, ...words: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(join(this.#bin, program), words, { cwd: this.folder, ...this.#owner })
    return stdout
  }

  async query<Row extends object>(text: string, values: unknown[] = [], database = 'postgres'): Promise<Row[]> {
    const client = new Client({ ...this.connection, database })
    client.on('error', () => {})
    try {
      await client.connect()
      return (await client.query<Row>(text, values)).rows
    } finally {
      await client.end().catch(() => {})
    }
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const server = this.#server
    this.#server = undefined
    if (!server || server.exitCode !== null || server.signalCode !== null) return
    const ended = once(server, 'exit')
    server.kill(signal)
    await ended
  }

  async #letsIn(): Promise<boolean> {
    return this.query('select 1').then(() => true, () => false)
  }
}

/** The program's own settings, as far as this version knows them, with room for several copies. */
function settings(bin: string, host: string, port: number): string[] {
  const pairs = postgresSettings(host, port).filter((one) => one !== '-c')
  const known = bin.startsWith('/usr/lib/postgresql/15/') ? pairs.filter((one) => !one.startsWith('io_method=')) : pairs
  return [...known, 'max_connections=200'].flatMap((one) => ['-c', one])
}
