import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { XMLParser } from 'fast-xml-parser'
import { documentMail } from '../../src/delivery/document-mail.ts'
import { noteNotices } from '../../src/delivery/note-notices.ts'
import { findReminders } from '../../src/delivery/find-reminders.ts'
import { dropPeppol } from '../../src/delivery/drop-peppol.ts'
import { settleMails } from '../../src/delivery/settle-mails.ts'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { DeliveriesBody } from '../../src/doors/api/deliveries-resource.ts'
import type { InvoiceBody } from '../../src/doors/api/invoices-resource.ts'
import type { PeppolDocumentBody } from '../../src/doors/api/peppol-resource.ts'
import type { RemindersBody } from '../../src/doors/api/reminders-resource.ts'
import { openTransport } from '../../src/messages/deliver.ts'
import { sendDue } from '../../src/messages/send-due.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { letIn, textOf, Visitor } from '../customer-house.ts'
import { bodyOf, staffedHouse } from '../house.ts'
import { mailSink } from '../mail-sink.ts'
import { pdfText } from '../pdf-text.ts'
import { customer } from '../register.ts'
import { SENDER } from '../sender.ts'

// E-invoices for an access point that errs, repeats and comes late; and reminders of what is late.

const { database, house, app, browser } = await staffedHouse()
const sink = await mailSink()
const transport = openTransport({ smtpUrl: sink.url, mailFrom: SENDER, dkim: undefined })
test.after(() => transport.close())
const folder = mkdtempSync(join(tmpdir(), 'tillit-peppol-'))
test.after(() => rmSync(folder, { recursive: true, force: true }))

const INVOICING = {
  seller: { name: 'Provbolaget AB', organisationNumber: '556677-8899', vatNumber: 'SE556677889901', address: { street: 'Storgatan 1', postcode: '111 22', city: 'Stockholm', country: 'SE' }, endpoint: { scheme: '0007', id: '5566778899' } },
  currency: 'SEK', prefix: '', dueDays: 30, wholeUnits: false, accounts: [{ type: 'bankgiro', number: '123-4567' }], reference: { kind: 'ocr', control: 'check-digit' },
}
assert.equal((await browser('PUT', '/api/v1/invoicing', INVOICING)).status, 200)
const SETTINGS = { order: ['peppol', 'email', 'letter', 'page'], fallback: 'ask', window: 'right', peppol: true, reminderFeeAgreed: true, reminderDays: 10 }
assert.equal((await browser('PUT', '/api/v1/delivery-settings', SETTINGS)).status, 200)

async function buyer(name: string): Promise<PersonId> {
  const { personId } = await customer(database, `${name.toLowerCase()}@example.org`, { values: { given_name: name, family_name: 'Ek', customer_number: `Q-${name}`, street: 'Bygatan 3', postal_code: '222 33', city: 'Lund' } })
  return personId
}
const issue = async (personId: PersonId, more: object = {}) => bodyOf<InvoiceBody>(browser('POST', `/api/v1/people/${personId}/invoices`, { lines: [{ description: 'Fönsterputs', quantity: '1', price: '1000' }], ...more }))
const pathOf = (personId: PersonId, invoice: { id: string }) => `/api/v1/people/${personId}/invoices/${invoice.id}/deliveries`
const deliveriesOf = async (personId: PersonId, invoice: { id: string }) => (await bodyOf<DeliveriesBody>(browser('GET', pathOf(personId, invoice)))).deliveries

