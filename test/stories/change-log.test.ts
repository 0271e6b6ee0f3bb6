import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { CHANGE_CHANNEL } from '../../src/people/changes.sql.ts'
import { readChangeMessage, writeChangeMessage } from '../../src/people/change-message.ts'
import { noteChange } from '../../src/people/note-change.ts'
import { newId, type PersonId } from '../../src/values/ids.ts'
import { testDatabase } from '../database.ts'

const people = (count: number) => Array.from({ length: count }, () => newId<PersonId>(new Date('2026-03-02')))

test('a change is written once a transaction, told at the commit, and leaves with a rollback', async () => {
  const database = await testDatabase()
  const listener = new pg.Client(database.connection)
  await listener.connect()
  const heard: string[] = []
  listener.on('notification', ({ payload }) => heard.push(payload!))
  await listener.query(`listen ${CHANGE_CHANNEL}`)
  try {
    const [maria, knut] = people(2) as [PersonId, PersonId]
    await database.write(async (tx) => {
      noteChange(tx, [maria])
      noteChange(tx, [knut, maria])
    })
    await assert.rejects(database.write(async (tx) => {
      noteChange(tx, [knut])
      throw new Error('taken back')
    }))
    await database.write(async (tx) => noteChange(tx, []))
    const { rows } = await database.superuser('select person_id, change_id from person_change_pending order by person_id')
    assert.deepEqual(rows.map((row) => row.person_id), [maria, knut].toSorted())
    await listener.query('select 1')
    assert.deepEqual(heard.map(readChangeMessage), [{ changeId: rows[0].change_id, personIds: [maria, knut], complete: true }])
  } finally {
    await listener.end()
  }
})

test('a message about a few people names them, and one about many says to look', async () => {
  const database = await testDatabase()
  for (const count of [1, 373, 374, 5_000]) {
    const changed = people(count)
    const changeId = newId(new Date('2026-03-02'))
    const line = writeChangeMessage(changeId, changed)
    assert.deepEqual(readChangeMessage(line), { changeId, personIds: count < 374 ? changed : [], complete: count < 374 })
    // The server would refuse a longer one.
    await database.superuser('select pg_notify($1, $2)', [CHANGE_CHANNEL, line])
  }
  assert.equal(readChangeMessage(''), undefined)
  assert.equal(readChangeMessage('hello'), undefined)
})
