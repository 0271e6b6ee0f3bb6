import Papa from 'papaparse'
import type { RowOutcome, RowResult } from '../../imports/import.ts'
import { guardCell } from '../../values/formula-guard.ts'
import { t, type Language } from '../../values/text.ts'
import { reasonInWords } from './import-answer.ts'

/** Spreadsheets open the file in its own letters. */
const BYTE_ORDER_MARK = '\ufeff'
const FORM = { newline: '\r\n', delimiter: ';' }

/** The first line of the report. */
export function reportHead(language: Language): string {
  const head = ['row', 'outcome', 'column', 'field', 'rule', 'reason'].map((name) => t(language, `api.report.${name}`))
  return `${BYTE_ORDER_MARK}${Papa.unparse([head], FORM)}\r\n`
}

/** A line for each row, or for each reason where there are several; never the value that was held back (rule H1). */
export function reportLines(language: Language, rows: readonly Pick<RowResult, 'row' | 'outcome' | 'reasons'>[]): string {
  const lines = rows.flatMap(({ row, outcome, reasons }) => {
    const said = outcomeInWords(language, outcome)
    if (reasons.length === 0) return [[String(row), said, '', '', '', '']]
    return reasons.map((reason) => [String(row), said, reason.column ?? '', reason.field ?? '', reason.rule ?? '', reasonInWords(language, reason)])
  })
  return lines.length === 0 ? '' : `${Papa.unparse(lines.map((line) => line.map(guardCell)), FORM)}\r\n`
}

function outcomeInWords(language: Language, outcome: RowOutcome): string {
  return t(language, 'api.outcome', { outcome: outcome.replace('-', '_') })
}
