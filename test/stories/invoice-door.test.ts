import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTicket } from '../../src/access/customer-session.ts'
import { revokeInvoiceLinks } from '../../src/access/revoke-invoice-links.ts'
import { newTypedCode, typedCodeHash } from '../../src/access/typed-code.ts'
import { createApp } from '../../src/doors/app.ts'
import { ROUTES } from '../../src/doors/route-table.ts'
import type { TimelinePage } from '../../src/doors/api/people-resource.ts'
import type { InvoiceBody, InvoiceOfPerson } from '../../src/doors/api/invoices-resource.ts'
import { FACT_WAITS } from '../../src/entrance/earlier-fact.ts'
import { insertInvoicing, selectInvoice } from '../../src/invoices/invoices.sql.ts'
import { issueInvoice } from '../../src/invoices/issue-invoice.ts'
import { totalsOf } from '../../src/invoices/invoice.ts'
import { ublInvoice } from '../../src/invoices/ubl-invoice.ts'
import { notePayment } from '../../src/invoices/note-payment.ts'
import type { Invoicing } from '../../src/invoices/invoicing.ts'
import { selectEntries } from '../../src/ledger/entries.sql.ts'
import { endGrounds } from '../../src/people/end-grounds.ts'
import { selectGrounds } from '../../src/people/grounds.sql.ts'
import type { Registration } from '../../src/people/register-people.ts'
import { insertCopy, updateGiven } from '../../src/rights/copies.sql.ts'
import { copyNumber } from '../../src/rights/copy-number.ts'
import { sheetFor } from '../../src/slips/sheet-for.ts'
import { selectSlip } from '../../src/slips/slips.sql.ts'
import { ATTEMPT_LIMITS } from '../../src/plumbing/take-attempt.ts'
import { localDateIn } from '../../src/values/calendar.ts'
import { newId, type PersonId } from '../../src/values/ids.ts'
import { groupedNumber } from '../../src/values/letter-number.ts'
import { answerFrontDoor, choice, record, textOf, Visitor } from '../customer-house.ts'
import { bodyOf, signedInStaff, staffedHouse } from '../house.ts'
import { listening } from '../listening.ts'
import { pdfText } from '../pdf-text.ts'
import { customer } from '../register.ts'
import { rowHash } from '../row-hash.ts'

// Who has only paper comes in by the code that stands on the invoice, and by a fact from an earlier one.

const DAY = 86_400_000
const { database, house, app, browser, staffId } = await staffedHouse()
const INVOICING: Invoicing = {
  seller: { name: 'Provbolaget AB', organisationNumber: '556677-8899', vatNumber: 'SE556677889901', address: { street: 'Storgatan 1', postcode: '111 22', city: 'Stockholm', country: 'SE' }, contact: { phone: '08-123 45 67' } },
  currency: 'SEK', prefix: 'F-', dueDays: 30, wholeUnits: false, accounts: [{ type: 'bankgiro', number: '123-4567' }], reference: { kind: 'ocr', control: 'check-digit' }, codeDays: 30,
}
await database.write((tx) => insertInvoicing(tx, INVOICING, staffId))

interface Paper { invoiceId: string; number: string; reference: string; amount: string; code: string; link: string }
interface OnPaper { personId: PersonId; papers: Paper[] }

let people = 0
const NAME = 'Kanariekarin'

/** A customer with nothing but a postal address, and so many invoices a month apart; each of another amount. */
async function karin(invoices: number, more: Partial<Registration> = {}): Promise<OnPaper> {
  const nth = people++
  const { personId } = await customer(database, `unused${nth}@example.org`, {
    values: { given_name: NAME, family_name: 'Ek', street: 'Kanariegatan 3', postal_code: '222 33', city: 'Lund', customer_number: `K-${nth}` },
    contactPoints: [{ kind: 'postal', value: 'Kanariegatan 3, 222 33 Lund', canonical: `kanariegatan 3 ${nth}` }], identifiers: [], ...more,
  })
  const papers: Paper[] = []
  for (let month = 0; month < invoices; month++) {
    if (month > 0) database.now = new Date(database.now.getTime() + 30 * DAY)
    papers.push(await invoiced(personId, 100 + nth * 7 + month))
  }
  return { personId, papers }
}

