import { hash as digest } from 'node:crypto'

/**
 * The Merkle tree of RFC 9162 section 2.1 over SHA-256.
 * Sizes and indexes are whole numbers below 2^53; hashes are 32 bytes.
 */
export const HASH_BYTES = 32
/** The root of a tree without leaves. */
export const EMPTY_ROOT = sha256(Buffer.alloc(0))

const LEAF = 0x00
const NODE = 0x01
/** Reused: a ledger of a million leaves hashes two million times. */
const leafInput = Buffer.alloc(1 + HASH_BYTES, LEAF)
const nodeInput = Buffer.alloc(1 + 2 * HASH_BYTES, NODE)

export function leafHash(data: Buffer): Buffer {
  if (data.length !== HASH_BYTES) return sha256(Buffer.concat([Buffer.of(LEAF), data]))
  leafInput.set(data, 1)
  return sha256(leafInput)
}

export function nodeHash(left: Buffer, right: Buffer): Buffer {
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES) return sha256(Buffer.concat([Buffer.of(NODE), left, right]))
  nodeInput.set(left, 1)
  nodeInput.set(right, 1 + HASH_BYTES)
  return sha256(nodeInput)
}

/** By way of text, because that spares Node an allocation outside its heap, which takes longer than the hash. */
function sha256(input: Buffer): Buffer {
  return Buffer.from(digest('sha256', input, 'binary'), 'binary')
}

/** What is needed of a tree to grow it and to know its root: one hash per complete subtree, largest first. */
export interface CompactRange {
  size: number
  hashes: Buffer[]
}

export const emptyRange = (): CompactRange => ({ size: 0, hashes: [] })

/** Appends one leaf in place: amortised one node hash. */
export function appendLeaf(range: CompactRange, leaf: Buffer): void {
  let hash = leaf
  for (let left = range.size; left % 2 === 1; left = (left - 1) / 2) hash = nodeHash(range.hashes.pop()!, hash)
  range.hashes.push(hash)
  range.size += 1
}

/** The root of the tree so far. */
export function rangeRoot(range: CompactRange): Buffer {
  return range.hashes.reduceRight<Buffer | undefined>((right, left) => (right ? nodeHash(left, right) : left), undefined) ?? EMPTY_ROOT
}

/** The root over some leaf hashes. */
export function rootOf(leaves: Iterable<Buffer>): Buffer {
  const range = emptyRange()
  for (const leaf of leaves) appendLeaf(range, leaf)
  return rangeRoot(range)
}

/** The leaves `from` (included) to `to` (excluded) of a tree. */
export interface Span {
  from: number
  to: number
}

/** The spans whose roots prove that leaf `index` stands in the tree of `size`, lowest first (RFC 9162, 2.1.3.1). */
export function inclusionSpans(index: number, size: number): Span[] {
  if (!wholeNumbers(index, size) || index >= size) throw new RangeError(`no leaf ${index} in a tree of ${size}`)
  const spans: Span[] = []
  for (let from = 0, to = size; to - from > 1; ) {
    const middle = from + largestPowerBelow(to - from)
    spans.unshift(index < middle ? { from: middle, to } : { from, to: middle })
    if (index < middle) to = middle
    else from = middle
  }
  return spans
}

/** The spans whose roots prove that the tree of `size1` is the beginning of the tree of `size2` (RFC 9162, 2.1.4.1). */
export function consistencySpans(size1: number, size2: number): Span[] {
  if (!wholeNumbers(size1, size2) || size1 < 1 || size1 > size2) throw new RangeError(`a tree of ${size2} has no beginning of ${size1}`)
  const spans: Span[] = []
  let [from, to, known] = [0, size2, true]
  while (size1 !== to) {
    const middle = from + largestPowerBelow(to - from)
    if (size1 <= middle) {
      spans.unshift({ from: middle, to })
      to = middle
    } else {
      spans.unshift({ from, to: middle })
      from = middle
      known = false
    }
  }
  return known ? spans : [{ from, to }, ...spans]
}

/** True when the proof shows that `leaf` is leaf `index` of the tree with this size and root (RFC 9162, 2.1.3.2). */
export function verifyInclusion(proof: { index: number; size: number; leaf: Buffer; path: Buffer[]; root: Buffer }): boolean {
  const { index, size, leaf, path, root } = proof
  if (!wholeNumbers(index, size) || index >= size || !allHashes([leaf, root, ...path])) return false
  let [node, last, hash] = [index, size - 1, leaf]
  for (const sibling of path) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash)
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
    } else {
      hash = nodeHash(hash, sibling)
    }
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && hash.equals(root)
}

/** True when the proof shows that the first tree is the beginning of the second (RFC 9162, 2.1.4.2). */
export function verifyConsistency(proof: { size1: number; root1: Buffer; size2: number; root2: Buffer; path: Buffer[] }): boolean {
  const { size1, root1, size2, root2, path } = proof
  // Every tree begins with the empty one: such a proof says nothing and counts for nothing.
  if (!wholeNumbers(size1, size2) || size1 === 0 || size1 > size2) return false
  if (size1 === size2) return path.length === 0 && root1.equals(root2)
  if (!allHashes([root1, root2, ...path])) return false
  const steps = isPowerOfTwo(size1) ? [root1, ...path] : path
  let [node, last] = [size1 - 1, size2 - 1]
  while (node % 2 === 1) [node, last] = [half(node), half(last)]
  const [first, ...rest] = steps
  if (!first) return false
  let [hash1, hash2] = [first, first]
  for (const sibling of rest) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      hash1 = nodeHash(sibling, hash1)
      hash2 = nodeHash(sibling, hash2)
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
    } else {
      hash2 = nodeHash(hash2, sibling)
    }
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && hash1.equals(root1) && hash2.equals(root2)
}

/** The largest power of two that is smaller than `size` (≥ 2): where the tree splits. */
export function largestPowerBelow(size: number): number {
  let power = 1
  while (power * 2 < size) power *= 2
  return power
}

// Bit operators of JavaScript stop at 32 bits; the tree does not.
const half = (value: number) => Math.floor(value / 2)
const isPowerOfTwo = (value: number) => 2 ** Math.round(Math.log2(value)) === value
const wholeNumbers = (...values: number[]) => values.every((value) => Number.isSafeInteger(value) && value >= 0)
const allHashes = (hashes: Buffer[]) => hashes.every((hash) => hash.length === HASH_BYTES)
