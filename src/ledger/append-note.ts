import type { Tx } from '../plumbing/database.ts'
import { holdLease } from './hold-lease.ts'
import { type LeafNote, noteCommitment, noteText } from './leaf-note.ts'
import { insertNote, treeSize } from './ledger.sql.ts'
import type { Lease } from './take-lease.ts'

/** Appends a leaf that says something about the ledger itself, and returns its index. */
export async function appendNote(tx: Tx, lease: Lease, note: LeafNote): Promise<number> {
  await holdLease(tx, lease)
  const [index, text] = [await treeSize(tx), noteText(note)]
  await insertNote(tx, index, noteCommitment(text), text)
  return index
}
