import pg from 'pg'
import type { Database } from './database.ts'

/** What the login may do about the traces of deleted rows, and what is kept out of its sight. */
export interface ScrubRights {
  superuser: boolean
  /** May look at the write-ahead log, switch it, and ask for a checkpoint. */
  log: boolean
  /** May rewrite the statistics that the planner keeps, which hold values. */
  statistics: boolean
  /** May empty the statistics of a column, of a server that knows how (PostgreSQL 18). */
  clears: boolean
  /** The log is kept elsewhere too: an archive, a replica, a slot. */
  keptElsewhere: boolean
  /** Owns the tables, without which nothing can be rewritten. */
  owner: boolean
}

/** One at a time, whichever copy; the connection that rewrites holds it, so it ends with it. */
const SCRUB_LOCK = 7_411_027
/** How long a rewrite waits for its lock: whoever comes after waits behind it. */
const LOCK_WAIT_MS = 200
/** Most of the time that a file is locked its indexes are built anew: with room for their sorting, and by two more processes where there are some. */
const REWRITE_SETTINGS = '-c maintenance_work_mem=256MB -c max_parallel_maintenance_workers=2'
const ANALYZE_MS = 60_000
const CHECKPOINT_MS = 300_000

/** A connection of its own that rewrites files; nothing of it is ever lent to anybody else. */
export class ScrubServer {
  readonly #client: pg.Client

  private constructor(client: pg.Client) {
    this.#client = client
  }

