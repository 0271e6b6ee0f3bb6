import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { NOTHING_YET } from './run.ts'
import { deleteRehearsed, updateRunStart, updateRunState } from './runs.sql.ts'

/** Lets a run go that was rehearsed; with `deliver` each invoice is put on its way as it is issued, as the customer's invoices go. Throws `conflict` for any other. */
export async function startRun(tx: Tx, runId: string, deliver = false): Promise<void> {
  if (!(await updateRunState(tx, runId, ['rehearsed'], 'waiting'))) throw new Problem('conflict', { text: 'billing.not-rehearsed' })
  await deleteRehearsed(tx, runId)
  await updateRunStart(tx, runId, NOTHING_YET, deliver)
}