async function invoiced(personId: PersonId, price: number): Promise<Paper> {
  const { invoiceId } = await database.write((tx) => issueInvoice(tx, house.keeper, { personId, lines: [{ description: 'Fönsterputs', quantity: '1', unit: 'HUR', price: String(price), priceHasVat: true, supply: 'standard' }] }, { kind: 'system', id: null }, house.publicUrl))
  const one = (await database.read((tx) => selectInvoice(tx, personId, invoiceId)))!
  return { invoiceId, number: one.number, reference: one.reference, amount: `${one.payable / 100n},00`, code: one.content.privacy!.code!, link: new URL(one.content.privacy!.uri).pathname }
}

const at = async (path: string, visitor = new Visitor(app)) => visitor.get(`${path}${path.includes('?') ? '&' : '?'}lang=sv`)
async function typed(code: string, visitor = new Visitor(app)): Promise<Visitor> {
  await at('/me', visitor)
  return visitor.press('Öppna', { code })
}
async function told(visitor: Visitor, number: string, amount: string): Promise<Visitor> {
  if (!visitor.html.includes('name="number"')) await at('/me/invoice-code/proof', visitor)
  return visitor.press('Fortsätt', { number, amount })
}
const isIn = (visitor: Visitor) => visitor.cookies.has('tillit_customer')
/** A page without what is random in it. */
const bare = (html: string) => html.replaceAll(/name="page" value="[^"]*"/g, '').replaceAll(/(id="(?:code|number|amount)"[^>]*)value="[^"]*"/g, '$1')
const later = (ms: number) => { database.now = new Date(database.now.getTime() + ms) }
const WRONG = /Det stämmer inte, eller så kan du inte visa vem du är på det sättet\. Försök igen/

test('customer service sees how the code of an invoice stands, and revokes it once, with a reason that stands in the history; the next invoice has one that works', async () => {
  const { personId, papers: [paper] } = await karin(1)
  const path = `/api/v1/people/${personId}/invoices/${paper!.invoiceId}`
  const stands = async () => (await bodyOf<InvoiceBody>(browser('GET', path))).code
  assert.deepEqual(await stands(), { state: 'open', until: null })
  await invoiced(personId, 900)
  assert.deepEqual(await stands(), { state: 'open', until: new Date(database.now.getTime() + 30 * DAY).toISOString() })
  const { browser: service } = await signedInStaff(app, house, ['customer-service'])
  const { browser: seller } = await signedInStaff(app, house, ['seller'])
  const because = { reason: 'Brevet var öppnat' }
  assert.equal((await seller('POST', `${path}/code-revocations`, because)).status, 403)
  assert.equal((await service('POST', `${path}/code-revocations`, { reason: '  ' })).status, 400)
  assert.equal((await bodyOf<InvoiceBody>(service('POST', `${path}/code-revocations`, because))).code.state, 'revoked')
  assert.equal((await service('POST', `${path}/code-revocations`, because)).status, 409)
  const { invoices } = await bodyOf<{ invoices: InvoiceOfPerson[] }>(service('GET', `/api/v1/people/${personId}/invoices`))
  assert.deepEqual(invoices.map((one) => [one.id === paper!.invoiceId, one.code.state]).toSorted(), [[false, 'open'], [true, 'revoked']])
  const { events } = await bodyOf<TimelinePage>(service('GET', `/api/v1/people/${personId}/timeline`, undefined, { 'accept-language': 'sv' }))
  const entry = events.find((one) => one.type === 'code')!
  assert.deepEqual([entry.title, entry.detail], [`Koden på faktura ${paper!.number} återkallades`, 'Brevet var öppnat'])
  assert.equal((await typed(paper!.code)).status, 422)
})

test('H3: the code alone names nobody, says no, and the no stands as said on an invoice and unproved', async () => {
  const { personId, papers: [paper] } = await karin(1)
  const visitor = await typed(paper!.code.toLowerCase().replaceAll('-', ' '))
  assert.equal(visitor.status, 200)
  for (const secret of [NAME, 'Kanariegatan', 'Lund', paper!.number, paper!.reference, paper!.code]) assert.ok(!visitor.html.includes(secret), secret)
  await visitor.press('Spara mina nej', [['no', 'competitions letter'], ['no', 'competitions email']])
  assert.match(textOf(visitor.html), /Ditt nej är registrerat/)
  const entries = await database.read((tx) => selectEntries(tx, [personId]))
  assert.deepEqual(entries.map((one) => [one.kind, one.purpose, one.channel, one.surface, one.evidence['unproved'], one.evidence['link']]).toSorted(), [['objected', 'competitions', 'letter', 'invoice', true, 'invoice-code'], ['withdrawn', 'competitions', 'email', 'invoice', true, 'invoice-code']].toSorted())
})

