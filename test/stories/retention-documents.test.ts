import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { Document, Hold } from '../../src/doors/api/documents-resource.ts'
import type { Person } from '../../src/doors/api/person-resource.ts'
import type { IssuedApiKey } from '../../src/doors/api/session-resource.ts'
import { erasePeople } from '../../src/erasure/erase-people.ts'
import { bookkeepingUntil } from '../../src/law/bookkeeping.ts'
import { letIn } from '../customer-house.ts'
import { bodyOf, signedInStaff, staffedHouse } from '../house.ts'
import { customer } from '../register.ts'

// What was issued stays to the day that the law says (rule H4), is shown to the person and to those whose work it is.

const { database, house, app, browser } = await staffedHouse()
const PDF = Buffer.from('%PDF-1.7\nFaktura').toString('base64')
const invoice = (number: string, more = {}) => ({ kind: 'invoice', number, title: `Faktura ${number}`, issuedOn: '2026-02-14', fiscalYearEnd: '2026-12-31', mediaType: 'application/pdf', content: PDF, ...more })

test('H4: a document that was issued elsewhere is kept to the day the seller’s bookkeeping act says, and stands on the person', async () => {
  const { personId } = await customer(database, 'aino@example.org')
  const filed = await browser('POST', `/api/v1/people/${personId}/documents`, invoice('F-1'))
  assert.equal(filed.status, 201)
  const swedish = await bodyOf<Document>(filed)
  assert.deepEqual([swedish.keepUntil, swedish.country, swedish.restrictedAt], ['2033-12-31', 'SE', null])
  assert.equal(swedish.keepUntil, bookkeepingUntil('SE', '2026-12-31'))
  assert.match(swedish.law, /Bokföringslagen/)
  for (const [country, kind, day] of [['NO', 'invoice', '2031-12-31'], ['NO', 'contract', '2030-06-30'], ['DE', 'invoice', '2034-12-31'], [null, 'invoice', '2036-12-31']] as const) {
    const { keepUntil } = await bodyOf<Document>(browser('POST', `/api/v1/people/${personId}/documents`, invoice(`F-${country}-${kind}`, { country, kind })))
    assert.equal(keepUntil, day, `${country} ${kind}`)
  }
  const { documents } = await bodyOf<{ documents: Document[] }>(browser('GET', `/api/v1/people/${personId}/documents`))
  assert.equal(documents.length, 5)
  const person = await bodyOf<Person>(browser('GET', `/api/v1/people/${personId}`))
  assert.deepEqual(person.documents.map((one) => one.number).toSorted(), documents.map((one) => one.number).toSorted())
  assert.equal(person.stage, 'customer')
})

test('H4: a document filed without its fiscal year belongs to the company’s own of that day, and keeps it when years end otherwise later', async () => {
  const { personId } = await customer(database, 'brutet@example.org')
  const { fiscalYearEnd: _, ...undated } = invoice('B-0')
  const file = async (number: string, more = {}) => bodyOf<Document>(browser('POST', `/api/v1/people/${personId}/documents`, { ...undated, number, ...more })).then((one) => [one.fiscalYearEnd, one.keepUntil])
  const say = (fiscalYear: object) => browser('PUT', '/api/v1/record/controller', { organisationNumber: '', address: '', email: '', phone: '', officer: '', representative: '', fiscalYear })
  assert.deepEqual(await file('B-1'), ['2026-12-31', '2033-12-31'])
  assert.equal((await say({ lastMonth: 4, counts: 'always' })).status, 204)
  assert.deepEqual(await file('B-2'), ['2026-04-30', '2033-12-31'])
  assert.deepEqual(await file('B-3', { issuedOn: '2026-05-01' }), ['2027-04-30', '2034-12-31'])
  assert.deepEqual(await file('B-4', { country: 'NO' }), ['2026-04-30', '2031-04-30'])
  assert.deepEqual(await file('B-5', { country: 'NO', kind: 'contract' }), ['2026-04-30', '2029-10-31'])
  assert.deepEqual(await file('B-6', { fiscalYearEnd: '2025-12-31' }), ['2025-12-31', '2032-12-31'], 'what is said of the document itself counts')
  // From the next year on: the one that runs, and what was filed, stays as it was.
  assert.equal((await say({ lastMonth: 12, counts: 'next-year' })).status, 204)
  assert.deepEqual([await file('B-7'), await file('B-8', { issuedOn: '2026-05-01' })], [['2026-04-30', '2033-12-31'], ['2026-12-31', '2033-12-31']])
  const { documents } = await bodyOf<{ documents: Document[] }>(browser('GET', `/api/v1/people/${personId}/documents`))
  assert.equal(documents.find((one) => one.number === 'B-3')!.keepUntil, '2034-12-31')
  assert.equal((await say({ lastMonth: 12, counts: 'always' })).status, 204)
})

