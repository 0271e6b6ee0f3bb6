import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { localDateIn } from '../values/calendar.ts'
import type { CountryCode } from '../values/country.ts'
import type { ImportId } from '../values/ids.ts'
import { droppedColumns } from './import-columns.ts'
import { showsRehearsal, type Import, type ImportState, type Reason } from './import.ts'
import { countReasons, selectFile, selectImport, selectMappings, type SavedMapping } from './imports.sql.ts'
import { readTable, type TableForm } from './read-table.ts'
import { RECOGNITION_ROWS, recogniseColumns, type ColumnProposal, type Recognition } from './recognise-columns.ts'
import type { Table } from './table.ts'

const SAMPLE_ROWS = 5
/** While these last nobody chooses columns, and the file is not read for each look at the progress. */
const BUSY: readonly ImportState[] = ['rehearsing', 'waiting', 'running', 'done']

export interface ShownColumn {
  name: string
  /** The first few cells. */
  sample: string[]
  /** What it seems to mean; null when the file is gone. */
  proposal: ColumnProposal | null
}

export interface ShownImport {
  found: Import
  /** How the file was read; null when it is gone. */
  form: Pick<Table, 'encoding' | 'delimiter' | 'sheets'> | null
  columns: ShownColumn[]
  headerLooksLikeData: boolean
  /** A mapping that was saved for the same columns. */
  savedMapping: SavedMapping | null
  /** Columns that are not read, and why (rule H1). */
  dropped: Reason[]
  /** What was held back, by reason, of the run or of the rehearsal before it. */
  heldBack: (Reason & { count: number })[]
}

/** An import with its columns as they are read in a form, that of its settings unless another is tried. Throws `not-found`. */
export async function showImport(tx: Tx, importId: ImportId, form?: TableForm): Promise<ShownImport> {
  const found = await selectImport(tx, importId)
  if (!found) throw new Problem('not-found', { text: 'imports.not-found' })
  const bytes = BUSY.includes(found.state) ? undefined : await selectFile(tx, importId)
  const table = bytes && (await readTable(bytes, form ?? found.settings ?? {}))
  const header = table?.header ?? Object.keys(found.mapping)
  return {
    found,
    form: table ? { encoding: table.encoding, delimiter: table.delimiter, sheets: table.sheets } : null,
    savedMapping: table ? ((await selectMappings(tx)).find((one) => sameColumns(one.header, header)) ?? null) : null,
    dropped: found.settings ? droppedColumns(found.settings, found.mapping, header, await selectCatalogue(tx)) : [],
    heldBack: await countReasons(tx, importId, showsRehearsal(found.state)),
    ...(table ? await recognised(tx, table) : { columns: header.map((name) => ({ name, sample: [], proposal: null })), headerLooksLikeData: false }),
  }
}

function sameColumns(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, column) => name === other[column])
}

async function recognised(tx: Tx, table: Table): Promise<Pick<ShownImport, 'columns'> & Pick<Recognition, 'headerLooksLikeData'>> {
  const rows: (readonly string[])[] = []
  for (const row of table.rows()) {
    rows.push(row.cells)
    if (rows.length === RECOGNITION_ROWS) break
  }
  const country = (await selectInstallation(tx))?.controller.country as CountryCode | undefined
  const { columns, headerLooksLikeData } = recogniseColumns(table.header, rows, {
    country: country ?? null, today: localDateIn(RETENTION_ZONE, tx.now), spreadsheet: table.kind === 'spreadsheet',
  })
  const sample = (column: number) => rows.slice(0, SAMPLE_ROWS).map((cells) => cells[column] ?? '')
  return { headerLooksLikeData, columns: columns.map((proposal) => ({ name: proposal.header, sample: sample(proposal.column), proposal })) }
}
