import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { NO_SHARED_DATA, sharedData } from '../../test/shared-data.ts'
import { parseDecimal, type Decimal } from '../values/decimal.ts'
import type { LocalDate } from '../values/calendar.ts'
import { totalsOf, type InvoiceLine } from './invoice.ts'
import type { IssuedInvoice } from './issued-invoice.ts'
import { ublInvoice } from './ubl-invoice.ts'

const decimal = (text: string) => parseDecimal(text) as Decimal
const line = (description: string, quantity: string, price: string, rate = 2500, more: Partial<InvoiceLine> = {}): InvoiceLine => (
  { description, quantity: decimal(quantity), unit: 'HUR', unitPrice: decimal(price), vat: { category: rate > 0 ? 'S' : 'Z', rate }, ...more })

const SWEDISH: IssuedInvoice = {
  kind: 'invoice', number: '1001', issuedOn: '2026-11-22' as LocalDate, dueOn: '2026-12-22' as LocalDate, deliveredOn: '2026-11-20' as LocalDate, currency: 'SEK', wholeUnits: true,
  seller: { name: 'Björk & Co AB', organisationNumber: '556677-8899', vatNumber: 'SE556677889901', approvedForFTax: true, address: { street: 'Gatan 1', postcode: '111 22', city: 'Stockholm', country: 'SE' }, contact: { email: 'hej@example.org' }, endpoint: { scheme: '0007', id: '5566778899' } },
  buyer: { name: 'Karin <Ek>', address: { street: 'Vägen 2', postcode: '222 33', city: 'Lund', country: 'SE' }, endpoint: { scheme: '0007', id: '5560360793' } },
  buyerReference: 'K-77', reference: '100145', accounts: [{ type: 'bankgiro', number: '123-4567' }, { type: 'iban', number: 'SE45 5000 0000 0583 9825 7466', bank: 'ESSESESS' }], terms: '30 dagar',
  lines: [line('Städning "stor"', '3', '450.5'), line('Bok', '2.5', '33.335', 600, { allowance: 500n }), line('Porto', '1', '12', 0), line('Utbildning', '1', '100', 0, { vat: { category: 'E', rate: 0, exemption: 'Undantag från moms' } })],
  privacy: { id: 'TILLIT', note: 'Se och bestäm', description: 'Dina uppgifter', uri: 'https://kund.example/choices/abc', frontDoor: 'https://kund.example/me' },
}
const NORWEGIAN: IssuedInvoice = {
  kind: 'invoice', issuedOn: SWEDISH.issuedOn, dueOn: SWEDISH.dueOn, buyer: SWEDISH.buyer, buyerReference: 'K-77', reference: SWEDISH.reference, terms: SWEDISH.terms, number: 'N-7', currency: 'NOK', wholeUnits: false, accounts: [{ type: 'account', number: '86011117947' }],
  seller: { name: 'Fjell AS', organisationNumber: '974 760 673', vatNumber: 'NO974760673MVA', inRegisterOfEnterprises: true, address: { street: 'Veien 1', postcode: '0150', city: 'Oslo', country: 'NO' }, endpoint: { scheme: '0192', id: '974760673' } },
  lines: [line('Time', '1', '100'), line('Mat', '2', '55.55', 1500)],
}
const turned = (one: IssuedInvoice): IssuedInvoice => ({
  ...one, kind: 'credit-note', number: '1002', credits: { number: one.number, issuedOn: one.issuedOn },
  lines: one.lines.map((each) => ({ ...each, quantity: -each.quantity, ...(each.allowance !== undefined && { allowance: -each.allowance }) })),
})
const SAMPLES = { Swedish: SWEDISH, Norwegian: NORWEGIAN, 'Swedish credit note': turned(SWEDISH), 'Norwegian credit note': turned(NORWEGIAN) }
const written = (one: IssuedInvoice) => ublInvoice(one, totalsOf(one.lines, one))