test('what is said by the page and what by the e-invoice is counted apart, though neither link tells which it is; both are revoked at once', async () => {
  const { personId, papers: [paper] } = await karin(1)
  const { content } = (await database.read((tx) => selectInvoice(tx, personId, paper!.invoiceId)))!
  const inUbl = /<cbc:URI>([^<]+)</.exec(ublInvoice(content, totalsOf(content.lines, content)))![1]!
  const link = new URL(inUbl).pathname
  assert.notEqual(link, paper!.link)
  assert.deepEqual([link, paper!.link].map((one) => one.replace(/[\w-]{43}$/, '')), ['/choices/', '/choices/'])
  const [page, eInvoice] = [await at(paper!.link), await at(link)]
  const same = (visitor: Visitor, own: string) => bare(visitor.html).replaceAll(own, '')
  assert.equal(same(eInvoice, link), same(page, paper!.link), 'behind both stands the same')
  await page.press('Spara mina nej', [['no', 'competitions letter']])
  await eInvoice.press('Spara mina nej', [['no', 'competitions email']])
  const entries = await database.read((tx) => selectEntries(tx, [personId]))
  assert.deepEqual(entries.map((one) => [one.channel, one.surface]).toSorted(), [['email', 'e-invoice'], ['letter', 'invoice']])
  const counted = await bodyOf<{ surfaces: { surface: string; no: number }[] }>(browser('GET', '/api/v1/answers-by-week?surface=e-invoice&purpose=competitions'))
  assert.deepEqual(counted.surfaces.map(({ surface, no }) => [surface, no]), [['e-invoice', 1]])
  assert.equal((await browser('POST', `/api/v1/people/${personId}/invoices/${paper!.invoiceId}/code-revocations`, { reason: 'Fel händer' })).status, 201)
  assert.deepEqual([(await at(link)).status, (await at(paper!.link)).status], [404, 404])
})

test('a slip of the finger is told by the code alone, and stands there to be mended', async () => {
  const { papers: [paper] } = await karin(1)
  const plain = paper!.code.replaceAll('-', '')
  const before = await rowHash(database)
  for (const [code, words] of [[plain.slice(1), /15 tecken\. Här är det fler eller färre/], [`${plain.slice(0, -1)}*`, /bara siffror och bokstäverna/], [(plain[0] === '0' ? '1' : '0') + plain.slice(1), /Något tecken blev fel/], [plain.slice(0, 3) + plain[4] + plain[3] + plain.slice(5), /Något tecken blev fel|15 tecken/]] as const) {
    if (code === plain) continue
    const visitor = await typed(code)
    assert.equal(visitor.status, 400)
    assert.match(textOf(visitor.html), words)
    assert.ok(visitor.html.includes(`value="${code}"`))
  }
  assert.equal(await rowHash(database), before)
})

test('AU-02: unknown, revoked, of another kind: the same page, the same questions to the database, no cookie', async (t) => {
  const { personId, papers: [revoked, other] } = await karin(2)
  await revoke(personId, revoked!)
  const [reads, writes] = [t.mock.method(database, 'read'), t.mock.method(database, 'write')]
  const answers: { status: number; page: string; cookies: string[]; asked: number[] }[] = []
  for (const code of [newTypedCode(), revoked!.code, newTypedCode()]) {
    const before = [reads.mock.callCount(), writes.mock.callCount()]
    const visitor = await typed(code)
    answers.push({ status: visitor.status, page: bare(visitor.html), cookies: [...visitor.cookies.keys()].toSorted(), asked: [reads.mock.callCount() - before[0]!, writes.mock.callCount() - before[1]!] })
  }
  assert.equal(answers[0]!.status, 422)
  for (const answer of answers) assert.deepEqual(answer, answers[0])
  // The link's own token is no typed code.
  const { rows } = await database.superuser('select kind, invoice_id from token where invoice_id = $1 order by kind', [other!.invoiceId])
  assert.deepEqual(rows.map((row) => row.kind), ['invoice', 'invoice', 'invoice-code'])
  const { status } = await at(revoked!.link)
  assert.equal(status, 404, 'its link opens nothing either')
  assert.equal((await at(other!.link)).status, 200)
})

