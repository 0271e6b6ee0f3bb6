import { sql } from 'kysely'
import type { Tx } from './database.ts'
import { SCRUB_WINDOW_HOURS } from './scrub.ts'

/** What is left in the files of the database of what was deleted at some moment. */
export interface Traces {
  state: 'gone' | 'waiting' | 'late' | 'unknown'
  /** Since when nothing of it is in tables, indexes and statistics; null while it may be. */
  rewrittenAt: Date | null
  /** Since when, or for a declared one on which day, the write-ahead log holds nothing of it either; null where nobody knows yet. */
  goneAt: Date | null
  /** Looked at, or declared by whoever runs the server; null while it is not over. */
  how: 'seen' | 'declared' | 'unknown' | null
  /** By when it is to be gone. */
  dueAt: Date
}

/**
 * How far the scrub is with what was deleted at a moment (rule E2), computed from its rounds: a certificate tells this
 * as one of its places. What a round takes is gone only with that round, so a moment before an unfinished one waits.
 */
export async function readTraces(tx: Tx, deletedAt: Date): Promise<Traces> {
  const { rows } = await sql<{ rewrittenAt: Date | null; goneAt: Date | null; how: 'seen' | 'declared' | 'unknown' }>`
    select rewritten_at as "rewrittenAt", gone_at as "goneAt", how from scrub_round
    where how is not null and (last_mark_at >= ${deletedAt} or began_at > ${deletedAt})
      and not exists (select from scrub_mark where marked_at <= ${deletedAt})
    order by (first_mark_at <= ${deletedAt} and last_mark_at >= ${deletedAt}) desc nulls last,
             case when first_mark_at <= ${deletedAt} and last_mark_at >= ${deletedAt} then began_at end desc, began_at
    limit 1`.execute(tx.db)
  const dueAt = new Date(deletedAt.getTime() + SCRUB_WINDOW_HOURS * 3_600_000)
  const round = rows[0]
  if (!round) return { state: tx.now > dueAt ? 'late' : 'waiting', rewrittenAt: null, goneAt: null, how: null, dueAt }
  const state = round.how === 'unknown' ? 'unknown' : round.goneAt !== null && round.goneAt <= tx.now ? 'gone' : 'waiting'
  return { state, ...round, dueAt }
}

/** What the scrub has done and still has to do, for whoever runs the program. */
export interface ScrubState {
  marks: number
  oldestMarkAt: Date | null
  running: { beganAt: string; files: number; left: number; faults: { relation: string; fault: string; tries: number }[] } | null
  last: { beganAt: string; rewrittenAt: string | null; goneAt: string | null; how: string; files: number; bytes: number; longestLockMs: number } | null
}

export async function readScrubState(tx: Tx): Promise<ScrubState> {
  const { rows } = await sql<ScrubState>`
    select (select count(*)::int from scrub_mark) as marks,
      (select min(marked_at) from scrub_mark) as "oldestMarkAt",
      (select jsonb_build_object('beganAt', r.began_at, 'files', r.files,
         'left', (select count(*) from scrub_file f where f.round_id = r.round_id),
         'faults', (select coalesce(jsonb_agg(jsonb_build_object('relation', f.relation, 'fault', f.fault, 'tries', f.tries) order by f.relation), '[]') from scrub_file f where f.round_id = r.round_id and f.fault is not null))
       from scrub_round r where r.how is null order by r.began_at limit 1) as running,
      (select jsonb_build_object('beganAt', r.began_at, 'rewrittenAt', r.rewritten_at, 'goneAt', r.gone_at, 'how', r.how, 'files', r.files, 'bytes', r.bytes, 'longestLockMs', r.longest_lock_ms)
       from scrub_round r where r.how is not null order by r.began_at desc limit 1) as last`.execute(tx.db)
  return rows[0]!
}
