import type { Keeper, SignedHead } from '../keeper/keeper.ts'
import type { Tx } from '../plumbing/database.ts'
import { signCheckpoint } from './checkpoint.ts'
import { growTree } from './grow-tree.ts'
import { insertHead, newestHead, treeSize } from './ledger.sql.ts'
import { LedgerTree } from './ledger-tree.ts'

/**
 * Signs and publishes the first head of an epoch that `openEpoch` began and that is committed. From here on the keeper
 * belongs to the restored database: one that still has the lost leaves is refused.
 */
export async function signEpoch(tx: Tx, keeper: Keeper, epoch: number): Promise<SignedHead> {
  const [tree, size, stored] = [new LedgerTree(), await treeSize(tx), await newestHead(tx)]
  await growTree(tx, tree, { to: size, checkFrom: stored?.size ?? 0 })
  const published = keeper.lastHead
  if (published?.epoch === epoch && published.size === size) {
    // Published by a restore that was cut off right after.
    await insertHead(tx, published)
    return published
  }
  const head = signCheckpoint({ size, root: tree.root, epoch }, keeper.keys.signing)
  await keeper.publishHead(head, tx.now)
  await insertHead(tx, head)
  return head
}
