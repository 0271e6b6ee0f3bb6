import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CompanyBody, CompanyWishBody, WorkBody } from '../../src/doors/api/companies-resource.ts'
import type { CompanySales, CompanyTimeline } from '../../src/doors/api/company-sales-resource.ts'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { DealBody } from '../../src/doors/api/deals-resource.ts'
import type { DeliveriesBody } from '../../src/doors/api/deliveries-resource.ts'
import type { InvoiceBody, InvoiceItem } from '../../src/doors/api/invoices-resource.ts'
import type { QuoteBody } from '../../src/doors/api/quotes-resource.ts'
import { documentMails } from '../../src/doors/clock/document-mails.ts'
import { noteNotices } from '../../src/delivery/note-notices.ts'
import { settleMails } from '../../src/delivery/settle-mails.ts'
import { writeLetter } from '../../src/delivery/write-letter.ts'
import { openTransport } from '../../src/messages/deliver.ts'
import { sendDue } from '../../src/messages/send-due.ts'
import { selectGrounds } from '../../src/people/grounds.sql.ts'
import { newId, type PersonId } from '../../src/values/ids.ts'
import { letIn, textOf, Visitor } from '../customer-house.ts'
import { bodyOf, signedInStaff, staffedHouse } from '../house.ts'
import { mailSink } from '../mail-sink.ts'
import { pdfText } from '../pdf-text.ts'
import { customer } from '../register.ts'
import { SENDER } from '../sender.ts'

// Companies that buy, by somebody who speaks for them.

const { database, house, app, browser } = await staffedHouse()
const sink = await mailSink()
const transport = openTransport({ smtpUrl: sink.url, mailFrom: SENDER, dkim: undefined })
test.after(() => transport.close())
const api = (method: string, path: string, body?: unknown, as = browser) => as(method, `/api/v1${path}`, body, { 'accept-language': 'en' })
await api('PUT', '/invoicing', { seller: { name: 'Provbolaget AB', organisationNumber: '556677-8899', vatNumber: 'SE556677889901', address: { street: 'Storgatan 1', postcode: '111 22', city: 'Stockholm', country: 'SE' }, endpoint: { scheme: '0007', id: '5566778899' }, contact: { name: 'Astrid', phone: '08-123', email: 'a@prov.example' } }, currency: 'SEK', accounts: [{ type: 'bankgiro', number: '123-4567' }], reference: { kind: 'ocr', control: 'check-digit' } })
const PIPELINE = newId(database.now)
await api('PUT', `/pipelines/${PIPELINE}`, { name: 'Sales', stages: [{ id: newId(database.now), name: 'New', chance: 10 }] })

const NUMBERS = ['5560360793', '5560125790', '5567037485', '2120000142']
const COMPANY: CompanyWishBody = { name: 'Norrbro Fastigheter AB', country: 'SE', vatNumber: 'SE 556036-079301', invoiceEmail: 'faktura@norrbro.example', invoiceReference: 'K-4410', street: 'Kajen 4', postalCode: '851 00', city: 'Sundsvall' }
const LINES = [{ description: 'Markis', quantity: '2', price: '4000' }]
let made = 0
async function spokesman(name: string, change: Partial<CompanyWishBody> = {}) {
  const company = await bodyOf<CompanyBody>(api('POST', '/companies', { ...COMPANY, number: NUMBERS[made++], ...change }))
  const { personId, email } = await customer(database, `${name.toLowerCase()}@example.org`, { grounds: [{ purpose: 'prospects', basis: 'contract', evidence: { kind: 'asked', text: 'Rang' } }], values: { given_name: name, family_name: 'Ek', street: 'Hemma 1', postal_code: '111 11', city: 'Hemmaby' } })
  const { roles: [role] } = await bodyOf<WorkBody>(api('POST', `/people/${personId}/roles`, { company: company.id, title: 'Inköpare', email: `${name.toLowerCase()}@norrbro.example` }))
  return { company, personId, email, role: role!, name }
}
const begin = (personId: PersonId, company: { id: string }) => api('POST', `/people/${personId}/deals`, { name: 'Markiser', value: '8000', pipeline: PIPELINE, company: company.id })
const quoteFor = async (personId: PersonId, deal: { id: string }) => bodyOf<QuoteBody>(api('POST', `/people/${personId}/deals/${deal.id}/quotes`, { lines: LINES, validUntil: '2026-04-30' }))
async function sendAll() {
  await sendDue(database, { keeper: house.keeper, transport, publicUrl: house.publicUrl, documents: documentMails(house.keeper) }, { by: 'test', onError: (error) => assert.fail(String(error)) })
  while (await database.write(settleMails));
}
const flat = (text: string) => text.replaceAll(/\s+/g, ' ')

