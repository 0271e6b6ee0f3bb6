import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { growTree } from './grow-tree.ts'
import { newestHead, readLeaves } from './ledger.sql.ts'
import { type LedgerTree, TILE } from './ledger-tree.ts'
import { inclusionSpans, leafHash, type Span, verifyInclusion } from './merkle.ts'

/** That a leaf stands in the ledger under a signed head (RFC 9162, 2.1.3). */
export interface InclusionProof {
  index: number
  size: number
  leafHash: Buffer
  path: Buffer[]
  /** The C2SP checkpoint of the head. */
  checkpoint: string
}

/** Proves a leaf under the newest head; undefined while no head covers it. Throws when leaves and head do not fit together. */
export async function proveLeaf(tx: Tx, tree: LedgerTree, index: number): Promise<InclusionProof | undefined> {
  const head = await newestHead(tx)
  if (!head || index < 0 || index >= head.size) return undefined
  await growTree(tx, tree, { to: head.size, checkFrom: Number.MAX_SAFE_INTEGER })
  const leavesOf = tileReader(tx)
  const path: Buffer[] = []
  for (const span of inclusionSpans(index, head.size)) path.push(await tree.spanRoot(span, leavesOf))
  const [leaf] = await leavesOf({ from: index, to: index + 1 })
  if (!leaf || !verifyInclusion({ index, size: head.size, leaf, path, root: head.root })) {
    throw new Problem('unavailable', { rule: 'L5', text: 'ledger.not-provable', parameters: { index } })
  }
  return { index, size: head.size, leafHash: leaf, path, checkpoint: head.note }
}

/** Reads leaf hashes tile by tile, each tile once. */
function tileReader(tx: Tx): (span: Span) => Promise<Buffer[]> {
  const tiles = new Map<number, Promise<Buffer[]>>()
  return async ({ from, to }) => {
    const start = Math.floor(from / TILE) * TILE
    const tile = tiles.get(start) ?? readLeaves(tx, { from: start, to: start + TILE }).then((leaves) => leaves.map((leaf) => leafHash(leaf.commitment)))
    tiles.set(start, tile)
    return (await tile).slice(from - start, to - start)
  }
}
