import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { CreditDraftBody, InvoiceBody, InvoiceDraftBody, InvoiceItem, NewInvoiceBody } from '../../src/doors/api/invoices-resource.ts'
import { brokenRules } from '../../src/e-invoices/broken-rules.ts'
import { readUblInvoice } from '../../src/e-invoices/read-invoice.ts'
import { selectEntries } from '../../src/ledger/entries.sql.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { textOf, Visitor } from '../customer-house.ts'
import { bodyOf, signedInStaff, staffedHouse } from '../house.ts'
import { pdfText } from '../pdf-text.ts'
import { customer } from '../register.ts'

// The invoice: numbered without gaps, frozen, kept by law, and the customer's door.

const { database, house, app, browser } = await staffedHouse()

const INVOICING = {
  seller: { name: 'Provbolaget AB', organisationNumber: '556677-8899', vatNumber: 'SE556677889901', approvedForFTax: true, address: { street: 'Storgatan 1', postcode: '111 22', city: 'Stockholm', country: 'SE' } },
  currency: 'SEK', prefix: '', dueDays: 30, wholeUnits: false, accounts: [{ type: 'bankgiro', number: '123-4567' }], swish: '1231231231', reference: { kind: 'ocr', control: 'length-and-check-digit' },
}
const WORK: NewInvoiceBody = { lines: [{ description: 'Fönsterputs', quantity: '3', unit: 'HUR', price: '450', priceHasVat: true }] }

async function karin(email: string): Promise<PersonId> {
  const { personId } = await customer(database, email, { values: { given_name: 'Karin', family_name: 'Ek', street: 'Bygatan 3', postal_code: '222 33', city: 'Lund', customer_number: `K-${email}` } })
  return personId
}

const issue = (personId: PersonId, body: NewInvoiceBody = WORK) => bodyOf<InvoiceBody>(browser('POST', `/api/v1/people/${personId}/invoices`, body))
const problemOf = async (answer: Response | Promise<Response>) => {
  const { status, field, rule } = await bodyOf<ProblemDetails>(answer)
  return [status, field, rule]
}

test('nothing is invoiced before the company has said how, and settings that banks or Peppol would refuse are named by field and rule', async () => {
  const personId = await karin('first@example.org')
  assert.equal((await browser('POST', `/api/v1/people/${personId}/invoices`, WORK)).status, 409)
  const wrong: [object, (string | number)[]][] = [
    [{ ...INVOICING, seller: { ...INVOICING.seller, organisationNumber: '556677-8890' } }, [400, 'seller.organisationNumber', 'SE-R-013']],
    [{ ...INVOICING, seller: { ...INVOICING.seller, vatNumber: 'SE5566778899' } }, [400, 'seller.vatNumber', 'SE-R-001']],
    [{ ...INVOICING, accounts: [{ type: 'bankgiro', number: '12-34' }] }, [400, 'accounts.0.number', 'SE-R-009']],
    [{ ...INVOICING, accounts: [], swish: undefined }, [400, 'accounts', 'BR-61']],
  ]
  for (const [settings, expected] of wrong) assert.deepEqual(await problemOf(browser('PUT', '/api/v1/invoicing', settings)), expected)
  assert.equal((await browser('PUT', '/api/v1/invoicing', INVOICING)).status, 200)
})

test('an invoice is rehearsed, issued with the next number, and its page says what it must (ML 17 kap. 24 §)', async () => {
  const personId = await karin('issue@example.org')
  const draft = await bodyOf<InvoiceDraftBody>(browser('POST', `/api/v1/people/${personId}/invoices/rehearsal`, WORK))
  assert.deepEqual([draft.totals.net, draft.totals.vat, draft.totals.payable], ['1080.00', '270.00', '1350.00'])
  const [first, second] = [await issue(personId), await issue(personId)]
  assert.deepEqual([Number(second.number) - Number(first.number), first.state, first.outstanding], [1, 'open', '1350.00'])
  const page = await browser('GET', `/api/v1/people/${personId}/documents/${first.documentId}/content`)
  const text = pdfText(Buffer.from(await page.arrayBuffer())).replaceAll(/\s+/g, ' ')
  for (const said of ['Provbolaget AB', '556677-8899', 'SE556677889901', 'Godkänd för F-skatt', 'Karin Ek', 'Bygatan 3', '222 33 Lund', first.number, first.issuedOn, first.dueOn, first.reference, 'Fönsterputs', '3 tim', '25 %', '1 080,00', '270,00', '1 350,00', '123-4567', 'Dina uppgifter hos oss']) {
    assert.ok(text.includes(said), `${said} in ${text}`)
  }
})

