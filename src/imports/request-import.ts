import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { ImportId } from '../values/ids.ts'
import type { ImportState } from './import.ts'
import { countRun, lockImport, updateProgress, updateState } from './imports.sql.ts'

/** Nobody works at it, and nothing is asked for. */
export const RESTING: readonly ImportState[] = ['uploaded', 'rehearsed', 'cancelled', 'failed']

const WISHES: Record<'rehearsal' | 'run' | 'cancellation', { from: readonly ImportState[]; to: ImportState }> = {
  rehearsal: { from: RESTING, to: 'rehearsing' },
  run: { from: RESTING, to: 'waiting' },
  cancellation: { from: ['rehearsing', 'waiting', 'running'], to: 'cancelled' },
}

/** Asks for a rehearsal, a run or its end; a worker takes it from there. Throws when the import cannot do that now. */
export async function requestImport(tx: Tx, importId: ImportId, wish: keyof typeof WISHES): Promise<void> {
  const found = await lockImport(tx, importId)
  if (!found) throw new Problem('not-found', { text: 'imports.not-found' })
  if (!found.settings && wish !== 'cancellation') throw new Problem('refused', { rule: 'H1', text: 'imports.settings-missing', field: 'settings' })
  const { from, to } = WISHES[wish]
  if (!(await updateState(tx, importId, from, to))) throw new Problem('conflict', { text: 'imports.not-now', parameters: { state: found.state } })
  if (wish !== 'run') return
  // From where an earlier run was stopped; a rehearsal in between has counted for itself.
  const { rows, counts } = await countRun(tx, importId)
  await updateProgress(tx, importId, rows, counts)
}
