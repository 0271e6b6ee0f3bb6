import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DeliveriesBody, ListedDeliveryBody } from '../../src/doors/api/deliveries-resource.ts'
import type { InvoiceBody } from '../../src/doors/api/invoices-resource.ts'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import { documentMail } from '../../src/delivery/document-mail.ts'
import { settleMails } from '../../src/delivery/settle-mails.ts'
import { openTransport } from '../../src/messages/deliver.ts'
import { sendDue } from '../../src/messages/send-due.ts'
import { recordChoices } from '../../src/consent/record-choices.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { letIn, textOf, Visitor } from '../customer-house.ts'
import { bodyOf, signedInStaff, staffedHouse } from '../house.ts'
import { mailSink } from '../mail-sink.ts'
import { pdfText } from '../pdf-text.ts'
import { customer } from '../register.ts'
import { SENDER } from '../sender.ts'

// An invoice reaches the customer: by the way that fits, once, to those who said no to marketing too.

const { database, house, app, browser } = await staffedHouse()
const sink = await mailSink()
const transport = openTransport({ smtpUrl: sink.url, mailFrom: SENDER, dkim: undefined })
test.after(() => transport.close())

const INVOICING = {
  seller: { name: 'Provbolaget AB', organisationNumber: '556677-8899', vatNumber: 'SE556677889901', address: { street: 'Storgatan 1', postcode: '111 22', city: 'Stockholm', country: 'SE' } },
  currency: 'SEK', prefix: '', dueDays: 30, wholeUnits: false, accounts: [{ type: 'bankgiro', number: '123-4567' }], reference: { kind: 'ocr', control: 'check-digit' },
}
assert.equal((await browser('PUT', '/api/v1/invoicing', INVOICING)).status, 200)

const SETTINGS = { order: ['peppol', 'email', 'letter', 'page'], fallback: 'ask', window: 'right', peppol: false, reminderFeeAgreed: false, reminderDays: 10 }
const setDelivery = async (change: object) => {
  database.now = new Date(database.now.getTime() + 1000)
  assert.equal((await browser('PUT', '/api/v1/delivery-settings', { ...SETTINGS, ...change })).status, 200)
}

const ADDRESS = { street: 'Bygatan 3', postal_code: '222 33', city: 'Lund' }
const POSTAL = { kind: 'postal' as const, value: 'Bygatan 3, 222 33 Lund', canonical: 'bygatan 3|22233|lund|se' }

async function buyer(name: string, more: { email?: boolean; postal?: boolean; values?: object; country?: string } = {}): Promise<PersonId> {
  const address = `${name.toLowerCase()}@example.org`
  const points = [...(more.email === false ? [] : [{ kind: 'email' as const, value: address, canonical: address }]), ...(more.postal === false ? [] : [POSTAL])]
  const { personId } = await customer(database, address, {
    contactPoints: points, identifiers: [], country: more.country ?? 'SE',
    values: { given_name: name, family_name: 'Ek', customer_number: `K-${name}`, ...(more.postal === false ? {} : ADDRESS), ...more.values },
  })
  return personId
}

const issue = async (personId: PersonId) => bodyOf<InvoiceBody>(browser('POST', `/api/v1/people/${personId}/invoices`, { lines: [{ description: 'Fönsterputs', quantity: '3', unit: 'HUR', price: '450', priceHasVat: true }] }))
const pathOf = (personId: PersonId, invoice: { id: string }) => `/api/v1/people/${personId}/invoices/${invoice.id}/deliveries`
const send = (personId: PersonId, invoice: { id: string }, body: object = {}) => browser('POST', pathOf(personId, invoice), body)
const deliveriesOf = async (personId: PersonId, invoice: { id: string }) => (await bodyOf<DeliveriesBody>(browser('GET', pathOf(personId, invoice)))).deliveries

async function sendAll(): Promise<void> {
  await sendDue(database, { keeper: house.keeper, transport, publicUrl: house.publicUrl, documents: documentMail }, { by: 'test', onError: (error) => assert.fail(String(error)) })
  while (await database.write(settleMails));
}

const mailsTo = (name: string) => sink.mails.filter((mail) => mail.to === `${name.toLowerCase()}@example.org`)

