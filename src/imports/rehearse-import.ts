import { rehearsingKeyRoom } from '../keeper/key-room.ts'
import type { Database, Tx } from '../plumbing/database.ts'
import { Garbage } from '../plumbing/garbage.ts'
import { inWholeFamilies } from './batches.ts'
import { findFamilies } from './find-families.ts'
import { importRows, type ImportKeeper } from './import-rows.ts'
import type { ImportPlan, ImportRow } from './import-plan.ts'
import { countRows, NO_COUNTS, type Import, type RowResult } from './import.ts'
import { deleteRows, insertRows, lockImport, updateProgress, updateState } from './imports.sql.ts'
import { prepareImport, type PreparedImport } from './prepare-import.ts'
import { ROWS_AT_A_TIME } from './run-import.ts'

/** Thrown to leave a transaction with nothing kept. */
class Rehearsed extends Error {
  readonly results: RowResult[]
  constructor(results: RowResult[]) {
    super('rehearsed')
    this.results = results
  }
}

/**
 * The real run, batch by batch, each rolled back: its numbers and rows are those of the run (rule M1), and nobody waits
 * for more than a batch. Rows that may be about one person are tried together. `renew` tells that we are still at work.
 */
export async function rehearseImport(database: Database, keeper: ImportKeeper, found: Import, renew: (tx: Tx) => Promise<boolean>): Promise<void> {
  await prepareImport(database, keeper.keys.identifierIndex, found, (prepared) => rehearsePrepared(database, keeper, found, prepared, renew))
}

async function rehearsePrepared(
  database: Database, keeper: ImportKeeper, { importId }: Import, { plan, rows: rowsAfter, dropped }: PreparedImport, renew: (tx: Tx) => Promise<boolean>,
): Promise<void> {
  // What a rehearsal would say no to is no act of anybody: it does not reach the keeper's journal, nor its key room.
  const silent: ImportKeeper = { keys: keeper.keys, keyRoom: rehearsingKeyRoom(keeper.keyRoom), journal: async () => {} }
  const families = await database.read((tx) => findFamilies(tx, () => rowsAfter(0)))
  let counts = { ...NO_COUNTS, droppedColumns: dropped }
  let done = 0
  const garbage = new Garbage()
  await database.write(async (tx) => {
    await deleteRows(tx, importId, true)
    await updateProgress(tx, importId, 0, counts)
  })
  for await (const rows of inWholeFamilies(rowsAfter(0), families, ROWS_AT_A_TIME)) {
    const results = await tryRows(database, silent, plan, rows)
    counts = countRows(counts, results)
    const goesOn = await database.write(async (tx) => {
      const current = await lockImport(tx, importId)
      if (current?.state !== 'rehearsing' || current.rowsDone !== done || !(await renew(tx))) return false
      // People who would be new do not exist.
      await insertRows(tx, importId, true, results.map((one) => (one.outcome === 'new' ? { ...one, personId: null } : one)))
      await updateProgress(tx, importId, done + results.length, counts)
      return true
    })
    if (!goesOn) return
    done += results.length
    garbage.takeAway()
  }
  await database.write((tx) => updateState(tx, importId, ['rehearsing'], 'rehearsed'))
}

async function tryRows(database: Database, keeper: ImportKeeper, plan: ImportPlan, rows: readonly ImportRow[]): Promise<RowResult[]> {
  try {
    return await database.write<never>(async (tx) => {
      throw new Rehearsed(await importRows(tx, keeper, plan, rows))
    })
  } catch (error) {
    if (error instanceof Rehearsed) return error.results
    throw error
  }
}
