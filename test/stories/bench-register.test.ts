import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Register } from '../../bench/fill-register.ts'
import { FILE_MAPPING, FILE_SETTINGS, inventedFile } from '../../bench/invented-people.ts'
import { decideFor } from '../../src/decisions/decide-for.ts'
import type { Question } from '../../src/decisions/question.ts'
import { verifyLedger } from '../../src/ledger/verify-ledger.ts'
import type { PersonId } from '../../src/values/ids.ts'
import type { TestDatabase } from '../database.ts'
import { testHouse } from '../house.ts'
import { bring, importDesk } from '../importing.ts'
import { installed } from '../register.ts'
import { testDatabase } from '../database.ts'

const PEOPLE = 300
const COMPARED = ['person', 'profile', 'contact_point', 'ground', 'provenance', 'identifier', 'person_standing', 'standing', 'ledger_entry', 'wording', 'number_series', 'stop_row', 'restriction', 'relation', 'value_block']
const QUESTIONS: Question[] = [
  { purpose: 'news', channel: 'email', use: 'send' }, { purpose: 'news', channel: 'sms', use: 'send' }, { purpose: 'events', channel: 'email', use: 'ask' },
  { purpose: 'contract', channel: 'letter', use: 'send' }, { purpose: 'analytics', channel: 'none', use: 'profile' },
]

test('the register that is measured on holds what an import of the same people leaves, and gets the same answers', async () => {
  const desk = await importDesk()
  const { rows } = await bring(desk, inventedFile(0, PEOPLE), FILE_SETTINGS as never, FILE_MAPPING)
  assert.deepEqual(rows.flatMap(({ reasons }) => reasons), [])

  const database = await testDatabase()
  await installed(database)
  const { keeper } = await testHouse(database)
  const register = await Register.open(database.connection, keeper, database.now)
  const filled = await register.growTo(100)
  await register.growTo(PEOPLE)
  await register.close()
  assert.ok(filled.seconds > 0 && filled.rows > 1000)

  for (const table of COMPARED) {
    const [made, imported] = [await rowsOf(database, table), await rowsOf(desk.database, table)]
    const other = made.findIndex((row, index) => row !== imported[index])
    assert.deepEqual([made.length, made[other]], [imported.length, imported[other]], table)
  }
  assert.deepEqual(await answers(database), await answers(desk.database))
  const report = await database.read(async (tx) => verifyLedger(tx, { key: keeper.keys.signing, heads: await keeper.readHeads(), checkpoints: [] }))
  assert.equal(report.finding, undefined)
  assert.equal(report.headsMet, 2)
  assert.equal(report.leaves, (await rowsOf(database, 'ledger_entry')).length)
})

/** Rows as text in any order, with names in the place of ids; a ground that had ended when the import was over is left out. */
async function rowsOf(database: TestDatabase, table: string): Promise<string[]> {
  const names = await namesOfIds(database)
  const { rows } = await database.superuser(`select to_jsonb(t) - 'salt' as row from ${table} t ${table === 'ground' ? 'where ended_at is null' : ''}`)
  return rows.map(({ row }) => sortedList(row).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => names.get(id) ?? 'import').replaceAll('"tester"', '"bench"')).toSorted()
}

/** The order of what was brought says nothing. */
function sortedList(row: Record<string, unknown>): string {
  const { fields } = row
  return JSON.stringify(Array.isArray(fields) ? { ...row, fields: fields.toSorted() } : row)
}

async function namesOfIds(database: TestDatabase): Promise<Map<string, string>> {
  const { rows } = await database.superuser(`
    select person_id as id, 'person ' || customer_number as name from profile
    union all select c.contact_point_id, c.kind || customer_number from contact_point c join profile using (person_id)
    union all select g.ground_id, g.purpose_key || customer_number from ground g join profile using (person_id)
    union all select v.provenance_id, 'provenance ' || customer_number from provenance v join profile using (person_id)`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

async function answers(database: TestDatabase): Promise<string[]> {
  const { rows } = await database.superuser('select person_id as id from profile order by customer_number')
  const decided = await database.read((tx) => decideFor(tx, rows.map(({ id }) => id as PersonId), QUESTIONS))
  return decided.map(({ question, allowed, rule, basis, entrySeq }) => `${question.purpose} ${question.channel} ${allowed} ${rule} ${basis} ${entrySeq}`)
}
