import Papa, { type ParseResult } from 'papaparse'
import type { Bytes } from '../plumbing/spooled-file.ts'
import { unguardCell } from '../values/formula-guard.ts'
import { DELIMITERS, tableOf, unreadable, type Delimiter, type Encoding, type FirstRow, type Table, type TableRow } from './table.ts'

export interface CsvForm {
  encoding?: Encoding
  delimiter?: Delimiter
  /** The names of the columns, unless said. */
  firstRow?: FirstRow
}

/** Enough to see encoding, delimiter and line ends by. */
const SAMPLE_BYTES = 64 * 1024
const SAMPLE_ROWS = 50
/** Read in pieces, so that the text never lies in memory as a whole; small ones, whose rows are gone before they grow old in the heap. */
const PIECE_BYTES = 16 * 1024
/** An unclosed quote makes one row of the rest of the file; one this long is taken for that. */
const MAX_ROW_CHARACTERS = 2 * 1024 * 1024

/** A first line by which spreadsheets tell each other the delimiter. */
const DELIMITER_LINE = /^sep=([,;|\t])\r?\n/i

/** Above the names of its columns LinkedIn explains its own file. */
const NOTES = /^(?:\u{FEFF})?Notes:\s*\r?\n/u
/** Where it begins, as the export of connections names it. */
const CONNECTIONS = ['First Name', 'Last Name']

/** A table from delimited text. Without a mark and unless all of it is valid UTF-8, it is read as Windows-1252. */
export function readCsv(bytes: Bytes, form: CsvForm): Table {
  const encoding = form.encoding ?? guessEncoding(bytes)
  const sample = new TextDecoder(encoding).decode(bytes.subarray(0, SAMPLE_BYTES))
  if (sample.includes('\0')) throw unreadable('file-not-a-table')
  const told = DELIMITER_LINE.exec(sample)
  const lines = lineEnds(sample)
  const delimiter = form.delimiter ?? (told?.[1] as Delimiter | undefined) ?? guessDelimiter(sample, lines, bytes.length > SAMPLE_BYTES)
  const above = told ? 1 : NOTES.test(sample) ? rowsAbove(parse(unmixed(sample, lines), delimiter, lines, false).data) : 0
  return tableOf({ kind: 'csv', encoding, delimiter, sheets: [] }, () => readRows(bytes, encoding, delimiter, lines, above), form.firstRow)
}

/** How many rows stand above those that are a table; none where it is no such file after all. */
function rowsAbove(rows: readonly (readonly string[])[]): number {
  return Math.max(0, rows.slice(0, SAMPLE_ROWS).findIndex((row) => CONNECTIONS.every((name, column) => row[column]?.trim() === name)))
}

function guessEncoding(bytes: Bytes): Encoding {
  const start = bytes.subarray(0, 1024)
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  const zeros = [0, 0]
  start.forEach((byte, index) => { if (byte === 0) zeros[index % 2]!++ })
  if (zeros[0] === 0 && zeros[1]! > start.length / 4) return 'utf-16le'
  if (zeros[1] === 0 && zeros[0]! > start.length / 4) return 'utf-16be'
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252'
}

function isUtf8(bytes: Bytes): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for (let start = 0; start < bytes.length; start += PIECE_BYTES) decoder.decode(bytes.subarray(start, start + PIECE_BYTES), { stream: start + PIECE_BYTES < bytes.length })
    return true
  } catch {
    return false
  }
}

interface LineEnds {
  newline: '\r\n' | '\n' | '\r'
  /** Both `\r\n` and `\n` end lines: the former are then read as the latter, within cells too. */
  mixed: boolean
}

function lineEnds(sample: string): LineEnds {
  const bare = sample.replace(/"[^"]*"/g, '')
  const mixed = bare.includes('\r\n') && /(?:^|[^\r])\n/.test(bare)
  if (bare.includes('\n')) return { newline: mixed || !bare.includes('\r\n') ? '\n' : '\r\n', mixed }
  return { newline: bare.includes('\r') ? '\r' : '\n', mixed }
}

/** The delimiter that cuts most rows into as many cells as the first one; among equals the one that makes more cells. */
function guessDelimiter(sample: string, lines: LineEnds, cut: boolean): Delimiter {
  let best: Delimiter = ','
  let bestScore = 0
  for (const delimiter of DELIMITERS) {
    const rows = parse(unmixed(sample, lines), delimiter, lines, cut).data.filter((row) => row.some((cell) => cell !== '')).slice(0, SAMPLE_ROWS)
    const width = rows[0]?.length ?? 0
    if (width < 2) continue
    const agreeing = rows.filter((row) => row.length === width).length / rows.length
    const score = agreeing ** 2 * (width - 1)
    if (score > bestScore) [best, bestScore] = [delimiter, score]
  }
  return best
}

function* readRows(bytes: Bytes, encoding: Encoding, delimiter: Delimiter, lines: LineEnds, skip: number): Generator<TableRow> {
  const decoder = new TextDecoder(encoding)
  let rest = ''
  let number = 0
  for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
    const more = start + PIECE_BYTES < bytes.length
    rest = unmixed(rest + decoder.decode(bytes.subarray(start, start + PIECE_BYTES), { stream: more }), lines)
    const { data, broken, read } = parse(rest, delimiter, lines, more)
    for (const [index, cells] of data.entries()) {
      number++
      if (number > skip) yield { number, cells: cells.map(unguardCell), ...(broken.has(index) ? { doubt: 'broken-quote' as const } : {}) }
    }
    rest = rest.slice(read)
    if (rest.length > MAX_ROW_CHARACTERS) throw unreadable('row-too-long', { row: number + 1 })
  }
}

function unmixed(text: string, lines: LineEnds): string {
  return lines.mixed ? text.replaceAll('\r\n', '\n') : text
}

interface Parsed {
  data: string[][]
  /** Rows with a quote that does not open or close where it should. */
  broken: Set<number>
  /** How many characters were read; what follows is an unfinished row. */
  read: number
}

/** Papa's inner parser: the only part of it that tells where an unfinished row begins. */
interface InnerParser { parse(text: string, base: number, ignoreLastRow: boolean): ParseResult<string[]> }
const { Parser } = Papa as unknown as { Parser: new (form: { delimiter: string; newline: string }) => InnerParser }

function parse(text: string, delimiter: Delimiter, lines: LineEnds, ignoreLastRow: boolean): Parsed {
  const { data, errors, meta } = new Parser({ delimiter, newline: lines.newline }).parse(text, 0, ignoreLastRow)
  const broken = new Set(errors.filter((error) => error.type === 'Quotes').map((error) => error.row ?? 0))
  return { data, broken, read: ignoreLastRow ? meta.cursor : text.length }
}
