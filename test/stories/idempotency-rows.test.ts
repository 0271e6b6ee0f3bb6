import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { claimRequests, deleteExpiredRequests, storeAnswers, type RequestClaim } from '../../src/doors/idempotency.sql.ts'
import { testDatabase } from '../database.ts'

const database = await testDatabase()
const HOUR_MS = 3_600_000

function claim(name: string, content = 'body'): RequestClaim {
  return { keyHash: createHash('sha256').update(name).digest(), requestHash: createHash('sha256').update(content).digest() }
}

test('what was answered is found again, by its key, for a day', async () => {
  const answer = Buffer.from('sealed')
  await database.write(async (tx) => {
    assert.deepEqual(await claimRequests(tx, [claim('one'), claim('two')]), [])
    await storeAnswers(tx, [{ ...claim('one'), status: 200, answer }, { ...claim('two'), status: 422, answer: null }])
  })
  const found = await database.write((tx) => claimRequests(tx, [claim('one', 'other body'), claim('two'), claim('three')]))
  assert.deepEqual(found.toSorted((a, b) => (a.state === 'answered' && b.state === 'answered' ? a.status - b.status : 0)), [
    { ...claim('one'), status: 200, answer, state: 'answered' }, { ...claim('two'), status: 422, answer: null, state: 'answered' },
  ])
  database.now = new Date(database.now.getTime() + 25 * HOUR_MS)
  await database.write(async (tx) => {
    assert.deepEqual(await claimRequests(tx, [claim('one', 'other body')]), [])
    await storeAnswers(tx, [{ ...claim('one', 'other body'), status: 201, answer }])
  })
  assert.deepEqual(await database.write((tx) => claimRequests(tx, [claim('one')])), [{ ...claim('one', 'other body'), status: 201, answer, state: 'answered' }])
})

test('what another transaction is about is in flight, without waiting, until that ends', async () => {
  await database.write(async (first) => {
    assert.deepEqual(await claimRequests(first, [claim('flying')]), [])
    const second = await database.write((tx) => claimRequests(tx, [claim('flying'), claim('free')]))
    assert.deepEqual(second, [{ keyHash: claim('flying').keyHash, state: 'in-flight' }])
  })
  assert.deepEqual(await database.write((tx) => claimRequests(tx, [claim('flying')])), [])
})

test('a second answer to one request undoes everything of its transaction', async () => {
  await database.write((tx) => storeAnswers(tx, [{ ...claim('twice'), status: 200, answer: null }]))
  await assert.rejects(database.write((tx) => storeAnswers(tx, [{ ...claim('beside'), status: 200, answer: null }, { ...claim('twice'), status: 200, answer: null }])))
  assert.deepEqual(await database.write((tx) => claimRequests(tx, [claim('beside')])), [])
})

test('requests whose day is over are forgotten, the others are not', async () => {
  await database.write((tx) => storeAnswers(tx, [{ ...claim('old'), status: 200, answer: null }]))
  database.now = new Date(database.now.getTime() + 23 * HOUR_MS)
  await database.write((tx) => storeAnswers(tx, [{ ...claim('young'), status: 200, answer: null }]))
  database.now = new Date(database.now.getTime() + 2 * HOUR_MS)
  let forgotten = 0
  for (let part = 1; part > 0; forgotten += part) part = await database.write((tx) => deleteExpiredRequests(tx, 2))
  assert.ok(forgotten >= 3)
  const { rows } = await database.superuser('select key_hash from idempotent_request')
  assert.deepEqual(rows, [{ key_hash: claim('young').keyHash }])
})