test('the bytes come back as they were, as a file, and the look is noted', async () => {
  const { personId } = await customer(database, 'bo@example.org')
  const { id } = await bodyOf<Document>(browser('POST', `/api/v1/people/${personId}/documents`, invoice('F-2')))
  const answer = await browser('GET', `/api/v1/people/${personId}/documents/${id}/content`)
  assert.equal(Buffer.from(await answer.arrayBuffer()).toString('base64'), PDF)
  assert.match(answer.headers.get('content-disposition')!, /^attachment; filename="document-/)
  const { rows } = await database.superuser('select why, fields from look where person_id = $1', [personId])
  assert.deepEqual(rows, [{ why: 'document', fields: ['documents'] }])
})

test('what is not what it is said to be, comes twice or belongs to nobody is refused', async () => {
  const { personId } = await customer(database, 'cia@example.org')
  const path = `/api/v1/people/${personId}/documents`
  const problem = async (body: unknown, at = path) => {
    const answer = await browser('POST', at, body)
    return [answer.status, (await bodyOf<ProblemDetails>(answer)).field]
  }
  assert.deepEqual(await problem(invoice('F-3', { content: Buffer.from('<html>').toString('base64') })), [400, 'content'])
  assert.deepEqual(await problem(invoice('F-3', { mediaType: 'application/json' })), [400, 'content'])
  assert.equal((await browser('POST', path, invoice('F-3'))).status, 201)
  assert.deepEqual(await problem(invoice('F-3')), [409, 'number'])
  assert.equal((await problem(invoice('F-4'), '/api/v1/people/01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f40/documents'))[0], 404)
  assert.equal((await database.superuser('select count(*)::int as n from issued_document where person_id = $1', [personId])).rows[0].n, 1)
})

test('art. 25: documents are for those whose work they are, and for keys of invoicing to file', async () => {
  const { personId } = await customer(database, 'dan@example.org', { grounds: [{ purpose: 'contract', basis: 'contract' }, { purpose: 'invoicing', basis: 'contract' }] })
  const { id } = await bodyOf<Document>(browser('POST', `/api/v1/people/${personId}/documents`, invoice('F-5')))
  const erased = await customer(database, 'dora@example.org')
  await browser('POST', `/api/v1/people/${erased.personId}/documents`, invoice('F-5'))
  await database.superuser('update ground set ended_at = $2, hold_until = $2 where person_id = $1', [erased.personId, database.now])
  const [finance, seller] = [(await signedInStaff(app, house, ['finance'])).browser, (await signedInStaff(app, house, ['seller'])).browser]
  const marketer = (await signedInStaff(app, house, ['marketer'])).browser
  const both = (await signedInStaff(app, house, ['finance', 'seller'])).browser
  for (const path of [`/api/v1/people/${personId}/documents`, `/api/v1/people/${personId}/documents/${id}/content`]) {
    assert.deepEqual(await Promise.all([finance, both, seller, marketer].map(async (one) => (await one('GET', path)).status)), [200, 200, 403, 403], path)
  }
  assert.equal((await bodyOf<Person>(finance('GET', `/api/v1/people/${personId}`))).documents.length, 1)
  assert.equal((await bodyOf<Person>(seller('GET', `/api/v1/people/${personId}`))).documents.length, 0)
  // Of somebody who was forgotten the documents are there for the books, and for nobody else.
  await database.write((tx) => erasePeople(tx, house.keeper, [{ personId: erased.personId, why: 'retention' }]))
  for (const [reader, count] of [[finance, 1], [seller, undefined], [marketer, undefined]] as const) {
    assert.equal((await bodyOf<{ documents?: Document[] }>(reader('GET', `/api/v1/people/${erased.personId}/documents`))).documents?.length, count)
  }
  const keyOf = async (purposes: string[]) => (await bodyOf<IssuedApiKey>((await signedInStaff(app, house)).browser('POST', '/api/v1/api-keys', { name: 'till', purposes }))).key
  const file = (key: string, number: string) => app.request(`/api/v1/people/${personId}/documents`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: JSON.stringify(invoice(number)) })
  assert.equal((await file(await keyOf(['invoicing']), 'F-6')).status, 201)
  assert.equal((await file(await keyOf(['contract']), 'F-7')).status, 403)
  assert.equal((await file(await keyOf(['news']), 'F-7')).status, 404)
})

