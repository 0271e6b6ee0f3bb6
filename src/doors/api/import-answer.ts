import { droppedColumns } from '../../imports/import-columns.ts'
import { NO_COUNTS, type Import as Found, type Reason } from '../../imports/import.ts'
import { selectFile, countReasons, selectMappings } from '../../imports/imports.sql.ts'
import { readTable } from '../../imports/read-table.ts'
import { RECOGNITION_ROWS, recogniseColumns, type ColumnProposal } from '../../imports/recognise-columns.ts'
import type { Table } from '../../imports/table.ts'
import { RETENTION_ZONE } from '../../people/start-grounds.ts'
import type { Tx } from '../../plumbing/database.ts'
import { selectInstallation } from '../../plumbing/installation.sql.ts'
import { selectCatalogue } from '../../purposes/catalogue.sql.ts'
import { localDateIn } from '../../values/calendar.ts'
import type { CountryCode } from '../../values/country.ts'
import { t, type Language } from '../../values/text.ts'
import { actorInWords, type ActorNames } from './actor-in-words.ts'
import { columnTargets } from './column-targets.ts'
import type { Import, ImportColumn, ImportSummary, UploadedImport } from './imports-resource.ts'

const SAMPLE_ROWS = 5
/** While these last nobody chooses columns, and the file is not read for each look at the progress. */
const BUSY: readonly string[] = ['rehearsing', 'waiting', 'running', 'done']
/** States in which the rows of the last rehearsal are what there is to see. */
const REHEARSED: readonly string[] = ['uploaded', 'rehearsing', 'rehearsed']

/** Whether the rows of an import to show are those of its rehearsal. */
export function showsRehearsal(found: Found): boolean {
  return REHEARSED.includes(found.state)
}

/** What was found in a file, and what is proposed. */
export async function uploadAnswer(tx: Tx, language: Language, fileName: string, uploaded: { importId: string; table: Table; rows: number }): Promise<UploadedImport> {
  const { importId, table, rows } = uploaded
  const [catalogue, mappings] = [await selectCatalogue(tx), await selectMappings(tx)]
  const saved = mappings.find((one) => one.header.length === table.header.length && one.header.every((name, column) => name === table.header[column]))
  const { columns, headerLooksLikeData } = await columnsOf(tx, language, table)
  return {
    id: importId, fileName, encoding: table.encoding, delimiter: table.delimiter, columns, rows,
    targets: columnTargets(language, catalogue),
    warning: headerLooksLikeData ? t(language, 'imports.header-looks-like-data') : null,
    savedMapping: saved ? { name: saved.name, mapping: saved.mapping } : null,
  }
}

export function importSummary(language: Language, found: Found, names: ActorNames): ImportSummary {
  return {
    id: found.importId, fileName: found.fileName, state: found.state,
    progress: { done: found.rowsDone, total: found.rowsTotal },
    // Empty until the first row has been read.
    counts: { ...NO_COUNTS, ...found.counts },
    createdAt: found.createdAt.toISOString(),
    createdBy: actorInWords(language, 'staff', found.createdBy, names),
    startedAt: found.startedAt?.toISOString() ?? null,
    finishedAt: found.finishedAt?.toISOString() ?? null,
  }
}

export async function importAnswer(tx: Tx, language: Language, found: Found, names: ActorNames): Promise<Import> {
  const catalogue = await selectCatalogue(tx)
  const bytes = BUSY.includes(found.state) ? undefined : await selectFile(tx, found.importId)
  const table = bytes && await readTable(bytes)
  const header = table?.header ?? Object.keys(found.mapping)
  const dropped = found.settings ? droppedColumns(found.settings, found.mapping, header, catalogue) : []
  return {
    ...importSummary(language, found, names),
    settings: found.settings,
    mapping: found.mapping,
    columns: table ? (await columnsOf(tx, language, table)).columns : header.map((name) => ({ name, sample: [], proposal: null })),
    targets: columnTargets(language, catalogue),
    problems: [...dropped, ...(await countReasons(tx, found.importId, showsRehearsal(found)))].map((reason) => problemAnswer(language, reason)),
    failure: found.failure === null ? null : t(language, found.failure),
  }
}

/** A reason in words. */
export function reasonInWords(language: Language, { text, parameters }: Pick<Reason, 'text' | 'parameters'>): string {
  return t(language, text, parameters)
}

function problemAnswer(language: Language, reason: Reason & { count?: number }): Import['problems'][number] {
  const { column, field, rule, count } = reason
  return {
    sentence: reasonInWords(language, reason),
    ...(column === null ? {} : { column }), ...(field === null ? {} : { field }), ...(rule === null ? {} : { rule }), ...(count === undefined ? {} : { count }),
  }
}

/** Each column with its first cells and what it seems to mean. */
async function columnsOf(tx: Tx, language: Language, table: Table): Promise<{ columns: ImportColumn[]; headerLooksLikeData: boolean }> {
  const rows: (readonly string[])[] = []
  for (const row of table.rows()) {
    rows.push(row.cells)
    if (rows.length === RECOGNITION_ROWS) break
  }
  const country = (await selectInstallation(tx))?.controller.country ?? null
  const { columns, headerLooksLikeData } = recogniseColumns(table.header, rows, {
    country: country as CountryCode | null, today: localDateIn(RETENTION_ZONE, tx.now), spreadsheet: table.kind === 'spreadsheet',
  })
  return {
    headerLooksLikeData,
    columns: columns.map((proposal) => ({
      name: proposal.header,
      sample: rows.slice(0, SAMPLE_ROWS).map((cells) => cells[proposal.column] ?? ''),
      proposal: proposalAnswer(language, proposal),
    })),
  }
}

function proposalAnswer(language: Language, proposal: ColumnProposal): ImportColumn['proposal'] {
  const { field, reason, confidence, channel, fitting = 0, filled } = proposal
  return {
    // Which purpose an answer is for is chosen by hand.
    field: field !== null && channel !== undefined ? `${field}::${channel}` : field,
    reason: t(language, `imports.recognised.${reason}`, { fitting, filled }),
    confidence,
  }
}
