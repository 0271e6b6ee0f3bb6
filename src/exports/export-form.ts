import Papa from 'papaparse'
import { guardCell } from '../values/formula-guard.ts'

/** How rows are written: CSV (RFC 4180) as spreadsheets read it, or one JSON object a line. */
export interface ExportForm {
  format: 'csv' | 'jsonl'
  /** CSV alone. */
  delimiter: ',' | ';' | '\t'
  /** A byte order mark, by which spreadsheets know UTF-8. CSV alone. */
  mark: boolean
}

/** One person as exported: the fields asked for, in their order; null is no value. */
export interface ExportRow {
  id: string
  values: ReadonlyMap<string, unknown>
}

const BYTE_ORDER_MARK = '\ufeff'
/** Where a comma stands in numbers, a semicolon stands between cells; these write a point. */
const COMMA_COUNTRIES = ['GB', 'IE', 'MT', 'CY', 'US', 'CH', 'LI']

/** What spreadsheets of a country put between cells. */
export function delimiterOf(country: string | null): ExportForm['delimiter'] {
  return country !== null && COMMA_COUNTRIES.includes(country) ? ',' : ';'
}

/** The first line of CSV, with the keys of the fields: an import knows them again. */
export function exportHead(form: ExportForm, fields: readonly string[]): string {
  return `${form.mark ? BYTE_ORDER_MARK : ''}${csv([['id', ...fields]], form)}`
}

export function exportLines(form: ExportForm, fields: readonly string[], rows: readonly ExportRow[]): string {
  if (rows.length === 0) return ''
  if (form.format === 'csv') return csv(rows.map(({ id, values }) => [id, ...fields.map((field) => guardCell(asText(values.get(field))))]), form)
  return rows.map(({ id, values }) => `${JSON.stringify({ id, ...Object.fromEntries(fields.map((field) => [field, values.get(field) ?? null])) })}\n`).join('')
}

function csv(cells: readonly string[][], { delimiter }: ExportForm): string {
  return `${Papa.unparse([...cells], { delimiter, newline: '\r\n' })}\r\n`
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return ''
  return Array.isArray(value) ? value.join('; ') : String(value)
}
