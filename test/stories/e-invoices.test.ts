import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { Document } from '../../src/doors/api/documents-resource.ts'
import { eInvoice } from '../e-invoice.ts'
import { bodyOf, staffedHouse } from '../house.ts'
import { customer } from '../register.ts'
import { rowHash } from '../row-hash.ts'
import { NO_SHARED_DATA, sharedData } from '../shared-data.ts'

// What another system issued in UBL comes in among the issued documents of its customer, as it is.

const { database, browser } = await staffedHouse()
const karin = await customer(database, 'karin@example.org', { values: { given_name: 'Karin', customer_number: 'K-7' } })
const bring = (xml: string | Buffer, more: object = {}, path = '') => browser('POST', `/api/v1/e-invoices${path}`, { ubl: Buffer.from(xml).toString('base64'), ...more })
const refusal = async (answer: Promise<Response> | Response) => {
  const { status, rule, field } = (await (await answer).json()) as ProblemDetails
  return [status, rule, field]
}

test('it is rehearsed without a trace, found by customer number or address, and kept byte for byte until the day of the law', async () => {
  const xml = eInvoice()
  const untouched = await rowHash(database)
  const rehearsed = await bodyOf<{ person: string; number: string; payable: string; warnings: unknown[] }>(bring(xml, {}, '/rehearsals'))
  assert.deepEqual([rehearsed.person, rehearsed.number, rehearsed.payable, rehearsed.warnings], [karin.personId, 'F-77', '1250.00', []])
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