async function inPeppol(name: string): Promise<{ personId: PersonId; invoice: InvoiceBody; id: string }> {
  const personId = await buyer(name)
  assert.equal((await browser('PUT', `/api/v1/people/${personId}/delivery-choice`, { way: null, participant: { scheme: '0192', id: '974760673' } })).status, 200)
  const invoice = await issue(personId)
  const { deliveries: [one] } = await bodyOf<DeliveriesBody>(browser('POST', pathOf(personId, invoice), {}))
  assert.deepEqual([one!.way, one!.state], ['peppol', 'waiting'])
  return { personId, invoice, id: one!.id }
}
const stateOf = async ({ personId, invoice }: { personId: PersonId; invoice: InvoiceBody }) => {
  const [one] = await deliveriesOf(personId, invoice)
  return [one!.state, one!.reason]
}
const fetched = async () => (await bodyOf<{ documents: PeppolDocumentBody[] }>(browser('GET', '/api/v1/peppol-documents'))).documents
const answer = ({ personId, id }: { personId: PersonId; id: string }, body: object) => browser('POST', `/api/v1/people/${personId}/peppol-documents/${id}/answers`, body)

test('an access point fetches e-invoices in their envelope until it answers; it may err, repeat and come late', async () => {
  const [first, second] = [await inPeppol('Ada'), await inPeppol('Bo')]
  const documents = await fetched()
  assert.deepEqual(documents.map((one) => one.id).toSorted(), [first.id, second.id].toSorted())
  assert.deepEqual(await fetched(), documents, 'fetching changes nothing')
  const one = documents.find((each) => each.id === first.id)!
  assert.deepEqual([one.sender, one.receiver, one.kind], ['0007:5566778899', '0192:974760673', 'invoice'])
  const { StandardBusinessDocument: envelope } = new XMLParser({ ignoreAttributes: false, parseTagValue: false, removeNSPrefix: true }).parse(one.envelope)
  assert.equal(envelope.StandardBusinessDocumentHeader.DocumentIdentification.InstanceIdentifier, first.id)
  assert.equal(envelope.StandardBusinessDocumentHeader.Receiver.Identifier['#text'], '0192:974760673')
  assert.deepEqual(envelope.StandardBusinessDocumentHeader.BusinessScope.Scope.map((scope: { Type: string }) => scope.Type), ['DOCUMENTID', 'PROCESSID', 'COUNTRY_C1'])
  assert.equal(envelope.Invoice.ID, first.invoice.number)
  assert.equal(envelope.Invoice.AccountingCustomerParty.Party.EndpointID['#text'], '974760673')

  assert.equal((await answer(first, { outcome: 'delivered' })).status, 200)
  assert.equal((await answer(first, { outcome: 'delivered' })).status, 200, 'said again')
  assert.equal((await answer(first, { outcome: 'failed', reason: 'no' })).status, 409, 'what was delivered has not failed')
  assert.deepEqual(await stateOf(first), ['sent', null])
  assert.equal((await answer(second, { outcome: 'failed', reason: 'Mottagaren är inte registrerad.' })).status, 200)
  assert.equal((await answer(second, { outcome: 'failed', reason: 'Igen.' })).status, 200)
  assert.deepEqual(await stateOf(second), ['failed', 'Mottagaren är inte registrerad.'])
  assert.deepEqual(await fetched(), [])
  assert.equal((await answer(second, { outcome: 'delivered' })).status, 200, 'late, and true')
  assert.deepEqual(await stateOf(second), ['sent', null])
  assert.equal((await answer({ personId: first.personId, id: second.id }, { outcome: 'delivered' })).status, 404)
  const uses = await database.superuser("select channel from use_record where person_id = $1 and kind = 'sent'", [first.personId])
  assert.equal(uses.rows.length, 1)
  while (await database.write((tx) => noteNotices(tx, house.keeper)));
  await database.write((tx) => noteNotices(tx, house.keeper))
  const told = await database.superuser("select e.surface, e.evidence ->> 'way' as way, count(*)::int as times from ledger_entry e where e.person_id = any ($1::uuid[]) and e.kind = 'notice-shown' group by e.person_id, 1, 2", [[first.personId, second.personId]])
  assert.deepEqual(told.rows, Array.from({ length: 2 }, () => ({ surface: 'e-invoice', way: 'peppol', times: 1 })), 'what the e-invoice told is kept, once')
})