test('an invoice is found by the beginning of its number, its reference however it is spaced, or a piece of the name', async () => {
  const { number, reference } = await issue(await karin('found@example.org'))
  const found = async (search: string) => (await bodyOf<{ invoices: InvoiceItem[] }>(browser('GET', `/api/v1/invoices?${new URLSearchParams({ search })}`))).invoices.map((one) => one.number)
  for (const search of [number, `${reference!.slice(0, 2)} ${reference!.slice(2)}`, 'arin E']) assert.ok((await found(search)).includes(number), search)
  for (const search of ['%', '_', 'Sven', `${number}9`]) assert.deepEqual(await found(search), [], search)
})

test('numbers have no gaps, however many are issued at once and whatever fails in between', async () => {
  const people = await Promise.all(Array.from({ length: 6 }, (_, place) => karin(`many${place}@example.org`)))
  const before = Number((await issue(people[0]!)).number)
  const bad = (personId: PersonId) => browser('POST', `/api/v1/people/${personId}/invoices`, { lines: [{ description: 'x', quantity: '1', price: '-1' }] })
  const answers = await Promise.all(people.flatMap((personId) => [issue(personId), bad(personId), issue(personId)]))
  const numbers = answers.flatMap((answer) => (answer instanceof Response ? [] : [Number(answer.number)])).toSorted((a, b) => a - b)
  assert.deepEqual(numbers, Array.from({ length: 12 }, (_, place) => before + 1 + place))
  assert.equal(house.keeper.seriesMark('invoice'), numbers.at(-1), 'the keeper knows the last number, for a restore (E3)')
})

test('the series goes on where another system ended, and never back', async () => {
  const personId = await karin('series@example.org')
  const before = Number((await issue(personId)).number)
  for (const [firstNumber, next] of [[before + 100, before + 100], [3, before + 101]] as const) {
    database.now = new Date(database.now.getTime() + 1000)
    assert.equal((await browser('PUT', '/api/v1/invoicing', { ...INVOICING, firstNumber })).status, 200)
    assert.equal(Number((await issue(personId)).number), next)
  }
})

test('what is paid, paid back and credited is counted, and a credit note names what it takes back', async () => {
  const personId = await karin('paid@example.org')
  const { id, number } = await issue(personId)
  const path = `/api/v1/people/${personId}/invoices/${id}`
  const pay = (amount: string) => browser('POST', `${path}/payments`, { paidOn: '2026-03-02', amount, how: 'bank' })
  const states = []
  for (const amount of ['350', '1000,00', '100', '-100']) states.push(await bodyOf<InvoiceBody>(pay(amount)))
  assert.deepEqual(states.map(({ state, outstanding }) => [state, outstanding]), [['part-paid', '1000.00'], ['paid', '0.00'], ['paid', '-100.00'], ['paid', '0.00']])
  assert.equal((await pay('-1350.01')).status, 409)
  assert.deepEqual((await problemOf(pay('0'))).slice(0, 2), [400, 'amount'])
  const other = await issue(personId)
  const credit = await bodyOf<InvoiceBody>(browser('POST', `/api/v1/people/${personId}/invoices/${other.id}/credit`))
  assert.deepEqual([credit.kind, credit.credits, credit.payable], ['credit-note', other.id, '-1350.00'])
  assert.equal((await browser('POST', `/api/v1/people/${personId}/invoices/${other.id}/credit`)).status, 409)
  assert.equal((await bodyOf<InvoiceBody>(browser('GET', `/api/v1/people/${personId}/invoices/${other.id}`))).state, 'credited')
  const { invoices } = await bodyOf<{ invoices: InvoiceItem[] }>(browser('GET', `/api/v1/people/${personId}/invoices`))
  assert.deepEqual(invoices.map((one) => one.state).toSorted(), ['credit', 'credited', 'paid'])
  const ubl = await (await browser('GET', `/api/v1/people/${personId}/invoices/${credit.id}/ubl`)).text()
  assert.match(ubl, new RegExp(`<cac:InvoiceDocumentReference>\\s*<cbc:ID>${other.number}</cbc:ID>`))
  assert.match(ubl, /<CreditNote .*<cbc:PayableAmount currencyID="SEK">1350<\/cbc:PayableAmount>/s)
  assert.ok(number !== credit.number)
})

