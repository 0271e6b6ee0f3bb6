import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { sweepDeals } from '../../src/deals/sweep-deals.ts'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { DealBody, NewDealBody } from '../../src/doors/api/deals-resource.ts'
import type { InvoiceBody } from '../../src/doors/api/invoices-resource.ts'
import type { TimelinePage } from '../../src/doors/api/people-resource.ts'
import type { NewQuoteBody, QuoteBody, QuoteDraftBody, QuoteItem } from '../../src/doors/api/quotes-resource.ts'
import { documentMails } from '../../src/doors/clock/document-mails.ts'
import { selectDocument } from '../../src/lifecycle/documents.sql.ts'
import { openTransport } from '../../src/messages/deliver.ts'
import { sendDue } from '../../src/messages/send-due.ts'
import { endGrounds } from '../../src/people/end-grounds.ts'
import { selectGrounds } from '../../src/people/grounds.sql.ts'
import { fileDueQuotes } from '../../src/quotes/file-due-quotes.ts'
import { newId, type PersonId } from '../../src/values/ids.ts'
import { letIn, textOf, Visitor } from '../customer-house.ts'
import { bodyOf, signedInStaff, staffedHouse } from '../house.ts'
import { mailSink } from '../mail-sink.ts'
import { pdfText } from '../pdf-text.ts'
import { customer } from '../register.ts'
import { SENDER } from '../sender.ts'

// Quotes: what is offered, answered by hand or by word of mouth, and becomes an invoice once.

const { database, house, app, browser } = await staffedHouse()
const sink = await mailSink()
const transport = openTransport({ smtpUrl: sink.url, mailFrom: SENDER, dkim: undefined })
test.after(() => transport.close())
const api = (method: string, path: string, body?: unknown) => browser(method, `/api/v1${path}`, body, { 'accept-language': 'en' })
await api('PUT', '/invoicing', { seller: { name: 'Provbolaget AB', organisationNumber: '556677-8899', vatNumber: 'SE556677889901', address: { street: 'Storgatan 1', postcode: '111 22', city: 'Stockholm', country: 'SE' } }, currency: 'SEK', accounts: [{ type: 'bankgiro', number: '123-4567' }], reference: { kind: 'ocr', control: 'check-digit' } })
const PIPELINE = newId(database.now)
await api('PUT', `/pipelines/${PIPELINE}`, { name: 'Sales', stages: [{ id: newId(database.now), name: 'New', chance: 10 }] })
const DEAL: NewDealBody = { name: 'Markiser', value: '12500', pipeline: PIPELINE }
const QUOTE: NewQuoteBody = { lines: [{ description: 'Markis Sol', quantity: '2', price: '4900', priceHasVat: true }, { description: 'Montering', quantity: '3', unit: 'HUR', price: '450' }], validUntil: '2026-03-31', terms: 'Leverans inom tre veckor.\nFritt monterat.' }

const asker = async (name: string, values: object = {}) => {
  const { personId, email } = await customer(database, `${name.toLowerCase()}@example.org`, { grounds: [{ purpose: 'prospects', basis: 'contract', evidence: { kind: 'asked', text: 'Rang' } }], values: { given_name: name, family_name: 'Berg', street: 'Bygatan 3', postal_code: '222 33', city: 'Lund', ...values } })
  const deal = await bodyOf<DealBody>(api('POST', `/people/${personId}/deals`, DEAL))
  return { personId, email, deal, name }
}
type Asker = Awaited<ReturnType<typeof asker>>
const make = ({ personId, deal }: Asker, change: Partial<NewQuoteBody> = {}) => bodyOf<QuoteBody>(api('POST', `/people/${personId}/deals/${deal.id}/quotes`, { ...QUOTE, ...change }))
const act = ({ personId }: Asker, quote: { id: string }, verb: string, body?: unknown, as = browser) => as('POST', `/api/v1/people/${personId}/quotes/${quote.id}/${verb}`, body, { 'accept-language': 'en' })
const show = ({ personId }: Asker, quote: { id: string }, as = browser) => bodyOf<QuoteBody>(as('GET', `/api/v1/people/${personId}/quotes/${quote.id}`))
const dealOf = ({ personId, deal }: Asker) => bodyOf<DealBody>(api('GET', `/people/${personId}/deals/${deal.id}`))
const problemOf = async (answer: Response | Promise<Response>) => {
  const { status, field, detail } = await bodyOf<ProblemDetails>(answer)
  return [status, field ?? detail]
}
const sendAll = () => sendDue(database, { keeper: house.keeper, transport, publicUrl: house.publicUrl, documents: documentMails(house.keeper) }, { by: 'test', onError: (error) => assert.fail(String(error)) })
const mailsTo = async ({ name }: Asker) => Promise.all(sink.mails.filter((mail) => mail.to === `${name.toLowerCase()}@example.org`).map((mail) => sink.read(mail)))
const linkIn = (text: string | undefined) => /\/quotes\/[\w-]{43}/.exec(text ?? '')![0]
const grounds = async (personId: PersonId) => (await database.read((tx) => selectGrounds(tx, [personId]))).map((one) => `${one.purpose} ${one.endedWhy ?? 'lives'}`).toSorted()

