import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'
import { NO_SHARED_DATA, sharedData } from '../../test/shared-data.ts'
import { Problem } from '../plumbing/errors.ts'
import { addPartApart } from './add-part-apart.ts'
import { withPrivacyPart, type UblPart } from './finished-ubl.ts'

const PART: UblPart = { id: 'TILLIT', note: 'Här ser du vad vi har & bestämmer själv.', description: 'Dina uppgifter', uri: 'https://kund.example/choices/abc' }
const NAMES = 'xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"'
const invoice = ({ names = NAMES, head = '', note = '', declared = '<?xml version="1.0" encoding="UTF-8"?>' } = {}) =>
  `${declared}<!-- <cac:AccountingSupplierParty> --><Invoice ${names}>${head}<cbc:ID>77</cbc:ID><cbc:IssueDate>2026-11-22</cbc:IssueDate>${note}<cbc:DocumentCurrencyCode>SEK</cbc:DocumentCurrencyCode>`
  + '<cac:AccountingSupplierParty><cac:Party/></cac:AccountingSupplierParty>'
  + '<cac:AccountingCustomerParty><cac:Party><cbc:EndpointID schemeID="0007">5566778899</cbc:EndpointID><cac:PartyIdentification><cbc:ID>K-7&amp;8</cbc:ID></cac:PartyIdentification>'
  + '<cac:Contact><cbc:ElectronicMail>karin@example.org</cbc:ElectronicMail></cac:Contact></cac:Party></cac:AccountingCustomerParty></Invoice>'
