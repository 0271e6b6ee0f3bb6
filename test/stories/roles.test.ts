import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { sqlState } from '../../src/plumbing/database.ts'
import { testDatabase } from '../database.ts'

test('L3, L6, D6: the program cannot rewrite words that were shown, versions of the catalogue, the ledger or a recorded use', async () => {
  const database = await testDatabase()
  const kept = ['wording', 'purpose_version', 'purpose_basis', 'purpose_field', 'field_version', 'catalogue_version', 'ledger_entry', 'ledger_place', 'ledger_leaf', 'ledger_head', 'use_record']
  for (const table of kept) {
    const { rows } = await database.superuser("select column_name as name from information_schema.columns where table_name = $1 and table_schema = 'public' limit 1", [table])
    const rewrites = [`update ${table} set ${rows[0].name} = ${rows[0].name}`, ...(table === 'use_record' ? [] : [`delete from ${table}`])]
    for (const statement of rewrites) {
      await assert.rejects(database.write((tx) => sql.raw(statement).execute(tx.db)), (error) => sqlState(error) === '42501', statement)
    }
  }
})

test('L2: what answers a GET reads under a role that may write nothing, even where a transaction may', async () => {
  const database = await testDatabase()
  const { rows } = await database.read((tx) => sql<{ role: string }>`select current_user as role`.execute(tx.db))
  assert.deepEqual(rows, [{ role: 'tillit_reader' }])
  const writable = await database.superuser(`
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
      and has_table_privilege('tillit_reader', c.oid, 'insert, update, delete, truncate')`)
  assert.deepEqual(writable.rows, [])
  const callable = await database.superuser(`
    select p.proname as name from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.prosecdef and has_function_privilege('tillit_reader', p.oid, 'execute')`)
  assert.deepEqual(callable.rows, [])
})
