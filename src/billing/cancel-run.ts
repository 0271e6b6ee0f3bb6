import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { updateRunState } from './runs.sql.ts'

/** Ends a run before it has come to its end; what it issued stays issued. Throws `conflict` when it has ended. */
export async function cancelRun(tx: Tx, runId: string): Promise<void> {
  if (!(await updateRunState(tx, runId, ['rehearsing', 'rehearsed', 'waiting', 'running'], 'cancelled'))) throw new Problem('conflict', { text: 'billing.ended' })
}
