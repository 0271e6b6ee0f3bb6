import { asRole } from '../plumbing/as-role.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { deleteEntries, lockTail, selectLeavesToShred, selectWaiting } from './erase-entries.sql.ts'
import { commitmentOf } from './leaf-check.ts'
import { noteCommitment, noteText } from './leaf-note.ts'
import { insertNote, insertPlaces, readPendingOf, treeSize } from './ledger.sql.ts'
import { SEQUENCER_LEASE } from './sequencer.ts'
import { spansOf } from './spans-of.ts'

/**
 * Shreds the payloads and salts of all entries of these people; their leaves stay, and another leaf names them (rule L6).
 * Entries that waited for a place get it first, so that none is missing in the tree. `before` acts between the two, when
 * every entry has its place and still its payload. Returns how many entries each person had.
 *
 * Needs nobody's lease, only the end of the tree for itself until the transaction ends: call it last.
 */
export async function shredEntries(tx: Tx, personIds: readonly PersonId[], before: () => Promise<void> = async () => {}): Promise<Map<PersonId, number>> {
  await lockTail(tx, SEQUENCER_LEASE)
  const size = await treeSize(tx)
  const waiting = await readPendingOf(tx, await selectWaiting(tx, personIds))
  await insertPlaces(tx, waiting.map((one, offset) => ({ index: size + offset, personId: one.entry.personId, seq: one.entry.seq, commitment: commitmentOf(one) })))
  await before()
  const shredded = spansOf(await selectLeavesToShred(tx, personIds))
  if (shredded.length === 0) return new Map()
  const deleted = await asRole(tx, 'tillit_eraser', () => deleteEntries(tx, personIds))
  const text = noteText({ kind: 'erasure', shredded })
  await insertNote(tx, size + waiting.length, noteCommitment(text), text)
  return deleted
}
