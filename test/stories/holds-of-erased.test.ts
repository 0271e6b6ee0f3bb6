import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Document, FoundDocument } from '../../src/doors/api/documents-resource.ts'
import { BACKUP_DAYS } from '../../src/erasure/erasure.ts'
import { erasePeople } from '../../src/erasure/erase-people.ts'
import { resumeErasures } from '../../src/erasure/resume-erasures.ts'
import { recordChoices } from '../../src/consent/record-choices.ts'
import { readSettings } from '../../src/plumbing/config.ts'
import { selectValues } from '../../src/people/values.sql.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { daysLater } from '../../src/values/moment.ts'
import { choice } from '../customer-house.ts'
import { bodyOf, signedInStaff, staffedHouse } from '../house.ts'
import { customer } from '../register.ts'
import { leapTo, passTo } from '../sweeping.ts'

// ER-08 from one end to the other: what is held of somebody who is forgotten stays, is used for nothing, and goes within a
// day of being let go (trap 8); and the documents of the erased are found by whose work they are, by number or day.

const { database, house, app } = await staffedHouse()
const { keeper } = house
const PDF = Buffer.from('%PDF-1.7\nFaktura').toString('base64')
const invoice = (number: string, fiscalYearEnd: string) => ({ kind: 'invoice', number, title: `Faktura ${number}`, issuedOn: `${fiscalYearEnd.slice(0, 4)}-02-14`, fiscalYearEnd, mediaType: 'application/pdf', content: PDF })
const as = async (role: string) => (await signedInStaff(app, house, [role])).browser
const HOURS_24 = 86_400_000

const one = await customer(database, 'aino@example.org', { values: { given_name: 'Aino', city: 'Luleå' }, grounds: [{ purpose: 'membership', basis: 'contract' }] })
const { personId } = one
const rowsLeft = async (table: string, id: PersonId = personId): Promise<number> => (await database.superuser(`select count(*)::int as n from ${table} where person_id = $1`, [id])).rows[0].n
const fieldsLeft = async () => (await database.read((tx) => selectValues(tx, [personId]))).map((value) => value.fieldKey)
const resume = () => database.write((tx) => resumeErasures(tx, keeper, new Date(0)))

test('ER-08: a hold on invoices and on the address they were sent to: those stay and nobody who sells sees them, everything else goes', async () => {
  const admin = await as('administrator')
  const { id: document } = await bodyOf<Document>(admin('POST', `/api/v1/people/${personId}/documents`, invoice('F-2017-1', '2017-12-31')))
  await admin('POST', `/api/v1/people/${personId}/documents`, invoice('F-2026-1', '2026-12-31'))
  await database.write((tx) => recordChoices(tx, keeper, [choice(personId, { contactPointId: one.email.contactPointId })]))
  const until = daysLater(database.now, 300).toISOString()
  for (const item of [{ kind: 'document', id: document }, { kind: 'field', id: 'city' }]) assert.equal((await admin('POST', `/api/v1/people/${personId}/holds`, { item, reason: 'Dispute about F-2017-1', until })).status, 201)
  await database.superuser("update ground set ended_at = $2, until = $2 where person_id = $1 and basis = 'contract'", [personId, database.now])
  const [erased] = await database.write((tx) => erasePeople(tx, keeper, [{ personId, why: 'asked' }]))
  assert.equal(erased!.erasedAt, null)
  // The mark of a mailbox carries the no that forgetting says, so that no file brings it back (trap 3).
  const found = (await database.superuser('select kind from identifier where person_id = $1', [personId])).rows.map((row) => row.kind)
  assert.deepEqual([await fieldsLeft(), await rowsLeft('contact_point'), found], [['city'], 0, ['mailbox']])
  assert.deepEqual([await rowsLeft('issued_document'), await rowsLeft('hold')], [2, 2])
  // Neither lists, nor filters, nor the person's own page show it to whoever sells or writes.
  const [seller, marketer] = [await as('seller'), await as('marketer')]
  const person = await seller('GET', `/api/v1/people/${personId}`)
  assert.ok(!(await person.text()).includes('Luleå'))
  const list = await bodyOf<{ total?: number }>(seller('POST', '/api/v1/lists/people/counts', { where: [{ field: 'city', op: 'is', value: 'Luleå' }] }))
  assert.ok(!JSON.stringify(list).includes('Luleå'))
  assert.equal((await marketer('GET', `/api/v1/people/${personId}`)).status, 403)
  assert.equal((await marketer('GET', `/api/v1/people/${personId}/documents`)).status, 403)
  const audience = await bodyOf<{ matching: number }>(marketer('POST', '/api/v1/audiences', { purpose: 'news', channel: 'email' }))
  assert.equal(JSON.stringify(audience).includes(personId), false)
})

