import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { Document } from '../../src/doors/api/documents-resource.ts'
import type { RehearsedEInvoice } from '../../src/doors/api/e-invoices-resource.ts'
import { judgeApart } from '../../src/e-invoices/judge-apart.ts'
import { judgeInvoice } from '../../src/e-invoices/judge-invoice.ts'
import { Problem } from '../../src/plumbing/errors.ts'
import { eInvoice } from '../e-invoice.ts'
import { bodyOf, staffedHouse } from '../house.ts'
import { customer } from '../register.ts'
import { rowHash } from '../row-hash.ts'
import { NO_SHARED_DATA, sharedData } from '../shared-data.ts'

// What another system issued in UBL comes in among the issued documents of its customer, as it is.

const { database, browser } = await staffedHouse()
const karin = await customer(database, 'karin@example.org', { values: { given_name: 'Karin', customer_number: 'K-7' }, identifiers: [{ kind: 'email', canonical: 'karin@example.org' }, { kind: 'customer-number', canonical: 'K-7' }] })
const bring = (xml: string | Buffer, more: object = {}, path = '') => browser('POST', `/api/v1/e-invoices${path}`, { ubl: Buffer.from(xml).toString('base64'), ...more })
const refusal = async (answer: Promise<Response> | Response) => {
  const { status, rule, field } = (await (await answer).json()) as ProblemDetails
  return [status, rule, field]
}

test('it is rehearsed without a trace, found by customer number or address, and kept byte for byte until the day of the law', async () => {
  const xml = eInvoice()
  const untouched = await rowHash(database)
  const rehearsed = await bodyOf<RehearsedEInvoice>(bring(xml, {}, '/rehearsals'))
  assert.deepEqual([rehearsed.person, rehearsed.foundBy, rehearsed.buyer, rehearsed.number, rehearsed.payable, rehearsed.faults, rehearsed.warnings], [{ id: karin.personId, name: 'Karin' }, 'customer-number', 'Karin Ek', 'F-77', '1250.00', [], []])
  assert.equal(await rowHash(database), untouched)
  assert.equal((await bring(xml)).status, 201)
  assert.equal((await bodyOf<{ person: string }>(bring(eInvoice({ number: 'F-78', customer: 'unknown' })))).person, karin.personId, 'by the address where the number is nobody’s')
  const { documents } = await bodyOf<{ documents: Document[] }>(browser('GET', `/api/v1/people/${karin.personId}/documents`))
  assert.deepEqual(documents.map((one) => [one.kind, one.number, one.issuedOn, one.keepUntil, one.mediaType]).toSorted(), [['invoice', 'F-77', '2026-01-15', '2033-12-31', 'application/xml'], ['invoice', 'F-78', '2026-01-15', '2033-12-31', 'application/xml']])
  const first = documents.find((one) => one.number === 'F-77')!
  assert.equal(await (await browser('GET', `/api/v1/people/${karin.personId}/documents/${first.id}/content`)).text(), xml)
  assert.deepEqual(await refusal(bring(xml)), [409, undefined, 'number'], 'once')
})

test('what is broken is refused by rule and place, and nothing is kept', async () => {
  const kept = async () => (await database.superuser('select count(*)::int as n from issued_document')).rows[0]!.n
  const before = await kept()
  for (const [expected, answer] of [
    [[400, 'BR-CO-14', 'cac:TaxTotal'], bring(eInvoice({ number: 'F-80', vat: '1.00' }))],
    [[400, 'BR-02', 'cbc:ID'], bring(eInvoice().replace('<cbc:ID>F-77</cbc:ID>', ''))],
    [[400, 'UBL', 'ubl'], bring('<Order xmlns="urn:x"/>')],
    [[400, 'XML', 'ubl'], bring('<!DOCTYPE a><Invoice/>')],
    [[400, undefined, 'ubl'], bring(Buffer.from(eInvoice({ number: 'Å' }), 'latin1'))],
    [[404, undefined, 'customer'], bring(eInvoice({ number: 'F-81', customer: 'nobody', email: 'nobody@example.org' }))],
    [[400, undefined, 'customer'], bring(eInvoice({ number: 'F-82', customer: '', email: 'no address' }).replace('<cac:PartyIdentification><cbc:ID></cbc:ID></cac:PartyIdentification>', ''))],
  ] as const) assert.deepEqual(await refusal(answer), expected)
  const settings = { seller: { name: 'Provbolaget AB', organisationNumber: '556677-8899', address: { country: 'SE' } }, currency: 'SEK', accounts: [{ type: 'bankgiro', number: '123-4567' }], reference: { kind: 'ocr', control: 'check-digit' } }
  assert.equal((await browser('PUT', '/api/v1/invoicing', settings)).status, 200)
  assert.equal((await bring(eInvoice({ number: 'F-83', seller: '5560360793' }))).status, 422, 'what somebody else sold')
  assert.equal(await kept(), before)
})

