import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'
import { countsAtStart } from './run.ts'
import { deleteRehearsed, selectRun, updateRunStart, updateRunState } from './runs.sql.ts'

/** Lets a run go that was rehearsed; with `deliver` each invoice is put on its way as it is issued, as the customer's invoices go. `by` answers for what another system brought. Throws `conflict` for any other. */
export async function startRun(tx: Tx, runId: string, deliver = false, by?: StaffId): Promise<void> {
  if (!(await updateRunState(tx, runId, ['rehearsed'], 'waiting'))) throw new Problem('conflict', { text: 'billing.not-rehearsed' })
  await deleteRehearsed(tx, runId)
  await updateRunStart(tx, runId, countsAtStart((await selectRun(tx, runId))!.list), deliver, by)
}