test('only a keyed hash of the code is in the table of links', async () => {
  const { papers: [paper] } = await karin(1)
  const { rows } = await database.superuser("select encode(token_hash, 'hex') as hash, to_jsonb(t)::text as row from token t where invoice_id = $1 and kind = 'invoice-code'", [paper!.invoiceId])
  assert.equal(rows[0]!.hash, typedCodeHash(house.keeper.keys.tokens, paper!.code).toString('hex'))
  for (const form of [paper!.code, paper!.code.replaceAll('-', '')]) assert.ok(!rows[0]!.row.includes(form))
})

test('a fact from an earlier invoice opens the own page; asking for a copy and to be forgotten goes, and her invoices stay', async () => {
  const { personId, papers: [earlier, latest] } = await karin(2)
  await leave(personId)
  const visitor = await typed(latest!.code)
  await visitor.press('Visa att det är du')
  await told(visitor, earlier!.number.toLowerCase(), `${earlier!.amount.replace(',00', '')} kr`)
  assert.equal(visitor.status, 200)
  assert.match(textOf(visitor.html), new RegExp(`Hej, ${NAME}`))
  await visitor.get('/me/copy?lang=sv')
  assert.ok(visitor.html.includes('Kanariegatan 3'))
  await visitor.get('/me/sessions')
  assert.match(textOf(visitor.html), /Kom in med koden på en faktura/)
  await visitor.get('/me/erasure')
  await visitor.press('Glöm mig nu')
  assert.match(textOf(visitor.html), /Du är glömd/)
  const { rows } = await database.superuser("select (select count(*) from person where person_id = $1)::int as people, (select count(*) from invoice where person_id = $1)::int as invoices, (select way from request_proof where person_id = $1) as way", [personId])
  assert.deepEqual(rows, [{ people: 0, invoices: 2, way: null }])
})

test('the proof is worth what issue 12(6) says: a request by it is open, by the code alone there is none', async () => {
  const { personId, papers: [earlier, latest] } = await karin(2)
  const visitor = await told(await typed(latest!.code), earlier!.reference, earlier!.amount)
  await visitor.get('/me/requests')
  await visitor.press('Skicka', { kind: 'access', words: '' })
  const { rows } = await database.superuser('select r.state, r.proof_needed, r.proof_given, p.way from request r join request_proof p using (person_id, request_id) where r.person_id = $1', [personId])
  assert.deepEqual(rows, [{ state: 'open', proof_needed: 'mailbox', proof_given: 'mailbox', way: 'invoice-fact' }])
})

test('a stranger with a forwarded invoice sees nothing and destroys nothing, whatever they press', async (t) => {
  const { personId, papers: [, latest] } = await karin(2)
  const stranger = await typed(latest!.code)
  let tried = 0
  for (const { method, path } of ROUTES.filter((one) => one.who === 'customer')) {
    const real = path.replaceAll(/:\w+/g, latest!.invoiceId)
    if (method === 'GET') await stranger.get(real)
    else await stranger.post(real, { page: 'x', kind: 'erasure', news: 'yes' })
    assert.deepEqual([stranger.status, stranger.headers.get('location')], [303, '/me'], `${method} ${real}`)
    assert.ok(!stranger.html.includes(NAME))
    tried++
  }
  // What stands on the invoice itself is no fact.
  for (const [number, amount] of [[latest!.number, latest!.amount], [latest!.reference, latest!.amount], [latest!.code, latest!.amount]]) {
    later(2 * DAY)
    await typed(latest!.code, stranger)
    await told(stranger, number!, amount!)
    assert.match(textOf(stranger.html), WRONG)
    assert.ok(!isIn(stranger))
    tried++
  }
  const { rows } = await database.superuser("select (select city from profile where person_id = $1) as city, (select count(*) from request where person_id = $1)::int as requests, (select count(*) from customer_session where person_id = $1)::int as sessions", [personId])
  assert.deepEqual(rows, [{ city: 'Lund', requests: 0, sessions: 0 }])
  t.diagnostic(`${tried} tries, nothing seen, nothing changed`)
})