test('a quote is counted as its invoice will be, goes to a prospect by mail, is read and accepted by name behind the link, wins the deal and becomes an invoice with the same lines, once', async () => {
  const asked = await asker('Siv')
  const { totals, buyer } = await bodyOf<QuoteDraftBody>(api('POST', `/people/${asked.personId}/deals/${asked.deal.id}/quotes/rehearsal`, QUOTE))
  // 2 × 4,900 with VAT and 3 × 450 without: 9,800 + 1,687.50.
  assert.deepEqual([totals.payable, totals.vat, buyer.name], ['11487.50', '2297.50', 'Siv Berg'])
  const quote = await make(asked)
  assert.deepEqual([quote.number, quote.version, quote.name, quote.state, quote.payable, quote.sentAt], ['1', 1, '1', 'open', '11487.50', null])
  const file = Buffer.from(await (await api('GET', `/people/${asked.personId}/quotes/${quote.id}/file`)).arrayBuffer())
  for (const said of ['Offert 1', 'Markis Sol', 'Fritt monterat.', '11 487,50', 'ångerrätt', '2026-03-31', 'Bygatan 3']) assert.ok(pdfText(file).replaceAll(/[\s\u00a0]/g, ' ').includes(said), said)
  assert.ok(file.includes('/StructTreeRoot') && file.includes('/Lang (sv)'), 'the page is tagged and says its language')

  assert.equal((await act(asked, quote, 'mails')).status, 201)
  assert.deepEqual((await problemOf(act(asked, quote, 'mails')))[0], 409, 'it is on its way')
  await sendAll()
  const [mail] = await mailsTo(asked)
  assert.equal(mail!.subject, 'Offert 1 från Provbolaget AB')
  assert.deepEqual(mail!.attachments.map((one) => [one.filename, Buffer.from(one.content as ArrayBuffer).equals(file)]), [['offert-1.pdf', true]])
  const { rows: uses } = await database.superuser("select purpose, rule from use_record where person_id = $1 and kind = 'sent'", [asked.personId])
  assert.deepEqual(uses, [{ purpose: 'prospects', rule: 'D3b' }])
  assert.notEqual((await show(asked, quote)).sentAt, null)

  const path = linkIn(mail!.text)
  const visitor = await new Visitor(app).get(path)
  for (const said of ['Offert 1', 'Markis Sol', '11 487,50 SEK', 'Leverans inom tre veckor.', 'Jag tackar ja till offert 1']) assert.ok(textOf(visitor.html).replaceAll(/[\s\u00a0]/g, ' ').includes(said), said)
  assert.equal((await new Visitor(app).get(`${path}/file`)).headers.get('content-type'), 'application/pdf')
  await visitor.press('Ja, beställ med betalningsskyldighet', { name: '  ' })
  assert.deepEqual([visitor.status, (await show(asked, quote)).state], [409, 'open'], 'a yes has a name')
  await visitor.post(path, { page: /name="page" value="([^"]+)"/.exec(visitor.html)![1]!, answer: 'yes', name: 'Siv', wording: '00' })
  assert.deepEqual([visitor.status, (await show(asked, quote)).state], [409, 'open'], 'and is to the words that were read')
  await (await visitor.get(path)).press('Ja, beställ med betalningsskyldighet', { name: 'Siv  Berg' })
  assert.deepEqual([visitor.status, textOf(visitor.html).includes('Du har tackat ja till offert 1')], [200, true])

  const accepted = await show(asked, quote)
  assert.deepEqual([accepted.state, accepted.answer?.how, accepted.answer?.name, accepted.answer?.by, accepted.canUndo], ['accepted', 'link', 'Siv Berg', 'Siv Berg', false])
  assert.equal(accepted.answer?.words?.replaceAll(/\s/g, ' '), 'Jag tackar ja till offert 1 från Provbolaget AB: 11 487,50 SEK. Jag förstår att jag då ska betala.')
  assert.equal(accepted.answer?.page, createHash('sha256').update(file).digest('hex'))
  assert.equal((await dealOf(asked)).state, 'won')
  assert.deepEqual(await grounds(asked.personId), ['contract lives', 'prospects deal-won'])
  const contract = await database.read((tx) => selectDocument(tx, asked.personId, accepted.document!))
  assert.deepEqual([contract?.kind, contract?.keepUntil, contract?.content.equals(file)], ['contract', '2033-12-31', true], 'kept as long as the bookkeeping act wants contracts')
  await sendAll()
  const receipt = (await mailsTo(asked))[1]!
  assert.deepEqual([receipt.subject, receipt.attachments.length], ['Du har tackat ja till offert 1 från Provbolaget AB', 1])
  assert.match(textOf((await visitor.get(path)).html), /Siv Berg tackade ja den/)
  assert.doesNotMatch(visitor.html, /<button[^>]*value="yes"/)

  const answers = await Promise.all(Array.from({ length: 4 }, () => act(asked, quote, 'invoices')))
  assert.deepEqual(answers.map((one) => one.status).toSorted(), [201, 409, 409, 409])
  const { invoice } = await show(asked, quote)
  const issued = await bodyOf<InvoiceBody>(api('GET', `/people/${asked.personId}/invoices/${invoice}`))
  assert.deepEqual([issued.payable, issued.totals.lines.map((one) => [one.description, one.quantity, one.unit, one.amount])], ['11487.50', [['Markis Sol', '2', 'C62', '7840.00'], ['Montering', '3', 'HUR', '1350.00']]])
  assert.deepEqual((await database.superuser('select count(*)::int as n from invoice where person_id = $1', [asked.personId])).rows, [{ n: 1 }])
  const told = (await bodyOf<TimelinePage>(api('GET', `/people/${asked.personId}/timeline`))).events.filter((one) => one.type === 'deal').map((one) => one.title.split(':')[0])
  assert.deepEqual(told.toSorted(), ['Deal begun', 'Deal won', 'Quote invoiced', 'Quote made', 'Quote sent', 'Yes to the quote'])
})

