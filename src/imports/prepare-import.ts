import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { dateOrderOf, localDateIn, type DateOrder } from '../values/calendar.ts'
import type { CountryCode } from '../values/country.ts'
import { languageOf } from '../values/text.ts'
import { columnsRead, droppedColumns, neededFields } from './import-columns.ts'
import type { ImportPlan } from './import-plan.ts'
import type { Import } from './import.ts'
import { selectFile } from './imports.sql.ts'
import { readTable } from './read-table.ts'
import type { Table } from './table.ts'

export interface PreparedImport {
  plan: ImportPlan
  table: Table
  /** How many columns are not read. */
  dropped: number
}

/** Reads the file of an import and makes ready how its rows are read. Throws `conflict` when the file is gone or nothing has been set. */
export async function prepareImport(tx: Tx, found: Import): Promise<PreparedImport> {
  const { settings, mapping, importId } = found
  const bytes = await selectFile(tx, importId)
  if (!bytes || !settings) throw new Problem('conflict', { text: 'imports.file-gone' })
  const table = await readTable(bytes, settings)
  const [catalogue, installation] = [await selectCatalogue(tx), await selectInstallation(tx)]
  const orderOf = (column: number) => settings.dateOrder ?? shownOrder(table, column)
  return {
    table,
    dropped: droppedColumns(settings, mapping, table.header, catalogue).length,
    plan: {
      importId, settings, catalogue, by: found.createdBy,
      columns: columnsRead(settings, mapping, table.header, orderOf),
      needed: neededFields(settings, mapping, catalogue),
      defaults: {
        country: settings.country as CountryCode | null, language: null, today: localDateIn(RETENTION_ZONE, tx.now), spreadsheet: table.kind === 'spreadsheet',
      },
      seller: installation?.controller.name ?? '',
      language: settings.language ?? languageOfCountry(installation?.controller.country),
    },
  }
}

/** The order of day and month that the whole column shows. */
function shownOrder(table: Table, column: number): DateOrder | undefined {
  return dateOrderOf(cellsOf(table, column))
}

function* cellsOf(table: Table, column: number): Iterable<string> {
  for (const row of table.rows()) yield row.cells[column] ?? ''
}

function languageOfCountry(country: string | undefined) {
  return languageOf({ SE: 'sv', NO: 'nb' }[country ?? ''] ?? 'en')!
}
