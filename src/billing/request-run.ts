import { selectInvoicing } from '../invoices/invoices.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { LocalDate } from '../values/calendar.ts'
import { newId, type StaffId } from '../values/ids.ts'
import { insertRun } from './runs.sql.ts'

/** Asks for a run that invoices all that is due up to a day: it is rehearsed first. Its id. Throws `conflict` before the company has said how it invoices. */
export async function requestRun(tx: Tx, upTo: LocalDate, by: StaffId): Promise<string> {
  if (!(await selectInvoicing(tx))) throw new Problem('conflict', { text: 'invoices.not-set-up' })
  const runId = newId(tx.now)
  await insertRun(tx, { runId, kind: 'due', upTo, undoes: null, state: 'rehearsing', createdBy: by })
  return runId
}