test('every e-invoice is valid by the schema of UBL 2.1, and a spoilt one is not', (t) => {
  const folder = sharedData('ubl21-xsd/maindoc')
  if (!folder) return t.skip(NO_SHARED_DATA)
  xmlRegisterFsInputProviders()
  const validators = new Map(['Invoice', 'CreditNote'].map((root) => {
    const url = `${folder}/UBL-${root}-2.1.xsd`
    using schema = XmlDocument.fromBuffer(readFileSync(url), { url })
    return [root, XsdValidator.fromDoc(schema)]
  }))
  const check = (xml: string) => {
    using document = XmlDocument.fromString(xml)
    validators.get(/<(Invoice|CreditNote) /.exec(xml)![1]!)!.validate(document)
  }
  for (const [name, one] of Object.entries(SAMPLES)) assert.doesNotThrow(() => check(written(one)), name)
  assert.throws(() => check(written(SWEDISH).replace(/<cbc:IssueDate>.*<\/cbc:IssueDate>/, '')))
  for (const validator of validators.values()) validator.dispose()
})

/** Texts of an element wherever it stands, in order. */
const all = (xml: string, name: string) => [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, 'g'))].map(([, text]) => text!)
const cents = (text: string) => Math.round(Number(text) * 100)
const sum = (texts: readonly string[]) => texts.reduce((total, text) => total + cents(text), 0)

test('the sums are those of EN 16931: BR-CO-10, -13, -14, -15, -16, -17, and amounts have two decimals at most', () => {
  for (const [name, one] of Object.entries(SAMPLES)) {
    const xml = written(one)
    const [, tax, money] = /(<cac:TaxTotal>.*<\/cac:TaxTotal>)\s*(<cac:LegalMonetaryTotal>.*<\/cac:LegalMonetaryTotal>)/s.exec(xml)!
    const at = (element: string) => cents(all(money!, `cbc:${element}`)[0] ?? '0')
    const lines = xml.slice(xml.indexOf(one.kind === 'invoice' ? '<cac:InvoiceLine>' : '<cac:CreditNoteLine>'))
    const perLine = lines.split(/<\/cac:(?:Invoice|CreditNote)Line>/).filter((each) => each.includes('LineExtensionAmount'))
    assert.equal(sum(perLine.map((each) => all(each, 'cbc:LineExtensionAmount')[0]!)), at('LineExtensionAmount'), `BR-CO-10 ${name}`)
    assert.equal(at('LineExtensionAmount'), at('TaxExclusiveAmount'), `BR-CO-13 ${name}`)
    const [total, ...shares] = all(tax!, 'cbc:TaxAmount')
    assert.equal(sum(shares), cents(total!), `BR-CO-14 ${name}`)
    assert.equal(at('TaxExclusiveAmount') + cents(total!), at('TaxInclusiveAmount'), `BR-CO-15 ${name}`)
    assert.equal(at('TaxInclusiveAmount') - at('PrepaidAmount') + at('PayableRoundingAmount'), at('PayableAmount'), `BR-CO-16 ${name}`)
    for (const share of tax!.split('</cac:TaxSubtotal>').slice(0, -1)) {
      const [taxable] = all(share, 'cbc:TaxableAmount')
      const [percent] = all(share, 'cbc:Percent')
      assert.ok(Math.abs(cents(taxable!) * Number(percent) / 100 - cents(all(share, 'cbc:TaxAmount').at(-1)!)) <= 0.5 + 1e-9, `BR-CO-17 ${name}`)
    }
    for (const amount of xml.matchAll(/<cbc:\w*Amount currencyID="\w+">([^<]+)</g)) if (!amount[0].includes('PriceAmount')) assert.match(amount[1]!, /^-?\d+(?:\.\d{1,2})?$/, `BR-DEC ${name}`)
    for (const each of perLine) assert.ok(cents(all(each, 'cbc:PriceAmount')[0]!) >= 0, `BR-27 ${name}`)
    assert.ok(at('PayableAmount') >= 0, `a credit note counts upwards: ${name}`)
  }
})

