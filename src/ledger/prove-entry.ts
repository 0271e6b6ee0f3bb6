import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { readPlace } from './ledger.sql.ts'
import type { LedgerTree } from './ledger-tree.ts'
import { type InclusionProof, proveLeaf } from './prove-leaf.ts'

/** Proves a person's entry under the newest head; undefined while it waits for its place or for a head. */
export async function proveEntry(tx: Tx, tree: LedgerTree, personId: PersonId, seq: number): Promise<InclusionProof | undefined> {
  const index = await readPlace(tx, personId, seq)
  return index === undefined ? undefined : proveLeaf(tx, tree, index)
}
