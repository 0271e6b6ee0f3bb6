import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LedgerTree, TILE } from './ledger-tree.ts'
import { inclusionSpans, leafHash, rootOf, verifyInclusion } from './merkle.ts'

const leaves = Array.from({ length: 5 * TILE + 17 }, (_, index) => leafHash(Buffer.from(`leaf ${index}`)))

async function proofIn(tree: LedgerTree, index: number, size: number): Promise<Buffer[]> {
  return Promise.all(inclusionSpans(index, size).map((span) => tree.spanRoot(span, ({ from, to }) => Promise.resolve(leaves.slice(from, to)))))
}

test('the tree proves any leaf at any earlier size, from tiles and a few leaves', async () => {
  const tree = new LedgerTree()
  for (const leaf of leaves) tree.append(leaf)
  assert.equal(tree.size, leaves.length)
  assert.deepEqual(tree.root, rootOf(leaves))
  for (const size of [1, 2, TILE - 1, TILE, TILE + 1, 2 * TILE, 3 * TILE + 5, 4 * TILE, leaves.length - 1, leaves.length]) {
    for (const index of [0, 1, size >> 1, size - 1]) {
      if (index >= size) continue
      const path = await proofIn(tree, index, size)
      assert.ok(verifyInclusion({ index, size, leaf: leaves[index]!, path, root: rootOf(leaves.slice(0, size)) }), `${index} in ${size}`)
    }
  }
})

test('a tree that was reset is empty and grows again', () => {
  const tree = new LedgerTree()
  for (const leaf of leaves) tree.append(leaf)
  tree.reset()
  assert.equal(tree.size, 0)
  tree.append(leaves[0]!)
  assert.deepEqual(tree.root, leaves[0])
})

test('whoever grows the tree has it alone, also after another failed', async () => {
  const tree = new LedgerTree()
  const order: string[] = []
  const act = (name: string, fail = false) =>
    tree.exclusively(async () => {
      order.push(`${name} in`)
      // Whoever is let in meanwhile comes in here.
      for (let turn = 0; turn < 5; turn++) await new Promise((done) => { setImmediate(done) })
      order.push(`${name} out`)
      if (fail) throw new Error(name)
    })
  await Promise.allSettled([act('a', true), act('b'), act('c')])
  assert.deepEqual(order, ['a in', 'a out', 'b in', 'b out', 'c in', 'c out'])
})