test('in the folder of an access point each e-invoice is put once, whole, wherever the program dies', async (t) => {
  const points = ['written', 'claimed', 'renamed', 'noted'] as const
  let killed = 0
  for (const point of points) {
    const one = await inPeppol(`Drop${point}`)
    let passed = 0
    const dying = dropPeppol(database, { folder, fault: (at) => { if (at === point && passed++ === 0) throw new Error(`dies at ${point}`) } })
    await assert.rejects(dying, /dies at/)
    killed += 1
    // The access point takes what it sees, also between the death and the next start.
    const taken = readdirSync(folder).filter((name) => name.endsWith('.xml'))
    for (const name of taken) assert.ok(readFileSync(join(folder, name), 'utf8').endsWith('</StandardBusinessDocument>\n'), 'whole')
    for (const name of taken) rmSync(join(folder, name))
    await dropPeppol(database, { folder })
    await dropPeppol(database, { folder })
    const then = readdirSync(folder).filter((name) => name.endsWith('.xml'))
    for (const name of then) rmSync(join(folder, name))
    assert.deepEqual([...taken, ...then], [`${one.id}.xml`], `once: ${point}`)
    assert.deepEqual(readdirSync(folder), [], point)
    assert.equal((await stateOf(one))[0], 'handed-over')
    assert.equal((await answer(one, { outcome: 'delivered' })).status, 200)
  }
  t.diagnostic(`died at ${killed} points of ${points.length}`)
})

const remind = async (personId: PersonId, invoice: { id: string }) => bodyOf<{ reminded: number; leftOut: { sentence: string }[] }>(browser('POST', '/api/v1/invoice-reminders', { invoices: [{ person: personId, invoice: invoice.id }] }))
async function sendAll(): Promise<void> {
  await sendDue(database, { keeper: house.keeper, transport, publicUrl: house.publicUrl, documents: documentMail }, { by: 'test', onError: (error) => assert.fail(String(error)) })
  while (await database.write(settleMails));
}

test('a late invoice is reminded of once until its time is out: rehearsed, a document of its own with the agreed fee, by mail; the invoice stays as it was', async () => {
  const personId = await buyer('Late')
  const invoice = await issue(personId, { issuedOn: '2026-01-10', dueOn: '2026-02-10' })
  const before = await (await browser('GET', `/api/v1/people/${personId}/documents/${invoice.documentId}/content`)).arrayBuffer()
  const rehearsed = (await bodyOf<RemindersBody>(browser('GET', '/api/v1/invoice-reminders/rehearsal'))).invoices.find((one) => one.number === invoice.number)!
  assert.deepEqual(rehearsed.reminder, { ordinal: 1, payBy: '2026-03-12', outstanding: '1250.00', feesBefore: '0.00', fee: '60.00', toPay: '1310.00', interest: '0.00' })
  assert.equal((await database.superuser('select from invoice_reminder')).rows.length, 0, 'a rehearsal leaves nothing')
  assert.equal((await remind(personId, invoice)).reminded, 1)
  assert.deepEqual((await remind(personId, invoice)).leftOut.length, 1, 'not again while there is time')
  await sendAll()
  const [mail, ...others] = sink.mails.filter((one) => one.to === 'late@example.org')
  assert.equal(others.length, 0)
  const read = await sink.read(mail!)
  assert.equal(read.subject, `Påminnelse om faktura ${invoice.number} från Provbolaget AB`)
  const text = pdfText(Buffer.from(read.attachments[0]!.content as ArrayBuffer)).replaceAll(/\s+/g, ' ')
  for (const said of [invoice.number, '1 250,00', '60,00', '1 310,00', '2026-03-12', invoice.reference, '123-4567', 'Dina uppgifter hos oss']) assert.ok(text.includes(said), `${said} in ${text}`)
  const after = await (await browser('GET', `/api/v1/people/${personId}/documents/${invoice.documentId}/content`)).arrayBuffer()
  assert.deepEqual(Buffer.from(after), Buffer.from(before))
  const kept = await database.superuser("select d.kind, d.number from issued_document d join invoice_reminder r using (person_id, document_id) where d.person_id = $1", [personId])
  assert.deepEqual(kept.rows, [{ kind: 'letter', number: `${invoice.number}-1` }])
})