test('parts are taken back by several credit notes, rehearsed, never more than is left, and the invoice stands by what is left', async () => {
  const personId = await karin('parts@example.org')
  const { id, number, creditable } = await issue(personId, { lines: [...WORK.lines, { description: 'Bok', quantity: '2', price: '53', priceHasVat: true, supply: 'books' }] })
  assert.deepEqual(creditable.map(({ line, quantity, amount }) => [line, quantity, amount]), [[1, '3', '1080.00'], [2, '2', '100.00']])
  const path = `/api/v1/people/${personId}/invoices/${id}`
  const credit = (lines: object[] | undefined, rehearsal = '') => browser('POST', `${path}/credit${rehearsal}`, lines && { lines })
  const draft = await bodyOf<CreditDraftBody>(credit([{ line: 1, quantity: '1' }, { line: 2, amount: '50,00' }], '/rehearsal'))
  assert.deepEqual([draft.totals.net, draft.totals.shares.map(({ percent, vat }) => [percent, vat]), draft.totals.payable, draft.outstanding], ['-410.00', [[25, '-90.00'], [6, '-3.00']], '-503.00', '953.00'])
  const first = await bodyOf<InvoiceBody>(credit([{ line: 1, quantity: '1' }, { line: 2, amount: '50,00' }]))
  assert.deepEqual([first.kind, first.payable, first.credits], ['credit-note', '-503.00', id])
  assert.deepEqual(await problemOf(credit([{ line: 1, quantity: '2.5' }])), [400, 'lines.0.quantity', undefined])
  assert.deepEqual(await problemOf(credit([{ line: 2, amount: '50.01' }], '/rehearsal')), [400, 'lines.0.amount', undefined])
  const between = await bodyOf<InvoiceBody>(browser('GET', path))
  assert.deepEqual([between.state, between.outstanding, between.creditable.map(({ quantity, amount }) => [quantity, amount])], ['open', '953.00', [['2', '720.00'], ['2', '50.00']]])
  const many = await Promise.all([credit([{ line: 1, amount: '400' }]), credit([{ line: 1, amount: '400' }])])
  assert.deepEqual(many.map(({ status }) => status).toSorted(), [201, 400], 'two at once take back no more than there is')
  const last = await bodyOf<InvoiceBody>(credit(undefined))
  const after = await bodyOf<InvoiceBody>(browser('GET', path))
  assert.deepEqual([after.state, after.outstanding, after.creditNotes.length, last.payable], ['credited', '0.00', 3, '-453.00'])
  assert.equal((await credit(undefined)).status, 409)
  const ubl = await (await browser('GET', `/api/v1/people/${personId}/invoices/${last.id}/ubl`)).text()
  assert.match(ubl, new RegExp(`<cac:InvoiceDocumentReference>\\s*<cbc:ID>${number}</cbc:ID>`))
  assert.deepEqual(brokenRules(readUblInvoice(ubl).document.root, 'standard'), [])
  const page = pdfText(Buffer.from(await (await browser('GET', `/api/v1/people/${personId}/documents/${first.documentId}/content`)).arrayBuffer()))
  assert.match(page, new RegExp(`Krediterar en del av faktura ${number}`))
})

