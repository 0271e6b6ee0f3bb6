import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { holdLease } from './hold-lease.ts'
import { commitmentOf } from './leaf-check.ts'
import { insertPlaces, newestHead, readPending, treeSize } from './ledger.sql.ts'
import type { Lease } from './take-lease.ts'

/**
 * Gives waiting entries, at most `limit`, their places in the tree, and returns how many. All or nothing: a crash leaves
 * them waiting. The head over them is signed in another transaction, from what storage then gives back.
 */
export async function sequenceEntries(tx: Tx, lease: Lease, limit: number): Promise<number> {
  await holdLease(tx, lease)
  const [size, head, pending] = [await treeSize(tx), await newestHead(tx), await readPending(tx, limit)]
  // Leaves went missing: a new one in their place would paper over it.
  if (head && size < head.size) throw new Problem('unavailable', { rule: 'L5', text: 'ledger.leaves-missing', parameters: { size, signed: head.size } })
  await insertPlaces(
    tx,
    pending.map((waiting, offset) => ({ index: size + offset, personId: waiting.entry.personId, seq: waiting.entry.seq, commitment: commitmentOf(waiting) })),
  )
  return pending.length
}
