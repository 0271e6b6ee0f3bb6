import type { Database, Tx } from '../plumbing/database.ts'
import { Garbage } from '../plumbing/garbage.ts'
import { inShortBatches, oneAhead } from './batches.ts'
import { importRows, type ImportKeeper } from './import-rows.ts'
import { countRows, type Import } from './import.ts'
import { deleteFile, deleteRows, insertRows, lockImport, updateProgress, updateState } from './imports.sql.ts'
import { prepareImport, type PreparedImport } from './prepare-import.ts'

/** Enough for the work of a transaction to outweigh its beginning and end, few enough to be over within a second. */
export const ROWS_AT_A_TIME = 1_000
/** Of them, so many at most that may be about somebody whom another one is about. */
const MOST_MEETING = 50

/**
 * Runs an import from where it was stopped. Each batch has its people, its rows' outcomes and the progress in one
 * transaction, so that a kill loses and doubles nothing. `renew` tells that we are still at work; false ends the work.
 */
export async function runImport(database: Database, keeper: ImportKeeper, found: Import, renew: (tx: Tx) => Promise<boolean>): Promise<void> {
  await database.write((tx) => updateState(tx, found.importId, ['waiting'], 'running'))
  await prepareImport(database, keeper.keys.identifierIndex, found, (prepared) => runPrepared(database, keeper, found, prepared, renew))
}

async function runPrepared(
  database: Database, keeper: ImportKeeper, { importId, rowsDone }: Import, { plan, rows: rowsAfter, dropped }: PreparedImport, renew: (tx: Tx) => Promise<boolean>,
): Promise<void> {
  let done = rowsDone
  const garbage = new Garbage()
  const stillOurs = async (tx: Tx) => {
    const current = await lockImport(tx, importId)
    return current?.state === 'running' && current.rowsDone === done && (await renew(tx)) ? current : undefined
  }
  const batches = inShortBatches(rowsAfter(done), { size: ROWS_AT_A_TIME, mostMeeting: MOST_MEETING })
  for await (const rows of oneAhead(batches)) {
    const goesOn = await database.write(async (tx) => {
      const current = await stillOurs(tx)
      if (!current) return false
      const results = await importRows(tx, keeper, plan, rows)
      await insertRows(tx, importId, false, results)
      await updateProgress(tx, importId, done + rows.length, { ...countRows(current.counts, results), droppedColumns: dropped })
      return true
    })
    if (!goesOn) return
    done += rows.length
    garbage.takeAway()
  }
  await database.write(async (tx) => {
    if (!(await stillOurs(tx))) return
    await updateState(tx, importId, ['running'], 'done')
    await deleteRows(tx, importId, true)
    // The file has done its work; what was held back of it is not kept in another place (rule H1).
    await deleteFile(tx, importId)
  })
}
