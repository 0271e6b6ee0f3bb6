import Papa from 'papaparse'
import { guardCell } from '../values/formula-guard.ts'
import type { GivenTables } from './access-copy.ts'

const BYTE_ORDER_MARK = '\ufeff'

/** One table of a copy as CSV (RFC 4180) that a spreadsheet opens as text; JSON and lists stand in their cell as JSON. */
export function copyCsv(rows: GivenTables[string]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const lines = rows.map((row) => columns.map((column) => guardCell(asText(row[column]))))
  return `${BYTE_ORDER_MARK}${Papa.unparse([columns, ...lines], { newline: '\r\n' })}\r\n`
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
