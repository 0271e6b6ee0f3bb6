import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { CatalogueChange } from '../../src/doors/api/catalogue-resource.ts'
import type { ProcessingRecordAnswer } from '../../src/doors/api/record-resource.ts'
import { bodyOf, signedInStaff, staffedHouse, type Browser, type StaffedHouse } from '../house.ts'

// The record of processing (art. 30) and the notice (art. 13, 14) are pages over what is in force.

let desk: StaffedHouse
let officer: Browser
const page = async (path: string, language = 'en') => (await desk.app.request(path, { headers: { 'accept-language': language } })).text()
const record = async () => bodyOf<ProcessingRecordAnswer>(officer('GET', '/api/v1/record', undefined, { 'accept-language': 'en' }))

before(async () => {
  desk = await staffedHouse()
  officer = (await signedInStaff(desk.app, desk.house, ['privacy-officer'])).browser
})

test('anybody reads the notice in three languages, from the front door, without signing in and without a script', async () => {
  assert.match(await page('/me'), /<a[^>]* href="\/privacy">How we use personal data<\/a>/)
  const [english, swedish, norwegian] = [await page('/privacy?lang=en'), await page('/privacy?lang=sv'), await page('/privacy?lang=nb')]
  assert.match(english, /<h1>How Provbolaget AB uses personal data<\/h1>/)
  assert.match(swedish, /Rättslig grund: .*Integritetsskyddsmyndigheten/s)
  assert.match(norwegian, /Rettslig grunnlag: /)
  assert.ok(![english, swedish, norwegian].some((text) => text.includes('<script')))
  // One heading for each part, and nothing of anybody.
  assert.equal([...english.matchAll(/<h2 id="(\w+)">/g)].length, 7)
})

test('a new version of the catalogue is in record, file and notice with the next request', async () => {
  assert.equal((await record()).rows.find((one) => one.key === 'surveys')!.period, 'Deleted when there is no ground any more.')
  const admin = desk.browser
  const { versions: [purpose] } = await bodyOf<{ versions: NonNullable<CatalogueChange['purposes']> }>(admin('GET', '/api/v1/purposes/surveys'))
  const { key, kind, group, channels, bases, recipients, texts } = purpose!
  const changed = { key, kind, group, channels, bases, fields: purpose!.fields.filter((field) => field !== 'gender'), recipients: [...recipients, 'pollsters'], retention: purpose!.retention, texts: { ...texts, en: { ...texts.en, name: 'What you think' } } }
  const answer = await admin('POST', '/api/v1/catalogue/versions', { change: { purposes: [changed] }, note: 'less' })
  assert.equal(answer.status, 201, await answer.clone().text())
  // How long is said by two.
  const changes = [{ purpose: 'surveys', retention: { from: 'last-activity', months: 7 } }]
  const { id: approval } = await bodyOf<{ id: string }>(admin('POST', '/api/v1/approvals', { kind: 'retention-change', wish: { changes }, reason: 'shorter' }))
  assert.equal((await (await signedInStaff(desk.app, desk.house)).browser('POST', `/api/v1/approvals/${approval}/decisions`, { approved: true })).status, 204)
  assert.equal((await admin('POST', '/api/v1/retention/changes', { changes, note: 'shorter', approval })).status, 201)
  const row = (await record()).rows.find((one) => one.key === 'surveys')!
  assert.deepEqual([row.name, row.period, row.recipients.at(-1), JSON.stringify(row.data).includes('Gender')], ['What you think', 'Kept until nothing has happened for 7 months.', 'pollsters', false])
  const notice = await page('/privacy?lang=en')
  assert.match(notice, /What you think.*Kept until nothing has happened for 7 months\..*pollsters/s)
  const csv = await (await officer('GET', '/api/v1/record/file?form=csv&language=en')).text()
  assert.match(csv, /What you think.*pollsters/)
  const file = await officer('GET', '/api/v1/record/file?form=json&language=sv')
  assert.match(file.headers.get('content-disposition')!, /^attachment; filename="record-2026-03-02\.json"$/)
  assert.ok(((await file.json()) as ProcessingRecordAnswer).rows.some((one) => one.recipients.includes('pollsters')))
})

test('what the company has not said of itself is a fault until it says it, and then stands on every page', async () => {
  assert.deepEqual((await record()).faults.map((one) => one.about), ['Provbolaget AB', 'Provbolaget AB'])
  const said = { organisationNumber: '556000-4615', address: 'Storgatan 1, 111 22 Stockholm', email: 'privat@company.example', phone: '', officer: 'Astrid Nyberg, ombud@company.example', representative: '' }
  assert.equal((await desk.browser('PUT', '/api/v1/record/controller', { ...said, email: 'nobody' })).status, 400)
  assert.equal((await desk.browser('PUT', '/api/v1/record/controller', said)).status, 204)
  assert.deepEqual((await record()).faults, [])
  assert.match(await page('/privacy?lang=sv'), /Dataskyddsombud<\/dt><dd>Astrid Nyberg, ombud@company\.example/)
})

test('the fiscal year ends with the month that is said: of the next one on, or always; what is wrong is refused', async () => {
  const said = { organisationNumber: '556000-4615', address: 'Storgatan 1, 111 22 Stockholm', email: 'privat@company.example', phone: '', officer: '', representative: '' }
  const say = async (fiscalYear?: object) => (await desk.browser('PUT', '/api/v1/record/controller', { ...said, ...(fiscalYear && { fiscalYear }) })).status
  const told = async () => record().then(({ controller, fiscalYear }) => [controller.find((one) => one.key === 'fiscal-year')!.text, fiscalYear.lastMonth])
  assert.deepEqual(await told(), ['Ends with December.', 12])
  assert.equal(await say({ lastMonth: 4, counts: 'next-year' }), 204)
  assert.deepEqual(await told(), ['Ends with December; from 1 January 2027 on with April.', 4])
  assert.equal(await say(), 204)
  assert.deepEqual(await told(), ['Ends with December; from 1 January 2027 on with April.', 4], 'who says nothing of it changes nothing')
  assert.equal(await say({ lastMonth: 6, counts: 'always' }), 204)
  assert.deepEqual(await told(), ['Ends with June.', 6])
  for (const wrong of [{ lastMonth: 13, counts: 'always' }, { lastMonth: 0, counts: 'always' }, { lastMonth: 4 }, { lastMonth: 4, counts: 'last-year' }]) assert.equal(await say(wrong), 400)
  assert.deepEqual(await told(), ['Ends with June.', 6])
})

test('a purpose that the data map rests on and that is retired shows as a fault by the tables that nobody can explain any more', async () => {
  const answer = await desk.browser('POST', '/api/v1/catalogue/versions', { change: { retirePurposes: ['bookkeeping'] }, note: 'by mistake' })
  assert.equal(answer.status, 201, await answer.clone().text())
  assert.deepEqual((await record()).faults.map((one) => one.about), ['issued_document', 'invoice', 'payment', 'bank_payment', 'bank_payment_step', 'invoice_reminder'])
})

test('the record is for the privacy officer: a seller and a key of a system do not get it', async () => {
  const seller = (await signedInStaff(desk.app, desk.house, ['seller'])).browser
  for (const path of ['/api/v1/record', '/api/v1/record/file?form=csv']) assert.equal((await seller('GET', path)).status, 403, path)
  assert.equal((await officer('PUT', '/api/v1/record/controller', {})).status, 400)
})
