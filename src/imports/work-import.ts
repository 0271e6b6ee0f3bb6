import type { Keeper } from '../keeper/keeper.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Database, Tx } from '../plumbing/database.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { localDateIn } from '../values/calendar.ts'
import type { CountryCode } from '../values/country.ts'
import type { ImportId } from '../values/ids.ts'
import { columnsRead, countRows, droppedColumns, NO_COUNTS, type Import, type ImportCounts, type RowResult } from './import.ts'
import { importRows, type ImportPlan } from './import-rows.ts'
import { deleteFile, insertRows, lockImport, selectDueImport, selectFile, selectImport, updateProgress, updateState } from './imports.sql.ts'
import { readTable } from './read-table.ts'
import type { Table, TableRow } from './table.ts'

const ROWS_AT_A_TIME = 200

/** Thrown to leave a rehearsal's transaction with nothing kept. */
class Rehearsed extends Error {}

/** Works off the oldest import that waits; true when there was one. A run goes on where it was stopped. */
export async function workImport(database: Database, keeper: Keeper): Promise<boolean> {
  const importId = await database.read(selectDueImport)
  if (!importId) return false
  try {
    const found = (await database.read((tx) => selectImport(tx, importId)))!
    if (found.state === 'rehearsing') await rehearse(database, keeper, found)
    else await run(database, keeper, found)
  } catch (error) {
    const failure = error instanceof Problem ? error.detail.text : 'imports.failed'
    await database.write((tx) => updateState(tx, importId, ['rehearsing', 'waiting', 'running'], 'failed', failure))
    if (!(error instanceof Problem)) throw error
  }
  return true
}

/**
 * The real run, in one transaction that is rolled back: the numbers of a rehearsal are those of the run (rule M1).
 * Progress is told through transactions of its own.
 */
async function rehearse(database: Database, keeper: Keeper, found: Import): Promise<void> {
  const results: RowResult[] = []
  let counts = NO_COUNTS
  // What a rehearsal would say no to is no act of anybody: it must not reach the keeper's journal.
  const silent: Keeper = Object.create(keeper, { journal: { value: async () => {} } })
  try {
    await database.writeOnce(async (tx) => {
      const { plan, table } = await preparePlan(tx, found)
      counts = { ...counts, droppedColumns: droppedColumns(found.mapping, table.header, plan.needed).length }
      for (const rows of batches(table.rows(), ROWS_AT_A_TIME)) {
        const fresh = await importRows(tx, silent, plan, rows)
        results.push(...fresh)
        counts = countRows(counts, fresh)
        if (!(await tellProgress(database, found.importId, results.length, counts))) break
      }
      throw new Rehearsed()
    })
  } catch (error) {
    if (!(error instanceof Rehearsed)) throw error
  }
  await database.write(async (tx) => {
    // People who would be new do not exist.
    const rows = results.map((one) => ({ ...one, personId: one.outcome === 'new' ? null : one.personId }))
    for (let start = 0; start < rows.length; start += 5_000) await insertRows(tx, found.importId, true, rows.slice(start, start + 5_000))
    await updateProgress(tx, found.importId, results.length, counts)
    await updateState(tx, found.importId, ['rehearsing'], 'rehearsed')
  })
}

/** False when the import was cancelled meanwhile. */
async function tellProgress(database: Database, importId: ImportId, done: number, counts: ImportCounts): Promise<boolean> {
  return database.write(async (tx) => {
    const current = await selectImport(tx, importId)
    if (current?.state !== 'rehearsing') return false
    await updateProgress(tx, importId, done, counts)
    return true
  })
}

/** Batch by batch, each with its rows' outcomes and the progress in one transaction: a kill loses and doubles nothing. */
async function run(database: Database, keeper: Keeper, found: Import): Promise<void> {
  await database.write((tx) => updateState(tx, found.importId, ['waiting'], 'running'))
  for (let more = true; more; ) {
    more = await database.write(async (tx) => {
      const current = await lockImport(tx, found.importId)
      if (current?.state !== 'running') return false
      const { plan, table } = await preparePlan(tx, current)
      const rows = take(table.rows(), current.rowsDone, ROWS_AT_A_TIME)
      const counts = current.rowsDone === 0 ? { ...NO_COUNTS, droppedColumns: droppedColumns(current.mapping, table.header, plan.needed).length } : current.counts
      const results = await importRows(tx, keeper, plan, rows)
      await insertRows(tx, found.importId, false, results)
      await updateProgress(tx, found.importId, current.rowsDone + rows.length, countRows(counts, results))
      if (rows.length === ROWS_AT_A_TIME) return true
      await updateState(tx, found.importId, ['running'], 'done')
      // The file has done its work; what was held back of it is not kept in another place (rule H1).
      await deleteFile(tx, found.importId)
      return false
    })
  }
}

async function preparePlan(tx: Tx, found: Import): Promise<{ plan: ImportPlan; table: Table }> {
  const bytes = await selectFile(tx, found.importId)
  if (!bytes || !found.settings) throw new Problem('conflict', { text: 'imports.file-gone' })
  const table = await readTable(bytes)
  const catalogue = await selectCatalogue(tx)
  const installation = await selectInstallation(tx)
  const answered = Object.values(found.mapping).flatMap((target) => (target?.startsWith('consent:') ? [target.split(':')[1]!] : []))
  const purposes = [...found.settings.purposes, ...(found.settings.softOptIn?.purposes ?? []), ...answered]
  return {
    table,
    plan: {
      importId: found.importId, settings: found.settings, header: table.header, catalogue,
      columns: columnsRead(found.settings, found.mapping, table.header),
      defaults: {
        country: found.settings.country as CountryCode | null, language: null,
        today: localDateIn('Europe/Stockholm', tx.now), spreadsheet: table.kind === 'spreadsheet',
      },
      needed: new Set(catalogue.purposes.filter((purpose) => purposes.includes(purpose.key)).flatMap((purpose) => purpose.fields)),
      seller: installation?.controller.name ?? '',
      staffId: null,
    },
  }
}

function* batches(rows: Iterable<TableRow>, size: number): Iterable<TableRow[]> {
  let batch: TableRow[] = []
  for (const row of rows) {
    batch.push(row)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function take(rows: Iterable<TableRow>, skip: number, count: number): TableRow[] {
  const taken: TableRow[] = []
  let index = 0
  for (const row of rows) {
    if (index++ < skip) continue
    taken.push(row)
    if (taken.length === count) break
  }
  return taken
}
