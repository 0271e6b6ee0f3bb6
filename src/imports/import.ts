import type { ImportId, PersonId } from '../values/ids.ts'
import type { TextParameters } from '../values/text.ts'
import type { HeaderMapping } from './import-columns.ts'
import type { ImportSettings } from './import-settings.ts'

export const IMPORT_STATES = ['uploaded', 'rehearsing', 'rehearsed', 'waiting', 'running', 'done', 'failed', 'cancelled'] as const
export type ImportState = (typeof IMPORT_STATES)[number]

export const ROW_OUTCOMES = ['new', 'changed', 'unchanged', 'held-back'] as const
export type RowOutcome = (typeof ROW_OUTCOMES)[number]

/** Why something was held back: never the value itself (rule H1). */
export interface Reason {
  /** The column's header; null where the row as a whole is meant. */
  column: string | null
  /** A field of the catalogue, or `consent:PURPOSE:CHANNEL`, or the purpose of a ground. */
  field: string | null
  rule: string | null
  /** Key of the sentence. */
  text: string
  parameters?: TextParameters
}

/** Looks like somebody who is here already, and is not taken for them. */
export const SUSPECTED_DUPLICATE: Reason = { column: null, field: null, rule: null, text: 'imports.suspected-duplicate' }

export interface RowResult {
  row: number
  outcome: RowOutcome
  personId: PersonId | null
  reasons: Reason[]
}

export interface ImportCounts {
  new: number
  changed: number
  unchanged: number
  heldBack: number
  droppedColumns: number
  duplicates: number
  heldValues: number
}

export const NO_COUNTS: ImportCounts = { new: 0, changed: 0, unchanged: 0, heldBack: 0, droppedColumns: 0, duplicates: 0, heldValues: 0 }

export interface Import {
  importId: ImportId
  fileName: string
  fileSize: number
  state: ImportState
  settings: ImportSettings | null
  mapping: HeaderMapping
  rowsTotal: number | null
  rowsDone: number
  counts: ImportCounts
  /** Text key of why it failed. */
  failure: string | null
  createdAt: Date
  createdBy: string
  startedAt: Date | null
  finishedAt: Date | null
}

/** Until the run has begun, the rows to show are those of the rehearsal. */
export function showsRehearsal(state: ImportState): boolean {
  return state === 'uploaded' || state === 'rehearsing' || state === 'rehearsed'
}

/** The counts with some more rows; a held value is one cell of the file that was not taken. */
export function countRows(before: ImportCounts, rows: readonly RowResult[]): ImportCounts {
  const of = (outcome: RowOutcome) => rows.filter((row) => row.outcome === outcome).length
  const reasons = rows.flatMap((row) => row.reasons)
  return {
    new: before.new + of('new'),
    changed: before.changed + of('changed'),
    unchanged: before.unchanged + of('unchanged'),
    heldBack: before.heldBack + of('held-back'),
    droppedColumns: before.droppedColumns,
    duplicates: before.duplicates + reasons.filter((reason) => reason.text === SUSPECTED_DUPLICATE.text).length,
    heldValues: before.heldValues + reasons.filter((reason) => reason.column !== null).length,
  }
}
