import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askForProof, proveBy } from './ask-for-proof.ts'

test('several refused calls ask once, the next asks again, and where nobody can ask the answer is no', async () => {
  assert.equal(await askForProof(), false)
  let asked = 0
  const back = proveBy(async () => (asked += 1) === 1)
  assert.deepEqual(await Promise.all([askForProof(), askForProof(), askForProof()]), [true, true, true])
  assert.equal(asked, 1)
  assert.equal(await askForProof(), false)
  assert.equal(asked, 2)
  back()
  assert.equal(await askForProof(), false)
  assert.equal(asked, 2)
})
