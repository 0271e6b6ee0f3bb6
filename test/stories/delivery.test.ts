import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decideFor } from '../../src/decisions/decide-for.ts'
import type { IssuedApiKey } from '../../src/doors/api/session-resource.ts'
import type { DeliveriesBody, ListedDeliveryBody } from '../../src/doors/api/deliveries-resource.ts'
import type { InvoiceBody } from '../../src/doors/api/invoices-resource.ts'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { TimelinePage } from '../../src/doors/api/people-resource.ts'
import { planErasure } from '../../src/erasure/plan-erasure.ts'
import { AFTER_PAYMENT_DAYS } from '../../src/invoices/carry-claims.ts'
import { VOUCHER_NOTICE_VERSION } from '../../src/invoices/voucher-notice.ts'
import { documentMail } from '../../src/delivery/document-mail.ts'
import { deliverInvoice } from '../../src/delivery/deliver-invoice.ts'
import { noteNotices } from '../../src/delivery/note-notices.ts'
import { settleMails } from '../../src/delivery/settle-mails.ts'
import { openTransport } from '../../src/messages/deliver.ts'
import { sendDue } from '../../src/messages/send-due.ts'
import { endGrounds } from '../../src/people/end-grounds.ts'
import { selectGrounds } from '../../src/people/grounds.sql.ts'
import { registerPeople } from '../../src/people/register-people.ts'
import { recordChoices } from '../../src/consent/record-choices.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { letIn, textOf, Visitor } from '../customer-house.ts'
import { bodyOf, signedInStaff, staffedHouse } from '../house.ts'
import { mailSink } from '../mail-sink.ts'
import { pdfText } from '../pdf-text.ts'
import { customer, INDEX_KEY, ORIGIN } from '../register.ts'
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
  assert.deepEqual(uses.rows, [{ purpose: 'invoicing', channel: 'email', rule: 'D3b' }])
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

/** The agreement ends, as an import of ended contracts or the person's own notice lets it. */
const endAgreement = (personId: PersonId) => database.write(async (tx) => endGrounds(tx, (await selectGrounds(tx, [personId])).filter((one) => one.purpose === 'contract'), 'contract-end'))
const restrict = (personId: PersonId) => database.superuser("insert into restriction (person_id, purpose, field_key, since, seq) values ($1, '*', '*', $2, 1)", [personId, database.now])
const claimsOf = async (personId: PersonId) => (await database.read((tx) => selectGrounds(tx, [personId]))).filter((one) => one.purpose === 'invoicing')

test('D2: what is stopped does not go; who is restricted or whose agreement has ended gets what they were invoiced, and nothing else', async () => {
  const stopped = await buyer('Stopped')
  const one = await issue(stopped)
  const { deliveries: [waiting] } = await bodyOf<DeliveriesBody>(send(stopped, one))
  assert.equal((await browser('POST', `${pathOf(stopped, one)}/${waiting!.id}/ends`, { how: 'cancelled' })).status, 200)
  const [restricted, former, both] = [await buyer('Restricted'), await buyer('Former'), await buyer('Both-ways')]
  for (const personId of [restricted, former, both]) {
    const invoice = await issue(personId)
    if (personId !== former) await restrict(personId)
    if (personId !== restricted) await endAgreement(personId)
    await send(personId, invoice)
    const asked = await database.read((tx) => decideFor(tx, [personId], [{ purpose: 'service', channel: 'email', use: 'send' }, { purpose: 'news', channel: 'email', use: 'send' }, { purpose: 'invoicing', channel: 'email', use: 'send' }]))
    assert.deepEqual(asked.map((each) => each.allowed), [false, false, true])
  }
  await sendAll()
  assert.deepEqual(['Stopped', 'Restricted', 'Former', 'Both-ways'].map((name) => mailsTo(name).length), [0, 1, 1, 1])
})

