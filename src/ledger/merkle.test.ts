import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { assert as forAll, integer, nat, property } from 'fast-check'
import { NO_SHARED_DATA, sharedData } from '../../test/shared-data.ts'
import {
  appendLeaf,
  consistencySpans,
  EMPTY_ROOT,
  emptyRange,
  inclusionSpans,
  largestPowerBelow,
  leafHash,
  nodeHash,
  rangeRoot,
  rootOf,
  verifyConsistency,
  verifyInclusion,
  type Span,
} from './merkle.ts'

const leaves = Array.from({ length: 300 }, (_, index) => leafHash(Buffer.from(`leaf ${index}`)))
const over = (all: Buffer[], spans: Span[]) => spans.map(({ from, to }) => rootOf(all.slice(from, to)))

interface Vector {
  desc: string
  wantErr: boolean
  proof: string[] | null
}
function vectors<Fields>(kind: string): (Vector & Fields)[] | undefined {
  const folder = sharedData(`merkle/testdata/${kind}`)
  return folder === undefined ? undefined : globSync('**/*.json', { cwd: folder }).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Vector & Fields)
}
const base64 = (text: string | null) => Buffer.from(text ?? '', 'base64')

/** The definition of RFC 9162 section 2.1.1, word for word. */
function definedRoot(hashes: Buffer[]): Buffer {
  if (hashes.length === 0) return EMPTY_ROOT
  if (hashes.length === 1) return hashes[0]!
  const split = largestPowerBelow(hashes.length)
  return nodeHash(definedRoot(hashes.slice(0, split)), definedRoot(hashes.slice(split)))
}

test('leaves, nodes and roots are those of the published reference', (t) => {
  const path = sharedData('merkle/rfc6962-reference.json')
  if (!path) return t.skip(NO_SHARED_DATA)
  const reference = JSON.parse(readFileSync(path, 'utf8')) as { empty_root: string; leaf_inputs_hex: string[]; root_by_tree_size_1_to_8: string[] }
  assert.equal(EMPTY_ROOT.toString('hex'), reference.empty_root)
  const range = emptyRange()
  assert.deepEqual(rangeRoot(range), EMPTY_ROOT)
  const roots = reference.leaf_inputs_hex.map((input) => {
    appendLeaf(range, leafHash(Buffer.from(input, 'hex')))
    return rangeRoot(range).toString('hex')
  })
  assert.equal(roots.length, 8)
  assert.deepEqual(roots, reference.root_by_tree_size_1_to_8)
})

test('all 98 published inclusion proofs are judged as stated, the corrupted ones included', (t) => {
  const all = vectors<{ leafIdx: number; treeSize: number; root: string; leafHash: string }>('inclusion')
  if (!all) return t.skip(NO_SHARED_DATA)
  assert.equal(all.length, 98)
  for (const one of all) {
    const path = (one.proof ?? []).map(base64)
    const holds = verifyInclusion({ index: one.leafIdx, size: one.treeSize, leaf: base64(one.leafHash), path, root: base64(one.root) })
    assert.equal(holds, !one.wantErr, one.desc)
  }
})

test('all 98 published consistency proofs are judged as stated, the corrupted ones included', (t) => {
  const all = vectors<{ size1: number; size2: number; root1: string; root2: string }>('consistency')
  if (!all) return t.skip(NO_SHARED_DATA)
  assert.equal(all.length, 98)
  for (const one of all) {
    const path = (one.proof ?? []).map(base64)
    const holds = verifyConsistency({ size1: one.size1, root1: base64(one.root1), size2: one.size2, root2: base64(one.root2), path })
    assert.equal(holds, !one.wantErr, one.desc)
  }
})

test('a growing range has the root that the definition gives, at every size', () => {
  const range = emptyRange()
  for (const [index, leaf] of leaves.entries()) {
    appendLeaf(range, leaf)
    assert.deepEqual(rangeRoot(range), definedRoot(leaves.slice(0, index + 1)))
    assert.ok(range.hashes.length <= Math.ceil(Math.log2(index + 2)))
  }
})

test('every leaf of every tree up to 70 is proved, and proves nothing else', () => {
  for (let size = 1; size <= 70; size++) {
    const tree = leaves.slice(0, size)
    const root = rootOf(tree)
    for (let index = 0; index < size; index++) {
      const path = over(tree, inclusionSpans(index, size))
      const proof = { index, size, leaf: tree[index]!, path, root }
      assert.ok(verifyInclusion(proof), `${index} in ${size}`)
      assert.ok(!verifyInclusion({ ...proof, leaf: leaves[size]! }))
      assert.ok(!verifyInclusion({ ...proof, path: [...path, root] }))
      if (size > 1) assert.ok(!verifyInclusion({ ...proof, index: (index + 1) % size }))
    }
  }
})

test('every beginning of every tree up to 70 is proved to be one', () => {
  for (let size2 = 1; size2 <= 70; size2++) {
    const root2 = rootOf(leaves.slice(0, size2))
    for (let size1 = 1; size1 <= size2; size1++) {
      const root1 = rootOf(leaves.slice(0, size1))
      const path = over(leaves, consistencySpans(size1, size2))
      assert.ok(verifyConsistency({ size1, root1, size2, root2, path }), `${size1} of ${size2}`)
      assert.ok(!verifyConsistency({ size1, root1: leaves[299]!, size2, root2, path }))
      assert.ok(!verifyConsistency({ size1, root1, size2, root2: leaves[299]!, path }))
    }
  }
})

test('a changed bit anywhere in a proof is seen', () => {
  forAll(
    property(integer({ min: 2, max: 300 }), nat(), nat(), (size, at, bit) => {
      const index = at % size
      const path = over(leaves, inclusionSpans(index, size))
      const changed = Buffer.concat(path)
      const position = bit % (changed.length * 8)
      changed[position >> 3]! ^= 1 << (position & 7)
      const broken = path.map((_, step) => changed.subarray(step * 32, step * 32 + 32))
      assert.ok(!verifyInclusion({ index, size, leaf: leaves[index]!, path: broken, root: rootOf(leaves.slice(0, size)) }))
    }),
  )
})

test('a leaf outside the tree and a beginning longer than the tree are refused', () => {
  assert.throws(() => inclusionSpans(3, 3), RangeError)
  assert.throws(() => inclusionSpans(-1, 3), RangeError)
  assert.throws(() => consistencySpans(0, 3), RangeError)
  assert.throws(() => consistencySpans(4, 3), RangeError)
})