test('wrong facts wait longer and longer and then are over; the right one in between is not heard, and many at once count as one', async () => {
  const { papers: [earlier, latest] } = await karin(2)
  const visitor = await typed(latest!.code)
  for (const [turn, wait] of FACT_WAITS.entries()) {
    await told(visitor, earlier!.number, '1')
    assert.match(textOf(visitor.html), turn < FACT_WAITS.length - 1 ? WRONG : /för många försök/)
    later(wait * 1000 - 1000)
    await typed(latest!.code, visitor)
    await told(visitor, earlier!.number, earlier!.amount)
    assert.ok(!isIn(visitor), `${turn}: a second too early`)
    later(1000)
    await typed(latest!.code, visitor)
  }
  later(400 * DAY)
  await typed(latest!.code, visitor)
  await told(visitor, earlier!.number, earlier!.amount)
  assert.match(textOf(visitor.html), /för många försök/)
  assert.ok(!isIn(visitor))
  const { papers: [first, second] } = await karin(2)
  const many = await Promise.all(Array.from({ length: 12 }, () => typed(second!.code)))
  await Promise.all(many.map((one) => told(one, first!.number, '1')))
  const { rows } = await database.superuser("select wrong_facts from token where invoice_id = $1 and kind = 'invoice-code'", [second!.invoiceId])
  assert.deepEqual(rows, [{ wrong_facts: 1 }])
})

const sheetNumber = (personId: PersonId, invoiceId?: string) => database.write(async (tx) => {
  const { slipId } = (await sheetFor(tx, house.keeper, { personId, goesWith: invoiceId ? 'invoice' : 'order', invoiceId, publicUrl: house.publicUrl }))!
  return groupedNumber((await selectSlip(tx, personId, slipId))!.number)
})
const copyHanded = (personId: PersonId, how: string) => database.write(async (tx) => {
  const copyId = newId(tx.now)
  await insertCopy(tx, { personId, copyId, requestId: null, kind: 'access', language: 'sv', madeBy: staffId })
  await updateGiven(tx, personId, copyId, how)
  return copyId
})

test('the number of an earlier letter is a fact too: of a sheet, of a copy that came by post; not of the sheet beside the invoice in hand', async () => {
  const { personId } = await karin(0)
  const { personId: other } = await karin(0)
  const [ordered, ofOther] = [await sheetNumber(personId), await sheetNumber(other)]
  const [posted, fetched] = [await copyHanded(personId, 'letter'), await copyHanded(personId, 'page')]
  const { browser: desk } = await signedInStaff(app, house)
  const file = async (copy: string) => {
    const { secret } = await bodyOf<{ secret: string }>(desk('POST', `/api/v1/people/${personId}/copies/${copy}/links`, { form: 'pdf' }))
    return pdfText(Buffer.from(await (await desk('POST', `/api/v1/people/${personId}/copies/${copy}/fetches`, { secret })).arrayBuffer())).replaceAll('\n', ' ')
  }
  const numberOf = (copy: string) => groupedNumber(copyNumber(house.keeper.keys.tokens, copy))
  assert.ok((await file(posted)).includes(`Brevets nummer: ${numberOf(posted)}`))
  assert.ok(!(await file(fetched)).includes('Brevets nummer'), 'what is fetched is no letter')
  later(DAY)
  const revoked = await invoiced(personId, 555)
  later(60_000)
  const besideRevoked = await sheetNumber(personId, revoked.invoiceId)
  await revoke(personId, revoked)
  later(30 * DAY)
  const paper = await invoiced(personId, 556)
  later(60_000)
  const inHand = await sheetNumber(personId, paper.invoiceId)
  const pages = new Set<string>()
  for (const [what, number] of Object.entries({ inHand, ofOther, besideRevoked, fetched: numberOf(fetched), made: 'AAAAA-AAAAA' })) {
    // Each by a code that has had no wrong one yet.
    await database.superuser('update token set wrong_facts = 0, facts_after = null where person_id = $1', [personId])
    const visitor = await told(await typed(paper.code), number, '')
    assert.match(textOf(visitor.html), WRONG, what)
    assert.ok(!isIn(visitor), what)
    pages.add(bare(visitor.html))
  }
  assert.equal(pages.size, 1, 'whatever was wrong, one answer')
  for (const number of [ordered, ordered.toLowerCase().replace('-', ' '), numberOf(posted)]) {
    later(DAY)
    assert.ok(isIn(await told(await typed(paper.code), number, '')), number)
  }
  const unfinished = await told(await typed(paper.code), paper.number, '')
  assert.match(textOf(unfinished.html), /Skriv fakturans nummer och beloppet, eller ett brevs nummer/)
  const { rows } = await database.superuser("select wrong_facts from token where invoice_id = $1 and kind = 'invoice-code'", [paper.invoiceId])
  assert.deepEqual(rows, [{ wrong_facts: 0 }], 'an amount that was forgotten is no try')
})

