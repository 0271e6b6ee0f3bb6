import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { mapFaults } from '../../src/law/data-map.ts'
import { describeSchema, listColumns } from '../../src/plumbing/schema.sql.ts'
import { testDatabase } from '../database.ts'

const committed = join(import.meta.dirname, '..', '..', 'database', 'schema.sql')

test('the committed schema is what the migrations lead to', async () => {
  const database = await testDatabase()
  const schema = await describeSchema(database.connection)
  if (process.env['WRITE_SCHEMA']) writeFileSync(committed, schema)
  assert.equal(readFileSync(committed, 'utf8'), schema, 'run `npm run schema` and commit database/schema.sql')
})

test('E1: every column of the schema stands on the data map or is declared impersonal', async () => {
  const database = await testDatabase()
  const columns = await listColumns(database.connection)
  assert.ok(columns.length > 150)
  assert.deepEqual(mapFaults(columns), [])
})

test('the schema keeps the rules that let it be distributed by person_id', async () => {
  const database = await testDatabase()
  const { rows } = await database.superuser(`
    select c.relname as table, k.contype as kind, pg_get_constraintdef(k.oid) as definition, f.relname as target
    from pg_constraint k join pg_class c on c.oid = k.conrelid left join pg_class f on f.oid = k.confrelid
    where c.relnamespace = 'public'::regnamespace and not c.relispartition and k.contype in ('p', 'u', 'f')`)
  const aboutPeople = new Set((await listColumns(database.connection)).filter((column) => column.endsWith('.person_id')).map((column) => column.split('.')[0]))
  // Cross-person uniqueness lives in mapping tables of its own; queues and files are local to the coordinator.
  const local = new Set(['identifier', 'token', 'door_request', 'customer_session', 'import_row', 'person_change'])
  for (const row of rows.filter((one) => aboutPeople.has(one.table) && !local.has(one.table))) {
    if (row.kind !== 'f') assert.match(row.definition, /\(person_id[,)]/, `${row.table}: ${row.definition}`)
    else assert.match(row.definition, /FOREIGN KEY \(person_id\)/, `${row.table}: ${row.definition}`)
  }
  for (const row of rows.filter((one) => one.kind === 'f')) assert.ok(!local.has(row.table) || row.target === 'import', `${row.table} references ${row.target}`)
  const triggers = await database.superuser("select tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid where not t.tgisinternal and c.relnamespace = 'public'::regnamespace")
  assert.deepEqual(triggers.rows, [])
})