  /** Undefined while another copy scrubs. */
  static async open(database: Database): Promise<ScrubServer | undefined> {
    const client = new pg.Client({ ...database.pool.options, options: `-c lock_timeout=${LOCK_WAIT_MS} -c timezone=UTC -c jit=off ${REWRITE_SETTINGS}` })
    // A connection that is lost fails the statement it carries, and that is reported.
    client.on('error', () => {})
    await client.connect()
    const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [SCRUB_LOCK])
    if (rows[0]!.locked) return new ScrubServer(client)
    await client.end()
    return undefined
  }

  async close(): Promise<void> {
    await this.#client.end()
  }

  /** True while some transaction, slot or replica still sees what was there before the transaction of this number. */
  async seesBefore(horizon: number): Promise<boolean> {
    const { rows } = await this.#client.query<{ seen: boolean }>(`
      select exists (select from pg_stat_activity where pid <> pg_backend_pid() and (datname = current_database() or datname is null) and age(backend_xmin) > age($1::text::xid))
          or exists (select from pg_replication_slots where age(xmin) > age($1::text::xid))
          or exists (select from pg_prepared_xacts where age(transaction) > age($1::text::xid)) as seen`, [horizon % 2 ** 32])
    return rows[0]!.seen
  }

  /**
   * Writes a table, or a part of one, anew with its indexes and its TOAST, holding the lock no longer than this. Returns
   * how long it did, and the size; undefined where the login may not, of which PostgreSQL only warns.
   */
  async rewrite(relation: string, lockMs: number): Promise<{ lockMs: number; bytes: number } | undefined> {
    return this.#rewrite(`public.${pg.escapeIdentifier(relation)}`, lockMs)
  }

  /** Takes what was learnt of the values of a table, and of its parts, anew from those that are there. */
  async learnAnew(relation: string, rights: ScrubRights): Promise<void> {
    const name = `public.${pg.escapeIdentifier(relation)}`
    await this.#limit(ANALYZE_MS)
    // Of an empty table nothing is learnt, and what was known before would stay: of its columns, and of what its indexes compute.
    if (rights.superuser) await this.#client.query('delete from pg_statistic where starelid = $1::regclass or starelid in (select indexrelid from pg_index where indrelid = $1::regclass)', [name])
    else if (rights.clears) {
      await this.#client.query(`select pg_clear_attribute_stats(schemaname::text, tablename::text, attname::text, inherited) from pg_stats where schemaname = 'public'
        and (tablename = $1 or tablename in (select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid where i.indrelid = $2::regclass))`, [relation, name])
    }
    await this.#client.query(`analyze ${name}`)
  }

  /** Of the root of a table with parts something is known only where somebody asked for it. */
  async isLearnt(relation: string): Promise<boolean> {
    const { rows } = await this.#client.query<{ learnt: boolean }>(`select exists (select from pg_stats where schemaname = 'public' and tablename = $1) as learnt`, [relation])
    return rows[0]!.learnt
  }

  async rewriteStatistics(lockMs: number): Promise<void> {
    await this.#rewrite('pg_catalog.pg_statistic', lockMs)
  }

  async rights(): Promise<ScrubRights> {
    const { rows } = await this.#client.query<ScrubRights>(SCRUB_RIGHTS)
    return rows[0]!
  }

  async walMark(): Promise<string> {
    const { rows } = await this.#client.query<{ mark: string }>('select pg_current_wal_insert_lsn()::text as mark')
    return rows[0]!.mark
  }

  /**
   * Lets the server begin a new file of its log and give up the old ones; tells how many files still hold what was
   * written before the mark. A file that is kept for later use holds its old bytes until it has been written through:
   * one not written since `since`, which the first call tells. The server's own times are compared, in whole seconds.
   */
  async advanceLog(walMark: string, since: Date | undefined): Promise<{ left: number; since: Date }> {
    await this.#limit(CHECKPOINT_MS)
    await this.#client.query('select pg_switch_wal()')
    await this.#client.query('checkpoint')
    const { rows } = await this.#client.query<{ left: number; since: Date }>(`
      with file as (select substr(name, 9) as name, modification from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$'),
           place as (select substr(pg_walfile_name($1::pg_lsn), 9) as mark, substr(pg_walfile_name(pg_current_wal_insert_lsn()), 9) as current),
           moment as (select coalesce($2::timestamptz, (select max(modification) from file, place where name <= current)) as since)
      select count(*) filter (where name <= mark or (name > current and modification <= since))::int as left, max(since) as since from file, place, moment`, [walMark, since])
    return rows[0]!
  }

  async #rewrite(name: string, lockMs: number): Promise<{ lockMs: number; bytes: number } | undefined> {
    const file = async () => (await this.#client.query<{ file: string; bytes: number }>('select pg_relation_filenode($1::regclass)::text as file, pg_total_relation_size($1::regclass) as bytes', [name])).rows[0]!
    const before = await file()
    await this.#limit(lockMs)
    const begin = performance.now()
    await this.#client.query(`vacuum (full) ${name}`)
    const held = Math.round(performance.now() - begin)
    const after = await file()
    return after.file === before.file ? undefined : { lockMs: held, bytes: after.bytes }
  }

  async #limit(milliseconds: number): Promise<void> {
    await this.#client.query("select set_config('statement_timeout', $1, false)", [String(milliseconds)])
  }
}

/** Asked of the login itself, whatever role it has stepped into. */
export const SCRUB_RIGHTS = `
  select s.superuser,
    (s.superuser or pg_has_role(s.oid, 'pg_checkpoint', 'usage')) and has_function_privilege(s.oid, 'pg_switch_wal()', 'execute') and has_function_privilege(s.oid, 'pg_ls_waldir()', 'execute') as log,
    s.superuser or (select datdba = s.oid from pg_database where datname = current_database()) as statistics,
    exists (select from pg_proc where proname = 'pg_clear_attribute_stats') as clears,
    current_setting('archive_mode') <> 'off' or exists (select from pg_stat_replication where state is distinct from 'backup') or exists (select from pg_replication_slots) as "keptElsewhere",
    not exists (select from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not pg_has_role(s.oid, c.relowner, 'usage')) as owner
  from (select oid, rolsuper as superuser from pg_roles where rolname = session_user) s`