test('an invoice carries its own ground: it begins with it, waits until all is paid or paid back, ends sixty days later, and is held as the purpose says', async () => {
  const personId = await buyer('Claim')
  assert.deepEqual(await claimsOf(personId), [])
  const [first, second] = [await issue(personId), await issue(personId)]
  await endAgreement(personId)
  const claim = async () => {
    const [only, ...others] = await claimsOf(personId)
    assert.equal(others.length, 0, 'one ground carries them all')
    return only!
  }
  assert.deepEqual([(await claim()).basis, (await claim()).waitsFor, (await claim()).until, (await claim()).holdUntil, (await claim()).evidence], ['contract', 'payment', null, null, { invoice: first.id }])
  const before = await database.read((tx) => planErasure(tx, personId, 35))
  assert.deepEqual([before.whole, before.stays.find((one) => one.because === 'claim')?.what, before.fields.stay.includes('email')], [false, ['invoicing'], true])
  const pay = (invoice: { id: string }, amount: string) => browser('POST', `/api/v1/people/${personId}/invoices/${invoice.id}/payments`, { paidOn: '2026-03-02', amount, how: 'bank' })
  assert.equal((await pay(first, '1350')).status, 201)
  assert.equal((await pay(second, '1400')).status, 201)
  assert.equal((await claim()).until, null, 'fifty kronor are to be paid back')
  assert.equal((await pay(second, '-50')).status, 201)
  const { until, holdUntil } = await claim()
  assert.equal(until!.getTime(), database.now.getTime() + AFTER_PAYMENT_DAYS * 86_400_000)
  assert.equal(holdUntil!.toISOString().slice(0, 7), '2029-05')
  assert.equal((await database.read((tx) => planErasure(tx, personId, 35))).whole, true, 'nobody waits for what is paid')
  // What comes back from the bank is owed again; a credit note settles it.
  assert.equal((await pay(second, '-1350')).status, 201)
  assert.equal((await claim()).until, null)
  assert.equal((await browser('POST', `/api/v1/people/${personId}/invoices/${second.id}/credit`)).status, 201)
  assert.ok((await claim()).until)
  assert.equal((await browser('POST', `/api/v1/people/${personId}/invoices`, { lines: [{ description: 'Mer', quantity: '1', price: '1' }] })).status, 422, 'what was invoiced before is no reason to invoice more')
  const today = database.now
  database.now = new Date(until!.getTime() + 1000)
  const late = await database.write((tx) => deliverInvoice(tx, { personId, invoiceId: first.id }, { kind: 'system', id: null }))
  await sendAll()
  database.now = today
  assert.deepEqual([late.state, mailsTo('Claim').length, (await deliveriesOf(personId, first))[0]!.reason], ['waiting', 0, 'D1n'])
})

const toldTo = async (personId: PersonId) => (await database.superuser(`
  select e.surface, e.language, e.evidence, w.text from ledger_entry e join wording w using (wording_id) where e.person_id = $1 and e.kind = 'notice-shown' order by e.seq`, [personId])).rows
const note = () => database.write((tx) => noteNotices(tx, house.keeper))

