import type { PublishedHead } from '../keeper/keeper.ts'
import type { Tx } from '../plumbing/database.ts'
import { epochStarts } from './leaf-check.ts'
import { type LeafNote, noteCommitment, noteText, parseNote } from './leaf-note.ts'
import { insertNote, newestHead, readNotes, treeSize } from './ledger.sql.ts'

export type EpochNote = Extract<LeafNote, { kind: 'epoch' }>

/**
 * Begins a new epoch of a ledger that was restored (rule E3): its first leaf names the head that was published last, and
 * the leaves that are lost. `last` is that head, from the keeper. Nobody else may write; a second call finds the leaf of the first.
 */
export async function openEpoch(tx: Tx, last: PublishedHead | undefined): Promise<EpochNote> {
  const [size, stored, notes] = [await treeSize(tx), await newestHead(tx), await readNotes(tx)]
  const begun = notes.map(({ note }) => parseNote(note)).findLast((one) => one?.kind === 'epoch')
  const before = last?.epoch ?? 1
  // Not published yet, or nothing has been since.
  if (begun?.kind === 'epoch' && (begun.epoch > before || (begun.epoch === before && last?.size === size))) return begun
  const epoch = Math.max(before, stored?.epoch ?? 1, ...epochStarts(notes).keys()) + 1
  const note: EpochNote = { kind: 'epoch', epoch, last: { size: last?.size ?? 0, root: (last?.root ?? Buffer.alloc(0)).toString('base64') }, lost: { from: size, to: Math.max(size, last?.size ?? 0) } }
  const text = noteText(note)
  await insertNote(tx, size, noteCommitment(text), text)
  return note
}
