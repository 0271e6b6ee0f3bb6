// long: every kind of transaction, so that they can be told apart in one place.
import { AsyncLocalStorage } from 'node:async_hooks'
import { Kysely, PostgresDialect, sql, type PostgresAdapter } from 'kysely'
import pg from 'pg'
import { Lane } from './lane.ts'
import { borrowPipelined, inOneGo } from './pipelined.ts'

/** The one moment and the one transaction in which a verb acts. */
export interface Tx {
  readonly db: Kysely<unknown>
  /** The transaction's moment; every time that is stored or compared is this one. */
  readonly now: Date
  /** Runs as the last thing of the transaction, in order, once `act` has succeeded. */
  beforeCommit(act: () => Promise<void>): void
  /** Runs after the commit, in order; nothing registered here may fail the answer. */
  afterCommit(act: () => void | Promise<void>): void
}

export interface DatabaseSettings {
  /** Connection string, or the socket of the embedded server. */
  connection: string | { host: string; port?: number; user: string; database: string }
  /** Source of the transaction's moment. */
  clock: () => Date
  poolSize?: number
}

export type DatabaseRole = 'tillit_app' | 'tillit_reader' | 'tillit_eraser'

const POOL_SIZE = 10
/** Of the pool's connections, as many at most are busy with reports. */
const REPORTS = 3
const REPORTS_WAITING = 256
const STATEMENT_TIMEOUT_MS = 60_000
const LOCK_TIMEOUT_MS = 15_000
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 30_000
/** For each sort or hash of a statement, whatever the server gives others. */
const WORK_MEM = '8MB'
/** Role and way of planning, for one transaction: by the keys, and once for all values, since partitions that are not needed are left out when it runs. */
const byKeys = (role: DatabaseRole): string => `select set_config('role', '${role}', true), set_config('enable_hashjoin', 'off', true),
  set_config('enable_mergejoin', 'off', true), set_config('enable_seqscan', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)`
/** A connection is nobody until a transaction says who it is, so that what forgets to say it reads nothing. A database that is not migrated yet knows no such role. */
const NOBODY = "select set_config('role', rolname, false) from pg_roles where rolname = 'tillit_nobody' and pg_has_role(oid, 'member')"
const RETRIES = 4
/** serialization_failure and deadlock_detected: PostgreSQL asks for the same transaction again. */
export const TRY_AGAIN: ReadonlySet<string> = new Set(['40001', '40P01'])

// Numbers of ours stay below 2^53; dates stay text so that no time zone touches them.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, String)

/** A PostgreSQL database seen through transactions with a role. */
export class Database {
  readonly kysely: Kysely<unknown>
  readonly pool: pg.Pool
  readonly clock: () => Date
  readonly #whole = new AsyncLocalStorage<Whole>()
  readonly #reports = new Lane(REPORTS, REPORTS_WAITING)

  constructor(settings: DatabaseSettings, pool?: pg.Pool) {
    this.clock = settings.clock
    this.pool = pool ?? openPool(settings)
    this.kysely = new Kysely({ dialect: new PostgresDialect({ pool: this.pool }) })
  }

  /** The same database with its moments from another clock: for what is told to have happened before. */
  withClock(clock: () => Date): Database {
    return new Database({ connection: '', clock }, this.pool)
  }

  /** A transaction that cannot change anything: what answers a GET. */
  async read<Result>(act: (tx: Tx) => Promise<Result>): Promise<Result> {
    const whole = this.#currentWhole()
    if (whole) return act(whole.tx)
    return this.#attempt('tillit_reader', act, true)
  }

  /**
   * A reading that may take long: a list of everybody who matches, a rehearsal, a verification. Few run at a time, so that
   * what is short never waits for a connection behind them. Throws a Problem when too many wait.
   */
  async report<Result>(act: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.#reports.run(() => this.read(act))
  }

  /** The same for a part of a report that is recorded, such as the next lines of an export. */
  async reportAndRecord<Result>(act: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.#reports.run(() => this.write(act))
  }

  /** A transaction that may write, repeated when PostgreSQL asks for it: `act` must be repeatable. */
  async write<Result>(act: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.#retry(() => this.writeOnce(act))
  }

  /**
   * A transaction of its own for what comes all the time and touches people by their keys: its statements may go out in
   * one go (`inOneGo`), each is planned once per connection, and plans go by the keys, however few rows there were when
   * they were made.
   */
  async writeByKeys<Result>(act: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.#retry(() => this.writeByKeysOnce(act))
  }

  async writeByKeysOnce<Result>(act: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.#pipelined('tillit_app', act, 'read write')
  }

  /** The same for what only reads. */
  async readByKeys<Result>(act: (tx: Tx) => Promise<Result>): Promise<Result> {
    const whole = this.#currentWhole()
    return whole ? act(whole.tx) : this.#pipelined('tillit_reader', act, 'read only')
  }

  /** A transaction that is tried once only, for acts that reach outside (a hand-over to a mail server). */
  async writeOnce<Result>(act: (tx: Tx) => Promise<Result>): Promise<Result> {
    const whole = this.#currentWhole()
    if (whole) return part(whole, act)
    return this.#attempt('tillit_app', act, false)
  }

