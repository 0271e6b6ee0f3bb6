import { newId } from '../values/ids.ts'
import { sqlState, type Database, type Tx } from './database.ts'
import { endRound, forgetFile, insertRound, lockRounds, noteAllRewritten, noteFault, noteRewritten, selectDueFiles, selectOpenRound, selectRoundTables, selectScrubNeed, type ScrubFault, type ScrubFile, type ScrubRound } from './scrub-rounds.sql.ts'
import { ScrubServer, type ScrubRights } from './scrub-server.ts'

/** What was deleted is out of the files within a day (rule E2). */
export const SCRUB_WINDOW_HOURS = 24

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Erasures of one afternoon share a round. */
const MARK_RESTS_MS = 15 * MINUTE
const ROUND_EVERY_MS = 6 * HOUR
/** What ends by itself (sessions, links, values that no ground holds) marks nothing, and is taken along by a round a day. */
const ROUND_AT_LEAST_EVERY_MS = 18 * HOUR

/** Nobody waits longer for a table that is being rewritten. */
export const LOCK_MS = 1_000
/** A table that cannot be rewritten so fast waits for the night, and is told of. */
export const NIGHT_LOCK_MS = 30_000
const TRIES_BY_DAY = 3
/** In UTC, when it is night in Europe. */
const NIGHT_HOURS = { from: 1, to: 4 }
const TRY_AGAIN_MS = MINUTE
/** Files of the log that are gone through in one step. */
const LOG_STEPS = 64

const LOCK_NOT_AVAILABLE = '55P03'
const QUERY_CANCELED = '57014'
const UNDEFINED_TABLE = '42P01'

export interface ScrubWish {
  /** The tables with personal data: the data map's. */
  tables: readonly string[]
  /** For how long whoever runs the server says that its log, archive and replicas keep what was deleted; undefined where nobody said. */
  declaredDays: number | undefined
  stopping?: AbortSignal
  /** Begin a round now, whatever the time. */
  atOnce?: boolean
}

/**
 * One step of rewriting the files of the database in which something was deleted: tables and parts one by one, with
 * their indexes and TOAST, then what the planner learnt of values, then the write-ahead log. Where it got is in rows, so
 * any copy goes on. Run it again and again; what is in use at the moment is tried again after a minute.
 */
export async function scrub(database: Database, wish: ScrubWish): Promise<void> {
  await database.write((tx) => beginRound(tx, wish))
  const round = await database.read(selectOpenRound)
  if (!round) return
  const server = await ScrubServer.open(database)
  if (!server) return
  try {
    const rights = await server.rights()
    if (!round.rewrittenAt && !(await rewriteFiles(database, server, round, rights, wish.stopping))) return
    await cleanLog(database, server, (await database.read(selectOpenRound)) ?? round, rights, wish.declaredDays)
  } finally {
    await server.close()
  }
}

async function beginRound(tx: Tx, { tables, atOnce = false }: ScrubWish): Promise<void> {
  const isDue = ({ oldestMarkAt, lastBeganAt, open }: Awaited<ReturnType<typeof selectScrubNeed>>): boolean => {
    if (open) return false
    const since = tx.now.getTime() - lastBeganAt.getTime()
    const rested = oldestMarkAt !== null && tx.now.getTime() - oldestMarkAt.getTime() >= MARK_RESTS_MS
    return atOnce || (rested && since >= ROUND_EVERY_MS) || since >= ROUND_AT_LEAST_EVERY_MS
  }
  if (!isDue(await selectScrubNeed(tx))) return
  await lockRounds(tx)
  // Another copy may have begun one meanwhile.
  if (isDue(await selectScrubNeed(tx))) await insertRound(tx, newId(tx.now), tables)
}

/** True when every file of the round is rewritten. */
async function rewriteFiles(database: Database, server: ScrubServer, round: ScrubRound, rights: ScrubRights, stopping: AbortSignal | undefined): Promise<boolean> {
  const { due, waiting } = await database.read((tx) => selectDueFiles(tx, round.roundId))
  let left = waiting
  for (const file of due) {
    if (stopping?.aborted) return false
    if (!(await rewriteFile(database, server, round, file, rights))) left++
  }
  if (left > 0) return false
  for (const table of await database.read((tx) => selectRoundTables(tx, round.roundId))) if (await server.isLearnt(table)) await server.learnAnew(table, rights)
  if (rights.statistics) {
    try {
      await server.rewriteStatistics(LOCK_MS)
    } catch (error) {
      if (faultOf(error) === undefined) throw error
      return false
    }
  }
  const walMark = rights.log ? await server.walMark() : null
  await database.write((tx) => noteAllRewritten(tx, round.roundId, walMark))
  return true
}

async function rewriteFile(database: Database, server: ScrubServer, round: ScrubRound, file: ScrubFile, rights: ScrubRights): Promise<boolean> {
  const later = (fault: ScrubFault) => database.write((tx) => noteFault(tx, file.relation, fault, new Date(tx.now.getTime() + TRY_AGAIN_MS))).then(() => false)
  // A rewrite carries over what somebody still sees.
  if (await server.seesBefore(round.horizon)) return later('seen')
  try {
    const done = await server.rewrite(file.relation, lockLimit(file, database.clock()))
    if (!done) return await later('not-allowed')
    await server.learnAnew(file.relation, rights)
    await database.write((tx) => noteRewritten(tx, round.roundId, { relation: file.relation, ...done }))
    return true
  } catch (error) {
    if (sqlState(error) === UNDEFINED_TABLE) return database.write((tx) => forgetFile(tx, file.relation)).then(() => true)
    const fault = faultOf(error)
    if (!fault) throw error
    return later(fault)
  }
}

function lockLimit(file: ScrubFile, now: Date): number {
  const night = now.getUTCHours() >= NIGHT_HOURS.from && now.getUTCHours() < NIGHT_HOURS.to
  return night && file.tries >= TRIES_BY_DAY ? NIGHT_LOCK_MS : LOCK_MS
}

function faultOf(error: unknown): ScrubFault | undefined {
  return ({ [LOCK_NOT_AVAILABLE]: 'busy', [QUERY_CANCELED]: 'large' } as const)[sqlState(error) ?? '']
}

/** Ends the round when the log holds nothing of it any more, or says until when it may. */
async function cleanLog(database: Database, server: ScrubServer, round: ScrubRound, rights: ScrubRights, declaredDays: number | undefined): Promise<void> {
  const { roundId, walMark, rewrittenAt } = round
  if (walMark === null || rewrittenAt === null || rights.keptElsewhere) {
    const goneAt = (now: Date) => declaredDays === undefined ? null : new Date(now.getTime() + declaredDays * 24 * HOUR)
    await database.write((tx) => endRound(tx, roundId, declaredDays === undefined ? 'unknown' : 'declared', goneAt(rewrittenAt ?? tx.now)))
    return
  }
  const first = await server.advanceLog(walMark, undefined)
  let { left } = first
  for (let step = 1; left > 0 && step < LOG_STEPS; step++) left = (await server.advanceLog(walMark, first.since)).left
  if (left === 0) await database.write((tx) => endRound(tx, roundId, 'seen', tx.now))
}