test('what would break a rule of e-invoices is refused by its number before a number of ours is taken', async () => {
  const personId = await karin('rules@example.org')
  const before = house.keeper.seriesMark('invoice')
  const of = (vat: object) => problemOf(browser('POST', `/api/v1/people/${personId}/invoices`, { lines: [{ description: 'x', quantity: '1', price: '10', vat }] }))
  assert.deepEqual(await of({ category: 'AE', exemption: 'Omvänd skattskyldighet' }), [422, undefined, 'BR-AE-02'])
  assert.deepEqual(await of({ category: 'O', exemption: 'Utanför' }), [422, undefined, 'BR-O-02'])
  assert.deepEqual(await of({ category: 'S', percent: 24 }), [422, undefined, 'SE-R-006'])
  database.now = new Date(database.now.getTime() + 1000)
  assert.equal((await browser('PUT', '/api/v1/invoicing', { ...INVOICING, seller: { name: 'Provbolaget AB', organisationNumber: '556677-8899', address: INVOICING.seller.address } })).status, 200)
  assert.deepEqual(await problemOf(browser('POST', `/api/v1/people/${personId}/invoices`, WORK)), [422, undefined, 'BR-S-02'], 'VAT without a VAT number')
  database.now = new Date(database.now.getTime() + 1000)
  assert.equal((await browser('PUT', '/api/v1/invoicing', INVOICING)).status, 200)
  assert.equal(house.keeper.seriesMark('invoice'), before)
})

test('H3: the code on the invoice says no by itself, names nobody, and what is said stands as said on an invoice', async () => {
  const personId = await karin('door@example.org')
  const { id } = await issue(personId)
  const ubl = await (await browser('GET', `/api/v1/people/${personId}/invoices/${id}/ubl`)).text()
  const address = /<cbc:URI>http:\/\/localhost:8080(\/choices\/[\w-]{43})<\/cbc:URI>/.exec(ubl)![1]!
  assert.equal(ubl.match(/<cbc:Note>/g)!.length, 2, 'one note of the document (R002), one of the terms')
  const visitor = await new Visitor(app).get(address)
  for (const secret of ['Karin', 'Ek', 'Lund', 'door@example.org']) assert.ok(!visitor.html.includes(secret), secret)
  await visitor.press('Nej till all marknadsföring')
  const entries = await database.read((tx) => selectEntries(tx, [personId]))
  assert.deepEqual(entries.map((entry) => [entry.kind, entry.surface, entry.evidence['unproved']]), [['objected', 'e-invoice', true]])
  assert.ok(textOf(visitor.html).length > 0)
})

test('who may not: other roles, other people’s invoices, nobody to invoice', async () => {
  const personId = await karin('roles@example.org')
  const { id } = await issue(personId)
  const paths = ['/api/v1/invoices', `/api/v1/people/${personId}/invoices`, `/api/v1/people/${personId}/invoices/${id}`, `/api/v1/people/${personId}/invoices/${id}/ubl`]
  for (const [roles, status] of [[['finance'], 200], [['seller'], 403], [['marketer'], 403], [['it'], 403]] as const) {
    const { browser: as } = await signedInStaff(app, house, roles)
    for (const path of paths) assert.equal((await as('GET', path)).status, status, `${roles[0]} ${path}`)
  }
  const other = await karin('other@example.org')
  assert.equal((await browser('GET', `/api/v1/people/${other}/invoices/${id}`)).status, 404)
  const { personId: nameless } = await customer(database, 'nameless@example.org')
  assert.deepEqual(await problemOf(browser('POST', `/api/v1/people/${nameless}/invoices`, WORK)), [422, undefined, 'BR-07'])
  await database.superuser('update ground set ended_at = $2, hold_until = $2 where person_id = $1', [other, database.now])
  assert.deepEqual(await problemOf(browser('POST', `/api/v1/people/${other}/invoices`, WORK)), [422, undefined, 'D1'])
})