test('what Peppol asks of every document: R001, R002, R003, R004, R008, R010, R020, R051 and BR-52, BR-55, BR-E-10', () => {
  for (const [name, one] of Object.entries(SAMPLES)) {
    const xml = written(one)
    assert.deepEqual([all(xml, 'cbc:CustomizationID').length, all(xml, 'cbc:ProfileID')], [1, ['urn:fdc:peppol.eu:2017:poacc:billing:01:1.0']], `R001, R004 ${name}`)
    assert.ok((xml.split('<cbc:DocumentCurrencyCode>')[0]!.match(/<cbc:Note>/g) ?? []).length <= 1, `R002 ${name}`)
    assert.deepEqual(all(xml, 'cbc:BuyerReference'), ['K-77'], `R003 ${name}`)
    assert.doesNotMatch(xml, /<(\w+:\w+)[^>]*\/>|<(\w+:\w+)[^>]*><\/\2>/, `R008 ${name}`)
    assert.equal(all(xml, 'cbc:EndpointID').length, 2, `R010, R020 ${name}`)
    assert.deepEqual([...new Set([...xml.matchAll(/currencyID="(\w+)"/g)].map(([, code]) => code))], [one.currency], `R051 ${name}`)
    assert.equal(/<cac:BillingReference>/.test(xml), one.kind === 'credit-note', `BR-55 ${name}`)
    for (const reference of xml.match(/<cac:AdditionalDocumentReference>.*?<\/cac:AdditionalDocumentReference>/gs) ?? []) assert.match(reference, /<cbc:ID>TILLIT<.*<cbc:URI>https:/s, `BR-52 ${name}`)
  }
  assert.match(written(SWEDISH), /<cbc:ID>E<\/cbc:ID>\s*<cbc:Percent>0<\/cbc:Percent>\s*<cbc:TaxExemptionReason>/, 'BR-E-10')
})

test('what Sweden and Norway ask: SE-R-001 to -006, -008, -010, -011, -012, -013 and NO-R-001, -002', () => {
  const swedish = written(SWEDISH)
  const scheme = (xml: string, id: string) => [...xml.matchAll(/<cac:PartyTaxScheme>\s*<cbc:CompanyID>([^<]+)<\/cbc:CompanyID>\s*<cac:TaxScheme>\s*<cbc:ID>(\w+)</g)].filter(([, , kind]) => kind === id).map(([, number]) => number)
  assert.match(scheme(swedish, 'VAT')[0]!, /^SE\d{12}$/, 'SE-R-001, -002')
  assert.deepEqual(scheme(swedish, 'TAX'), ['Godkänd för F-skatt'], 'SE-R-005')
  assert.match(swedish, /<cbc:CompanyID schemeID="0007">\d{10}</, 'SE-R-003, -004, -013')
  for (const [, category, percent] of swedish.matchAll(/<cbc:ID>(\w)<\/cbc:ID>\s*<cbc:Percent>([\d.]+)</g)) if (category === 'S') assert.ok(['25', '12', '6'].includes(percent!), 'SE-R-006')
  assert.match(swedish, /<cbc:PaymentMeansCode>30<.*?<cbc:PaymentID>100145<.*?<cbc:ID>1234567<.*?<cac:FinancialInstitutionBranch>\s*<cbc:ID>SE:BANKGIRO</s, 'SE-R-008, -010 to -012')
  const norwegian = written(NORWEGIAN)
  assert.match(scheme(norwegian, 'VAT')[0]!, /^NO\d{9}MVA$/, 'NO-R-001')
  assert.deepEqual(scheme(norwegian, 'TAX'), ['Foretaksregisteret'], 'NO-R-002')
})

test('a name with markup is text', () => {
  assert.match(written(SWEDISH), /<cbc:Name>Karin &lt;Ek&gt;<\/cbc:Name>/)
  assert.match(written(SWEDISH), /<cbc:Name>Björk &amp; Co AB<\/cbc:Name>/)
})
