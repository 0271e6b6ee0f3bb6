import type { Database, Tx } from '../plumbing/database.ts'
import { Garbage } from '../plumbing/garbage.ts'
import type { ImportId } from '../values/ids.ts'
import { inShortBatches, oneAhead } from './batches.ts'
import type { ImportRow } from './import-plan.ts'
import { importRows, type ImportKeeper } from './import-rows.ts'
import { countRows, type Import } from './import.ts'
import { deleteFile, deleteRows, insertRows, lockImport, updateProgress, updateState } from './imports.sql.ts'
import { prepareImport, type PreparedImport } from './prepare-import.ts'

/** Enough for the work of a transaction to outweigh its beginning and end, few enough to be over within a second. */
export const ROWS_AT_A_TIME = 1_000
/** Of them, so many at most that may be about somebody whom another one is about. */
const MOST_MEETING = 50

/** Thrown to leave a transaction when the run is not ours to go on with. */
class Ended extends Error {}

/** What every batch of a run works with. */
interface Run extends Pick<PreparedImport, 'plan' | 'dropped'> {
  database: Database
  keeper: ImportKeeper
  renew: (tx: Tx) => Promise<boolean>
}

/**
 * Runs an import from where it was stopped. Each batch has its people, its rows' outcomes and the progress in one
 * transaction, so that a kill loses and doubles nothing. `renew` tells that we are still at work; false ends the work.
 */
export async function runImport(database: Database, keeper: ImportKeeper, found: Import, renew: (tx: Tx) => Promise<boolean>): Promise<void> {
  await database.write((tx) => updateState(tx, found.importId, ['waiting'], 'running'))
  await prepareImport(database, keeper.keys.identifierIndex, found, async ({ rows, ...prepared }) => {
    const run = { database, keeper, renew, ...prepared }
    const done = await runBatches(run, found.rowsDone, oneAhead(inShortBatches(rows(found.rowsDone), { size: ROWS_AT_A_TIME, mostMeeting: MOST_MEETING })))
    if (done !== undefined) await endRun(run, done)
  })
}

/**
 * Batch after batch, two at a time: while one is written, whom the next is about is looked up and thought over, in a
 * transaction that locks and writes nothing before its turn. Returns how many rows are done, undefined when it was ended.
 */
async function runBatches(run: Run, rowsDone: number, batches: AsyncIterable<readonly ImportRow[]>): Promise<number | undefined> {
  const garbage = new Garbage()
  let done = rowsDone
  let written = Promise.resolve(true)
  let keys = new Set<string>()
  try {
    for await (const rows of batches) {
      const before = written
      // Its people are found when those of the one before are there.
      if (rows.some((row) => row.keys.some((key) => keys.has(key)))) await before
      written = runBatch(run, done, rows, before)
      // Heard of below, after the one before it.
      written.catch(() => {})
      if (!(await before)) return undefined
      done += rows.length
      keys = new Set(rows.flatMap((row) => row.keys))
      garbage.takeAway()
    }
    return (await written) ? done : undefined
  } finally {
    await written.catch(() => {})
  }
}

/** One batch; false when the run is not ours any more. `before` tells whether the one before it is written. */
async function runBatch({ database, keeper, renew, plan, dropped }: Run, done: number, rows: readonly ImportRow[], before: Promise<boolean>): Promise<boolean> {
  try {
    await database.write(async (tx) => {
      let current: Import | undefined
      const turn = async () => {
        current ??= (await before) ? await lockOurs(tx, plan.importId, done, renew) : undefined
        if (!current) throw new Ended()
        return current
      }
      const results = await importRows(tx, keeper, plan, rows, turn)
      const { counts } = await turn()
      await insertRows(tx, plan.importId, false, results)
      await updateProgress(tx, plan.importId, done + rows.length, { ...countRows(counts, results), droppedColumns: dropped })
    })
    return true
  } catch (error) {
    if (error instanceof Ended) return false
    throw error
  }
}

async function endRun({ database, plan: { importId }, renew }: Run, done: number): Promise<void> {
  await database.write(async (tx) => {
    if (!(await lockOurs(tx, importId, done, renew))) return
    await updateState(tx, importId, ['running'], 'done')
    await deleteRows(tx, importId, true)
    // The file has done its work; what was held back of it is not kept in another place (rule H1).
    await deleteFile(tx, importId)
  })
}

/** The run, locked, when it is where we left it and ours to go on with. */
async function lockOurs(tx: Tx, importId: ImportId, done: number, renew: Run['renew']): Promise<Import | undefined> {
  const current = await lockImport(tx, importId)
  return current?.state === 'running' && current.rowsDone === done && (await renew(tx)) ? current : undefined
}
