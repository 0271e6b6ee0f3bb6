import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { XmlDocument } from 'libxml2-wasm'
import { NO_SHARED_DATA } from '../../test/shared-data.ts'
import { canonical, officialFiles, schemaCheck, UBL_NAMESPACES } from '../../test/ubl-rules.ts'
import { Problem } from '../plumbing/errors.ts'
import { readUblInvoice, writeUblInvoice } from './read-invoice.ts'
import { parseXml, writeXml, type XmlElement, type XmlNode } from './xml-tree.ts'

test('all official examples and the 29 files of the Swedish sector are read and written again without loss, and stay valid', (t) => {
  const [files, check] = [officialFiles(), schemaCheck()]
  if (!files || !check) return t.skip(NO_SHARED_DATA)
  for (const { name, text } of files) {
    const written = writeUblInvoice(readUblInvoice(text))
    assert.equal(canonical(written), canonical(text), name)
    assert.doesNotThrow(() => check(written), name)
  }
  const counted = Object.entries(Object.groupBy(files, (one) => one.folder)).map(([folder, of]) => `${folder} ${of!.length}`)
  assert.deepEqual(counted, ['cen-ubl-examples 18', 'cen-se-sfti-testfiles 29', 'peppol-examples 9', 'peppol-national 1'])
  t.diagnostic(`${files.length} files canonically equal and valid: ${counted.join(', ')}`)
})

test('what is read of them is what another reader finds there', (t) => {
  const files = officialFiles()
  if (!files) return t.skip(NO_SHARED_DATA)
  let facts = 0
  for (const { name, text } of files) {
    const { said } = readUblInvoice(text)
    using document = XmlDocument.fromString(text)
    const found = (path: string) => document.root.find(path, UBL_NAMESPACES).map((node) => node.content.trim().replaceAll(/\s+/g, ' '))
    const hundredths = (path: string) => found(path).map((amount) => Math.round(Number(amount) * 100))
    const line = said.kind === 'invoice' ? 'cac:InvoiceLine' : 'cac:CreditNoteLine'
    const pairs: [string, unknown, unknown][] = [
      ['number', [said.number], found('cbc:ID')], ['day', [said.issuedOn], found('cbc:IssueDate')], ['currency', [said.currency], found('cbc:DocumentCurrencyCode')], ['notes', said.notes, found('cbc:Note')],
      ['payable', [Number(said.totals.payable)], hundredths('cac:LegalMonetaryTotal/cbc:PayableAmount')], ['gross', [Number(said.totals.gross)], hundredths('cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount')],
      ['shares', said.shares.map((one) => Number(one.taxable)), hundredths('cac:TaxTotal/cac:TaxSubtotal/cbc:TaxableAmount')], ['vat', said.shares.map((one) => Number(one.vat)), hundredths('cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount')],
      ['lines', said.lines.map((one) => Number(one.amount)), hundredths(`${line}/cbc:LineExtensionAmount`)], ['names', said.lines.map((one) => one.name), found(`${line}/cac:Item/cbc:Name`)],
      ['quantities', said.lines.map((one) => Number(one.quantity) / 1e6), found(`${line}/cbc:InvoicedQuantity | ${line}/cbc:CreditedQuantity`).map((one) => Math.round(Number(one) * 1e6) / 1e6)],
      ['prices', said.lines.map((one) => Number(one.price) / 1e6), found(`${line}/cac:Price/cbc:PriceAmount`).map((one) => Math.round(Number(one) * 1e6) / 1e6)],
      ['credits', said.credits.map((one) => one.number), found('cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID')],
      ['references', said.payments.flatMap((one) => one.reference ?? []), found('cac:PaymentMeans/cbc:PaymentID')], ['accounts', said.payments.flatMap((one) => one.account ?? []), found('cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID')],
      ...(['seller', 'buyer'] as const).flatMap((role): [string, unknown, unknown][] => {
        const party = `cac:Accounting${role === 'seller' ? 'Supplier' : 'Customer'}Party/cac:Party`
        return [[`${role} endpoint`, said[role].endpoint?.id, found(`${party}/cbc:EndpointID`)[0]], [`${role} number`, said[role].organisationNumber, found(`${party}/cac:PartyLegalEntity/cbc:CompanyID`)[0]], [`${role} city`, said[role].address.city, found(`${party}/cac:PostalAddress/cbc:CityName`)[0]],
          [`${role} mail`, said[role].contact.email, found(`${party}/cac:Contact/cbc:ElectronicMail`)[0]], [`${role} numbers`, said[role].numbers, found(`${party}/cac:PartyIdentification/cbc:ID`)]]
      }),
    ]
    for (const [what, mine, theirs] of pairs) assert.deepEqual(mine, theirs, `${name}: ${what}`)
    facts += pairs.length
  }
  t.diagnostic(`${facts} facts of ${files.length} files`)
})