  /**
   * One transaction of which every transaction that `act` begins here is a part: all of them are kept, or none.
   * A part that fails is undone by itself, and may be tried again. Parts follow each other; they must not run side by side.
   */
  async asOne<Result>(act: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.#attempt('tillit_app', async (tx) => {
      const whole: Whole = { tx, parts: 0, over: false }
      try {
        return await this.#whole.run(whole, () => act(tx))
      } finally {
        whole.over = true
      }
    }, false)
  }

  /** What somebody leaves running after the end of a whole has transactions of its own again. */
  #currentWhole(): Whole | undefined {
    const whole = this.#whole.getStore()
    return whole?.over === false ? whole : undefined
  }

  /** The only transaction that may delete payloads of the ledger. */
  async erase<Result>(act: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.#retry(() => this.#attempt('tillit_eraser', act, false))
  }

  /**
   * Everything as it stands at one moment, for as long as it takes to read it; as the owner of the tables, since a backup
   * reads what no role of the program may.
   */
  async snapshot<Result>(act: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.kysely.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute((db) => this.#unhurried(db, act))
  }

  /** One transaction as the owner of the tables, however long it takes: what fills an empty database from a backup. */
  async asOwner<Result>(act: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.kysely.transaction().execute((db) => this.#unhurried(db, act))
  }

  async #unhurried<Result>(db: Kysely<unknown>, act: (tx: Tx) => Promise<Result>): Promise<Result> {
    await sql`select set_config('role', 'none', true), set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true)`.execute(db)
    const never = () => {
      throw new TypeError('nothing is registered in a transaction of the owner')
    }
    return act({ db, now: this.clock(), beforeCommit: never, afterCommit: never })
  }

  async close(): Promise<void> {
    await this.kysely.destroy()
  }

  async #retry<Result>(attempt: () => Promise<Result>): Promise<Result> {
    for (let left = RETRIES; ; left--) {
      try {
        return await attempt()
      } catch (error) {
        if (left === 0 || !TRY_AGAIN.has(sqlState(error) ?? '')) throw error
      }
    }
  }

  async #pipelined<Result>(role: DatabaseRole, act: (tx: Tx) => Promise<Result>, access: 'read write' | 'read only'): Promise<Result> {
    const { adapter } = this.kysely.getExecutor()
    const connection = await borrowPipelined(this.pool, adapter as PostgresAdapter)
    const before: (() => Promise<void>)[] = []
    const after: (() => void | Promise<void>)[] = []
    const tx: Tx = { db: connection.db, now: this.clock(), beforeCommit: (last) => void before.push(last), afterCommit: (done) => void after.push(done) }
    let lost = false
    let result: Result
    try {
      const begun = Promise.all([connection.query(`start transaction ${access}`), connection.query(byKeys(role), `by_keys_${role}`)])
      if (access === 'read write') await begun // Were that to fail, what writes would write outside of every transaction.
      ;[result] = await inOneGo(tx, [() => act(tx), () => begun])
      for (const last of before) await last()
      const { command } = await connection.query('commit')
      if (command !== 'COMMIT') throw new Error('the transaction had failed and was not committed')
    } catch (error) {
      await connection.query('rollback').catch(() => { lost = true })
      throw error
    } finally {
      connection.release(lost)
    }
    for (const done of after) await done()
    return result
  }

  async #attempt<Result>(role: DatabaseRole, act: (tx: Tx) => Promise<Result>, readOnly: boolean): Promise<Result> {
    const before: (() => Promise<void>)[] = []
    const after: (() => void | Promise<void>)[] = []
    const result = await this.kysely
      .transaction()
      .setAccessMode(readOnly ? 'read only' : 'read write')
      .execute(async (db) => {
        await sql`set local role ${sql.id(role)}`.execute(db)
        const acted = await act({ db, now: this.clock(), beforeCommit: (last) => void before.push(last), afterCommit: (done) => void after.push(done) })
        for (const last of before) await last()
        return acted
      })
    for (const done of after) await done()
    return result
  }
}

interface Whole {
  readonly tx: Tx
  parts: number
  over: boolean
}

/** A part of a whole transaction: what it registers for the end counts when it succeeds. */
async function part<Result>(whole: Whole, act: (tx: Tx) => Promise<Result>): Promise<Result> {
  const { db, now } = whole.tx
  const savepoint = sql.id(`part_${++whole.parts}`)
  const before: (() => Promise<void>)[] = []
  const after: (() => void | Promise<void>)[] = []
  await sql`savepoint ${savepoint}`.execute(db)
  try {
    const result = await act({ db, now, beforeCommit: (last) => void before.push(last), afterCommit: (done) => void after.push(done) })
    await sql`release savepoint ${savepoint}`.execute(db)
    for (const last of before) whole.tx.beforeCommit(last)
    for (const done of after) whole.tx.afterCommit(done)
    return result
  } catch (error) {
    await sql`rollback to savepoint ${savepoint}`.execute(db)
    throw error
  }
}

function openPool(settings: DatabaseSettings): pg.Pool {
  const where = typeof settings.connection === 'string' ? { connectionString: settings.connection } : settings.connection
  const pool = new pg.Pool({
    ...where,
    max: settings.poolSize ?? POOL_SIZE,
    options: [
      `-c statement_timeout=${STATEMENT_TIMEOUT_MS}`,
      `-c lock_timeout=${LOCK_TIMEOUT_MS}`,
      `-c idle_in_transaction_session_timeout=${IDLE_IN_TRANSACTION_TIMEOUT_MS}`,
      `-c work_mem=${WORK_MEM}`,
      '-c timezone=UTC',
      // The question of the gate is one wide statement: compiling it takes minutes where answering it takes milliseconds.
      '-c jit=off',
    ].join(' '),
    onConnect: (client) => client.query(NOBODY),
  })
  // Without a listener a lost idle connection would end the process; the next query reports it.
  pool.on('error', () => {})
  // Likewise for one that is cut in the middle of a statement: the statement fails, the process lives.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** The SQLSTATE of a database error, or undefined when the error is none. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined
}