test('a changed quote is a new version: the one before is void wherever it lies, and keeps its number', async () => {
  const asked = await asker('Ville')
  const first = await make(asked)
  await act(asked, first, 'mails')
  await sendAll()
  const path = linkIn((await mailsTo(asked))[0]!.text)
  const visitor = await new Visitor(app).get(path)
  const second = await make(asked, { instead: first.id, lines: [{ description: 'Markis Sol', quantity: '1', price: '4900', priceHasVat: true }] })
  assert.deepEqual([second.number, second.version, second.name, second.payable], [first.number, 2, `${first.number}-2`, '4900.00'])
  assert.equal((await show(asked, first)).state, 'replaced')
  await visitor.press('Ja, beställ med betalningsskyldighet', { name: 'Ville Berg' })
  assert.deepEqual([visitor.status, /nyare version gäller/.test(textOf(visitor.html)), (await dealOf(asked)).state], [409, true, 'open'])
  assert.equal((await problemOf(api('POST', `/people/${asked.personId}/deals/${asked.deal.id}/quotes`, { ...QUOTE, instead: first.id })))[0], 409)
  assert.deepEqual((await bodyOf<{ quotes: QuoteItem[] }>(api('GET', `/people/${asked.personId}/deals/${asked.deal.id}/quotes`))).quotes.map((one) => [one.version, one.state]), [[2, 'open'], [1, 'replaced']])
  const other = await make(asked)
  assert.notEqual(other.number, first.number)
})

