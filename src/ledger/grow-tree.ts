import type { SignedHead } from '../keeper/keeper.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { isShredded, leafFault, type LeafFault, shreddedSpans } from './leaf-check.ts'
import { type Leaf, readLeaves, readNotes, readPlaced } from './ledger.sql.ts'
import type { LedgerTree } from './ledger-tree.ts'
import { ordinaryCommitments, wholeCommitments } from './entry-lines.ts'
import { HASH_BYTES, leafHash, type Span } from './merkle.ts'
import { joinByPartition, readLeafBlock, readSpan } from './whole-ledger.sql.ts'

const BATCH = 5_000

export interface Growth {
  to: number
  /** Entries of leaves from here on are read back and hashed again; those before stand under a head already. */
  checkFrom: number
  /** A published head that the tree must pass through. */
  through?: Pick<SignedHead, 'size' | 'root'> | undefined
}

/**
 * Grows the tree in memory from committed leaves, after reading back what it is asked to check.
 * Throws, and forgets the tree, when a leaf is missing, differs from its entry, or the published head is not met.
 */
export async function growTree(tx: Tx, tree: LedgerTree, growth: Growth): Promise<void> {
  await tree.exclusively(async () => {
    try {
      if (growth.through && growth.through.size === tree.size) meet(tree, growth.through)
      await joinByPartition(tx)
      while (tree.size < growth.to) await growBatch(tx, tree, growth)
    } catch (error) {
      tree.reset()
      throw error
    }
  })
}

async function growBatch(tx: Tx, tree: LedgerTree, { to, checkFrom, through }: Growth): Promise<void> {
  const span = { from: tree.size, to: Math.min(to, tree.size + BATCH) }
  if (await appendWhole(tx, tree, span, { checkFrom, through })) return
  const leaves = await readLeaves(tx, span)
  await readBack(tx, leaves, { from: Math.max(span.from, checkFrom), to: span.to })
  for (const leaf of leaves) {
    if (leaf.index !== tree.size) refuse(tree.size, 'gap')
    tree.append(leafHash(leaf.commitment))
    if (through?.size === tree.size) meet(tree, through)
  }
  if (tree.size !== span.to) refuse(tree.size, 'gap')
}

/** Appends a span in which all is as it should be, without looking at each leaf; false when that is not so plain. */
async function appendWhole(tx: Tx, tree: LedgerTree, span: Span, { checkFrom, through }: Pick<Growth, 'checkFrom' | 'through'>): Promise<boolean> {
  // Of what stands under a head already the leaves will do.
  const commitments = span.to <= checkFrom ? wholeCommitments(span, await readLeafBlock(tx, span)) : span.from >= checkFrom ? ordinaryCommitments(span, await readSpan(tx, span)) : undefined
  if (!commitments) return false
  for (let at = 0; at < commitments.length; at += HASH_BYTES) {
    tree.append(leafHash(commitments.subarray(at, at + HASH_BYTES)))
    if (through?.size === tree.size) meet(tree, through)
  }
  return true
}

async function readBack(tx: Tx, leaves: Leaf[], span: Span): Promise<void> {
  if (span.from >= span.to) return
  const places = Map.groupBy(await readPlaced(tx, span), (place) => place.index)
  for (const leaf of leaves) {
    if (leaf.index < span.from) continue
    const fault = leafFault(leaf, places.get(leaf.index) ?? [], false)
    // An erasure may follow its entry before the next head.
    if (fault && !(fault === 'missing' && isShredded(leaf.index, shreddedSpans(await readNotes(tx))))) refuse(leaf.index, fault)
  }
}

function meet(tree: LedgerTree, head: Pick<SignedHead, 'size' | 'root'>): void {
  if (!tree.root.equals(head.root)) refuse(head.size - 1, 'head-differs')
}

function refuse(index: number, reason: LeafFault | 'gap' | 'head-differs'): never {
  throw new Problem('unavailable', { rule: 'L5', text: 'ledger.not-signed', parameters: { index, reason } })
}
