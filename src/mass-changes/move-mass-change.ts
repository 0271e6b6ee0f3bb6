import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { undoableUntil, UNDO_DAYS } from './mass-change.ts'
import { selectMassChange, updateMassState, updateUndoneBy } from './mass-changes.sql.ts'

/** Lets a change go that was rehearsed, stops it, or takes it back. Throws `not-found`, `conflict` when it cannot be now, and `refused` (M1) after its thirty days. */
export async function moveMassChange(tx: Tx, massChangeId: string, wish: 'run' | 'stop' | 'undo', by: string): Promise<void> {
  const found = await selectMassChange(tx, massChangeId)
  if (!found) throw new Problem('not-found', { text: 'mass-changes.unknown' })
  if (wish === 'undo') {
    const until = undoableUntil(found)
    if (until && until <= tx.now) throw new Problem('refused', { rule: 'M1', text: 'mass-changes.undo-too-late', parameters: { days: UNDO_DAYS } })
    if (!until) throw new Problem('conflict', { text: 'mass-changes.not-now' })
    await updateUndoneBy(tx, massChangeId, by)
  }
  const moved = wish === 'run' ? await updateMassState(tx, massChangeId, ['rehearsed'], 'waiting')
    : wish === 'stop' ? await updateMassState(tx, massChangeId, ['rehearsing', 'rehearsed', 'waiting', 'running'], 'cancelled')
    : await updateMassState(tx, massChangeId, ['done', 'cancelled', 'failed'], 'undoing')
  if (!moved) throw new Problem('conflict', { text: 'mass-changes.not-now' })
}