test('on their own page a person sees their quotes and says no; nobody else’s is there', async () => {
  const [asked, other] = [await asker('Nea'), await asker('Olle')]
  const [quote, others] = [await make(asked), await make(other)]
  const visitor = new Visitor(app, await letIn(database, house, asked.personId, asked.email))
  assert.match(textOf((await visitor.get('/me/quotes')).html), new RegExp(`Offert ${quote.name}`))
  assert.equal((await visitor.get(`/me/quotes/${others.id}`)).status, 404)
  assert.equal((await visitor.get(`/me/quotes/${others.id}/file`)).status, 404)
  await (await visitor.get(`/me/quotes/${quote.id}`)).press('Nej tack')
  assert.deepEqual([visitor.status, (await show(asked, quote)).state, (await show(asked, quote)).answer?.how, (await dealOf(asked)).state], [200, 'declined', 'page', 'open'])
  assert.equal((await problemOf(act(asked, quote, 'undos')))[0], 409, 'what they said is theirs')
})

test('a yes that was said otherwise is noted with how and when, can be taken back for a day, and is filed after that', async () => {
  const asked = await asker('Tor')
  const quote = await make(asked)
  const heard = { yes: true, how: 'counter', on: '2026-03-02', name: 'Tor Berg' }
  assert.deepEqual(await problemOf(act(asked, quote, 'answers', { ...heard, on: '2026-03-01' })), [400, 'on'])
  assert.deepEqual(await problemOf(act(asked, quote, 'answers', { ...heard, on: '2026-03-03' })), [400, 'on'])
  assert.equal((await act(asked, quote, 'answers', { ...heard, how: 'link' })).status, 400, 'only the person presses on a page')
  const noted = await bodyOf<QuoteBody>(act(asked, quote, 'answers', heard))
  assert.deepEqual([noted.state, noted.answer?.by, noted.document, noted.canUndo, (await dealOf(asked)).state], ['accepted', 'Astrid Nyberg', null, true, 'won'])
  const undone = await bodyOf<QuoteBody>(act(asked, quote, 'undos'))
  assert.deepEqual([undone.state, undone.answer, (await dealOf(asked)).state], ['open', null, 'open'])
  await act(asked, quote, 'answers', heard)
  assert.equal(await database.write(fileDueQuotes), false)
  assert.equal((await show(asked, quote)).document, null)
  const later = database.withClock(() => new Date(database.now.getTime() + 25 * 3_600_000))
  await later.write(fileDueQuotes)
  const filed = await show(asked, quote)
  assert.deepEqual([filed.document === null, filed.canUndo, (await act(asked, quote, 'undos')).status], [false, false, 409])
})

test('a quote says by itself that its day is over; it binds the whole of that day, and a yes in time counts though the deal was given up', async () => {
  const asked = await asker('Ebba')
  const quote = await make(asked, { validUntil: '2026-03-02' })
  const visitor = new Visitor(app, await letIn(database, house, asked.personId, asked.email))
  await visitor.get(`/me/quotes/${quote.id}`)
  await api('POST', `/people/${asked.personId}/deals/${asked.deal.id}/endings`, { state: 'lost', why: 'no-answer' })
  await visitor.press('Ja, beställ med betalningsskyldighet', { name: 'Ebba Berg' })
  assert.deepEqual([(await show(asked, quote)).state, (await dealOf(asked)).state], ['accepted', 'won'])

  const late = await asker('Sen')
  const over = await make(late, { validUntil: '2026-03-02' })
  const before = database.now
  database.now = new Date('2026-03-03T09:00:00Z')
  try {
    const { browser: next } = await signedInStaff(app, house)
    assert.equal((await show(late, over, next)).state, 'expired')
    assert.equal((await act(late, over, 'mails', undefined, next)).status, 409)
    const guest = await new Visitor(app, await letIn(database, house, late.personId, late.email)).get(`/me/quotes/${over.id}`)
    assert.match(textOf(guest.html), /gällde till och med 2 mars 2026/)
    assert.doesNotMatch(guest.html, /value="yes"/)
    // Said in time and heard of later: it counts.
    assert.equal((await act(late, over, 'answers', { yes: true, how: 'mail', on: '2026-03-03' }, next)).status, 409)
    assert.equal((await act(late, over, 'answers', { yes: true, how: 'mail', on: '2026-03-02' }, next)).status, 201)
  } finally {
    database.now = before
  }
})

