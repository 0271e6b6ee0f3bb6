import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../database.ts'

test('on any server a statement, a lock and an idle transaction end by themselves, and nothing is compiled for minutes', async () => {
  const database = await testDatabase()
  const names = ['idle_in_transaction_session_timeout', 'jit', 'lock_timeout', 'statement_timeout', 'TimeZone']
  const { rows } = await database.read((tx) => sql<{ name: string; setting: string }>`
    select name, current_setting(name) as setting from unnest(${names}::text[]) as s (name)`.execute(tx.db))
  assert.deepEqual(rows.map((row) => row.setting), ['30s', 'off', '15s', '1min', 'UTC'])
})
