import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { ImportId } from '../values/ids.ts'
import { lockImport } from './imports.sql.ts'
import { selectUndo, startUndo } from './undo.sql.ts'
import { undoableUntil, UNDO_DAYS, type ImportUndo } from './undo.ts'

const BUSY: readonly ImportUndo['state'][] = ['rehearsing', 'running', 'done']

/** Asks for an import to be undone, or for a rehearsal of that; a worker takes it from there. Throws `refused` (M1) after its time, `conflict` when it cannot be now. */
export async function requestUndo(tx: Tx, importId: ImportId, wish: 'rehearsal' | 'run', by: string): Promise<void> {
  const found = await lockImport(tx, importId)
  if (!found) throw new Problem('not-found', { text: 'imports.not-found' })
  const until = undoableUntil(found)
  if (!until || BUSY.includes((await selectUndo(tx, importId))?.state ?? 'rehearsed')) throw new Problem('conflict', { text: 'imports.undo-not-now' })
  if (until <= tx.now) throw new Problem('refused', { rule: 'M1', text: 'imports.undo-too-late', parameters: { days: UNDO_DAYS } })
  await startUndo(tx, importId, wish === 'rehearsal' ? 'rehearsing' : 'running', by)
}