test('D3: the invoice goes by mail to somebody who said no to all marketing, with the document, number, amount, day and link, and nothing to buy', async () => {
  const personId = await buyer('Karin')
  await database.write((tx) => recordChoices(tx, house.keeper, [{
    personId, kind: 'objected', purpose: null, channel: null, contactPointId: null, frequency: null, surface: 'web', language: 'sv', actor: { kind: 'person', id: personId }, wording: null, evidence: {},
  }]))
  const invoice = await issue(personId)
  const { deliveries, ways } = await bodyOf<DeliveriesBody>(send(personId, invoice))
  assert.deepEqual([ways.way, ways.why, ways.possible, deliveries.map((one) => [one.way, one.state])], ['email', 'order', ['email', 'letter', 'page'], [['email', 'waiting']]])
  await sendAll()
  const [mail, ...others] = mailsTo('Karin')
  assert.equal(others.length, 0)
  const read = await sink.read(mail!)
  assert.equal(read.subject, `Faktura ${invoice.number} från Provbolaget AB`)
  for (const said of [invoice.number, '1 350,00 SEK', '1 april 2026', invoice.reference, '/me', '/choices/']) assert.ok(read.text!.replaceAll(/\s/g, ' ').includes(said), `${said} in ${read.text}`)
  for (const secret of ['Fönsterputs', 'Bygatan', 'Karin', '123-4567']) assert.ok(!read.text!.includes(secret), `${secret} is in the document alone`)
  const unsubscribe = read.headers.filter((header) => header.key.startsWith('list-unsubscribe'))
  assert.deepEqual(unsubscribe, [], 'there is nothing to unsubscribe from')
  assert.deepEqual(read.attachments.map((one) => [one.filename, one.mimeType]), [[`invoice-${invoice.number}.pdf`, 'application/pdf']])
  assert.ok(pdfText(Buffer.from(read.attachments[0]!.content as ArrayBuffer)).includes('Fönsterputs'))
  const [sent] = await deliveriesOf(personId, invoice)
  assert.deepEqual([sent!.state, sent!.reason], ['sent', null])
  const uses = await database.superuser("select purpose, channel, rule from use_record where person_id = $1 and kind = 'sent'", [personId])
  assert.deepEqual(uses.rows, [{ purpose: 'contract', channel: 'email', rule: 'D3b' }])
})

test('pressing send twice, or ten times at once, sends once; again is said', async () => {
  const personId = await buyer('Twice')
  const invoice = await issue(personId)
  const answers = await Promise.all(Array.from({ length: 10 }, () => send(personId, invoice)))
  assert.deepEqual(answers.map((one) => one.status), Array.from({ length: 10 }, () => 201))
  assert.equal((await send(personId, invoice, { again: true })).status, 409, 'it is still on its way')
  await sendAll()
  assert.equal((await deliveriesOf(personId, invoice)).length, 1)
  await send(personId, invoice)
  await sendAll()
  assert.equal(mailsTo('Twice').length, 1)
  assert.equal((await send(personId, invoice, { again: true })).status, 201)
  await sendAll()
  assert.equal(mailsTo('Twice').length, 2)
})

test('the e-invoice goes along where the customer wants it, and credit notes go the same way in the customer’s language', async () => {
  const personId = await buyer('Both', { values: { language: 'nb' } })
  assert.equal((await browser('PUT', `/api/v1/people/${personId}/delivery-choice`, { way: null, withUbl: true })).status, 200)
  const invoice = await issue(personId)
  const credit = await bodyOf<InvoiceBody>(browser('POST', `/api/v1/people/${personId}/invoices/${invoice.id}/credit`))
  for (const one of [invoice, credit]) await send(personId, one)
  await sendAll()
  const read = await Promise.all(mailsTo('Both').map((mail) => sink.read(mail)))
  assert.deepEqual(read.map((mail) => mail.subject).toSorted(), [`Faktura ${invoice.number} fra Provbolaget AB`, `Kreditnota ${credit.number} fra Provbolaget AB`])
  assert.deepEqual(read.map((mail) => mail.attachments.map((one) => one.mimeType)), [['application/pdf', 'application/xml'], ['application/pdf', 'application/xml']])
})

test('a customer who wants paper gets a letter, one who chose their page finds it there, and nobody goes by a way that does not reach them', async () => {
  const paper = await buyer('Paper', { values: { delivery: 'paper' } })
  const { deliveries, ways } = await bodyOf<DeliveriesBody>(send(paper, await issue(paper)))
  assert.deepEqual([ways.why, deliveries[0]!.way, deliveries[0]!.state], ['wish', 'letter', 'waiting'])
  const page = await buyer('Page')
  assert.equal((await browser('PUT', `/api/v1/people/${page}/delivery-choice`, { way: 'page' })).status, 200)
  assert.deepEqual((await bodyOf<DeliveriesBody>(send(page, await issue(page)))).deliveries.map((one) => [one.way, one.state]), [['page', 'sent']])
  const nowhere = await buyer('Nowhere', { email: false })
  const wrong = await bodyOf<ProblemDetails>(browser('PUT', `/api/v1/people/${nowhere}/delivery-choice`, { way: 'email' }))
  assert.deepEqual([wrong.status, wrong.field], [400, 'way'])
  const number = await bodyOf<ProblemDetails>(browser('PUT', `/api/v1/people/${nowhere}/delivery-choice`, { way: null, participant: { scheme: '0007', id: '5566778890' } }))
  assert.deepEqual([number.status, number.field], [400, 'participant.id'])
  await database.superuser('update contact_point set ended_at = $2 where person_id = $1', [nowhere, database.now])
  const [none] = (await bodyOf<DeliveriesBody>(send(nowhere, await issue(nowhere)))).deliveries
  assert.deepEqual([none!.state, none!.reason], ['refused', 'no-way'])
})

