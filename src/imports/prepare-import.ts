import { setImmediate } from 'node:timers/promises'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Database } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import { SpooledFile } from '../plumbing/spooled-file.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { dateOrderOf, localDateIn, type DateOrder } from '../values/calendar.ts'
import type { CountryCode } from '../values/country.ts'
import { languageOf } from '../values/text.ts'
import { ROWS_A_TURN } from './batches.ts'
import { columnsRead, droppedColumns, neededFields, type HeaderMapping } from './import-columns.ts'
import type { ImportPlan } from './import-plan.ts'
import type { ImportSettings } from './import-settings.ts'
import type { Import } from './import.ts'
import { selectFileParts } from './imports.sql.ts'
import { readTable } from './read-table.ts'
import type { Table } from './table.ts'

export interface PreparedImport {
  plan: ImportPlan
  table: Table
  /** How many columns are not read. */
  dropped: number
  /** The file is read no more. */
  close(): void
}

/**
 * Reads the file of an import and makes ready how its rows are read. Throws `conflict` when the file is gone or nothing
 * has been set. A big file is walked through, so this takes a while; others get their turn.
 */
export async function prepareImport(database: Database, found: Import): Promise<PreparedImport> {
  const { settings, mapping, importId } = found
  const { file, catalogue, installation, now } = await database.read(async (tx) => ({
    file: await SpooledFile.of(selectFileParts(tx, importId)), catalogue: await selectCatalogue(tx), installation: await selectInstallation(tx), now: tx.now,
  }))
  try {
    if (file.length === 0 || !settings) throw new Problem('conflict', { text: 'imports.file-gone' })
    const table = await readTable(file, settings)
    const orders = await shownOrders(table, settings, mapping)
    return {
      table, close: () => file.close(),
      dropped: droppedColumns(settings, mapping, table.header, catalogue).length,
      plan: {
        importId, settings, catalogue, by: found.createdBy, undoable: true,
        columns: columnsRead(settings, mapping, table.header, (column) => orders.get(column)),
        needed: neededFields(settings, mapping, catalogue),
        defaults: {
          country: settings.country as CountryCode | null, language: null, today: localDateIn(RETENTION_ZONE, now), spreadsheet: table.kind === 'spreadsheet',
        },
        seller: installation?.controller.name ?? '',
        language: settings.language ?? languageOfCountry(installation?.controller.country),
      },
    }
  } catch (error) {
    file.close()
    throw error
  }
}
/** A day that may be written in either order. */
const NUMBERS_FIRST = /^\d{1,2}[/-]/

/** The order of day and month in each column of dates: as the importer says, or as the whole column shows. */
async function shownOrders(table: Table, settings: ImportSettings, mapping: HeaderMapping): Promise<Map<number, DateOrder | undefined>> {
  const shown = new Map<number, Set<string>>()
  columnsRead(settings, mapping, table.header, (column) => void shown.set(column, new Set()))
  if (settings.dateOrder) return new Map([...shown.keys()].map((column) => [column, settings.dateOrder]))
  let read = 0
  for (const row of shown.size === 0 ? [] : table.rows()) {
    if (++read % ROWS_A_TURN === 0) await setImmediate()
    for (const [column, days] of shown) {
      const cell = row.cells[column]?.trim() ?? ''
      if (NUMBERS_FIRST.test(cell)) days.add(cell)
    }
  }
  return new Map([...shown].map(([column, days]) => [column, dateOrderOf(days)]))
}

function languageOfCountry(country: string | undefined) {
  return languageOf({ SE: 'sv', NO: 'nb' }[country ?? ''] ?? 'en')!
}