test('art. 13, 14: what the voucher told is kept word by word, with document, language, version and way, once for each document and way', async () => {
  const personId = await buyer('Told', { values: { language: 'nb' } })
  const invoice = await issue(personId)
  await send(personId, invoice)
  await note()
  assert.deepEqual(await toldTo(personId), [], 'it has not gone yet')
  await sendAll()
  await assert.rejects(database.write(async (tx) => {
    await noteNotices(tx, house.keeper)
    throw new Error('dies')
  }), /dies/)
  assert.deepEqual(await toldTo(personId), [])
  await Promise.all([note(), note(), note()])
  const [told, ...others] = await toldTo(personId)
  assert.equal(others.length, 0, 'three copies of the program write it once')
  const [delivery] = await deliveriesOf(personId, invoice)
  assert.deepEqual({ ...told.evidence, sent: undefined }, { kind: 'voucher', what: 'invoice', way: 'email', invoice: invoice.id, document: invoice.documentId, delivery: delivery!.id, version: VOUCHER_NOTICE_VERSION, sent: undefined })
  assert.deepEqual([told.surface, told.language, told.text], ['invoice', 'nb', 'Se hva Provbolaget AB har om deg, hvorfor, hvor det kommer fra og hvor lenge, og bestem hva det kan brukes til.'])
  assert.ok(pdfText(Buffer.from((await sink.read(mailsTo('Told')[0]!)).attachments[0]!.content as ArrayBuffer)).replaceAll(/\s+/g, ' ').includes(told.text), 'the words stood on the page')

  // Again the same way says nothing new; another way, and the credit note, do.
  await send(personId, invoice, { again: true })
  await sendAll()
  await note()
  await send(personId, invoice, { again: true, way: 'letter' })
  const [{ id } = { id: '' }] = await deliveriesOf(personId, invoice)
  await database.superuser("update invoice_delivery set state = 'handed-over' where delivery_id = $1", [id])
  assert.equal((await browser('POST', `${pathOf(personId, invoice)}/${id}/ends`, { how: 'arrived' })).status, 200)
  const credit = await bodyOf<InvoiceBody>(browser('POST', `/api/v1/people/${personId}/invoices/${invoice.id}/credit`))
  await send(personId, credit)
  await sendAll()
  await note()
  assert.deepEqual((await toldTo(personId)).map(({ evidence: { what, way } }) => `${what} ${way}`), ['invoice email', 'invoice letter', 'credit-note email'])
  assert.equal(await note(), false)

  const { events } = await bodyOf<TimelinePage>(browser('GET', `/api/v1/people/${personId}/timeline`, undefined, { 'accept-language': 'sv' }))
  const words = events.filter((one) => one.title.includes('berättade'))
  assert.deepEqual(words.map((one) => one.title), [`Kreditfaktura ${credit.number} berättade om uppgifterna, i ett mejl`, `Faktura ${invoice.number} berättade om uppgifterna, i ett brev`, `Faktura ${invoice.number} berättade om uppgifterna, i ett mejl`])
  assert.equal(words[0]!.detail, told.text)
  const points = await database.superuser("select contact_point_id from contact_point where person_id = $1 and kind = 'email'", [personId])
  const visitor = await new Visitor(app, await letIn(database, house, personId, { contactPointId: points.rows[0].contact_point_id })).get('/me/history?lang=sv')
  for (const said of [`Faktura ${invoice.number} berättade om dina uppgifter`, 'Den kom i ett brev, och där stod: ”Se hva Provbolaget AB']) assert.ok(textOf(visitor.html).includes(said), textOf(visitor.html))
})

/** Set for ten thousand: a run of a large company. */
const MANY = process.env['TILLIT_LONG'] ? 10_000 : 400

