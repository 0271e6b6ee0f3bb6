import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId, type StaffId } from '../values/ids.ts'
import { hasEnded } from './run.ts'
import { insertRun, lockRun, selectUndoings } from './runs.sql.ts'

/**
 * Asks for a run that takes another one back by credit notes: what was issued stays issued. It is rehearsed first. Its id. Throws `not-found`, and `conflict` when it
 * is under way, issued nothing, or is being taken back already.
 */
export async function requestUndo(tx: Tx, runId: string, by: StaffId): Promise<string> {
  const run = await lockRun(tx, runId)
  if (!run || run.kind === 'undo') throw new Problem('not-found', { text: 'billing.run-unknown' })
  if (!hasEnded(run.state) || run.counts.invoices === 0) throw new Problem('conflict', { text: 'billing.nothing-to-undo' })
  if ((await selectUndoings(tx, runId)).some((one) => !hasEnded(one.state))) throw new Problem('conflict', { text: 'billing.undone-already' })
  const undoId = newId(tx.now)
  await insertRun(tx, { runId: undoId, kind: 'undo', upTo: null, undoes: runId, state: 'rehearsing', createdBy: by })
  return undoId
}