test('a deal of a company goes from quote to invoice: its own names, numbers and addresses, who speaks for it as the reference, and nothing asked of anybody', async () => {
  const { company, personId } = await spokesman('Anna')
  assert.deepEqual([company.vatNumber, company.invoiceEmail], ['SE556036079301', 'faktura@norrbro.example'])
  const deal = await bodyOf<DealBody>(begin(personId, company))
  assert.equal(deal.company?.name, 'Norrbro Fastigheter AB')
  const quote = await quoteFor(personId, deal)
  assert.equal(quote.buyer.name, 'Norrbro Fastigheter AB')
  const page = flat(pdfText(Buffer.from(await (await api('GET', `/people/${personId}/quotes/${quote.id}/file`)).arrayBuffer())))
  for (const said of ['Norrbro Fastigheter AB', 'Anna Ek', 'Kajen 4']) assert.ok(page.includes(said), said)
  assert.doesNotMatch(page, /ångerrätt|Hemma 1/, 'a company has no right of a consumer, and a person no home on it')
  await api('POST', `/people/${personId}/quotes/${quote.id}/mails`)
  await sendAll()
  const offer = await sink.read(sink.mails.find((mail) => mail.to === 'anna@norrbro.example')!)
  await (await new Visitor(app).get(/\/quotes\/[\w-]{43}/.exec(offer.text!)![0])).press('Ja, beställ med betalningsskyldighet', { name: 'Anna Ek' })
  const { invoice: invoiceId } = await bodyOf<QuoteBody>(api('POST', `/people/${personId}/quotes/${quote.id}/invoices`))
  const invoice = await bodyOf<InvoiceBody>(api('GET', `/people/${personId}/invoices/${invoiceId}`))
  assert.deepEqual([invoice.buyer, invoice.payable, invoice.code.state], [{ name: 'Norrbro Fastigheter AB', address: ['Kajen 4', '851 00 Sundsvall'] }, '10000.00', 'none'])
  const ubl = await (await api('GET', `/people/${personId}/invoices/${invoiceId}/ubl`)).text()
  const buyer = /<cac:AccountingCustomerParty>.*?<\/cac:AccountingCustomerParty>/s.exec(ubl)![0].replaceAll(/>\s+</g, '><')
  for (const said of ['<cbc:EndpointID schemeID="0007">5560360793</cbc:EndpointID>', '<cbc:CompanyID>SE556036079301</cbc:CompanyID>', '<cbc:CompanyID schemeID="0007">5560360793</cbc:CompanyID>', '<cac:Contact><cbc:Name>Anna Ek</cbc:Name></cac:Contact>', '<cbc:CityName>Sundsvall</cbc:CityName>']) assert.ok(buyer.includes(said), `${said} in ${buyer}`)
  assert.match(ubl, /<cbc:BuyerReference>K-4410</)
  assert.match(ubl, /namn och dina kontaktuppgifter på jobbet/)
  assert.doesNotMatch(ubl, /\/choices\//, 'no way in for whoever reads a company’s voucher')
  const { rows: links } = await database.superuser('select count(*)::int as n from token where person_id = $1 and kind like $2', [personId, 'invoice%'])
  assert.equal(links[0].n, 0)
  // The company owes it: no claim on the person, and nothing noted as told to them.
  assert.deepEqual((await database.read((tx) => selectGrounds(tx, [personId]))).filter((one) => one.endedAt === null).map((one) => one.purpose), ['contract'])

  const { deliveries, ways } = await bodyOf<DeliveriesBody>(api('POST', `/people/${personId}/invoices/${invoiceId}/deliveries`, {}))
  assert.deepEqual([deliveries[0]!.way, ways.possible], ['email', ['email', 'letter']])
  await sendAll()
  const mail = sink.mails.find((one) => one.to === 'faktura@norrbro.example')
  assert.ok(mail, 'it goes to the company’s own address for invoices')
  await database.write((tx) => noteNotices(tx, house.keeper))
  const { rows: told } = await database.superuser("select count(*)::int as n from ledger_entry where person_id = $1 and kind = 'notice-shown' and evidence ->> 'kind' = 'voucher'", [personId])
  assert.equal(told[0].n, 0)
  const asked: unknown[] = []
  const letter = await database.read((tx) => writeLetter(tx, { personId, invoiceId: invoiceId!, reminderId: null, documentId: invoice.documentId }, async (_, beside) => { asked.push(beside); return undefined }))
  assert.ok(typeof letter !== 'string')
  const cover = flat(pdfText(letter.documents[0]!))
  for (const said of ['Norrbro Fastigheter AB', 'Anna Ek', 'Kajen 4', '851 00 Sundsvall']) assert.ok(cover.includes(said), said)
  assert.deepEqual(asked, [], 'no slip with questions lies beside it')
})

test('only somebody with a role there speaks for a company; who has left can neither answer nor read for it any more', async () => {
  const { company, personId, email, role } = await spokesman('Bo')
  const other = await bodyOf<CompanyBody>(api('POST', '/companies', { name: 'Annat AB', country: 'SE', form: 'company' }))
  const problem = await bodyOf<ProblemDetails>(begin(personId, other))
  assert.deepEqual([problem.status, problem.field], [400, 'company'])
  const deal = await bodyOf<DealBody>(begin(personId, company))
  const quote = await quoteFor(personId, deal)
  const visitor = new Visitor(app, await letIn(database, house, personId, email))
  assert.match(textOf((await visitor.get('/me/quotes')).html), /Offert/)
  await visitor.get(`/me/quotes/${quote.id}`)
  assert.equal((await api('PUT', `/people/${personId}/roles/${role.id}`, { title: 'Inköpare', until: '2026-03-02' })).status, 200)
  await visitor.press('Ja, beställ med betalningsskyldighet', { name: 'Bo Ek' })
  assert.equal(visitor.status, 404)
  assert.doesNotMatch(textOf((await visitor.get('/me/quotes')).html), /Offert \d/)
  assert.equal((await bodyOf<QuoteBody>(api('GET', `/people/${personId}/quotes/${quote.id}`))).state, 'open')
})

test('a company’s page tells of its deals, quotes, invoices and payments, each with its purpose and for who may see it', async (t) => {
  const { company, personId } = await spokesman('Cilla')
  const deal = await bodyOf<DealBody>(begin(personId, company))
  const quote = await quoteFor(personId, deal)
  await api('POST', `/people/${personId}/quotes/${quote.id}/answers`, { yes: true, how: 'counter', on: '2026-03-02' })
  const { invoice } = await bodyOf<QuoteBody>(api('POST', `/people/${personId}/quotes/${quote.id}/invoices`))
  await api('POST', `/people/${personId}/invoices/${invoice}/payments`, { paidOn: '2026-03-01', amount: '400', how: 'bank' })
  const { deals, quotes } = await bodyOf<CompanySales>(api('GET', `/companies/${company.id}/deals`))
  assert.deepEqual([deals.map((one) => [one.id, one.state]), quotes.map((one) => [one.id, one.state])], [[[deal.id, 'won']], [[quote.id, 'accepted']]])
  const { invoices } = await bodyOf<{ invoices: InvoiceItem[] }>(api('GET', `/companies/${company.id}/invoices`))
  assert.deepEqual(invoices.map((one) => [one.id, one.outstanding]), [[invoice, '9600.00']])
  const timeline = async (as = browser) => (await bodyOf<CompanyTimeline>(api('GET', `/companies/${company.id}/timeline`, undefined, as))).events
  const told = await timeline()
  assert.deepEqual(told.map((one) => one.title.split(':')[0]!.replace(/ \d+$/, '')).toSorted(), ['Deal begun', 'Deal won', 'Invoice', 'Payment of invoice', 'Quote invoiced', 'Quote made', 'The company was added', 'Yes to the quote'])
  for (const one of told) assert.equal(one.purpose === null, one.type === 'company', `${one.title} has its purpose`)
  const narrow = async (permissions: string[]) => {
    const { key } = await bodyOf<{ key: string }>(api('POST', '/roles', { name: permissions.join(' '), permissions, purposes: null, readable: null, writable: [] }))
    return (await signedInStaff(app, house, [key])).browser
  }
  assert.deepEqual((await timeline(await narrow(['companies.read']))).map((one) => one.type), ['company'])
  assert.deepEqual([...new Set((await timeline(await narrow(['companies.read', 'invoices.read']))).map((one) => one.type))].toSorted(), ['company', 'invoice', 'payment'])
  t.diagnostic(`${told.length} lines`)
})

test('VAT numbers and addresses of companies are read by their form, and come back with an undo', async () => {
  for (const [change, field] of [[{ vatNumber: 'SE12' }, 'vatNumber'], [{ invoiceEmail: 'no address' }, 'invoiceEmail']] as const) {
    const problem = await bodyOf<ProblemDetails>(api('POST', '/companies', { ...COMPANY, form: 'company', ...change }))
    assert.deepEqual([problem.status, problem.field], [400, field])
  }
  const company = await bodyOf<CompanyBody>(api('POST', '/companies', { ...COMPANY, form: 'company' }))
  const { name, country, form } = company
  const changed = await bodyOf<CompanyBody>(api('PUT', `/companies/${company.id}`, { name, country, form, version: 1 }))
  assert.deepEqual([changed.vatNumber, changed.invoiceReference], [null, null])
  const { company: back } = await bodyOf<{ company: CompanyBody }>(api('POST', `/companies/${company.id}/undos`, { version: 2 }))
  assert.deepEqual([back.vatNumber, back.invoiceEmail, back.invoiceReference], ['SE556036079301', 'faktura@norrbro.example', 'K-4410'])
})
