import { Problem } from '../plumbing/errors.ts'
import type { Bytes } from '../plumbing/spooled-file.ts'
import { readCsv, type CsvForm } from './csv-table.ts'
import { ENCODINGS, MAX_FILE_BYTES, unreadable, type Table } from './table.ts'
import { looksLikeVCards } from './vcard-lines.ts'
import { readVCards } from './vcard-table.ts'

/** What the person who imports knows better than the guess. */
export interface TableForm extends CsvForm {
  /** Name of the sheet; without it the first one with content is read. */
  sheet?: string
}

/** What kind of file it is stands at its beginning. */
const START_BYTES = 64 * 1024

const ZIP = [0x50, 0x4b, 0x03, 0x04]
/** Compound files: the Excel of before 2007. */
const OLD_EXCEL = [0xd0, 0xcf, 0x11, 0xe0]
const PDF = [0x25, 0x50, 0x44, 0x46]

/**
 * Reads a table from the bytes of a CSV file of any real kind, of an XLSX file, or of vCards. Encoding and delimiter are guessed
 * from the content and can be given. Throws a Problem (invalid) for what is no table or passes a limit.
 */
export async function readTable(bytes: Bytes, form: TableForm = {}): Promise<Table> {
  const { encoding } = form
  if (encoding !== undefined && !ENCODINGS.includes(encoding)) throw new Problem('invalid', { text: 'imports.encoding-unknown', field: 'encoding', parameters: { encoding } })
  if (bytes.length === 0) throw unreadable('file-empty')
  if (bytes.length > MAX_FILE_BYTES) throw unreadable('file-too-large', { megabytes: MAX_FILE_BYTES / 1024 / 1024 })
  const start = bytes.subarray(0, START_BYTES)
  if (startsWith(start, OLD_EXCEL)) throw unreadable('file-old-excel')
  if (startsWith(start, PDF)) throw unreadable('file-not-a-table')
  if (looksLikeVCards(start)) return readVCards(bytes)
  if (!isPacked(bytes)) return readCsv(bytes, form)
  // Most never need what unpacks and reads them.
  const { readSpreadsheet } = await import('./spreadsheet-table.ts')
  return readSpreadsheet(bytes, form)
}

/** True for what may be much more than its bytes: a spreadsheet is an archive. */
export function isPacked(bytes: Bytes): boolean {
  return startsWith(bytes.subarray(0, ZIP.length), ZIP)
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}