test('right, wrong or not for them: as many questions to the database', async (t) => {
  const withLetters = await karin(2)
  const without = await karin(2)
  const safe = await karin(2, { protectedIdentity: true })
  await sheetNumber(withLetters.personId)
  const asked: number[] = []
  for (const { papers: [earlier, latest] } of [withLetters, without, safe]) {
    const visitor = await at('/me/invoice-code/proof', await typed(latest!.code))
    const reads = t.mock.method(database, 'read').mock
    const writes = t.mock.method(database, 'write').mock
    const statements = t.mock.method(Object.getPrototypeOf(await database.pool.connect().then((client) => (client.release(), client))) as { query: () => unknown }, 'query').mock
    await told(visitor, earlier!.number, '1')
    asked.push(reads.callCount() * 1_000_000 + writes.callCount() * 1_000 + statements.callCount())
    t.mock.restoreAll()
  }
  assert.equal(new Set(asked).size, 1, asked.join())
})

test('an older invoice’s code says no for good, and tells who somebody is until a set time after the next one is out', async () => {
  const { personId, papers: [first, second, third] } = await karin(3)
  later(29 * DAY)
  const inTime = await told(await typed(second!.code), first!.number, first!.amount)
  assert.ok(isIn(inTime), 'within 30 days of the third')
  later(2 * DAY)
  const late = await told(await typed(second!.code), first!.number, first!.amount)
  assert.match(textOf(late.html), WRONG)
  assert.ok(!isIn(late))
  await at('/me/invoice-code', late)
  await late.press('Nej till all marknadsföring')
  assert.match(textOf(late.html), /Ditt nej är registrerat/)
  assert.ok((await database.read((tx) => selectEntries(tx, [personId]))).some((one) => one.kind === 'objected' && one.purpose === null))
  assert.ok(isIn(await told(await typed(third!.code), first!.number, first!.amount)))
})

test('a first invoice has no earlier fact, and the page says what to do instead', async () => {
  const { papers: [only] } = await karin(1)
  const visitor = await typed(only!.code)
  await visitor.press('Visa att det är du')
  assert.match(textOf(visitor.html), /Är det din första faktura från oss\?[^]*Ring 08-123 45 67 eller skriv till Provbolaget AB, Storgatan 1, 111 22 Stockholm\./)
  await told(visitor, only!.number, only!.amount)
  assert.match(textOf(visitor.html), WRONG)
})

test('who reads mail with us gets a code there and is told no more than others: the fact opens nothing, nor for the protected and the dead', async () => {
  const withMail = await karin(2, { contactPoints: [{ kind: 'email', value: `reads${people}@example.org`, canonical: `reads${people}@example.org` }], identifiers: [] })
  const safe = await karin(2, { protectedIdentity: true })
  const gone = await karin(2)
  await database.superuser("update person set deceased_at = '2026-01-01' where person_id = $1", [gone.personId])
  const pages = new Set<string>()
  for (const { papers: [earlier, latest] } of [withMail, safe, gone]) {
    const visitor = await told(await typed(latest!.code), earlier!.number, earlier!.amount)
    assert.match(textOf(visitor.html), WRONG)
    assert.ok(!isIn(visitor))
    pages.add(bare(visitor.html).replaceAll(/Försök igen [^<]*/g, ''))
  }
  assert.equal(pages.size, 1)
  const visitor = await typed(withMail.papers[1]!.code)
  await at('/me/invoice-code/proof', visitor)
  await visitor.press('Skicka en kod till mig')
  await answerFrontDoor(house)
  const mailed = async (personId: PersonId) => (await database.superuser("select from message where kind = 'code' and person_id = $1", [personId])).rowCount
  assert.equal(await mailed(withMail.personId), 1)
  // The same press by somebody with paper only looks the same, and mails nothing.
  const paper = await karin(1)
  const other = await typed(paper.papers[0]!.code)
  await at('/me/invoice-code/proof', other)
  await other.press('Skicka en kod till mig')
  assert.equal(bare(other.html), bare(visitor.html))
  await answerFrontDoor(house)
  assert.equal(await mailed(paper.personId), 0)
})

