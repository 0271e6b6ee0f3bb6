import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { sqlState } from '../../src/plumbing/database.ts'
import { endUnfoundedValues } from '../../src/people/end-unfounded-values.ts'
import { registerPeople } from '../../src/people/register-people.ts'
import { callWriteContactPoints, callWriteValues, selectContactPoints, selectValues, type RefusedValue } from '../../src/people/values.sql.ts'
import { daysLater } from '../../src/values/moment.ts'
import { newId, type ContactPointId, type PersonId } from '../../src/values/ids.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { INDEX_KEY, installed, ORIGIN } from '../register.ts'

/** What the database refuses of a value and an address for each of these people. */
async function refusedFor(database: TestDatabase, field: string, ...people: PersonId[]): Promise<RefusedValue[]> {
  return database.write(async (tx) => [
    ...(await callWriteValues(tx, people.map((personId) => ({ personId, fieldKey: field, value: 'x' })))),
    ...(await callWriteContactPoints(tx, people.map((personId) => ({
      personId, contactPointId: newId<ContactPointId>(tx.now), kind: 'email', value: 'x@example.org', canonical: 'x@example.org', provenanceId: newId(tx.now),
    })))),
  ])
}

test('H1: a value and an address are refused where no ground needs them, where it has not begun, and where it has ended', async () => {
  const database = await testDatabase()
  await installed(database)
  const until = daysLater(database.now, 10)
  const { personIds } = await database.write((tx) => registerPeople(tx, INDEX_KEY, [
    { purpose: 'contract' as const, until }, { purpose: 'contract' as const, since: until }, { purpose: 'bookkeeping' as const },
  ].map(({ purpose, ...more }) => ({
    values: {}, contactPoints: [], identifiers: [], grounds: [{ purpose, basis: purpose === 'bookkeeping' ? 'legal-obligation' as const : 'contract' as const, ...more }],
  })), ORIGIN))
  const [living, coming, needless] = personIds as [PersonId, PersonId, PersonId]
  const both = (personId: PersonId) => ['city', 'email'].map((fieldKey) => ({ personId, fieldKey, rule: 'H1' as const }))
  const ordered = (refused: readonly Omit<RefusedValue, 'rule'>[]) => refused.toSorted((a, b) => a.personId.localeCompare(b.personId) || a.fieldKey.localeCompare(b.fieldKey))
  assert.deepEqual(ordered(await refusedFor(database, 'city', ...personIds)), ordered([...both(coming), ...both(needless)]))
  database.now = daysLater(until, 1)
  await database.superuser('update ground set hold_until = $1 where person_id = $2', [daysLater(database.now, 100), living])
  assert.deepEqual(ordered(await refusedFor(database, 'city', living, coming)), both(living), 'what may still be held may not be added to')
  assert.deepEqual((await database.read((tx) => selectValues(tx, [needless]))), [])
  assert.deepEqual((await database.read((tx) => selectContactPoints(tx, [needless]))), [])
})

test('H1, H6: a field that is gone from the catalogue and a sensitive one are refused though a ground needs them', async () => {
  const database = await testDatabase()
  await installed(database)
  const { personIds } = await database.write((tx) => registerPeople(tx, INDEX_KEY, [{ values: {}, contactPoints: [], identifiers: [], grounds: [{ purpose: 'contract', basis: 'contract' }] }], ORIGIN))
  const write = (fieldKey: string) => database.write((tx) => callWriteValues(tx, [{ personId: personIds[0]!, fieldKey, value: 'x' }]))
  assert.deepEqual(await write('city'), [])
  await database.superuser("update field_version set sensitive = true where field_key = 'city'")
  assert.deepEqual((await write('city')).map((one) => one.rule), ['H6'])
  await database.superuser("update field_version set sensitive = false, retired = true where field_key = 'city'")
  assert.deepEqual((await write('city')).map((one) => one.rule), ['H1'])
})

test('L4: what is not said changes nothing: neither a field that is left out nor one that is null', async () => {
  const database = await testDatabase()
  await installed(database)
  const grounds = [{ purpose: 'contract', basis: 'contract' as const }, { purpose: 'tips', basis: 'consent' as const }, { purpose: 'analytics', basis: 'legitimate-interest' as const }]
  const values = { given_name: 'Ada', family_name: 'Ek', company_name: 'Ek AB', customer_number: '7', language: 'sv', street: 'Gatan 1', postal_code: '111 11', city: 'Ystad', region: 'Skåne', birth_date: '1980-01-02', lifetime_value: 5, interests: ['chess'] }
  const { personIds } = await database.write((tx) => registerPeople(tx, INDEX_KEY, [{ values, contactPoints: [], identifiers: [], grounds }], ORIGIN))
  const [personId] = personIds as [PersonId]
  const held = async () => Object.fromEntries((await database.read((tx) => selectValues(tx, [personId]))).map((one) => [one.fieldKey, one.value]))
  const before = await held()
  assert.ok(Object.keys(before).length >= 10)
  const write = (fieldKey: string, value: unknown) => database.write((tx) => callWriteValues(tx, [{ personId, fieldKey, value: value as string }]))
  await write('full_name', 'Ada Ek')
  for (const fieldKey of Object.keys(before)) assert.deepEqual(await write(fieldKey, null), [], fieldKey)
  assert.deepEqual(await held(), { ...before, full_name: 'Ada Ek' })
})

test('H3: of each person exactly that ends which none of their own grounds holds, and names and keys follow what is left', async () => {
  const database = await testDatabase()
  await installed(database)
  const values = { given_name: 'Åsa', family_name: 'Ek', customer_number: '7', city: 'Ystad', title: 'Chef', birth_date: '1980-01-02' }
  const stays = [{ purpose: 'news', basis: 'consent' as const }, { purpose: 'analytics', basis: 'legitimate-interest' as const }, { purpose: 'bookkeeping', basis: 'legal-obligation' as const }]
  const { personIds } = await database.write((tx) => registerPeople(tx, INDEX_KEY, stays.map((ground) => ({
    values, contactPoints: [], identifiers: [], grounds: [{ purpose: 'contract', basis: 'contract' as const }, ground],
  })), ORIGIN))
  const [news, analytics, bookkeeping] = personIds as [PersonId, PersonId, PersonId]
  await database.superuser("update ground set hold_until = $1 where purpose_key = 'contract'", [database.now])
  const ended = await database.write((tx) => endUnfoundedValues(tx, personIds))
  const endedOf = (personId: PersonId) => ended.filter((one) => one.personId === personId).map((one) => one.fieldKey).toSorted()
  assert.deepEqual([endedOf(news), endedOf(analytics), endedOf(bookkeeping)], [
    ['birth_date', 'customer_number', 'title'], ['customer_number', 'family_name', 'given_name', 'title'], Object.keys(values).toSorted(),
  ])
  const left = async () => (await database.superuser('select person_id, display_name, sort_key, search_key, given_name, family_name, city, title, birth_date::text from profile order by person_id')).rows
  const found = await left()
  assert.deepEqual(found.map((one) => [one.person_id, one.display_name, one.search_key, one.city, one.title]).toSorted(), [
    [news, 'Åsa Ek', 'asa ek ystad', 'Ystad', null], [analytics, '', 'ystad', 'Ystad', null], [bookkeeping, '', '', null, null],
  ].toSorted())
  await database.superuser('select refresh_profile_keys($1)', [personIds])
  assert.deepEqual(await left(), found, 'the keys are those that are made of what is left')
})

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
