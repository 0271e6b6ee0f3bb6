// Rule E4: whoever was forgotten does not come back by import, API, front door or the undo of an import; and then comes back as somebody new.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recordPeople } from '../../src/imports/record-people.ts'
import { erasePeople } from '../../src/erasure/erase-people.ts'
import type { RowResult } from '../../src/imports/import.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { testHouse } from '../house.ts'
import { customer, installed } from '../register.ts'
import type { House } from '../../src/doors/house.ts'

async function openHouse(): Promise<{ database: TestDatabase; house: House }> {
  const database = await testDatabase()
  await installed(database)
  return { database, house: await testHouse(database) }
}
const forget = (database: TestDatabase, house: House, ...people: PersonId[]) => database.write((tx) => erasePeople(tx, house.keeper, people.map((personId) => ({ personId, why: 'asked' as const }))))

interface Sent { email?: string; phone?: string; values?: Record<string, string>; when?: string; ground?: 'contract' | 'legitimate-interest'; purposes?: string[]; entered?: 'by-hand' | 'by-the-person' }
/** Somebody whom another system sends. */
async function send(database: TestDatabase, house: House, { email, phone, values = {}, when, ground = 'contract', purposes = ['contract'], entered }: Sent): Promise<RowResult> {
  const [result] = await database.write((tx) => recordPeople(tx, house.keeper, {
    source: 'shop', collected: 'self', purposes, ground, capacity: 'consumer', ...(when && { when }),
    people: [{ values, country: 'SE', contactPoints: [...(email ? [{ kind: 'email' as const, value: email }] : []), ...(phone ? [{ kind: 'phone' as const, value: phone }] : [])] }],
  }, 'the-shop', entered))
  return result!
}
const rulesOf = (result: RowResult): (string | null)[] => result.reasons.map((one) => one.rule)
const NAMED = { given_name: 'Maja', family_name: 'Berg' }

test('every spelling of the address, the number and the customer number of its source bring nobody back, and each says why', async (t) => {
  const { database, house } = await openHouse()
  const first = await send(database, house, { email: 'maja.berg@example.org', phone: '070-174 06 05', values: { ...NAMED, customer_number: 'K-77' } })
  assert.equal(first.outcome, 'new')
  await forget(database, house, first.personId!)
  assert.equal((await database.superuser('select count(*)::int as n from person')).rows[0].n, 1, 'a running contract keeps her')
  await database.superuser("update ground set ended_at = $1, hold_until = '2030-01-01' where person_id = $2", [database.now, first.personId])
  await forget(database, house, first.personId!)
  assert.equal((await database.superuser('select count(*)::int as n from person')).rows[0].n, 0)
  const tries: Sent[] = [
    { email: 'maja.berg@example.org', values: NAMED }, { email: 'MAJA.BERG@EXAMPLE.ORG', values: NAMED }, { email: 'maja.berg+shop@example.org', values: NAMED },
    { email: 'someoneelse@example.org', phone: '+46701740605' }, { phone: '0046 70 174 06 05', values: NAMED }, { values: { ...NAMED, customer_number: 'K-77' } },
    { email: 'maja.berg@example.org', ground: 'legitimate-interest', purposes: ['analytics'], values: { city: 'Umeå' } }, { email: 'maja.berg@example.org', when: '2026-03-02', values: NAMED },
  ]
  for (const one of tries) {
    const result = await send(database, house, one)
    assert.deepEqual([result.outcome, result.personId, rulesOf(result).includes('E4')], ['held-back', null, true], JSON.stringify([one, result]))
  }
  assert.equal((await database.superuser('select count(*)::int as n from person')).rows[0].n, 0)
  assert.equal((await send(database, house, { email: 'other@example.org', values: NAMED })).outcome, 'new')
  t.diagnostic(`${tries.length} ways of coming back, 0 came`)
})

test('a newer contract makes a new person with that purpose alone, and the no to marketing stands', async () => {
  const { database, house } = await openHouse()
  const { personId } = await customer(database, 'maja@example.org', { grounds: [{ purpose: 'prospects', basis: 'contract' }] })
  await forget(database, house, personId)
  database.now = new Date('2026-06-01T09:00:00Z')
  const result = await send(database, house, { email: 'maja@example.org', values: NAMED, when: '2026-05-30', purposes: ['contract', 'service'] })
  assert.equal(result.outcome, 'new', JSON.stringify(result))
  assert.notEqual(result.personId, personId)
  const said = await database.superuser('select purpose, channel, state from standing where person_id = $1', [result.personId])
  assert.deepEqual(said.rows, [{ purpose: '*', channel: '*', state: 'objected' }])
  const grounds = await database.superuser('select purpose_key from ground where person_id = $1 order by 1', [result.personId])
  assert.deepEqual(grounds.rows.map((row: { purpose_key: string }) => row.purpose_key), ['contract', 'service'])
  // Found again from now on as the person they are.
  assert.equal((await send(database, house, { email: 'maja@example.org', values: { ...NAMED, city: 'Umeå' } })).outcome, 'changed')
})

test('what the person enters themself brings them back for that alone', async () => {
  const { database, house } = await openHouse()
  const { personId } = await customer(database, 'maja@example.org', { grounds: [{ purpose: 'prospects', basis: 'contract' }] })
  await forget(database, house, personId)
  assert.equal((await send(database, house, { email: 'maja@example.org', values: NAMED })).outcome, 'held-back')
  const trial = await send(database, house, { email: 'maja@example.org', values: NAMED, entered: 'by-the-person', purposes: ['trial'] })
  assert.equal(trial.outcome, 'new')
  assert.equal((await database.superuser('select count(*)::int as n from standing where person_id = $1 and state = $2', [trial.personId, 'objected'])).rows[0].n, 1)
})

test('name and address alone only hold back for a look: a colleague who has looked may enter a namesake (trap 9)', async () => {
  const { database, house } = await openHouse()
  const values = { given_name: 'Bo', family_name: 'Ekdahl', street: 'Lodsgatan 4', postal_code: '903 26', city: 'Umeå' }
  const { personId } = await send(database, house, { values: { ...values, birth_date: '1950-05-01', customer_number: 'K-1' } })
  const namesake = await customer(database, 'bo@example.org', { values: { given_name: 'Bo', family_name: 'Ekdahl' } })
  await database.superuser('update ground set ended_at = $1 where person_id = $2', [database.now, personId])
  await forget(database, house, personId!)
  assert.equal((await database.superuser('select count(*)::int as n from person where person_id = $1', [namesake.personId])).rows[0].n, 1, 'erasing by name hits nobody')
  for (const birth of [{ birth_date: '1950-05-01' }, {}] as Record<string, string>[]) {
    const result = await send(database, house, { values: { ...values, ...birth } })
    assert.deepEqual([result.outcome, result.reasons.at(-1)?.text], ['held-back', 'imports.held.like-erased'])
  }
  assert.equal((await send(database, house, { values: { ...values, birth_date: '1982-01-01' } })).outcome, 'new', 'another day of birth is somebody else')
  assert.equal((await send(database, house, { values, entered: 'by-hand' })).outcome, 'new')
})