const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding)
const decorated = (original: Buffer) => {
  const done = withPrivacyPart(original, PART)
  assert.ok('ubl' in done, JSON.stringify(done))
  return Buffer.from(done.ubl)
}
/** What was added, taken out again. */
const restored = (ubl: Buffer) => ubl.toString('latin1').replace(/<(\w+):Note(?: [^>]*)?>H&#228;r.*?<\/\1:Note>/, '').replace(/<(\w+):AdditionalDocumentReference(?: [^>]*)?><(\w+):ID(?: [^>]*)?>TILLIT.*?<\/\1:AdditionalDocumentReference>/, '')

test('the note and the reference stand where the schema has them, and every other byte is as it was', () => {
  const original = bytes(invoice())
  const ubl = decorated(original)
  assert.equal(restored(ubl), original.toString('latin1'))
  const text = ubl.toString()
  assert.ok(text.includes('</cbc:IssueDate><cbc:Note>H&#228;r ser du vad vi har &#38; best&#228;mmer sj&#228;lv.</cbc:Note><cbc:DocumentCurrencyCode>'), text)
  assert.ok(text.includes('<cac:ExternalReference><cbc:URI>https://kund.example/choices/abc</cbc:URI></cac:ExternalReference></cac:Attachment></cac:AdditionalDocumentReference><cac:AccountingSupplierParty>'), text)
})

test('where a note stands already, there is no second one (PEPPOL-EN16931-R002)', () => {
  const text = decorated(bytes(invoice({ note: '<cbc:Note>Tack!</cbc:Note>' }))).toString()
  assert.equal(text.match(/<cbc:Note>/g)!.length, 1)
  assert.ok(text.includes('<cbc:DocumentDescription>Dina uppgifter: H&#228;r ser du'))
})

test('other prefixes, no prefixes at the root, other encodings and a byte order mark are kept', () => {
  const other = invoice().replaceAll('cbc:', 'b:').replaceAll('cac:', 'a:').replace('xmlns:cbc', 'xmlns:b').replace('xmlns:cac', 'xmlns:a')
  assert.ok(decorated(bytes(other)).toString().includes('<a:Attachment><a:ExternalReference><b:URI>'))
  for (const original of [
    bytes(other), bytes(`\u{feff}${invoice()}`), bytes(invoice({ declared: '<?xml version="1.0" encoding="ISO-8859-1"?>', note: '<cbc:Note>Åäö</cbc:Note>' }), 'latin1'),
  ]) assert.equal(restored(decorated(original)), original.toString('latin1'))
})

test('what is signed, decorated already, of another kind, or declares entities is not touched', () => {
  const fault = (text: string | Buffer) => {
    try {
      return (withPrivacyPart(Buffer.from(text), PART) as { fault?: string }).fault
    } catch (error) {
      return error instanceof Problem ? error.detail.text : error
    }
  }
  assert.equal(fault(invoice({ head: '<ext:UBLExtensions xmlns:ext="urn:x"><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/></ext:UBLExtensions>' })), 'signed')
  assert.equal(fault(decorated(bytes(invoice()))), 'decorating.ubl-there-already')
  for (const [broken, why] of [
    ['', 'not-xml'], ['no xml', 'not-xml'], [invoice().slice(0, -5), 'not-xml'], [invoice().replaceAll('Invoice', 'Order'), 'not-ubl'], [invoice({ names: 'xmlns="urn:other"' }).replaceAll(/c[ab]c:/g, ''), 'not-ubl'],
    [invoice({ declared: '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>' }), 'doctype'], [Buffer.from(`\u{feff}${invoice()}`, 'utf16le'), 'not-xml'], [invoice({ note: '&hej;' }), 'entity'],
    [invoice({ head: '<a>'.repeat(60) + '</a>'.repeat(60) }), 'too-deep'],
  ] as const) assert.equal(fault(broken), `e-invoices.${why}`, String(broken).slice(0, 60))
  assert.equal(fault(invoice().replaceAll('AccountingSupplierParty', 'SellerSupplierParty')), 'decorating.ubl-incomplete')
})

test('what is not short is done in a process of its own, which says the same and ends with what takes too much', async () => {
  const long = bytes(invoice({ head: `<!-- ${'x'.repeat(70_000)} -->` }))
  await assert.rejects(addPartApart(long, PART, { megabytes: 384, silenceMs: 1 }), (error) => error instanceof Problem && error.detail.text === 'e-invoices.too-heavy')
  assert.deepEqual(await addPartApart(long, PART), withPrivacyPart(long, PART))
  await assert.rejects(addPartApart(long.subarray(0, -5), PART), (error) => error instanceof Problem && error.detail.text === 'e-invoices.not-xml')
})

test('every official example and sector file that is valid stays so, and is otherwise untouched', (t) => {
  const [data, schemas] = [sharedData('en16931'), sharedData('ubl21-xsd/maindoc')]
  if (!data || !schemas) return t.skip(NO_SHARED_DATA)
  xmlRegisterFsInputProviders()
  const validators = new Map(['Invoice', 'CreditNote'].map((root) => {
    const url = `${schemas}/UBL-${root}-2.1.xsd`
    using schema = XmlDocument.fromBuffer(readFileSync(url), { url })
    return [root, XsdValidator.fromDoc(schema)]
  }))
  const faultOf = (xml: Buffer) => {
    using document = XmlDocument.fromBuffer(xml)
    try {
      validators.get(document.root.name)!.validate(document)
      return undefined
    } catch (error) {
      return (error as Error).message
    }
  }
  const files = ['cen-ubl-examples', 'cen-se-sfti-testfiles', 'peppol-examples', 'peppol-national'].flatMap((folder) => readdirSync(join(data, folder)).filter((name) => /\.xml$/i.test(name)).map((name) => join(data, folder, name)))
  let valid = 0
  for (const file of files) {
    const original = readFileSync(file)
    const ubl = decorated(original)
    assert.equal(restored(ubl), original.toString('latin1'), file)
    if (faultOf(original) !== undefined) continue
    valid++
    assert.equal(faultOf(ubl), undefined, file)
  }
  assert.ok(valid > 50, `${valid} of ${files.length}`)
  t.diagnostic(`${files.length} files, ${valid} of them valid before and after`)
  for (const validator of validators.values()) validator.dispose()
})
