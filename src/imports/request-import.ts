import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { ImportId } from '../values/ids.ts'
import type { ImportState } from './import.ts'
import { countRun, lockImport, updateProgress, updateState } from './imports.sql.ts'
import { selectUndo } from './undo.sql.ts'
import type { ImportUndo } from './undo.ts'

/** Nobody works at it, and nothing is asked for. */
export const RESTING: readonly ImportState[] = ['uploaded', 'rehearsed', 'cancelled', 'failed']

const WISHES: Record<'rehearsal' | 'run' | 'cancellation', { from: readonly ImportState[]; to: ImportState }> = {
  rehearsal: { from: RESTING, to: 'rehearsing' },
  run: { from: RESTING, to: 'waiting' },
  cancellation: { from: ['rehearsing', 'waiting', 'running'], to: 'cancelled' },
}

const UNDOING: readonly ImportUndo['state'][] = ['running', 'done', 'failed']

/** Asks for a rehearsal, a run or its end; a worker takes it from there. Throws when the import cannot do that now. */
export async function requestImport(tx: Tx, importId: ImportId, wish: keyof typeof WISHES): Promise<void> {
  const found = await lockImport(tx, importId)
  if (!found) throw new Problem('not-found', { text: 'imports.not-found' })
  if (!found.settings && wish !== 'cancellation') throw new Problem('refused', { rule: 'H1', text: 'imports.settings-missing', field: 'settings' })
  // What was taken back would be skipped as done.
  if (wish === 'run' && UNDOING.includes((await selectUndo(tx, importId))?.state ?? 'rehearsed')) throw new Problem('conflict', { text: 'imports.not-now', parameters: { state: found.state } })
  const { from, to } = WISHES[wish]
  if (!(await updateState(tx, importId, from, to))) throw new Problem('conflict', { text: 'imports.not-now', parameters: { state: found.state } })
  if (wish !== 'run') return
  // From where an earlier run was stopped; a rehearsal in between has counted for itself.
  const { rows, counts } = await countRun(tx, importId)
  await updateProgress(tx, importId, rows, counts)
}
