import Papa from 'papaparse'
import { guardCell } from '../values/formula-guard.ts'
import { t, type Language } from '../values/text.ts'
import type { RecordInWords } from './record-in-words.ts'

const BYTE_ORDER_MARK = '\ufeff'

/** The columns of art. 30(1), in its order. */
const COLUMNS = ['controller', 'purpose', 'description', 'basis', 'people', 'data', 'recipients', 'third-countries', 'period', 'security'] as const

/** The record as CSV (RFC 4180): one line per purpose, each whole in itself, as authorities ask for it. */
export function recordCsv({ controller, rows, measures }: RecordInWords, language: Language): string {
  const [company, security] = [controller.map((one) => `${one.name}: ${one.text}`).join('; '), measures.map((one) => one.name).join('; ')]
  const lines = rows.map((row) => [
    company, row.name, row.what, row.bases.join('; '), row.people.join('; '), [...row.data.map(({ kind, fields }) => `${kind}: ${fields.join(', ')}`), ...row.kept].join('; '), row.recipients.join('; '), row.thirdCountries, row.period, security,
  ])
  return `${BYTE_ORDER_MARK}${Papa.unparse([COLUMNS.map((column) => t(language, `record.column.${column}`)), ...lines.map((line) => line.map(guardCell))], { newline: '\r\n' })}\r\n`
}