test('revoked: what the code had opened ends, what the browser held opens nothing, and its own facts count for nobody', async () => {
  const { personId, papers: [first, second, third] } = await karin(3)
  const inside = await told(await typed(second!.code), first!.number, first!.amount)
  const holding = await typed(second!.code)
  await revoke(personId, second!)
  await inside.get('/me/page')
  assert.deepEqual([inside.status, inside.headers.get('location')], [303, '/me'])
  for (const path of ['/me/invoice-code', '/me/invoice-code/proof']) {
    await holding.get(path)
    assert.deepEqual([holding.status, holding.headers.get('location')], [303, '/me'], path)
  }
  assert.equal((await typed(second!.code)).status, 422)
  const byWrongHands = await told(await typed(third!.code), second!.number, second!.amount)
  assert.match(textOf(byWrongHands.html), WRONG)
})

test('the code of somebody erased goes on taking a no, and beside it a fact is wrong as any other', async () => {
  const { personId, papers: [earlier, latest] } = await karin(2)
  await leave(personId)
  const visitor = await told(await typed(latest!.code), earlier!.number, earlier!.amount)
  await visitor.get('/me/erasure?lang=sv')
  await visitor.press('Glöm mig nu')
  const after = await typed(latest!.code)
  assert.equal(after.status, 200)
  await after.press('Nej till all marknadsföring')
  assert.match(textOf(after.html), /Ditt nej är registrerat/)
  await told(after, earlier!.number, earlier!.amount)
  assert.match(textOf(after.html), WRONG)
  const { rows } = await database.superuser('select count(*)::int as known from token where person_id = $1 and (invoice_id is not null or revoked_by is not null)', [personId])
  assert.deepEqual(rows, [{ known: 0 }])
})

test('what a browser holds is good for nothing else and nowhere else, and is over after half an hour', async () => {
  const { papers: [earlier, latest] } = await karin(2)
  const holder = await typed(latest!.code)
  const ticket = holder.cookies.get('tillit_invoice')!
  const asSession = await new Visitor(app, `tillit_customer=${ticket}`).get('/me/page')
  assert.deepEqual([asSession.status, asSession.headers.get('location')], [303, '/me'])
  const { tokens } = house.keeper.keys
  assert.equal(openTicket(tokens, ticket, database.now), undefined, 'the seal itself says what it is for')
  assert.notEqual(openTicket(tokens, ticket, database.now, 'invoice code'), undefined)
  const changed = await new Visitor(app, `tillit_invoice=${ticket.slice(0, -2)}AA`).get('/me/invoice-code')
  assert.deepEqual([changed.status, changed.headers.get('location')], [303, '/me'])
  const inside = await told(holder, earlier!.number, earlier!.amount)
  const session = inside.cookies.get('tillit_customer')!
  assert.equal((await new Visitor(app, `tillit_invoice=${session}`).get('/me/invoice-code')).status, 303)
  const elsewhere = await new Visitor(app).get('/me/invoice-code/proof')
  assert.equal(elsewhere.status, 303, 'another browser holds nothing')
  later(31 * 60_000)
  assert.equal((await new Visitor(app, `tillit_invoice=${ticket}`).get('/me/invoice-code')).status, 303)
})

test('L2: opening every page of the code changes nothing, and a form from elsewhere is not taken', async () => {
  const { papers: [, latest] } = await karin(2)
  const visitor = await typed(latest!.code)
  const before = await rowHash(database)
  for (const path of [latest!.link, '/me/invoice-code', '/me/invoice-code/proof', '/me/invoice-code/proof?for=news', '/me/invoice-code/proof?for=%3Cscript%3E']) {
    await at(path, visitor)
    assert.equal(visitor.status, 200, path)
    assert.ok(!visitor.html.includes('<script'), path)
  }
  await visitor.post('/me/invoice-code/answers', { said: 'all' })
  assert.equal(visitor.status, 403)
  assert.equal(await rowHash(database), before)
})