test('nobody is reminded of what is paid, credited, not due or disputed, and a reminder that waits stops when it is paid', async () => {
  const personId = await buyer('Stops')
  const late = { issuedOn: '2026-01-10', dueOn: '2026-02-10' }
  const [paid, credited, notDue, disputed, waits] = [await issue(personId, late), await issue(personId, late), await issue(personId), await issue(personId, late), await issue(personId, late)]
  const pay = (invoice: { id: string }) => browser('POST', `/api/v1/people/${personId}/invoices/${invoice.id}/payments`, { paidOn: '2026-03-01', amount: '1250', how: 'bank' })
  assert.equal((await pay(paid)).status, 201)
  assert.equal((await browser('POST', `/api/v1/people/${personId}/invoices/${credited.id}/credit`)).status, 201)
  await database.superuser("insert into hold (person_id, hold_id, item_kind, item_id, reason, since, until, set_by) select $1, gen_random_uuid(), 'document', $2, 'bestriden', $3::timestamptz, $3::timestamptz + interval '1 year', staff_id from staff limit 1", [personId, disputed.documentId, database.now])
  for (const one of [paid, credited, notDue, disputed]) assert.deepEqual((await remind(personId, one)).reminded, 0)
  assert.equal((await remind(personId, waits)).reminded, 1)
  assert.equal((await pay(waits)).status, 201)
  await sendAll()
  assert.deepEqual(sink.mails.filter((one) => one.to === 'stops@example.org'), [])
  assert.deepEqual(await stateOf({ personId, invoice: waits }), ['refused', 'paid-meanwhile'])
  const unknown = await bodyOf<ProblemDetails>(browser('POST', '/api/v1/invoice-reminders', { invoices: [] }))
  assert.equal(unknown.status, 400)
})

const again = (personId: PersonId, invoice: { id: string }) => bodyOf<InvoiceBody>(browser('GET', `/api/v1/people/${personId}/invoices/${invoice.id}`))
const payOf = (personId: PersonId, invoice: { id: string }, amount: string) => browser('POST', `/api/v1/people/${personId}/invoices/${invoice.id}/payments`, { paidOn: '2026-03-02', amount, how: 'bank' })

