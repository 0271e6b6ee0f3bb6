import type { Keeper, SignedHead } from '../keeper/keeper.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { signCheckpoint } from './checkpoint.ts'
import { growTree } from './grow-tree.ts'
import { holdLease } from './hold-lease.ts'
import { insertHead, newestHead, treeSize } from './ledger.sql.ts'
import type { LedgerTree } from './ledger-tree.ts'
import type { Lease } from './take-lease.ts'
import { selectWatch } from './watch.sql.ts'

/**
 * Reads the leaves since the last head back from storage, hashes their entries again, signs the new head, publishes it to the keeper
 * and stores it; returns it, or undefined when there is nothing new. Needs a transaction of its own: the leaves must be committed.
 *
 * Safe to cut off anywhere: a head that was published but not stored is stored by the next call. Nothing is signed on top of a doubt.
 */
export async function signHead(tx: Tx, lease: Lease, tree: LedgerTree, keeper: Keeper): Promise<SignedHead | undefined> {
  await holdLease(tx, lease)
  const [last, stored, size] = [keeper.lastHead, await newestHead(tx), await treeSize(tx)]
  const signed = Math.max(last?.size ?? 0, stored?.size ?? 0)
  if (size < signed) throw new Problem('unavailable', { rule: 'L5', text: 'ledger.leaves-missing', parameters: { size, signed } })
  await growTree(tx, tree, { to: size, checkFrom: last?.size ?? 0, through: last })
  if (last && last.size > (stored?.size ?? 0)) await insertHead(tx, last)
  if (size === (last?.size ?? 0)) return undefined
  const watched = await selectWatch(tx)
  if (watched?.fault) throw new Problem('unavailable', { rule: 'L5', text: 'ledger.not-signed', parameters: { index: watched.faultIndex ?? 0, reason: watched.fault } })
  const head = signCheckpoint({ size, root: tree.root, epoch: last?.epoch ?? 1 }, keeper.keys.signing)
  await keeper.publishHead(head, tx.now)
  await insertHead(tx, head)
  return head
}