test('a mail that is refused for good waits for a colleague, or becomes a letter by itself where the company says so; one that came back too', async () => {
  sink.behave = (recipient) => (recipient.startsWith('bounce') ? 'refuse-recipient' : 'take')
  const [asked, lettered, back] = [await buyer('BounceA'), await buyer('BounceB'), await buyer('Back')]
  const first = await issue(asked)
  await send(asked, first)
  await sendAll()
  const states = async (personId: PersonId, invoice: { id: string }) => (await deliveriesOf(personId, invoice)).map((one) => [one.way, one.state])
  assert.deepEqual(await states(asked, first), [['email', 'failed']])
  assert.equal((await deliveriesOf(asked, first))[0]!.reason, 'not-taken')
  const listed = await bodyOf<{ deliveries: ListedDeliveryBody[] }>(browser('GET', '/api/v1/deliveries?troubled=yes'))
  assert.ok(listed.deliveries.some((one) => one.number === first.number && one.state === 'failed'))
  await send(asked, first, { way: 'letter' })
  assert.deepEqual(await states(asked, first), [['letter', 'waiting'], ['email', 'failed']])
  const after = await bodyOf<{ deliveries: ListedDeliveryBody[] }>(browser('GET', '/api/v1/deliveries?troubled=yes'))
  assert.ok(!after.deliveries.some((one) => one.number === first.number), 'it is dealt with')
  await setDelivery({ fallback: 'letter' })
  const second = await issue(lettered)
  await send(lettered, second)
  await sendAll()
  assert.deepEqual(await states(lettered, second), [['letter', 'waiting'], ['email', 'failed']])
  const third = await issue(back)
  await send(back, third)
  await sendAll()
  const [{ id } = { id: '' }] = await deliveriesOf(back, third)
  assert.equal((await browser('POST', `${pathOf(back, third)}/${id}/ends`, { how: 'returned' })).status, 200)
  assert.equal((await browser('POST', `${pathOf(back, third)}/${id}/ends`, { how: 'cancelled' })).status, 409)
  assert.deepEqual(await states(back, third), [['email', 'failed']])
})

test('D2: what is stopped does not go; restriction lets through what is owed, and nothing that rests on the agreement alone', async () => {
  const stopped = await buyer('Stopped')
  const one = await issue(stopped)
  const { deliveries: [waiting] } = await bodyOf<DeliveriesBody>(send(stopped, one))
  assert.equal((await browser('POST', `${pathOf(stopped, one)}/${waiting!.id}/ends`, { how: 'cancelled' })).status, 200)
  const restricted = await buyer('Restricted')
  await database.superuser("insert into ground (person_id, ground_id, purpose_key, basis, since, evidence, provenance_id) select person_id, gen_random_uuid(), 'invoicing', 'contract', since, evidence, provenance_id from ground where person_id = $1 and purpose_key = 'contract'", [restricted])
  const invoice = await issue(restricted)
  await database.superuser("insert into restriction (person_id, purpose, field_key, since, seq) values ($1, '*', '*', $2, 1)", [restricted, database.now])
  await send(restricted, invoice)
  const other = await buyer('RestrictedToo')
  const refused = await issue(other)
  await database.superuser("insert into restriction (person_id, purpose, field_key, since, seq) values ($1, '*', '*', $2, 1)", [other, database.now])
  await send(other, refused)
  await sendAll()
  assert.deepEqual([mailsTo('Stopped').length, mailsTo('Restricted').length, mailsTo('RestrictedToo').length], [0, 1, 0])
  assert.deepEqual((await deliveriesOf(other, refused)).map((each) => [each.state, each.reason]), [['refused', 'D1n']])
})

test('the customer sees how their invoices come and why, and chooses among what reaches them; it is shown as theirs', async () => {
  const personId = await buyer('Chooser')
  const points = await database.superuser("select contact_point_id from contact_point where person_id = $1 and kind = 'email'", [personId])
  await database.superuser("update contact_point set verified_at = $2, verified_how = 'test' where person_id = $1", [personId, database.now])
  const visitor = await new Visitor(app, await letIn(database, house, personId, { contactPointId: points.rows[0].contact_point_id })).get('/me/delivery?lang=sv')
  assert.ok(textOf(visitor.html).includes('Just nu: med e-post. Du har inte valt själv.'), textOf(visitor.html))
  assert.ok(!visitor.html.includes('value="peppol"'), 'no way that does not reach them is offered')
  await visitor.press('Spara', { way: 'letter' })
  assert.ok(textOf(visitor.html).includes('Just nu: med brev. Så har du valt.'), textOf(visitor.html))
  const { ways, deliveries } = await bodyOf<DeliveriesBody>(send(personId, await issue(personId)))
  assert.deepEqual([ways.choice?.by, ways.why, deliveries[0]!.way], ['person', 'chosen', 'letter'])
})

test('who may not: other roles send nothing and see nothing', async () => {
  const personId = await buyer('Roles')
  const invoice = await issue(personId)
  for (const [roles, see, act] of [[['finance'], 200, 201], [['customer-service'], 200, 403], [['marketer'], 403, 403]] as const) {
    const { browser: as } = await signedInStaff(app, house, roles)
    assert.equal((await as('GET', pathOf(personId, invoice))).status, see, roles[0])
    assert.equal((await as('POST', pathOf(personId, invoice), {})).status, act, roles[0])
  }
})