test('ER-08: let go, the remainder is erased by itself within a day, with the clock it had; the hold of a document lasts as long as it says and goes with it', async (t) => {
  const admin = await as('administrator')
  const { holds } = await bodyOf<{ holds: { id: string; item: { kind: string } }[] }>(admin('GET', `/api/v1/people/${personId}/holds`))
  await leapTo(database, keeper, daysLater(database.now, 30))
  await resume()
  assert.deepEqual([await rowsLeft('person'), await fieldsLeft()], [1, ['city']])
  const released = database.now
  const again = await as('administrator')
  assert.equal((await again('POST', `/api/v1/people/${personId}/holds/${holds.find((hold) => hold.item.kind === 'field')!.id}/ends`)).status, 204)
  let goneAt: Date | undefined
  while (!goneAt && database.now.getTime() - released.getTime() <= HOURS_24) {
    await passTo(database, keeper, new Date(database.now.getTime() + 3_600_000))
    await resume()
    if ((await rowsLeft('person')) === 0) goneAt = database.now
  }
  assert.ok(goneAt, 'within 24 hours')
  t.diagnostic(`gone ${((goneAt.getTime() - released.getTime()) / 3_600_000).toFixed(1)} h after it was let go; catalogue: 24 h`)
  assert.deepEqual([await fieldsLeft(), await rowsLeft('ground'), await rowsLeft('ledger_entry')], [[], 0, 0])
  const { rows } = await database.superuser('select asked_at, erased_at from erasure where person_id = $1', [personId])
  assert.deepEqual([rows.length, rows[0].erased_at > released], [1, true])
  // Of the holds only the one that still holds a document is left; the invoice it holds is past its day, the other is not.
  assert.deepEqual((await database.superuser('select item_kind from hold where person_id = $1', [personId])).rows, [{ item_kind: 'document' }])
  assert.equal(await rowsLeft('issued_document'), 2)
})

test('finance finds the documents of the erased by number and by day, with a look noted; nobody else does', async () => {
  const search = { number: '2017', restricted: true }
  const finance = await as('finance')
  const found = await bodyOf<{ documents: FoundDocument[]; more: boolean }>(finance('POST', '/api/v1/document-searches', search))
  assert.deepEqual(found.documents.map((document) => [document.number, document.person]), [['F-2017-1', { id: personId, name: null }]])
  const { rows } = await database.superuser("select why, fields from look where person_id = $1 order by at desc limit 1", [personId])
  assert.deepEqual(rows, [{ why: 'document', fields: ['documents'] }])
  const numbers = async (body: object) => (await bodyOf<{ documents: FoundDocument[] }>(finance('POST', '/api/v1/document-searches', body))).documents.map((document) => document.number)
  assert.deepEqual(await numbers({ keepFrom: '2030-01-01' }), ['F-2026-1'])
  assert.deepEqual(await numbers({ issuedFrom: '2017-01-01', issuedTo: '2017-12-31' }), ['F-2017-1'])
  assert.deepEqual(await numbers({ number: '%' }), [])
  const here = await customer(database, 'bo@example.org', { values: { given_name: 'Bo' }, grounds: [{ purpose: 'invoicing', basis: 'contract' }] })
  await (await as('customer-service'))('POST', `/api/v1/people/${here.personId}/documents`, invoice('F-2017-9', '2026-12-31'))
  assert.deepEqual((await numbers({ number: 'F-2017' })).toSorted(), ['F-2017-1', 'F-2017-9'])
  assert.deepEqual(await numbers(search), ['F-2017-1'])
  assert.equal((await finance('POST', '/api/v1/document-searches', { restricted: true })).status, 400)
  for (const role of ['seller', 'marketer', 'customer-service', 'it', 'privacy-officer']) assert.equal((await (await as(role))('POST', '/api/v1/document-searches', search)).status, 403, role)
  assert.equal((await (await as('seller'))('POST', `/api/v1/people/${here.personId}/documents`, invoice('F-3', '2026-12-31'))).status, 403)
})

test('H4: a document of the erased goes within a day of its hold, and the hold with it, also one that runs out by itself', async () => {
  const hold = (await database.superuser('select hold_id, until from hold where person_id = $1', [personId])).rows[0]
  await leapTo(database, keeper, daysLater(hold.until, -0.5))
  assert.deepEqual([await rowsLeft('issued_document'), await rowsLeft('hold')], [2, 1])
  await passTo(database, keeper, daysLater(hold.until, 1))
  assert.deepEqual([await rowsLeft('issued_document'), await rowsLeft('hold')], [1, 0])
  // Of people who are here a hold that has ended stays told.
  const here = await customer(database, 'stays@example.org')
  const admin = (await signedInStaff(app, house)).browser
  await admin('POST', `/api/v1/people/${here.personId}/holds`, { item: { kind: 'field', id: 'city' }, reason: 'Claim', until: daysLater(database.now, 1).toISOString() })
  await passTo(database, keeper, daysLater(database.now, 3))
  assert.equal(await rowsLeft('hold', here.personId), 1)
})

test('backups are told to be kept as long as the setting says, which without one is what a certificate says', async () => {
  const { personId: other } = await customer(database, 'backups@example.org')
  await database.superuser('update ground set ended_at = $2, until = $2, hold_until = $2 where person_id = $1', [other, database.now])
  const [erased] = await database.write((tx) => erasePeople(tx, keeper, [{ personId: other, why: 'asked' }], 90))
  assert.deepEqual(erased!.places.find((place) => place.place === 'backups')?.until, daysLater(database.now, 90))
  assert.equal(readSettings({ DATA_DIR: '/tmp' }).backupHorizonDays, BACKUP_DAYS)
})

test('approvals are seen by those who may do themselves what they are about, and by nobody else', async () => {
  const officer = await as('privacy-officer')
  const { id } = await bodyOf<{ id: string }>(officer('POST', '/api/v1/approvals', { kind: 'retention-change', wish: { changes: [{ purpose: 'trial', retention: { from: 'ground-end', months: 2 } }] }, reason: 'less' }))
  const seen = async (role: string) => (await bodyOf<{ approvals: { id: string }[] }>((await as(role))('GET', '/api/v1/approvals'))).approvals.map((approval) => approval.id)
  assert.deepEqual([await seen('privacy-officer'), await seen('seller'), await seen('marketer')], [[id], [], []])
  assert.equal((await (await as('marketer'))('POST', `/api/v1/approvals/${id}/decisions`, { approved: true })).status, 403)
})
