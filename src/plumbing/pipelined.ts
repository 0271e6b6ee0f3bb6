import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type DatabaseConnection, type Driver, type QueryResult } from 'kysely'
import type { Writable } from 'node:stream'
import type pg from 'pg'

/** Transactions whose statements need not wait for the answers of those before them, with what they are written to. */
const pipelined = new WeakMap<object, Writable>()

/** A connection whose statements go out at once, in the order they are made, each under a name by which the server keeps its plan. */
export interface PipelinedConnection {
  /** For one transaction; it stands for no other. */
  db: Kysely<unknown>
  /** `name` keeps the plan. */
  query(text: string, name?: string): Promise<pg.QueryResult>
  release(destroy: boolean): void
}

/** Borrows a connection from a pool for one pipelined transaction. `adapter` tells the database from others. */
export async function borrowPipelined(pool: pg.Pool, adapter: PostgresAdapter): Promise<PipelinedConnection> {
  const client = (await pool.connect()) as pg.PoolClient & { pipeline: boolean; connection: { stream: Writable } }
  client.pipeline = true
  const db = new Kysely<unknown>({
    dialect: {
      createAdapter: () => adapter,
      createDriver: () => new OneConnection(client),
      createIntrospector: (all) => new PostgresIntrospector(all),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  pipelined.set(db, client.connection.stream)
  return {
    db,
    query: async (text, name) => client.query(name === undefined ? text : { text, name }),
    release: (destroy) => {
      client.pipeline = false
      client.release(destroy)
    },
  }
}

/** True where statements go out without waiting: there COPY, which needs an answer before it can send, has no place. */
export function isPipelined(tx: { db: object }): boolean {
  return pipelined.has(tx.db)
}

/**
 * Acts whose statements do not need each other's answers: in one go where the connection allows it, otherwise one after
 * the other. What each says first is said in the order of the list. All have ended when this does, also where one fails.
 */
export async function inOneGo<const Acts extends readonly (() => Promise<unknown>)[]>(
  tx: { db: object }, acts: Acts,
): Promise<{ -readonly [Index in keyof Acts]: Awaited<ReturnType<Acts[Index]>> }> {
  const results: unknown[] = []
  const stream = pipelined.get(tx.db)
  if (stream) {
    // One write for all that is said before anything has to be waited for: the next tick comes when no promise moves any more.
    stream.cork()
    process.nextTick(() => stream.uncork())
    const settled = await Promise.allSettled(acts.map(async (act) => act()))
    const failed = settled.filter((one) => one.status === 'rejected')
    // What follows a failed statement fails as well, only because of it.
    const first = failed.find((one) => (one.reason as { code?: unknown }).code !== IN_FAILED_TRANSACTION) ?? failed[0]
    if (first) throw first.reason
    results.push(...settled.map((one) => (one as PromiseFulfilledResult<unknown>).value))
  } else {
    for (const act of acts) results.push(await act())
  }
  return results as never
}

const IN_FAILED_TRANSACTION = '25P02'

const names = new Map<string, string>()

function nameOf(text: string): string {
  const name = names.get(text) ?? `pipelined_${names.size}`
  names.set(text, name)
  return name
}

/** Hands out its one connection as often as it is asked, without waiting. */
class OneConnection implements Driver {
  readonly #connection: DatabaseConnection

  constructor(client: pg.PoolClient) {
    this.#connection = {
      executeQuery: async <Row>({ sql, parameters }: { sql: string; parameters: readonly unknown[] }): Promise<QueryResult<Row>> => {
        const { rows, rowCount } = await client.query({ name: nameOf(sql), text: sql, values: [...parameters] })
        return { rows: rows as Row[], numAffectedRows: BigInt(rowCount ?? 0) }
      },
      streamQuery: () => {
        throw new Error('a pipelined connection streams nothing')
      },
    }
  }

  async init(): Promise<void> {}
  async destroy(): Promise<void> {}
  async releaseConnection(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }

  async beginTransaction(): Promise<void> {
    throw new Error('the transaction has begun already')
  }

  async commitTransaction(): Promise<void> {
    return this.beginTransaction()
  }

  async rollbackTransaction(): Promise<void> {
    return this.beginTransaction()
  }
}
