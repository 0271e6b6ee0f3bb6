import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { from as copyFrom } from 'pg-copy-streams'
import pg from 'pg'
import type { Keeper } from '../src/keeper/keeper.ts'
import { signCheckpoint } from '../src/ledger/checkpoint.ts'
import { appendLeaf, emptyRange, leafHash, rangeRoot, type CompactRange } from '../src/ledger/merkle.ts'
import { NEWS_WORDING } from './invented-people.ts'
import { Folds } from './name-folds.ts'
import { NEWS_WORDING_ID, registerRows, TABLES, type Batch, type Source, type Table } from './register-rows.ts'

/** People per transaction, and per id millisecond. */
const BATCH = 10_000
const GROUP = 1000

export type Connection = { connectionString: string } | { host: string; port?: number; user: string; database: string }

/** What writing took, without making the rows. */
export interface Filled {
  people: number
  rows: number
  seconds: number
  commits: number
  /** Seconds of each table. */
  tables: Record<Table, number>
}

function nothingFilled(people: number): Filled {
  return { people, rows: 0, seconds: 0, commits: 0, tables: Object.fromEntries(Object.keys(TABLES).map((table) => [table, 0])) as Record<Table, number> }
}

/** A register of invented people that grows by COPY into the tables as they stand, with all their keys and indexes. */
export class Register {
  /** How many people there are. */
  size = 0
  readonly #client: pg.Client
  readonly #keeper: Pick<Keeper, 'keys' | 'journal' | 'publishHead' | 'lastHead'>
  readonly #source: Source
  readonly #range: CompactRange = emptyRange()

  /** Opens the register of a database without people, or with the people of a run before; everything in it happened `at`. */
  static async open(connection: Connection, keeper: Keeper, at: Date, there?: { size: number }): Promise<Register> {
    const client = new pg.Client({ ...connection, options: '-c timezone=UTC' })
    client.on('error', () => {})
    await client.connect()
    const { rows: [found] } = await client.query<{ people: boolean }>('select exists (select from person) or exists (select from ledger_leaf) as people')
    if (found!.people !== (there !== undefined)) throw new Error(there ? 'the register of the run before is not in this database' : 'the database has people in it already: the bench wants an empty one')
    await client.query('insert into wording (wording_id, language, text, first_used_at) values ($1, $2, $3, $4) on conflict do nothing', [NEWS_WORDING_ID, 'sv', NEWS_WORDING, at])
    const importId = '0196a000-0000-7000-8000-00000000be5c'
    const register = new Register(client, keeper, { indexKey: keeper.keys.identifierIndex, importId, by: 'bench', folds: await Folds.read(client), at, seed: 1 })
    register.size = there?.size ?? 0
    if (there) register.leaves = await register.#nextLeaf()
    return register
  }

  private constructor(client: pg.Client, keeper: Keeper, source: Source) {
    this.#client = client
    this.#keeper = keeper
    this.#source = source
  }

  /** Leaves of the ledger as far as this register knows. */
  leaves = 0

  /** Adds people until there are `size`, and signs one head over all leaves. */
  async growTo(size: number): Promise<Filled> {
    const filled = nothingFilled(size - this.size)
    while (this.size < size) {
      const groups = this.#make(this.size, Math.min(size, this.size + BATCH), this.leaves, false)
      await this.#write(groups, filled)
      await this.#took(groups)
    }
    await this.#finish()
    return filled
  }

  /**
   * Only the COPY of more people, to hold an import against: the ledger's own copy has gone on meanwhile, so it is asked
   * for the next place, and the next head will stand over these leaves too.
   */
  async copyMore(from: number, to: number, silent: boolean): Promise<Filled> {
    const filled = nothingFilled(to - from)
    for (let at = from; at < to; at += BATCH) {
      await this.#write(this.#make(at, Math.min(to, at + BATCH), await this.#nextLeaf(), silent), filled)
    }
    await this.#client.query("update number_series set next = greatest(next, $1) where series = 'person'", [to + 1])
    return filled
  }

  async #nextLeaf(): Promise<number> {
    const { rows: [next] } = await this.#client.query<{ leaf: number }>('select coalesce(max(leaf_index) + 1, 0)::int as leaf from ledger_leaf')
    return next!.leaf
  }

  #make(first: number, to: number, firstLeaf: number, silent: boolean): Batch[] {
    const groups: Batch[] = []
    for (let from = first, leaf = firstLeaf; from < to; from += GROUP) {
      const group = registerRows(this.#source, from, Math.min(to, from + GROUP), leaf, silent)
      leaf += group.commitments.length
      groups.push(group)
    }
    return groups
  }

  async #write(groups: Batch[], filled: Filled): Promise<void> {
    const texts = (Object.keys(TABLES) as Table[]).map((table) => ({ table, chunks: groups.map(({ lines }) => Buffer.from(`${lines[table].join('\n')}\n`)), rows: groups.reduce((sum, { lines }) => sum + lines[table].length, 0) }))
    await this.#client.query('begin')
    for (const { table, chunks, rows } of texts) {
      const begin = performance.now()
      if (rows > 0) await pipeline(Readable.from(chunks.filter((chunk) => chunk.length > 1)), this.#client.query(copyFrom(`copy ${table} (${TABLES[table]}) from stdin`)))
      filled.tables[table] += (performance.now() - begin) / 1000
      filled.rows += rows
    }
    const begin = performance.now()
    await this.#client.query('commit')
    filled.commits += (performance.now() - begin) / 1000
    filled.seconds = Object.values(filled.tables).reduce((sum, each) => sum + each, filled.commits)
  }

  async #took(groups: Batch[]): Promise<void> {
    for (const { people, commitments, noes } of groups) {
      this.size += people.length
      for (const hash of commitments) appendLeaf(this.#range, leafHash(hash))
      this.leaves = this.#range.size
      const at = this.#source.at.toISOString()
      await this.#keeper.journal(...noes.map((person) => ({ kind: 'withdrawal' as const, at, person, entry: 'withdrawn' as const, purpose: 'news', channel: 'email', surface: 'import' })))
    }
  }

  /** What stands beside the rows: the next number, and a head that keeper and database have. */
  async #finish(): Promise<void> {
    await this.#client.query("insert into number_series (series, next) values ('person', $1) on conflict (series) do update set next = excluded.next", [this.size + 1])
    const head = signCheckpoint({ size: this.leaves, root: rangeRoot(this.#range), epoch: 1 }, this.#keeper.keys.signing)
    await this.#keeper.publishHead(head, this.#source.at)
    await this.#client.query('insert into ledger_head (size, epoch, root, signed_note, at) values ($1, $2, $3, $4, $5) on conflict do nothing', [head.size, head.epoch, head.root, head.note, this.#source.at])
    await this.#client.query('vacuum analyze')
  }

  async close(): Promise<void> {
    await this.#client.end()
  }
}
