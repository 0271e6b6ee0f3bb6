import { appendLeaf, type CompactRange, emptyRange, largestPowerBelow, nodeHash, rangeRoot, rootOf, type Span } from './merkle.ts'

/** Leaves per tile; the tree keeps one hash per full tile, so a million leaves take 125 kB. */
export const TILE = 256

/**
 * The Merkle tree as one copy of the program holds it in memory: its root, and the roots of its full tiles for proofs.
 * It is grown from the stored leaves and can be rebuilt from them at any time.
 */
export class LedgerTree {
  #range: CompactRange = emptyRange()
  #tiles: Buffer[] = []
  #tail: Buffer[] = []
  #turn: Promise<unknown> = Promise.resolve()

  get size(): number {
    return this.#range.size
  }

  get root(): Buffer {
    return rangeRoot(this.#range)
  }

  append(leaf: Buffer): void {
    appendLeaf(this.#range, leaf)
    this.#tail.push(leaf)
    if (this.#tail.length < TILE) return
    this.#tiles.push(apart(rootOf(this.#tail)))
    this.#tail = []
  }

  /** Forgets everything: after a doubt the tree is built anew. */
  reset(): void {
    this.#range = emptyRange()
    this.#tiles = []
    this.#tail = []
  }

  /** Lets one caller at a time grow the tree. */
  async exclusively<Result>(act: () => Promise<Result>): Promise<Result> {
    const turn = this.#turn.then(act, act)
    // The caller hears of a failure; the next one in the queue only waits for the end.
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  /**
   * The root of a span as `inclusionSpans` and `consistencySpans` name them.
   * Leaves of full tiles are not in memory: `leavesOf` fetches the leaf hashes of a span within one tile.
   */
  async spanRoot(span: Span, leavesOf: (span: Span) => Promise<Buffer[]>): Promise<Buffer> {
    const { from, to } = span
    if (to - from > TILE) {
      const middle = from + largestPowerBelow(to - from)
      return nodeHash(await this.spanRoot({ from, to: middle }, leavesOf), await this.spanRoot({ from: middle, to }, leavesOf))
    }
    const tile = Math.floor(from / TILE)
    if (to - from === TILE && this.#tiles[tile]) return this.#tiles[tile]
    const inTail = from - this.#tiles.length * TILE
    return rootOf(inTail >= 0 ? this.#tail.slice(inTail, inTail + to - from) : await leavesOf(span))
  }
}

/** A copy with memory of its own: what is kept for good would keep alive the block that Node cut it from. */
function apart(hash: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(hash.length)
  hash.copy(copy)
  return copy
}