test('what a run told is noted in sets, each once; whoever was erased meanwhile is passed over', { timeout: 300_000 }, async (t) => {
  const template = await issue(await buyer('Template'))
  const { personIds } = await database.write((tx) => registerPeople(tx, INDEX_KEY, Array.from({ length: MANY }, () => ({ country: 'SE', values: {}, contactPoints: [], identifiers: [], grounds: [{ purpose: 'contract', basis: 'contract' as const }] })), ORIGIN))
  await database.superuser(`
    with copied as (
      insert into invoice (person_id, invoice_id, kind, number, issued_on, due_on, currency, gross, payable, reference, content, document_id, issued_at, issued_by_kind)
      select p, gen_random_uuid(), kind, number || '-' || p, issued_on, due_on, currency, gross, payable, reference, content, gen_random_uuid(), issued_at, issued_by_kind from invoice, unnest($1::uuid[]) as p where invoice_id = $2 returning *)
    insert into invoice_delivery (person_id, delivery_id, invoice_id, document_id, way, why, state, asked_at, asked_by_kind, changed_at)
    select person_id, gen_random_uuid(), invoice_id, document_id, 'letter', 'order', 'sent', issued_at, 'system', issued_at from copied`, [[...personIds, '0196a000-0000-7000-8000-00000000dead'], template.id])
  const began = performance.now()
  while (await note());
  await note()
  const ms = performance.now() - began
  const { rows } = await database.superuser("select count(*)::int as entries, count(distinct person_id)::int as people from ledger_entry where kind = 'notice-shown' and person_id = any ($1::uuid[])", [personIds])
  assert.deepEqual(rows, [{ entries: MANY, people: MANY }])
  const { rows: left } = await database.superuser("select count(*)::int as untold, count(*) filter (where notice_seq = 0)::int as nothing from invoice_delivery where state = 'sent' and (notice_seq is null or notice_seq = 0)")
  assert.deepEqual(left, [{ untold: 1, nothing: 1 }])
  t.diagnostic(`${MANY} of 10,000 deliveries noted, ${(ms / MANY).toFixed(2)} ms each`)
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

test('a mail that comes back later is told by its Message-ID: the delivery did not arrive, the address rests, a letter stands in; told twice it is noted once', async () => {
  await setDelivery({ fallback: 'letter' })
  const [personId, other] = [await buyer('Wentback'), await buyer('Arrived')]
  const [invoice, fine] = [await issue(personId), await issue(other)]
  for (const [to, one] of [[personId, invoice], [other, fine]] as const) await send(to, one)
  await sendAll()
  const messageId = async (name: string) => (await sink.read(mailsTo(name)[0]!)).messageId!
  const { browser: desk } = await signedInStaff(app, house)
  const { key } = await bodyOf<IssuedApiKey>(desk('POST', '/api/v1/api-keys', { name: 'Brevlådan', purposes: ['contract', 'invoicing', 'bookkeeping'] }))
  const { key: narrow } = await bodyOf<IssuedApiKey>(desk('POST', '/api/v1/api-keys', { name: 'Nyhetsbrevet', purposes: ['news'] }))
  const tell = async (message: string, status: string, caller = key) => {
    const answer = await app.request('/api/v1/mail-returns', { method: 'POST', headers: { authorization: `Bearer ${caller}`, 'content-type': 'application/json' }, body: JSON.stringify({ messageId: message, status }) })
    return answer.status === 200 ? ((await answer.json()) as { outcome: string }).outcome : answer.status
  }
  const stands = async () => (await deliveriesOf(personId, invoice)).map((one) => [one.way, one.state, one.reason, one.standsIn])
  const before = [['email', 'sent', null, false]]
  assert.deepEqual([await tell(await messageId('Wentback'), '4.2.2'), await tell('<nobody@example.org>', '5.1.1'), await tell('no id', '5.1.1'), await tell(await messageId('Wentback'), '5.1.1', narrow)], ['not-for-good', 'not-known', 400, 403])
  assert.deepEqual(await stands(), before, 'so far nothing came back for good')
  for (let turn = 0; turn < 3; turn++) assert.equal(await tell(await messageId('Wentback'), '5.1.1'), 'returned')
  assert.deepEqual(await stands(), [['letter', 'waiting', null, true], ['email', 'failed', 'returned', false]])
  assert.deepEqual((await deliveriesOf(other, fine)).map((one) => one.state), ['sent'])
  const waysNow = async () => (await bodyOf<DeliveriesBody>(browser('GET', pathOf(personId, invoice)))).ways
  assert.deepEqual([(await waysNow()).way, (await waysNow()).possible], ['letter', ['letter']], 'the next invoice does not go there')
  await database.superuser("update contact_point set verified_at = $2 where person_id = $1 and kind = 'email'", [personId, new Date(database.now.getTime() + 1000)])
  assert.equal((await waysNow()).way, 'email', 'unless its owner shows that they read it')
  await setDelivery({})
})
