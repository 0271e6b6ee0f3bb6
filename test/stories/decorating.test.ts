import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import Pdf from 'pdfkit'
import { extractText, getDocumentProxy } from 'unpdf'
import { createApp } from '../../src/doors/app.ts'
import type { DecoratingState, DecorationBody } from '../../src/doors/api/decorating-resource.ts'
import { decorateFolder } from '../../src/doors/clock/decorate-folder.ts'
import type { House } from '../../src/doors/house.ts'
import { deleteOldRefusals } from '../../src/decorating/decorations.sql.ts'
import { revokeInvoiceLinks } from '../../src/access/revoke-invoice-links.ts'
import type { StaffId } from '../../src/values/ids.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { bodyOf, signedInStaff, testHouse, type Browser } from '../house.ts'
import { customer, installed } from '../register.ts'

interface Decorations { decorations: DecorationBody[]; next: string | null }
interface Decorated { person: string; invoice: string; pdf: string | null; ubl: string | null; sheet: string | null }

let database: TestDatabase
let house: House
let app: ReturnType<typeof createApp>
let desk: Browser
let staffId: StaffId
let karin: Awaited<ReturnType<typeof customer>>
const folder = mkdtempSync(join(tmpdir(), 'tillit-decorate-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const SETTINGS = {
  seller: { name: 'Fjällström', organisationNumber: '556677-8899', address: { street: 'Storgatan 1', postcode: '111 22', city: 'Stockholm', country: 'SE' } },
  currency: 'SEK', accounts: [{ type: 'bankgiro', number: '123-4567' }], reference: { kind: 'ocr', control: 'check-digit' },
}
const ubl = (email: string) => `<?xml version="1.0" encoding="UTF-8"?><Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"><cbc:ID>F-9</cbc:ID><cbc:IssueDate>2026-03-01</cbc:IssueDate><cac:AccountingSupplierParty/><cac:AccountingCustomerParty><cac:Party><cac:Contact><cbc:ElectronicMail>${email}</cbc:ElectronicMail></cac:Contact></cac:Party></cac:AccountingCustomerParty></Invoice>`
const invoicePdf = (options: PDFKit.PDFDocumentOptions = {}) => new Promise<Buffer>((done) => {
  const pdf = new Pdf(options)
  const parts: Buffer[] = []
  pdf.on('data', (part: Buffer) => parts.push(part)).on('end', () => done(Buffer.concat(parts)))
  pdf.text('Faktura F-9 Att betala 1 250,00').end()
})
const base64 = (text: Buffer | string) => Buffer.from(text).toString('base64')
const decorate = (body: object) => desk('POST', '/api/v1/decorations', body)
const pagesOf = async (pdf: Uint8Array) => (await extractText(await getDocumentProxy(new Uint8Array(pdf)))).text
const linkIn = (text: string) => /https?:\/\/[^<\s]*\/choices\/[\w-]+/.exec(text)![0]

before(async () => {
  database = await testDatabase()
  await installed(database)
  house = await testHouse(database)
  house = { ...house, settings: { ...house.settings, decorateFolder: folder } }
  app = createApp(house)
  ;({ browser: desk, staffId } = await signedInStaff(app, house))
  karin = await customer(database, 'karin@example.org')
  assert.equal((await decorate({ customer: 'karin@example.org', pdf: base64(await invoicePdf()) })).status, 409, 'before the company has said who it is on a page')
  assert.equal((await desk('PUT', '/api/v1/invoicing', SETTINGS)).status, 200)
})

test('an invoice of another system comes back with a page, a code and a link of the customer’s own, and its content untouched', async () => {
  const [pdf, xml] = [await invoicePdf(), ubl('karin@example.org')]
  const done = await bodyOf<Decorated>(decorate({ pdf: base64(pdf), ubl: base64(xml) }))
  assert.deepEqual([done.person, done.sheet], [karin.personId, null])
  const page = Buffer.from(done.pdf!, 'base64')
  assert.ok(page.subarray(0, pdf.length).equals(pdf), 'byte for byte')
  const [first, ours, ...more] = await pagesOf(page)
  assert.deepEqual([first, more], ['Faktura F-9 Att betala 1 250,00', []])
  const code = /[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(ours!)![0]
  assert.equal(ours!.includes('karin'), false, 'nothing of theirs stands on a page that many read')
  const text = Buffer.from(done.ubl!, 'base64').toString()
  assert.equal(text.replace(/<cbc:Note>.*?<\/cbc:Note>/, '').replace(/<cac:AdditionalDocumentReference>.*?<\/cac:AdditionalDocumentReference>/, ''), xml)

  // The link names nobody and takes a no, as the one on an invoice of ours; it is stored as a hash alone.
  const address = new URL(linkIn(text)).pathname
  const opened = await (await app.request(address)).text()
  assert.equal(/karin/i.test(opened), false)
  const { rows } = await database.superuser("select kind, encode(token_hash, 'hex') as hash from token where person_id = $1 and invoice_id = $2 order by kind", [karin.personId, done.invoice])
  assert.deepEqual(rows.map((row) => row.kind), ['invoice', 'invoice', 'invoice-code'])
  assert.equal(JSON.stringify(rows).includes(code), false)
  await database.write((tx) => revokeInvoiceLinks(tx, karin.personId, done.invoice, { by: staffId, reason: 'Fel händer' }))
})

test('what is signed is given back as it came, with the sheet beside it', async () => {
  const { PDFDocument, PDFName } = await import('@cantoo/pdf-lib')
  const document = await PDFDocument.load(await invoicePdf())
  document.context.register(document.context.obj({ Type: PDFName.of('Sig'), ByteRange: [0, 1, 2, 3] }))
  const signed = Buffer.from(await document.save())
  const done = await bodyOf<Decorated>(decorate({ customer: karin.personId, pdf: base64(signed) }))
  assert.equal(done.pdf, base64(signed))
  assert.match((await pagesOf(Buffer.from(done.sheet!, 'base64')))[0]!, /[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}/)
})

test('bad input is refused by name, and makes no link', async () => {
  const links = async () => (await database.superuser('select count(*)::int as n from token')).rows[0]!.n
  const made = await links()
  for (const [status, field, body] of [
    [400, 'pdf', {}], [400, 'pdf', { customer: karin.personId, pdf: base64('no pdf') }], [400, 'pdf', { customer: karin.personId, pdf: base64(await invoicePdf({ userPassword: 'x' })) }],
    [400, 'ubl', { customer: karin.personId, ubl: base64('<Order/>') }], [400, 'ubl', { ubl: base64('<Order/>') }],
    [400, 'ubl', { customer: karin.personId, ubl: base64('<!DOCTYPE x [<!ENTITY a "a">]><Invoice/>') }],
    // One of the two is bad: neither is done.
    [400, 'ubl', { customer: karin.personId, pdf: base64(await invoicePdf()), ubl: base64('<') }],
    [400, 'customer', { pdf: base64(await invoicePdf()) }], [404, 'customer', { customer: 'nobody@example.org', pdf: base64(await invoicePdf()) }],
    [404, 'customer', { ubl: base64(ubl('nobody@example.org')) }], [404, undefined, { customer: '0196a000-0000-7000-8000-00000000dead', pdf: base64(await invoicePdf()) }],
  ] as const) {
    const answer = await decorate(body)
    assert.deepEqual([answer.status, ((await answer.json()) as { field?: string }).field], [status, field], JSON.stringify(body).slice(0, 60))
  }
  assert.equal(await links(), made)
})

test('a folder is watched: what lies in it whole comes out decorated, or is laid aside with the reason', async () => {
  const seen = new Map<string, string>()
  const step = () => decorateFolder(house, folder, seen)
  const lying = (place: string) => readdirSync(join(folder, place)).toSorted()
  await step()
  const pdf = await invoicePdf()
  writeFileSync(join(folder, 'in', 'F-9.pdf'), pdf)
  writeFileSync(join(folder, 'in', 'F-9.xml'), ubl('karin@example.org'))
  writeFileSync(join(folder, 'in', 'karin@example.org_F-10.pdf'), pdf.subarray(0, 900))
  writeFileSync(join(folder, 'in', 'F-11.pdf'), pdf)
  writeFileSync(join(folder, 'in', 'nobody@example.org_F-12.pdf'), pdf)
  writeFileSync(join(folder, 'in', 'notes.txt'), 'not ours')
  await step()
  assert.deepEqual(lying('out'), [], 'it may still be written')
  writeFileSync(join(folder, 'in', 'karin@example.org_F-10.pdf'), pdf)
  await step()
  assert.deepEqual(lying('out'), ['F-9.pdf', 'F-9.xml'])
  await Promise.all([step(), step()])
  assert.deepEqual(lying('out'), ['F-9.pdf', 'F-9.xml', 'karin@example.org_F-10.pdf'])
  assert.ok(readFileSync(join(folder, 'out', 'F-9.pdf')).subarray(0, pdf.length).equals(pdf))
  assert.deepEqual(lying('refused'), ['F-11.pdf', 'F-11.txt', 'nobody@example.org_F-12.pdf', 'nobody@example.org_F-12.txt'])
  assert.match(readFileSync(join(folder, 'refused', 'F-11.txt'), 'utf8'), /customer number/)
  assert.deepEqual([lying('in'), lying('working')], [['notes.txt'], []])
})

test('what was decorated is kept with its way and what was shown, what was refused by name for thirty days; neither names whom a file was for', async () => {
  const page = (from = '') => bodyOf<Decorations>(desk('GET', `/api/v1/decorations?limit=3${from && `&after=${encodeURIComponent(from)}`}`))
  const first = await page()
  const decorations = [...first.decorations, ...(await page(first.next!)).decorations]
  assert.equal(first.decorations.length, 3)
  assert.deepEqual(decorations.map((one) => `${one.way} ${one.name} ${one.pdf} ${one.ubl} ${one.signed}`).toSorted(), ['folder F-10 true false false', 'folder F-9 true true false', 'screen null true false true', 'screen null true true false'])
  assert.ok(decorations.every(({ words, person }) => words.includes('Fjällström') && person.id === karin.personId))

  const state = async () => bodyOf<DecoratingState>(desk('GET', '/api/v1/decorations/state'))
  const { folder: watched, refusals } = await state()
  assert.deepEqual(watched, { path: folder, files: { waiting: 0, working: 0, done: 3, refused: 2 } })
  assert.deepEqual(refusals.filter((one) => one.way === 'folder').map(({ way, name, sentence }) => `${way} ${name}: ${sentence}`).toSorted(), [
    'folder F-11: The file name must begin with the customer number and an underscore, or an e-invoice of the same name must lie beside it.', 'folder F-12: Nobody in the register has that customer number or e-mail address.',
  ])
  assert.ok(refusals.some(({ way, sentence }) => way === 'screen' && sentence.includes('encrypted')), JSON.stringify(refusals))
  await database.write((tx) => deleteOldRefusals(tx, new Date(tx.now.getTime() + 1)))
  assert.deepEqual((await state()).refusals, [])
})
