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
import { countReasons, openFile, selectImport, selectMappings, type SavedMapping } from './imports.sql.ts'
import { readApart } from './read-apart.ts'
import type { TableForm } from './read-table.ts'
import type { Piece, ShownColumn } from './table-walks.ts'
import type { Recognition } from './recognise-columns.ts'
import type { Table } from './table.ts'

/** While these last nobody chooses columns, and the file is not read for each look at the progress. */
const BUSY: readonly ImportState[] = ['rehearsing', 'waiting', 'running', 'done']

export interface ShownImport {
  found: Import
  /** How the file was read; null when it is gone. */
  form: Pick<Table, 'encoding' | 'delimiter' | 'sheets'> | null
  columns: ShownColumn[]
  headerLooksLikeData: boolean
  /** The program that wrote the file, where its headers show it. */
  program: Recognition['program']
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
  const told = BUSY.includes(found.state) ? undefined : await readFile(tx, found, form)
  const header = told?.header ?? Object.keys(found.mapping)
  return {
    found,
    form: told?.form ?? null,
    savedMapping: told ? ((await selectMappings(tx)).find((one) => sameColumns(one.header, header)) ?? null) : null,
    dropped: found.settings ? droppedColumns(found.settings, found.mapping, header, await selectCatalogue(tx)) : [],
    heldBack: await countReasons(tx, importId, showsRehearsal(found.state)),
    ...(told?.recognised ?? { columns: header.map((name) => ({ name, sample: [], proposal: null })), headerLooksLikeData: false, program: null }),
  }
}

interface ReadFile {
  header: readonly string[]
  form: NonNullable<ShownImport['form']>
  recognised: Piece<'columns'>
}

async function readFile(tx: Tx, found: Import, form: TableForm | undefined): Promise<ReadFile | undefined> {
  const file = await openFile(tx, found.importId)
  try {
    return file && (await readApart(file, form ?? found.settings ?? {}, async (table) => {
      const country = (await selectInstallation(tx))?.controller.country as CountryCode | undefined
      const { value } = await table.walk('columns', { country: country ?? null, today: localDateIn(RETENTION_ZONE, tx.now) }).next()
      return { header: table.header, form: { encoding: table.encoding, delimiter: table.delimiter, sheets: table.sheets }, recognised: value! }
    }))
  } finally {
    file?.close()
  }
}

function sameColumns(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, column) => name === other[column])
}
