import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import type { Tx } from '../../src/plumbing/database.ts'
import { testDatabase } from '../database.ts'

// Database.asOne: what is begun inside is a part of it.

const database = await testDatabase()
await database.superuser('create table thing (name text primary key)')
await database.superuser('grant all on thing to tillit_app, tillit_reader')
beforeEach(() => database.superuser('delete from thing'))

const add = (tx: Tx, name: string) => sql`insert into thing values (${name})`.execute(tx.db)
const names = async () => ((await database.superuser('select name from thing order by name')).rows as { name: string }[]).map((row) => row.name)

test('all parts are kept together, each sees those before it, and what was to happen after the commit happens after it', async () => {
  const told: string[] = []
  await database.asOne(async () => {
    await database.write(async (tx) => {
      tx.beforeCommit(async () => void told.push(`before: ${(await names()).length}`))
      tx.afterCommit(async () => void told.push(`after: ${(await names()).length}`))
      await add(tx, 'one')
    })
    assert.deepEqual((await database.read((tx) => sql<{ name: string }>`select name from thing`.execute(tx.db))).rows, [{ name: 'one' }])
    await database.write((tx) => add(tx, 'two'))
    assert.deepEqual([await names(), told], [[], []])
  })
  assert.deepEqual([await names(), told], [['one', 'two'], ['before: 0', 'after: 2']])
})

test('when the whole fails, nothing of its parts is kept, and nothing happens after', async () => {
  const told: string[] = []
  await assert.rejects(database.asOne(async () => {
    await database.write(async (tx) => {
      tx.afterCommit(() => void told.push('after'))
      await add(tx, 'one')
    })
    throw new Error('no')
  }), /no/)
  assert.deepEqual([await names(), told], [[], []])
})

test('a part that fails is undone by itself, with what it wanted to happen; the whole goes on', async () => {
  const told: string[] = []
  await database.asOne(async () => {
    await database.write((tx) => add(tx, 'one'))
    await assert.rejects(database.write(async (tx) => {
      tx.afterCommit(() => void told.push('after'))
      await add(tx, 'two')
      await add(tx, 'one')
    }), /duplicate key/)
    await database.write((tx) => add(tx, 'three'))
  })
  assert.deepEqual([await names(), told], [['one', 'three'], []])
})

test('what is left running has a transaction of its own once the whole is over', async () => {
  let late: Promise<unknown> = Promise.resolve()
  await assert.rejects(database.asOne(async () => {
    late = sleep(20).then(() => database.write((tx) => add(tx, 'late')))
    throw new Error('no')
  }))
  await late
  assert.deepEqual(await names(), ['late'])
})
