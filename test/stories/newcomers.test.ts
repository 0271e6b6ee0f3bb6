import assert from 'node:assert/strict'
import { test } from 'node:test'
import { admitNewcomers, type Newcomer } from '../../src/people/admit-newcomers.ts'
import { hashedIdentifiers } from '../../src/people/identifier.ts'
import { holdNewcomers } from '../../src/people/newcomers.sql.ts'
import { begunGrounds } from '../../src/people/new-ground.ts'
import { selectProvenance } from '../../src/people/provenance.sql.ts'
import { RETENTION_ZONE } from '../../src/people/start-grounds.ts'
import { selectContactPoints, selectValues, type FieldValue } from '../../src/people/values.sql.ts'
import { selectCatalogue } from '../../src/purposes/catalogue.sql.ts'
import { publishCatalogue } from '../../src/purposes/publish-catalogue.ts'
import { newId, type ContactPointId, type PersonId } from '../../src/values/ids.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { customer, INDEX_KEY, installed, ORIGIN } from '../register.ts'

async function admitted(database: TestDatabase, values: Record<string, FieldValue>, more: { purpose?: string; since?: Date; until?: Date } = {}) {
  const personId = newId<PersonId>(database.now)
  const email = `new-${personId}@example.org`
  const refused = await database.write(async (tx) => {
    const { purposes } = await selectCatalogue(tx)
    const { purpose = 'contract', ...when } = more
    const newcomer: Newcomer = {
      person: { personId, country: 'SE', capacity: 'consumer', protectedIdentity: false, deceasedAt: null },
      grounds: begunGrounds([{ personId, purpose, basis: 'contract', ...when }], purposes, RETENTION_ZONE, tx.now, []),
      values, contactPoints: [{ kind: 'email', value: email, canonical: email, contactPointId: newId<ContactPointId>(tx.now), verifiedHow: null }],
      identifiers: hashedIdentifiers(INDEX_KEY, [{ kind: 'email', canonical: email }, { kind: 'customer-number', canonical: '1' }]),
    }
    return admitNewcomers(tx, [newcomer], ORIGIN)
  })
  const held = await database.read(async (tx) => ({
    values: Object.fromEntries((await selectValues(tx, [personId])).map((one) => [one.fieldKey, one.value])),
    points: (await selectContactPoints(tx, [personId])).map((one) => one.canonical),
    fields: (await selectProvenance(tx, [personId])).flatMap((one) => one.fields).toSorted(),
  }))
  const { rows } = await database.superuser('select kind from identifier where person_id = $1 order by kind', [personId])
  return { ...held, personId, email, identifiers: rows.map((row) => row.kind as string), refused: refused.map((one) => `${one.rule} ${one.fieldKey}`).toSorted() }
}

test('H1, H2: of new people who come many at once, what their own grounds need is held, and nothing else', async () => {
  const database = await testDatabase()
  await installed(database)
  const held = await admitted(database, { given_name: 'Åsa', family_name: 'Öberg', customer_number: '1', interests: ['sailing', 'a "b", \\c'], hobby: 'chess' })
  assert.deepEqual(held.values, { given_name: 'Åsa', family_name: 'Öberg', customer_number: '1' })
  assert.deepEqual([held.refused, held.points], [['H1 hobby', 'H1 interests'], [held.email]])
  assert.deepEqual(held.fields, ['customer_number', 'email', 'family_name', 'given_name'])
  assert.deepEqual(held.identifiers, ['customer-number', 'email', 'mailbox'])
  const { rows } = await database.superuser('select display_name, sort_key, search_key from profile where person_id = $1', [held.personId])
  const other = await customer(database, 'other@example.org', { values: { given_name: 'Åsa', family_name: 'Öberg', customer_number: '1' } })
  const { rows: usual } = await database.superuser('select display_name, sort_key, search_key from profile where person_id = $1', [other.personId])
  assert.deepEqual(rows, usual, 'found and sorted as those who come one by one')
})

