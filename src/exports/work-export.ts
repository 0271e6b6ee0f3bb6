import type { KeyObject } from 'node:crypto'
import { checkConditions, filterableFor } from '../decisions/audience.ts'
import { selectMatchingNumbers } from '../decisions/audience.sql.ts'
import { takeLease } from '../ledger/take-lease.ts'
import type { Database, Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { isPassing } from '../plumbing/passing-error.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { exportHead, exportLines } from './export-form.ts'
import type { ExportJob } from './export-job.ts'
import { insertExportPart, selectDueExport, selectExportJob, updateExportState, updateExportTotal } from './export-jobs.sql.ts'
import { exportPeople } from './export-people.ts'
import { sealPart } from './sealed-part.ts'

/** One copy of the program works exports at a time; another takes over when it has been silent for so long. */
const LEASE = 'exports'
const LEASE_MS = 60_000
const GIVEN_BACK = -1

export interface ExportWorker {
  /** Seals the file. */
  secret: KeyObject
  /** Whether whoever asked may still have all of it: it is asked before each part (AZ-09). */
  mayGoOn(tx: Tx, job: ExportJob): Promise<boolean>
}

/** Works off the oldest export that waits; true when it did. It goes on where it was stopped. `holder` names this copy. */
export async function workExport(database: Database, worker: ExportWorker, holder: string, stopping?: AbortSignal): Promise<boolean> {
  const exportId = await database.read(selectDueExport)
  if (exportId === undefined) return false
  const hold = async (tx: Tx, ms: number) => (await takeLease(tx, LEASE, holder, ms)) !== undefined
  const renew = async (tx: Tx) => !stopping?.aborted && (await hold(tx, LEASE_MS))
  if (!(await database.write(renew))) return false
  try {
    await begin(database, exportId)
    while (await database.reportAndRecord(async (tx) => (await renew(tx)) && nextPart(tx, worker, exportId)));
  } catch (error) {
    // A database that went away says nothing about the export: it is gone on with when the database is back.
    if (isPassing(error)) throw error
    await database.write((tx) => updateExportState(tx, exportId, ['waiting', 'running'], 'failed', error instanceof Problem ? error.detail.text : 'exports.failed'))
    if (!(error instanceof Problem)) throw error
  } finally {
    await database.write((tx) => hold(tx, GIVEN_BACK))
  }
  return true
}

/** How many will be looked at, for whoever watches. */
async function begin(database: Database, exportId: string): Promise<void> {
  const total = await database.report(async (tx) => {
    const { wish } = (await selectExportJob(tx, exportId))!
    return (await selectMatchingNumbers(tx, checkConditions(wish.where, filterableFor(wish.question.purpose, await selectCatalogue(tx))))).length
  })
  await database.write(async (tx) => {
    if (await updateExportState(tx, exportId, ['waiting'], 'running')) await updateExportTotal(tx, exportId, total)
  })
}

/** Decides, records and seals the next part in one transaction; false when that was the last, or somebody has ended it. */
async function nextPart(tx: Tx, { secret, mayGoOn }: ExportWorker, exportId: string): Promise<boolean> {
  const job = (await selectExportJob(tx, exportId))!
  if (job.state !== 'running') return false
  if (!(await mayGoOn(tx, job))) throw new Problem('forbidden', { text: 'exports.not-permitted-any-more' })
  const { rows, looked, after } = await exportPeople(tx, job.wish, job.after)
  const head = job.parts === 0 && job.form.format === 'csv' ? exportHead(job.form, job.wish.fields) : ''
  const text = head + exportLines(job.form, job.wish.fields, rows)
  const sealed = sealPart(secret, exportId, job.parts, text)
  // Somebody ended it meanwhile: then nothing of this part is kept, the record of its uses neither.
  if (!(await insertExportPart(tx, exportId, { part: job.parts, sealed, looked, exported: rows.length, bytes: Buffer.byteLength(text), after }))) throw new Problem('conflict', { text: 'exports.ended' })
  if (after === null) await updateExportState(tx, exportId, ['running'], 'done')
  return after !== null
}
