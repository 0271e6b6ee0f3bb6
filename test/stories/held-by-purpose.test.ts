import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { sqlState } from '../../src/plumbing/database.ts'
import { testDatabase } from '../database.ts'

test('the program cannot write a value past the functions that check its ground', async () => {
  const database = await testDatabase()
  for (const statement of ["update profile set given_name = 'x'", 'insert into profile (person_id) values (gen_random_uuid())', "update profile_p00 set given_name = 'x'", 'delete from contact_point']) {
    await assert.rejects(
      database.write((tx) => sql.raw(statement).execute(tx.db)),
      (error) => sqlState(error) === '42501',
      statement,
    )
  }
})

test('what answers a GET cannot write', async () => {
  const database = await testDatabase()
  await assert.rejects(database.read((tx) => sql`insert into lease values ('a', 'b', 1, now())`.execute(tx.db)), (error) => sqlState(error) === '25006')
})