test('the fee is a claim that is seen and paid: the same sum on the reminder, in its code, on the customer’s page and the invoice; total and fee close both, the total alone leaves the fee, which nobody is chased for', async () => {
  const late = { issuedOn: '2026-01-10', dueOn: '2026-02-10' }
  const personId = await buyer('Fees')
  const [both, total, more, bounced] = [await issue(personId, late), await issue(personId, late), await issue(personId, late), await issue(personId, late)]
  for (const one of [both, total, more, bounced]) assert.equal((await remind(personId, one)).reminded, 1)
  const standing = async (invoice: { id: string }) => {
    const { state, outstanding, fee } = await again(personId, invoice)
    return [state, outstanding, fee]
  }
  assert.deepEqual(await standing(both), ['overdue', '1250.00', '60.00'])
  const reminder = await database.superuser('select d.content from issued_document d join invoice_reminder r using (person_id, document_id) where r.invoice_id = $1', [both.id])
  assert.ok((reminder.rows[0].content as Buffer).toString('latin1').includes('"due":1310'), 'the code asks for what the page says')
  const { email } = { email: await database.superuser("select contact_point_id from contact_point where person_id = $1 and kind = 'email'", [personId]) }
  const own = async (invoice: { id: string }) => textOf((await new Visitor(app, await letIn(database, house, personId, { contactPointId: email.rows[0].contact_point_id })).get(`/me/invoices/${invoice.id}?lang=sv`)).html).replaceAll(/\s/g, ' ')
  for (const said of ['1 310,00 SEK', 'Av det är 60,00 SEK påminnelseavgift.']) assert.ok((await own(both)).includes(said), said)
  assert.equal((await payOf(personId, both, '1310')).status, 201)
  assert.deepEqual(await standing(both), ['paid', '0.00', '0.00'])
  assert.equal((await payOf(personId, total, '1250')).status, 201)
  assert.deepEqual(await standing(total), ['paid', '0.00', '60.00'])
  assert.ok((await own(total)).includes('Fakturan är betald. Kvar är påminnelseavgiften, 60,00 SEK.'), await own(total))
  assert.equal((await payOf(personId, more, '1400')).status, 201)
  assert.deepEqual(await standing(more), ['paid', '-90.00', '0.00'], 'only what is more than both is the customer’s')
  // A reminder that never went costs nothing.
  await database.superuser("update invoice_delivery set state = 'failed' where person_id = $1 and invoice_id = $2 and reminder_id is not null", [personId, bounced.id])
  assert.deepEqual(await standing(bounced), ['overdue', '1250.00', '0.00'])
  await database.superuser("update invoice_delivery set state = 'sent' where person_id = $1 and invoice_id = $2 and reminder_id is not null", [personId, bounced.id])
  const today = database.now
  database.now = new Date(today.getTime() + 20 * 86_400_000)
  const found = await database.read((tx) => findReminders(tx, 200))
  database.now = today
  const ofHim = found.filter(({ invoice }) => invoice.personId === personId)
  assert.deepEqual(ofHim.map(({ invoice, draft }) => [invoice.number, typeof draft === 'string' ? draft : [draft.ordinal, draft.outstanding, draft.feesBefore, draft.fee]]), [[bounced.number, [2, 1250_00n, 60_00n, 0n]]], 'nobody is reminded of a fee alone')
  assert.equal((await browser('POST', `/api/v1/people/${personId}/invoices/${bounced.id}/credit`)).status, 201)
  assert.deepEqual(await standing(bounced), ['credited', '0.00', '0.00'], 'what was never owed was not to be reminded of')
})

test('interest is named on the reminder of a company that says so, and where the rate is not known nothing is named and the screen says why', async () => {
  database.now = new Date(database.now.getTime() + 1000)
  assert.equal((await browser('PUT', '/api/v1/delivery-settings', { ...SETTINGS, lateInterest: true })).status, 200)
  const personId = await buyer('Interest')
  const swedish = await issue(personId, { issuedOn: '2025-12-10', dueOn: '2026-01-09' })
  const rehearsed = async () => bodyOf<RemindersBody>(browser('GET', '/api/v1/invoice-reminders/rehearsal', undefined, { 'accept-language': 'sv' }))
  const first = await rehearsed()
  assert.equal(first.invoices.find((one) => one.number === swedish.number)!.reminder!.interest, '0.00')
  assert.ok(first.unknown.some((one) => one.startsWith('Den lagstadgade dröjsmålsräntan i Sverige för halvåret från 1 januari 2026 är inte känd här.')), String(first.unknown))
  const norwegian = await issue(personId, { issuedOn: '2026-01-02', dueOn: '2026-01-16' })
  await database.superuser("update invoice set content = jsonb_set(content, '{seller,address,country}', '\"NO\"') where invoice_id = $1", [norwegian.id])
  assert.equal((await rehearsed()).invoices.find((one) => one.number === norwegian.number)!.reminder!.interest, '11.91')
  assert.equal((await remind(personId, norwegian)).reminded, 1)
  const { rows } = await database.superuser('select d.content, r.interest from issued_document d join invoice_reminder r using (person_id, document_id) where r.invoice_id = $1', [norwegian.id])
  assert.equal(rows[0].interest, 1191)
  assert.ok(pdfText(rows[0].content as Buffer).replaceAll(/\s+/g, ' ').includes('från 2026-02-02 till 2026-03-02: 11,91 SEK (nu 12 % om året). Den ingår inte'), pdfText(rows[0].content as Buffer))
})
