// The cast of the rights, whole: Maria, Bo, Aino and a stranger with a forwarded mail, then a restore from last week, then the day of the law.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recordChoices } from '../../src/consent/record-choices.ts'
import { decideFor } from '../../src/decisions/decide-for.ts'
import { erasePeople } from '../../src/erasure/erase-people.ts'
import { keepDocuments } from '../../src/lifecycle/keep-documents.ts'
import { endGrounds } from '../../src/people/end-grounds.ts'
import { selectGrounds } from '../../src/people/grounds.sql.ts'
import { callWriteValues } from '../../src/people/values.sql.ts'
import { readAccess } from '../../src/rights/read-access.ts'
import { receiveRequest } from '../../src/rights/receive-request.ts'
import type { LocalDate } from '../../src/values/calendar.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { backUp, company, restored } from '../backing-up.ts'
import { choice } from '../customer-house.ts'
import type { TestDatabase } from '../database.ts'
import { customer } from '../register.ts'
import { leapTo, passTo } from '../sweeping.ts'

const DAY = 86_400_000
const NOTE = 'Bo ringde om leveransen. Grannen Karin Lindgren (karin.lindgren@example.net, 070-174 06 33) klagar.'
/** Bokföringslagen 7 kap. 2 §: the seventh year after the calendar year in which the fiscal year ended. */
const LAST_DAY_OF_LAW = new Date('2032-12-31T22:30:00Z')
const DAY_AFTER = new Date('2033-01-01T03:00:00Z')

const valueOf = async (database: TestDatabase, personId: PersonId, column: string) => (await database.superuser(`select ${column} as value from profile where person_id = $1`, [personId])).rows[0]?.value as unknown
const rowsOf = async (database: TestDatabase, table: string, personId: PersonId) => (await database.superuser(`select count(*)::int as n from ${table} where person_id = $1`, [personId])).rows[0].n as number
const mayGetNews = (database: TestDatabase, personId: PersonId) => database.read((tx) => decideFor(tx, [personId], [{ purpose: 'news', channel: 'email', use: 'send', about: null }])).then(([one]) => one!.allowed)

test('Maria’s interests, Bo’s neighbour, Aino’s data: gone, and a restore from last week brings none of them back; Aino’s invoice stays to the day the law says and then goes; a stranger with a forwarded mail destroys nothing', async () => {
  const source = await company()
  const { database, keeper } = source
  const news = { grounds: [{ purpose: 'contract', basis: 'contract' as const }] }
  const maria = await customer(database, 'maria@example.org', { values: { given_name: 'Maria', city: 'Göteborg' }, ...news })
  const bo = await customer(database, 'bo@example.org', { values: { given_name: 'Bo', family_name: 'Ekdahl' }, ...news })
  const aino = await customer(database, 'aino@example.org', { values: { given_name: 'Aino', family_name: 'Korhonen' }, ...news })
  const freja = await customer(database, 'freja@example.org', { values: { given_name: 'Freja' }, ...news })
  for (const one of [maria, freja]) {
    await database.write((tx) => recordChoices(tx, keeper, [choice(one.personId, { contactPointId: one.email.contactPointId, wording: null })]))
    await database.write((tx) => callWriteValues(tx, [{ personId: one.personId, fieldKey: 'interests', value: ['cykling'] }]))
  }
  await database.write((tx) => recordChoices(tx, keeper, [choice(bo.personId, { kind: 'withdrawn', purpose: 'events', surface: 'phone', wording: null, actor: { kind: 'staff', id: null }, evidence: { kind: 'call-note', text: NOTE } })]))
  await database.write((tx) => keepDocuments(tx, [{
    personId: aino.personId, kind: 'invoice', number: 'F-88', issuedOn: '2025-11-02' as LocalDate, fiscalYearEnd: '2025-12-31' as LocalDate, title: 'Faktura', mediaType: 'application/json', content: Buffer.from('{"name":"Aino Korhonen"}'), filedBy: { kind: 'system', id: null },
  }]))
  await database.write(async (tx) => endGrounds(tx, await selectGrounds(tx, [aino.personId]), 'contract-ended'))
  await source.sequence()
  const lastWeek = await backUp(source)

  // A week goes on. Maria withdraws her only consent, Bo asks for his data, Aino is forgotten, and somebody presses a link in a mail that Freja forwarded.
  database.now = new Date(database.now.getTime() + 5 * DAY)
  await database.write((tx) => recordChoices(tx, keeper, [choice(maria.personId, { kind: 'withdrawn', wording: null })]))
  const request = { personId: bo.personId, kind: 'access' as const, how: 'page' as const, by: { kind: 'person' as const, id: bo.personId }, language: 'sv' as const, wish: {}, proof: { way: 'code' as const, contactPointId: bo.email.contactPointId } }
  await database.write((tx) => receiveRequest(tx, request))
  await database.write((tx) => erasePeople(tx, keeper, [{ personId: aino.personId, why: 'asked' }]))
  const frejaNo = choice(freja.personId, { kind: 'withdrawn', surface: 'mail', wording: null, evidence: { kind: 'link', link: 'stop', unproved: true } })
  await database.write((tx) => recordChoices(tx, keeper, [frejaNo]))
  await source.sequence()
  await stands(database)
  database.now = new Date(database.now.getTime() + 2 * DAY)

  const { database: place } = await restored(source, lastWeek.file)
  await stands(place)

  // Freja says within the fourteen days that it was not her; nothing of hers was destroyed, before the restore or after it.
  await place.write((tx) => recordChoices(tx, keeper, [choice(freja.personId, { contactPointId: freja.email.contactPointId, wording: null })]))
  await passTo(place, keeper, new Date(place.now.getTime() + 15 * DAY))
  assert.deepEqual([await valueOf(place, freja.personId, 'interests'), await mayGetNews(place, freja.personId)], [['cykling'], true])

  // Years go by. On the last day of the law the invoice is there; on the day after it has gone, and with it the last of Aino.
  await leapTo(place, keeper, LAST_DAY_OF_LAW)
  assert.equal(await rowsOf(place, 'issued_document', aino.personId), 1)
  await leapTo(place, keeper, DAY_AFTER)
  assert.equal(await rowsOf(place, 'issued_document', aino.personId), 0)

  /** How things are after what the four of them did: in the house as it went on, and in the one that was put back from last week. */
  async function stands(house: TestDatabase): Promise<void> {
    assert.deepEqual([await valueOf(house, maria.personId, 'interests'), await valueOf(house, maria.personId, 'city'), await mayGetNews(house, maria.personId)], [null, 'Göteborg', false])
    for (const table of ['person', 'profile', 'contact_point', 'identifier', 'ground', 'ledger_entry', 'standing']) assert.equal(await rowsOf(house, table, aino.personId), 0, table)
    assert.deepEqual((await house.superuser('select number, keep_until::text as until, restricted_at is not null as alone from issued_document')).rows, [{ number: 'F-88', until: '2032-12-31', alone: true }])
    // What a stranger said stops the use and destroys nothing.
    assert.deepEqual([await rowsOf(house, 'contact_point', freja.personId), await mayGetNews(house, freja.personId), await valueOf(house, freja.personId, 'interests')], [1, false, ['cykling']])
    const { copy } = await house.read((tx) => readAccess(tx, keeper, bo.personId, { kind: 'access', language: 'sv', company: [] }))
    const told = JSON.stringify(copy.tables)
    assert.ok(told.includes('Bo ringde om leveransen. Grannen [borttaget: en annan persons namn]'))
    for (const hers of ['Karin', 'Lindgren', '174 06 33']) assert.ok(!told.includes(hers), hers)
  }
})