test('what cannot be is refused by name, and a quote that was taken back can be had back until another holds', async () => {
  const asked = await asker('Fel')
  const wrong: [Partial<NewQuoteBody>, string][] = [[{ validUntil: '2026-03-01' }, 'validUntil'], [{ lines: [{ description: 'x', quantity: 'many', price: '1' }] }, 'lines.0.quantity'], [{ lines: [{ description: 'x', quantity: '-2', price: '10' }] }, 'lines']]
  for (const [change, field] of wrong) assert.deepEqual(await problemOf(api('POST', `/people/${asked.personId}/deals/${asked.deal.id}/quotes`, { ...QUOTE, ...change })), [400, field])
  const quote = await make(asked)
  assert.equal((await act(asked, quote, 'invoices')).status, 409, 'nobody has said yes')
  assert.equal((await bodyOf<QuoteBody>(act(asked, quote, 'withdrawals'))).state, 'withdrawn')
  assert.equal((await act(asked, quote, 'answers', { yes: true, how: 'phone', on: '2026-03-02' })).status, 409)
  assert.equal((await bodyOf<QuoteBody>(act(asked, quote, 'undos'))).state, 'open')
  await act(asked, quote, 'withdrawals')
  await make(asked, { instead: quote.id })
  assert.equal((await act(asked, quote, 'undos')).status, 409)
  await api('POST', `/people/${asked.personId}/deals/${asked.deal.id}/endings`, { state: 'lost', why: 'price' })
  assert.equal((await problemOf(api('POST', `/people/${asked.personId}/deals/${asked.deal.id}/quotes`, QUOTE)))[0], 409, 'the deal has ended')
})

test('what was offered goes with the deal it was offered in, when its ground holds nothing any more; a contract that came of it stays as long as the law says', async () => {
  const [lost, won] = [await asker('Borta'), await asker('Kvar')]
  await act(lost, await make(lost), 'mails')
  await sendAll()
  await api('POST', `/people/${lost.personId}/deals/${lost.deal.id}/endings`, { state: 'lost', why: 'price' })
  const quote = await make(won)
  await (await new Visitor(app, await letIn(database, house, won.personId, won.email)).get(`/me/quotes/${quote.id}`)).press('Ja, beställ med betalningsskyldighet', { name: 'Kvar Berg' })
  await database.write(async (tx) => endGrounds(tx, (await selectGrounds(tx, [won.personId])).filter((one) => one.purpose === 'contract'), 'contract-end'))
  const left = async (personId: PersonId) => (await database.superuser('select (select count(*)::int from deal where person_id = $1) as deals, (select count(*)::int from quote where person_id = $1) as quotes, (select count(*)::int from quote_mail where person_id = $1) as mails, (select count(*)::int from issued_document where person_id = $1) as documents', [personId])).rows[0]
  // Six months after a prospect is lost, three years after a contract has ended.
  await database.withClock(() => new Date('2026-10-01T00:00:00Z')).erase(sweepDeals)
  assert.deepEqual([await left(lost.personId), (await left(won.personId)).quotes], [{ deals: 0, quotes: 0, mails: 0, documents: 0 }, 1])
  await database.withClock(() => new Date('2029-04-01T00:00:00Z')).erase(sweepDeals)
  assert.deepEqual(await left(won.personId), { deals: 0, quotes: 0, mails: 0, documents: 1 })
})