const GOOD = (more = '') => `<?xml version="1.0"?>${more}<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:a="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:b="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<b:ID>1 &amp; 2</b:ID><b:IssueDate>2026-01-02+01:00</b:IssueDate><b:DocumentCurrencyCode>SEK</b:DocumentCurrencyCode>
<a:AccountingSupplierParty><a:Party><a:PartyLegalEntity><b:RegistrationName><![CDATA[A & B]]></b:RegistrationName></a:PartyLegalEntity></a:Party></a:AccountingSupplierParty>
<a:AccountingCustomerParty><a:Party><a:PartyLegalEntity><b:RegistrationName>K&#xe5;re</b:RegistrationName></a:PartyLegalEntity></a:Party></a:AccountingCustomerParty>
<a:LegalMonetaryTotal><b:PayableAmount currencyID="SEK">100.5</b:PayableAmount></a:LegalMonetaryTotal><a:InvoiceLine><b:ID>1</b:ID><b:LineExtensionAmount currencyID="SEK">80.4</b:LineExtensionAmount></a:InvoiceLine></Invoice>`

test('prefixes, CDATA, letters by number and days with a time zone are read as what they mean', () => {
  const { said } = readUblInvoice(GOOD())
  assert.deepEqual([said.number, said.issuedOn, said.seller.name, said.buyer.name, said.totals.payable, said.lines[0]!.amount], ['1 & 2', '2026-01-02', 'A & B', 'Kåre', 10050n, 8040n])
})