test('the person sees their documents on their own page with their day and fetches them; nobody else can', async () => {
  const { personId, email } = await customer(database, 'eva@example.org')
  const other = await customer(database, 'frans@example.org')
  const { id } = await bodyOf<Document>(browser('POST', `/api/v1/people/${personId}/documents`, invoice('F-8')))
  const cookie = await letIn(database, house, personId, email)
  const page = await (await app.request('/me/page', { headers: { cookie, 'accept-language': 'en' } })).text()
  assert.match(page, /Faktura F-8/)
  assert.match(page, /Kept to 31 December 2033/)
  const own = await app.request(`/me/documents/${id}`, { headers: { cookie } })
  assert.deepEqual([own.status, own.headers.get('content-type')], [200, 'application/pdf'])
  const strangers = await letIn(database, house, other.personId, other.email)
  assert.equal((await app.request(`/me/documents/${id}`, { headers: { cookie: strangers } })).status, 404)
})

test('a hold is on an item, has a reason and an end, and is let go once', async () => {
  const { personId } = await customer(database, 'greta@example.org')
  const { id } = await bodyOf<Document>(browser('POST', `/api/v1/people/${personId}/documents`, invoice('F-9')))
  const path = `/api/v1/people/${personId}/holds`
  const wish = { item: { kind: 'document', id }, reason: 'Dispute about F-9', until: '2027-03-02T00:00:00Z' }
  const { id: hold } = await bodyOf<{ id: string }>(browser('POST', path, wish))
  const refused = async (more: object) => (await browser('POST', path, { ...wish, ...more })).status
  assert.deepEqual([await refused({ until: '2026-01-01T00:00:00Z' }), await refused({ until: '2036-01-01T00:00:00Z' }), await refused({ item: { kind: 'ground', id } }), await refused({ item: { kind: 'person', id } })], [400, 400, 404, 400])
  const { holds } = await bodyOf<{ holds: Hold[] }>(browser('GET', path))
  assert.deepEqual(holds.map((one) => [one.label, one.reason, one.lasts]), [['Faktura F-9', 'Dispute about F-9', true]])
  const again = (await signedInStaff(app, house)).browser
  assert.deepEqual([(await again('POST', `${path}/${hold}/ends`)).status, (await again('POST', `${path}/${hold}/ends`)).status], [204, 404])
  const service = (await signedInStaff(app, house, ['customer-service'])).browser
  assert.equal((await service('POST', path, wish)).status, 403)
})
