import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { ImportId } from '../values/ids.ts'
import type { ImportState } from './import.ts'
import { deleteRows, lockImport, updateProgress, updateState } from './imports.sql.ts'
import { NO_COUNTS } from './import.ts'

const WISHES: Record<'rehearsal' | 'run' | 'cancellation', { from: ImportState[]; to: ImportState }> = {
  rehearsal: { from: ['uploaded', 'rehearsed', 'cancelled', 'failed'], to: 'rehearsing' },
  run: { from: ['uploaded', 'rehearsed', 'cancelled', 'failed'], to: 'waiting' },
  cancellation: { from: ['rehearsing', 'waiting', 'running'], to: 'cancelled' },
}

/** Asks for a rehearsal, a run or its end; a worker takes it from there. Throws when the import cannot do that now. */
export async function requestImport(tx: Tx, importId: ImportId, wish: keyof typeof WISHES): Promise<void> {
  const found = await lockImport(tx, importId)
  if (!found) throw new Problem('not-found', { text: 'imports.not-found' })
  if (!found.settings && wish !== 'cancellation') throw new Problem('refused', { rule: 'H1', text: 'imports.settings-missing', field: 'settings' })
  const { from, to } = WISHES[wish]
  if (!(await updateState(tx, importId, from, to))) throw new Problem('conflict', { text: 'imports.not-now', parameters: { state: found.state } })
  if (wish === 'cancellation') return
  if (wish === 'run' && found.state !== 'cancelled' && found.state !== 'failed') await updateProgress(tx, importId, 0, NO_COUNTS)
  if (wish === 'rehearsal') {
    await updateProgress(tx, importId, 0, NO_COUNTS)
    await deleteRows(tx, importId, true)
  }
}
