import { sql } from 'kysely'
import type { Tx } from './database.ts'

/** One going-through of the files. */
export interface ScrubRound {
  roundId: string
  beganAt: Date
  horizon: number
  rewrittenAt: Date | null
  walMark: string | null
}

export interface ScrubFile {
  relation: string
  tries: number
}

export type ScrubFault = 'busy' | 'seen' | 'large' | 'not-allowed'

/** What decides whether a round begins: the oldest mark that none has taken, and when the last one began. */
export async function selectScrubNeed(tx: Tx): Promise<{ oldestMarkAt: Date | null; lastBeganAt: Date; open: boolean }> {
  const { rows } = await sql<{ oldestMarkAt: Date | null; lastBeganAt: Date; open: boolean }>`
    select (select min(marked_at) from scrub_mark where round_id is null) as "oldestMarkAt",
           coalesce((select max(began_at) from scrub_round), (select min(created_at) from installation), ${tx.now}) as "lastBeganAt",
           exists (select from scrub_round where how is null) as open`.execute(tx.db)
  return rows[0]!
}

/** What a connection wrote is counted some seconds after its commit at the latest; what is younger waits for the next round. */
const COUNTED_AFTER_MS = 60_000

/** One copy at a time begins a round; the lock ends with the transaction. */
export async function lockRounds(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7411026)`.execute(tx.db)
}

/**
 * Begins a round: it takes all marks that can be seen, and every file of these tables and of those marked in which
 * something was written since it was last rewritten. Rolled-back rows count, since their bytes lie there too; a file
 * that nothing was ever written to is left out.
 */
export async function insertRound(tx: Tx, roundId: string, tables: readonly string[]): Promise<number> {
  await sql`update scrub_mark set round_id = ${roundId} where round_id is null and marked_at <= ${new Date(tx.now.getTime() - COUNTED_AFTER_MS)}`.execute(tx.db)
  await sql`
    insert into scrub_file (relation, table_name, round_id, changes, counted_since)
    select c.relname, r.relname, ${roundId}, w.changes, w.since
    from pg_class c
    join pg_class r on r.oid = coalesce(pg_partition_root(c.oid), c.oid)
    cross join lateral (select pg_stat_get_tuples_inserted(c.oid) + pg_stat_get_tuples_updated(c.oid) + pg_stat_get_tuples_deleted(c.oid) as changes,
                               (select stats_reset from pg_stat_wal) as since) w
    left join scrub_file f on f.relation = c.relname
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and (r.relname = any(${tables}::text[]) or r.relname in (select table_name from scrub_mark where round_id = ${roundId}))
      and case when f.rewritten_at is null then w.changes > 0 or pg_relation_size(c.oid) > 0 else f.changes <> w.changes or f.counted_since is distinct from w.since end
    on conflict (relation) do update set round_id = excluded.round_id, changes = excluded.changes, counted_since = excluded.counted_since,
      tries = 0, not_before = null, fault = null`.execute(tx.db)
  const { rows } = await sql<{ files: number }>`
    insert into scrub_round (round_id, began_at, first_mark_at, last_mark_at, horizon, files)
    select ${roundId}, ${tx.now}, min(m.marked_at), max(m.marked_at), pg_current_xact_id()::text::bigint, (select count(*) from scrub_file where round_id = ${roundId})
    from scrub_mark m where m.round_id = ${roundId}
    returning files`.execute(tx.db)
  return rows[0]!.files
}

export async function selectOpenRound(tx: Tx): Promise<ScrubRound | undefined> {
  const { rows } = await sql<ScrubRound>`
    select round_id as "roundId", began_at as "beganAt", horizon, rewritten_at as "rewrittenAt", wal_mark as "walMark"
    from scrub_round where how is null order by began_at limit 1`.execute(tx.db)
  return rows[0]
}

/** Files that are to be rewritten now, and how many wait for a later moment. */
export async function selectDueFiles(tx: Tx, roundId: string): Promise<{ due: ScrubFile[]; waiting: number }> {
  const { rows } = await sql<ScrubFile & { due: boolean }>`
    select relation, tries, not_before is null or not_before <= ${tx.now} as due from scrub_file where round_id = ${roundId} order by tries, relation`.execute(tx.db)
  return { due: rows.filter((row) => row.due), waiting: rows.filter((row) => !row.due).length }
}

/** Root tables of the files of a round. */
export async function selectRoundTables(tx: Tx, roundId: string): Promise<string[]> {
  const { rows } = await sql<{ table: string }>`select distinct table_name as table from scrub_file where rewritten_at >= (select began_at from scrub_round where round_id = ${roundId})`.execute(tx.db)
  return rows.map((row) => row.table)
}

export async function noteRewritten(tx: Tx, roundId: string, file: { relation: string; lockMs: number; bytes: number }): Promise<void> {
  await sql`
    update scrub_file set round_id = null, rewritten_at = ${tx.now}, lock_ms = ${file.lockMs}, bytes = ${file.bytes}, fault = null, not_before = null
    where relation = ${file.relation}`.execute(tx.db)
  await sql`update scrub_round set bytes = bytes + ${file.bytes}, longest_lock_ms = greatest(longest_lock_ms, ${file.lockMs}) where round_id = ${roundId}`.execute(tx.db)
}

/** A table that was dropped meanwhile has no file any more. */
export async function forgetFile(tx: Tx, relation: string): Promise<void> {
  await sql`delete from scrub_file where relation = ${relation}`.execute(tx.db)
}

export async function noteFault(tx: Tx, relation: string, fault: ScrubFault, notBefore: Date): Promise<void> {
  await sql`update scrub_file set tries = tries + 1, fault = ${fault}, not_before = ${notBefore} where relation = ${relation}`.execute(tx.db)
}

/** All files are rewritten; from here on the write-ahead log is what is left. */
export async function noteAllRewritten(tx: Tx, roundId: string, walMark: string | null): Promise<void> {
  await sql`update scrub_round set rewritten_at = ${tx.now}, wal_mark = ${walMark} where round_id = ${roundId}`.execute(tx.db)
}

/** Ends a round, and with it the marks that it took. */
export async function endRound(tx: Tx, roundId: string, how: 'seen' | 'declared' | 'unknown', goneAt: Date | null): Promise<void> {
  await sql`update scrub_round set how = ${how}, gone_at = ${goneAt} where round_id = ${roundId}`.execute(tx.db)
  await sql`delete from scrub_mark where round_id = ${roundId}`.execute(tx.db)
}