test('H1: a ground that has not begun or has ended holds nothing of somebody new', async () => {
  const database = await testDatabase()
  await installed(database)
  const day = 86_400_000
  for (const when of [{ since: new Date(database.now.getTime() + day) }, { since: new Date(database.now.getTime() - 2 * day), until: new Date(database.now.getTime() - day) }]) {
    const { values, points, fields, identifiers, refused } = await admitted(database, { given_name: 'Åsa' }, when)
    assert.deepEqual({ values, points, fields, identifiers }, { values: {}, points: [], fields: [], identifiers: [] })
    assert.deepEqual(refused, ['H1 email', 'H1 given_name'])
  }
})

test('H1: an address is not held for a purpose that needs none, nor a name for one that needs no name', async () => {
  const database = await testDatabase()
  await installed(database)
  const { purposes } = await database.read(selectCatalogue)
  const nameless = purposes.find((one) => !one.fields.includes('email') && !one.fields.includes('given_name'))!
  const held = await admitted(database, { given_name: 'Åsa' }, { purpose: nameless.key })
  assert.deepEqual([held.values, held.points, held.refused], [{}, [], ['H1 email', 'H1 given_name']])
})

test('H1, H6: a field of the company’s own is held as it is, a sensitive one is refused though a ground needs it, and one that is gone too', async () => {
  const database = await testDatabase()
  await installed(database)
  const texts = { sv: { name: 'x', description: 'x' }, nb: { name: 'x', description: 'x' }, en: { name: 'x', description: 'x' } }
  const own = (key: string, sensitive: boolean) => ({ key, type: 'text' as const, category: 'identification' as const, sensitive, inferred: false, shipped: false, asked: false, checks: {}, texts })
  const publish = (retireFields: string[]) => database.write(async (tx) => {
    const { purposes } = await selectCatalogue(tx)
    const { version: _, publishedAt: __, ...contract } = purposes.find((one) => one.key === 'contract')!
    const added = ['hobby', 'allergy', 'gone'].filter((key) => !retireFields.includes(key))
    await publishCatalogue(tx, {
      purposes: [{ ...contract, fields: [...new Set([...contract.fields, ...added])].filter((key) => !retireFields.includes(key)) }],
      fields: added.map((key) => own(key, key === 'allergy')), retirePurposes: [], retireFields,
    }, 'test', 'own fields')
  })
  await publish([])
  await publish(['gone'])
  const held = await admitted(database, { hobby: 'chess', allergy: 'nuts', gone: 'x' })
  assert.deepEqual([held.values, held.refused], [{ hobby: 'chess' }, ['H1 gone', 'H6 allergy']])
})

test('COPY takes every letter as it is', async () => {
  const database = await testDatabase()
  await installed(database)
  const odd = { given_name: 'a\tb\\c', family_name: '\\N', company_name: 'line\nline\r\\.', street: '"{},\'$1 🙂' }
  assert.deepEqual((await admitted(database, odd)).values, odd)
  const { values } = await admitted(database, { interests: ['a "b", \\c', '{x}', 'NULL', ''], birth_date: '1980-02-29' }, { purpose: 'recommendations' })
  assert.deepEqual(values['interests'], ['a "b", \\c', '{x}', 'NULL', ''])
})

test('somebody who has a value blocked is no newcomer, and the whole batch is refused', async () => {
  const database = await testDatabase()
  await installed(database)
  const { personId } = await customer(database, 'known@example.org')
  await database.superuser("insert into value_block (person_id, field_key, since, delete_after, reason) values ($1, 'given_name', $2, $2, 'test')", [personId, database.now])
  await assert.rejects(database.write(async (tx) => {
    await holdNewcomers(tx, [], [{ personId, values: { given_name: 'Åsa' } }], [])
  }), /brought as new is not/)
})