test('what is no e-invoice is refused by name: rule, field and sentence', () => {
  const why = (text: string) => {
    try {
      readUblInvoice(text)
    } catch (error) {
      assert.ok(error instanceof Problem, String(error))
      return [error.detail.rule, error.detail.field, error.detail.text]
    }
    return undefined
  }
  const without = (element: string) => GOOD().replace(new RegExp(`<${element}[ >].*</${element}>`, 's'), '')
  const cases: [string, unknown][] = [
    [GOOD('<!DOCTYPE Invoice [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'), ['XML', 'ubl', 'e-invoices.doctype']], [GOOD('<!doctype x SYSTEM "file:///etc/passwd">'), ['XML', 'ubl', 'e-invoices.doctype']],
    ['', ['XML', 'ubl', 'e-invoices.not-xml']], ['%PDF-1.7', ['XML', 'ubl', 'e-invoices.not-xml']], [GOOD().slice(0, -20), ['XML', 'ubl', 'e-invoices.not-xml']], [GOOD().replace('</b:ID>', '</b:Id>'), ['XML', 'ubl', 'e-invoices.not-xml']],
    [GOOD().replace('1 &amp; 2', '&file;'), ['XML', 'ubl', 'e-invoices.entity']], [GOOD().replace('1 &amp; 2', '&#0;'), ['XML', 'ubl', 'e-invoices.entity']], [GOOD().replaceAll('b:ID', 'c:ID'), ['XML', 'ubl', 'e-invoices.prefix']],
    [GOOD().replace('1 &amp; 2', `${'<b:x>'.repeat(60)}${'</b:x>'.repeat(60)}`), ['XML', 'ubl', 'e-invoices.too-deep']], ['<html></html>', ['UBL', 'ubl', 'e-invoices.not-ubl']], [GOOD().replaceAll('schema:xsd:Invoice-2', 'schema:xsd:Order-2'), ['UBL', 'ubl', 'e-invoices.not-ubl']],
    [GOOD().replace('<b:ID>1 &amp; 2</b:ID>', ''), ['BR-02', 'cbc:ID', 'e-invoices.rule.missing']], [without('b:IssueDate'), ['BR-03', 'cbc:IssueDate', 'e-invoices.rule.missing']], [without('b:DocumentCurrencyCode'), ['BR-05', 'cbc:DocumentCurrencyCode', 'e-invoices.rule.missing']],
    [without('a:AccountingCustomerParty'), ['BR-07', 'cac:AccountingCustomerParty/cac:Party', 'e-invoices.rule.missing']], [without('a:InvoiceLine'), ['BR-16', 'cac:InvoiceLine', 'e-invoices.rule.no-lines']], [without('b:PayableAmount'), ['BR-15', 'cac:LegalMonetaryTotal', 'e-invoices.rule.missing']],
    [GOOD().replace('2026-01-02', '2026-02-30'), ['PEPPOL-EN16931-F001', 'cbc:IssueDate', 'e-invoices.rule.day']], [GOOD().replace('80.4', '80,4'), ['UBL', 'cbc:LineExtensionAmount', 'e-invoices.no-number']],
  ]
  for (const [text, expected] of cases) assert.deepEqual(why(text), expected, text.slice(0, 80))
})

const KEYS = ['name', 'space', 'local', 'attributes', 'value', 'children', 'text', 'comment']
const name = fc.constantFrom('a', 'cbc:ID', 'x-y', 'Å.1')
const letters = fc.string({ unit: fc.constantFrom(...'ab &<>"\'\t\n\r]é日😀') })
const text = letters.map((each): XmlNode => ({ text: each }))
const { element } = fc.letrec<{ element: XmlElement }>((tie) => ({
  element: fc.record({ name, attributes: fc.uniqueArray(fc.record({ name: fc.constantFrom('id', 'schemeID', 'é'), value: letters }), { selector: (one) => one.name }), children: fc.array(fc.oneof({ depthSize: 'small' }, text, fc.constant<XmlNode>({ comment: ' c ' }), tie('element')), { maxLength: 4 }) })
    .map((one): XmlElement => ({ ...one, space: one.name.startsWith('cbc:') ? 'urn:b' : 'urn:a', local: one.name.split(':').at(-1)! })),
}))

test('any tree is the same after it was written and read, and to another reader too', () => {
  const settled = (node: XmlNode): XmlNode[] => {
    if (!('local' in node)) return 'text' in node && node.text === '' ? [] : [node]
    const children = node.children.flatMap(settled).reduce<XmlNode[]>((all, one) => {
      const last = all.at(-1)
      return 'text' in one && last && 'text' in last ? [...all.slice(0, -1), { text: last.text + one.text }] : [...all, one]
    }, [])
    return [{ ...node, children }]
  }
  fc.assert(fc.property(fc.array(element, { maxLength: 3 }), (children) => {
    const root: XmlElement = { name: 'root', space: 'urn:a', local: 'root', attributes: [{ name: 'xmlns', value: 'urn:a' }, { name: 'xmlns:cbc', value: 'urn:b' }], children }
    const written = writeXml({ before: [], root, after: [] })
    assert.equal(JSON.stringify(parseXml(written).root, KEYS), JSON.stringify(settled(root)[0], KEYS))
    assert.equal(canonical(writeXml(parseXml(written))), canonical(written))
  }), { numRuns: 150 })
})