test('D7: at most one question, only where the gate allows one, and a yes is said where the person has shown who they are', async () => {
  const { personId, papers: [earlier, latest] } = await karin(2, { contactPoints: [{ kind: 'email', value: `asked${people}@example.org`, canonical: `asked${people}@example.org` }], identifiers: [] })
  await database.superuser('update contact_point set verified_at = null where person_id = $1', [personId])
  const questions = async (path = latest!.link) => [...(await at(path)).html.matchAll(/name="purpose" value="(\w+)"/g)].map(([, key]) => key)
  assert.deepEqual(await questions(), ['news'])
  const visitor = await at(latest!.link)
  await visitor.press('Ja')
  assert.match(textOf(visitor.html), /Sedan kan du säga ja till Nyheter/)
  assert.deepEqual((await database.read((tx) => selectEntries(tx, [personId]))).map((one) => one.kind), [], 'nothing is said yet')
  await told(visitor, earlier!.number, earlier!.amount)
  assert.match(textOf(visitor.html), /Nyheter/)
  assert.ok(isIn(visitor))
  const no = await at(latest!.link)
  await no.press('Nej')
  assert.match(textOf(no.html), /Ditt nej är registrerat/)
  const [said] = await database.read((tx) => selectEntries(tx, [personId]))
  assert.deepEqual([said!.kind, said!.purpose, said!.channel, said!.surface, said!.evidence['unproved'], said!.wordingId !== null], ['withdrawn', 'news', 'email', 'invoice', true, true])
  assert.deepEqual(await questions(), [], 'the rest after a no is from all questions')
  later(200 * DAY)
  assert.equal((await questions()).length, 1, 'and over after six months')
  await record(database, house, choice(personId, { kind: 'stop-asking', purpose: null, channel: null, surface: 'web' }))
  assert.deepEqual(await questions(), [])
})

test('D7: on an invoice of one’s own a question stands after payment, never before', async () => {
  const { personId, papers: [earlier, latest] } = await karin(2, { contactPoints: [{ kind: 'email', value: `paid${people}@example.org`, canonical: `paid${people}@example.org` }], identifiers: [] })
  await database.superuser('update contact_point set verified_at = null where person_id = $1', [personId])
  const visitor = await told(await typed(latest!.code), earlier!.number, earlier!.amount)
  const asks = async () => textOf((await visitor.get(`/me/invoices/${latest!.invoiceId}`)).html).includes('Svara på frågan')
  assert.equal(await asks(), false)
  const { payable } = (await database.read((tx) => selectInvoice(tx, personId, latest!.invoiceId)))!
  const pay = (amount: bigint) => database.write((tx) => notePayment(tx, { personId, invoiceId: latest!.invoiceId, paidOn: localDateIn('Europe/Stockholm', tx.now), amount, how: 'bank' }, { kind: 'system', id: null }))
  await pay(payable - 1n)
  assert.equal(await asks(), false, 'part paid')
  await pay(1n)
  assert.equal(await asks(), true)
  await record(database, house, choice(personId, { kind: 'withdrawn', purpose: 'news', channel: 'email' }))
  assert.equal(await asks(), false, 'answered')
})

test('one code takes twenty tries in a quarter of an hour, a network sixty, all together three thousand', async () => {
  later(15 * 60_000)
  const { send } = await listening(createApp(house))
  const { papers: [paper] } = await karin(1)
  const one = newTypedCode()
  const statuses: number[] = []
  for (let turn = 0; turn < ATTEMPT_LIMITS['one-code'].account + 2; turn++) statuses.push((await typed(one)).status)
  assert.deepEqual(statuses.slice(ATTEMPT_LIMITS['one-code'].account - 1), [422, 429, 429])
  assert.equal((await typed(paper!.code)).status, 200, 'another code is none the worse')
  const press = (path: string, from: string) => send({ method: 'POST', path, from, headers: { 'sec-fetch-site': 'same-origin' } })
  for (const [path, kind] of [['/me/invoice-code', 'typed-code'], ['/me/invoice-code/proof', 'fact']] as const) {
    const { network, total } = ATTEMPT_LIMITS[kind]
    const answers = []
    for (let turn = 0; turn < network + 1; turn++) answers.push((await press(path, '127.0.30.1')).status)
    assert.deepEqual(answers.slice(network - 1), [403, 429], kind)
    await database.superuser("update attempt set count = $2 where kind = $1 and subject = 'all'", [kind, total - 1])
    assert.equal((await press(path, '127.0.31.1')).status, 403)
    assert.equal((await press(path, '127.0.32.1')).status, 429, kind)
  }
})

/** The agreement ends; until then nobody can be forgotten whole. */
const leave = (personId: PersonId) => database.write(async (tx) => endGrounds(tx, await selectGrounds(tx, [personId]), 'contract-end'))

async function revoke(personId: PersonId, paper: Paper): Promise<void> {
  assert.ok(await database.write((tx) => revokeInvoiceLinks(tx, personId, paper.invoiceId, { by: staffId, reason: 'Fel händer' })))
}
