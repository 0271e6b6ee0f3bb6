import readXlsxFile from 'read-excel-file/node'
import type { Bytes } from '../plumbing/spooled-file.ts'
import { tableOf, unreadable, type FirstRow, type Table, type TableRow } from './table.ts'
import { unpackedSize } from './unpacked-size.ts'

/** About a million filled cells; beyond that CSV is the way. */
const MAX_SPREADSHEET_BYTES = 30 * 1024 * 1024
const MAX_UNPACKED_BYTES = 300 * 1024 * 1024

/** A table from an XLSX file: the asked sheet, or the first one with content. Dates become ISO text, numbers plain digits. */
export async function readSpreadsheet(bytes: Bytes, { sheet, firstRow }: { sheet?: string; firstRow?: FirstRow } = {}): Promise<Table> {
  if (bytes.length > MAX_SPREADSHEET_BYTES) throw unreadable('spreadsheet-too-large', { megabytes: MAX_SPREADSHEET_BYTES / 1024 / 1024 })
  const whole = bytes.subarray(0, bytes.length)
  const buffer = Buffer.from(whole.buffer, whole.byteOffset, whole.byteLength)
  const unpacked = await unpackedSize(buffer, MAX_UNPACKED_BYTES)
  if (unpacked === undefined) throw unreadable('spreadsheet-broken')
  if (unpacked > MAX_UNPACKED_BYTES) throw unreadable('spreadsheet-too-large', { megabytes: MAX_UNPACKED_BYTES / 1024 / 1024 })
  const sheets = await readXlsxFile(buffer, { trim: false }).catch(() => { throw unreadable('spreadsheet-broken') })
  const chosen = sheet === undefined ? sheets.find(({ data }) => data.length > 0) : sheets.find((each) => each.sheet === sheet)
  if (!chosen) throw sheet === undefined ? unreadable('file-empty') : unreadable('no-such-sheet', { sheet })
  const rows: TableRow[] = chosen.data.map((cells, index) => ({ number: index + 1, cells: cells.map(cellText) }))
  return tableOf({ kind: 'spreadsheet', encoding: null, delimiter: null, sheets: sheets.map((each) => each.sheet) }, () => rows, firstRow)
}

function cellText(cell: string | number | boolean | Date | null | typeof Date): string {
  if (cell === null) return ''
  if (!(cell instanceof Date)) return String(cell)
  const [date, time] = cell.toISOString().slice(0, 19).split('T') as [string, string]
  return time === '00:00:00' ? date : `${date} ${time}`
}
