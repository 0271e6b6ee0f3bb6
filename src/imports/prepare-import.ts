import type { KeyObject } from 'node:crypto'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Database } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { selectInstallation, type Installation } from '../plumbing/installation.sql.ts'
import { selectCatalogue, type PublishedCatalogue } from '../purposes/catalogue.sql.ts'
import { localDateIn, type DateOrder, type LocalDate } from '../values/calendar.ts'
import type { CountryCode } from '../values/country.ts'
import { languageOf } from '../values/text.ts'
import { columnsRead, droppedColumns, neededFields, type HeaderMapping } from './import-columns.ts'
import { findableRow, type ImportPlan, type ImportRow } from './import-plan.ts'
import type { ImportSettings } from './import-settings.ts'
import type { Import } from './import.ts'
import { openFile } from './imports.sql.ts'
import { readApart, type ReadTable } from './read-apart.ts'

export interface PreparedImport {
  plan: ImportPlan
  /** How many columns are not read. */
  dropped: number
  /** The rows after the first `skip`, each time from the beginning of the file; one walk at a time. */
  rows(skip: number): AsyncGenerator<ImportRow, void>
}

/**
 * Opens the file of an import for as long as `use` lasts and makes ready how its rows are read. Throws `conflict` when the
 * file is gone or nothing has been set. A big file is walked through first, so this takes a while; others get their turn.
 */
export async function prepareImport(database: Database, indexKey: KeyObject, found: Import, use: (prepared: PreparedImport) => Promise<void>): Promise<void> {
  const { settings, importId } = found
  const { file, now, ...facts } = await database.read(async (tx) => ({
    file: await openFile(tx, importId), catalogue: await selectCatalogue(tx), installation: await selectInstallation(tx), now: tx.now,
  }))
  try {
    if (!file || !settings) throw new Problem('conflict', { text: 'imports.file-gone' })
    await readApart(file, settings, async (table) => {
      const plan = await planOf({ ...found, settings }, table, facts, localDateIn(RETENTION_ZONE, now))
      await use({ plan, dropped: droppedColumns(settings, found.mapping, table.header, facts.catalogue).length, rows: (skip) => rowsOf(table, plan, indexKey, skip) })
    })
  } finally {
    file?.close()
  }
}

async function planOf(
  { importId, settings, mapping, createdBy }: Import & { settings: ImportSettings }, table: ReadTable,
  { catalogue, installation }: { catalogue: PublishedCatalogue; installation: Installation | undefined }, today: LocalDate,
): Promise<ImportPlan> {
  const orders = await shownOrders(table, settings, mapping, catalogue)
  return {
    importId, settings, catalogue, by: createdBy, undoable: true,
    columns: columnsRead(settings, mapping, table.header, catalogue, (column) => orders.get(column)),
    needed: neededFields(settings, mapping, catalogue),
    defaults: { country: settings.country as CountryCode | null, language: null, today, spreadsheet: table.kind === 'spreadsheet' },
    seller: installation?.controller.name ?? '',
    language: settings.language ?? languageOfCountry(installation?.controller.country),
  }
}

/** The order of day and month in each column of dates: as the importer says, or as the whole column shows. */
async function shownOrders(table: ReadTable, settings: ImportSettings, mapping: HeaderMapping, catalogue: PublishedCatalogue): Promise<Map<number, DateOrder>> {
  const dated: number[] = []
  columnsRead(settings, mapping, table.header, catalogue, (column) => void dated.push(column))
  const { dateOrder } = settings
  if (dateOrder) return new Map(dated.map((column) => [column, dateOrder]))
  const orders = new Map<number, DateOrder>()
  if (dated.length === 0) return orders
  for await (const shown of table.walk('orders', { columns: dated })) for (const [column, order] of shown) orders.set(column, order)
  return orders
}

async function* rowsOf(table: ReadTable, plan: ImportPlan, indexKey: KeyObject, skip: number): AsyncGenerator<ImportRow, void> {
  for await (const piece of table.walk('canonical', { columns: plan.columns, defaults: plan.defaults, skip })) {
    for (const row of piece) yield findableRow(plan, indexKey, { ...row, values: new Map(row.values) })
  }
}

function languageOfCountry(country: string | undefined) {
  return languageOf({ SE: 'sv', NO: 'nb' }[country ?? ''] ?? 'en')!
}
