import pg from 'pg'
import { Database, type Tx } from './database.ts'

/** A read that takes longer than this has lost its connection. */
const READ_MS = 1_500

interface OpenLine {
  pool: pg.Pool
  database: Database
  lost: boolean
  /** Something has been read, so it listens. */
  heard: boolean
}

/**
 * One connection of its own that hears what is told at commits, and reads. Both go over the same connection, so a read
 * that was answered shows that nothing told before it can have been missed. A lost one is opened anew by the next read.
 */
export class Listening {
  readonly #database: Database
  readonly #channels: readonly string[]
  readonly #hear: (channel: string, message: string) => void
  #open: OpenLine | undefined

  constructor(parts: { database: Database; channels: readonly string[]; hear: (channel: string, message: string) => void }) {
    this.#database = parts.database
    this.#channels = parts.channels
    this.#hear = parts.hear
  }

  /** True from the first read on a connection that listens until that connection is lost. */
  get alive(): boolean {
    return this.#open !== undefined && this.#open.heard && !this.#open.lost
  }

  /** Reads what is committed. Throws when it cannot, and then the connection counts as lost. */
  async read<Result>(act: (tx: Tx) => Promise<Result>): Promise<Result> {
    if (this.#open?.lost) this.#drop()
    this.#open ??= this.#connect()
    const open = this.#open
    let late: NodeJS.Timeout | undefined
    try {
      const result = await Promise.race([
        open.database.read(act),
        new Promise<never>((_, reject) => {
          late = setTimeout(() => reject(new Error('the change log could not be read in time')), READ_MS)
        }),
      ])
      open.heard = true
      return result
    } catch (error) {
      open.lost = true
      throw error
    } finally {
      clearTimeout(late)
    }
  }

  /** Nothing may be read afterwards. */
  close(): void {
    this.#drop()
  }

  #connect(): OpenLine {
    const pool = new pg.Pool({ ...this.#database.pool.options, max: 1, min: 1, idleTimeoutMillis: 0, connectionTimeoutMillis: READ_MS, keepAlive: true })
    const open: OpenLine = { pool, database: new Database({ connection: '', clock: this.#database.clock }, pool), lost: false, heard: false }
    const lose = (): void => {
      open.lost = true
    }
    pool.on('error', lose)
    pool.on('connect', (client) => {
      client.on('error', lose)
      client.on('end', lose)
      client.on('notification', ({ channel, payload }) => this.#hear(channel, payload ?? ''))
      // Queued before anything that is read on this connection.
      client.query(this.#channels.map((channel) => `listen ${pg.escapeIdentifier(channel)}`).join('; ')).catch(lose)
    })
    return open
  }

  /** A connection that hangs is not waited for. */
  #drop(): void {
    const dropped = this.#open?.pool
    this.#open = undefined
    // It is broken or unwanted; nothing more is asked of it.
    void dropped?.end().catch(() => {})
  }
}
