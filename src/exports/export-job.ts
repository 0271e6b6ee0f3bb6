import type { PersonId } from '../values/ids.ts'
import type { ExportForm } from './export-form.ts'
import type { ExportWish } from './export-people.ts'

export const EXPORT_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const
export type ExportState = (typeof EXPORT_STATES)[number]

/** An export that runs by itself. */
export interface ExportJob {
  exportId: string
  wish: ExportWish
  form: ExportForm
  state: ExportState
  after: PersonId | null
  parts: number
  createdAt: Date
  createdBy: string
  finishedAt: Date | null
  fetchedAt: Date | null
  removedAt: Date | null
}

/** A file that nobody fetches is not kept longer (AZ-07). */
export const FILE_KEPT_MS = 24 * 60 * 60 * 1000
/** An address that fetches it works so long, and once (AZ-07). */
export const LINK_LIVES_MS = 15 * 60 * 1000
/** Jobs stay in the history without their file. */
export const HISTORY_KEPT_DAYS = 90
/** Exports of one colleague that wait or run at a time. */
export const MOST_AT_A_TIME = 5

/** Until when the file of a finished export waits. */
export function fileEnds(finishedAt: Date): Date {
  return new Date(finishedAt.getTime() + FILE_KEPT_MS)
}
