import { Problem } from '../plumbing/errors.ts'

/** A larger export is handed in in parts: the bytes lie in memory while they are read. */
export const MAX_FILE_BYTES = 512 * 1024 * 1024
/** The widest real exports have about 200. */
export const MAX_COLUMNS = 500
/** More are handed in in several files. */
export const MAX_ROWS = 3_000_000
/** As a spreadsheet allows. */
export const MAX_CELL_CHARACTERS = 32_767

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
export type Encoding = (typeof ENCODINGS)[number]
export const DELIMITERS = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof DELIMITERS)[number]

/** What the first row with content is: the names of the columns, or already somebody. */
export const FIRST_ROWS = ['names', 'person'] as const
export type FirstRow = (typeof FIRST_ROWS)[number]

/** What is wrong with a row as a row; it is still shown. */
export type RowDoubt = 'fewer-cells' | 'more-cells' | 'broken-quote'

export interface TableRow {
  /** As a spreadsheet numbers it: the header is mostly 1, a cell of several lines is one row, blank rows count. */
  readonly number: number
  readonly cells: readonly string[]
  readonly doubt?: RowDoubt
}

export interface Table {
  readonly kind: 'csv' | 'spreadsheet' | 'vcards'
  /** Null for a spreadsheet. */
  readonly encoding: Encoding | null
  readonly delimiter: Delimiter | null
  /** The sheets of a spreadsheet. */
  readonly sheets: readonly string[]
  /** Each name once: a second `E-post` is `E-post (2)`, a column without a name `#7`. Without a row of names: A, B, C. */
  readonly header: readonly string[]
  /** The rows of people, without blank ones; can be walked again. Throws a Problem where a limit is passed. */
  rows(): Iterable<TableRow>
}

/** A file that can't be read as a table, with its reason. */
export function unreadable(reason: string, parameters?: Record<string, string | number>): Problem {
  return new Problem('invalid', { text: `imports.${reason}`, field: 'file', ...(parameters ? { parameters } : {}) })
}

/**
 * The table of a file's rows: the first row with content is the header, unless it is somebody already; below it blank
 * rows are left out, surplus blank cells cut and odd rows marked.
 */
export function tableOf(form: Omit<Table, 'header' | 'rows'>, rows: () => Iterable<TableRow>, firstRow: FirstRow = 'names'): Table {
  const first = firstFilled(rows())
  if (!first) throw unreadable('file-empty')
  const columns = firstRow === 'names' ? used(first) : first.cells.length
  if (columns > MAX_COLUMNS) throw unreadable('too-many-columns', { columns, max: MAX_COLUMNS })
  if (firstRow === 'person') return { ...form, header: letters(columns), rows: () => below(rows(), first.number - 1, columns) }
  const header = named(first.cells.slice(0, columns))
  return { ...form, header, rows: () => below(rows(), first.number, header.length) }
}

/** As spreadsheets name columns: A to Z, then AA. */
function letters(columns: number): string[] {
  const letter = (place: number): string => (place < 26 ? '' : letter(Math.floor(place / 26) - 1)) + String.fromCodePoint(65 + (place % 26))
  return Array.from({ length: columns }, (_, place) => letter(place))
}

/** Each column under a name that no other has. */
function named(cells: readonly string[]): string[] {
  const names = cells.map((cell, column) => cell.trim() || `#${column + 1}`)
  const taken = new Set(names)
  return names.map((name, column) => {
    if (names.indexOf(name) === column) return name
    let times = 2
    while (taken.has(`${name} (${times})`)) times++
    taken.add(`${name} (${times})`)
    return `${name} (${times})`
  })
}

function* below(rows: Iterable<TableRow>, headerNumber: number, columns: number): Iterable<TableRow> {
  for (const row of rows) {
    const filled = used(row)
    if (row.number - headerNumber > MAX_ROWS) throw unreadable('too-many-rows', { max: MAX_ROWS })
    if (row.number <= headerNumber || filled === 0) continue
    if (filled > MAX_COLUMNS) throw unreadable('row-too-wide', { row: row.number, max: MAX_COLUMNS })
    if (row.cells.some((cell) => cell.length > MAX_CELL_CHARACTERS)) throw unreadable('cell-too-long', { row: row.number, max: MAX_CELL_CHARACTERS })
    const doubt = row.doubt ?? (filled > columns ? 'more-cells' : row.cells.length < columns ? 'fewer-cells' : undefined)
    yield { number: row.number, cells: row.cells.slice(0, Math.max(filled, columns)), ...(doubt ? { doubt } : {}) }
  }
}

function firstFilled(rows: Iterable<TableRow>): TableRow | undefined {
  for (const row of rows) if (used(row) > 0) return row
  return undefined
}

/** How many cells there are up to the last one with content. */
function used({ cells }: TableRow): number {
  return cells.findLastIndex((cell) => cell.trim() !== '') + 1
}