test('a rehearsal tells everything that keeps a file out, by rule and place in words, and whether it is there already', async () => {
  const told = async (xml: string, more: object = {}) => (await bodyOf<RehearsedEInvoice>(bring(xml, more, '/rehearsals'))).faults.map(({ rule, field }) => rule ?? field)
  const spoilt = eInvoice({ number: 'F-90', vat: '1.00', customer: 'nobody', email: 'nobody@example.org', seller: '5560360793' }).replace('<cbc:ID>1234566</cbc:ID>', '')
  assert.deepEqual(await told(spoilt), ['BR-CO-14', 'BR-CO-15', 'ubl', 'customer'])
  assert.deepEqual(await told(eInvoice()), ['number'])
  assert.deepEqual(await told(eInvoice({ number: 'F-91' }), { customer: '0196a000-0000-7000-8000-00000000dead' }), ['customer'])
  const { faults: [first] } = await bodyOf<RehearsedEInvoice>(bring(spoilt, {}, '/rehearsals'))
  assert.match(first!.sentence, /VAT of the rates/)
})

test('a payment reference that the bank of ours would turn away keeps a file out by name, unless it is let in knowingly; of other accounts it is told', async () => {
  const judged = async (reference: string, more: object = {}, change: (xml: string) => string = (xml) => xml) => {
    const { faults, warnings } = await bodyOf<RehearsedEInvoice>(bring(change(eInvoice({ number: `R-${reference}` })).replace('1234566', reference), more, '/rehearsals'))
    return [faults, warnings].map((list) => list.map(({ rule, sentence }) => `${rule} ${/check digit|is no|length digit/.exec(sentence)?.[0]}`).join())
  }
  const elsewhere = (xml: string) => xml.replace('<cbc:ID>1234567</cbc:ID>', '<cbc:ID>55550000</cbc:ID>')
  const norwegian = (xml: string) => elsewhere(xml).replaceAll('<cbc:IdentificationCode>SE<', '<cbc:IdentificationCode>NO<').replace(/<cac:FinancialInstitutionBranch>.*<.cac:FinancialInstitutionBranch>/, '')
  assert.deepEqual(await judged('1234566'), ['', ''])
  assert.deepEqual(await judged('1234567'), ['OCR check digit', ''])
  assert.deepEqual(await judged('F-77'), ['OCR is no', ''])
  assert.deepEqual(await judged('1234567', { keepReference: true }), ['', 'OCR check digit'])
  assert.deepEqual(await judged('1234567', {}, elsewhere), ['', 'OCR check digit'])
  assert.deepEqual(await judged('F-77', {}, elsewhere), ['', ''], 'a giro without an agreement takes words')
  assert.match((await judged('1234567', {}, norwegian))[1]!, /KID check digit/)
  assert.doesNotMatch((await judged('1234566', {}, norwegian))[1]!, /KID/)
  const wrong = eInvoice({ number: 'F-92' }).replace('1234566', '1234567')
  assert.deepEqual(await refusal(bring(wrong)), [422, 'OCR', 'cac:PaymentMeans/cbc:PaymentID'])
  assert.equal((await bring(wrong, { keepReference: true })).status, 201)
})

test('what is not short is read in a process of its own, which ends with a file that takes too much; all of it says the same', async () => {
  const long = eInvoice({ number: 'F-95' }).replace('<cbc:Note>', '').replace('<cbc:DueDate>', `<!-- ${'x'.repeat(70_000)} --><cbc:DueDate>`)
  await assert.rejects(judgeApart(Buffer.from(long), { megabytes: 384, silenceMs: 1 }), (error) => error instanceof Problem && error.detail.text === 'e-invoices.too-heavy')
  assert.deepEqual(await judgeApart(Buffer.from(long)), judgeInvoice(Buffer.from(long)))
  await assert.rejects(judgeApart(Buffer.from(`${long} <a>`)), (error) => error instanceof Problem && error.detail.rule === 'XML')
  assert.equal((await bring(long)).status, 201)
})

test('every official example and sector file comes in as it is', async (t) => {
  const data = sharedData('en16931')
  if (!data) return t.skip(NO_SHARED_DATA)
  await database.superuser('delete from invoicing')
  const files = ['cen-ubl-examples', 'cen-se-sfti-testfiles', 'peppol-examples', 'peppol-national'].flatMap((folder) => readdirSync(join(data, folder)).filter((name) => /\.xml$/i.test(name)).map((name) => join(data, folder, name)))
  const refused: string[] = []
  let told = 0
  for (const [place, file] of files.entries()) {
    const { personId } = await customer(database, `buyer${place}@example.org`)
    const xml = readFileSync(file)
    const answer = await bring(xml, { customer: personId })
    if (answer.status !== 201) {
      const { rule } = (await answer.json()) as ProblemDetails
      refused.push(`${file.split('/').at(-1)}: ${answer.status} ${rule}`)
      continue
    }
    told += ((await answer.json()) as { warnings: unknown[] }).warnings.length
    const { rows } = await database.superuser('select content from issued_document where person_id = $1', [personId])
    assert.ok((rows[0]!.content as Buffer).equals(xml), file)
  }
  t.diagnostic(`${files.length} files, of countries' rules ${told} times told that one does not hold`)
  assert.deepEqual([files.length, refused], [57, []])
  assert.ok(told > 0)
})
