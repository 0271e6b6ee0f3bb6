import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createApp } from '../../src/doors/app.ts'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { TicketBody, TicketItem, TicketQueueBody, TicketReadersBody } from '../../src/doors/api/tickets-resource.ts'
import { answerTickets } from '../../src/doors/clock/answer-tickets.ts'
import { askHowItWent } from '../../src/doors/clock/ask-how-it-went.ts'
import { workMails } from '../../src/doors/clock/work-mails.ts'
import type { House } from '../../src/doors/house.ts'
import { takeInMail } from '../../src/doors/take-in-mail.ts'
import { selectEntries } from '../../src/ledger/entries.sql.ts'
import { openTransport, type Transport } from '../../src/messages/deliver.ts'
import { selectGrounds } from '../../src/people/grounds.sql.ts'
import { restTickets } from '../../src/tickets/rest-tickets.ts'
import { sweepTickets } from '../../src/tickets/sweep-tickets.ts'
import { daysLater, monthsLater } from '../../src/values/moment.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { letIn, textOf, Visitor } from '../customer-house.ts'
import { bodyOf, signedInStaff, testHouse, type Browser } from '../house.ts'
import { mailSink } from '../mail-sink.ts'
import { customer, installed } from '../register.ts'

// Tickets: whose they are, where answers go, what nobody answers, two colleagues at once, and how they end.

const SUPPORT = 'support@bolaget.example'
const sink = await mailSink()
let database: TestDatabase
let house: House
let app: ReturnType<typeof createApp>
let desk: Browser
let transport: Transport

before(async () => {
  database = await testDatabase()
  await installed(database)
  const made = await testHouse(database)
  house = { ...made, settings: { ...made.settings, smtpUrl: sink.url } }
  transport = openTransport(house.settings)
  app = createApp(house)
  await signIn()
  assert.equal((await api('POST', '/incoming-addresses', { taker: 'tickets', name: 'Support', openAddress: SUPPORT, language: 'sv' })).status, 201)
})
after(() => transport.close())

const as = { 'accept-language': 'en' }
/** Nothing happens in the same second as what was before. */
const tick = () => void (database.now = new Date(database.now.getTime() + 1_000))
const api = (method: string, path: string, body?: unknown) => {
  if (method !== 'GET') tick()
  return desk(method, `/api/v1${path}`, body, as)
}
const signIn = async () => void ({ browser: desk } = await signedInStaff(app, house))
const queue = async (query = '') => (await bodyOf<TicketQueueBody>(api('GET', `/tickets?order=oldest${query}`)))
const shown = (one: Pick<TicketItem, 'owner' | 'id'>) => bodyOf<TicketBody>(api('GET', `/tickets/${one.owner}/${one.id}`))
const reply = (one: TicketBody, words: string, more: object = {}) => api('POST', `/tickets/${one.owner}/${one.id}/replies`, { words, after: one.lastLine, ...more })
const problemOf = async (answer: Response | Promise<Response>) => (({ status, field, rule }) => [status, field, rule])(await bodyOf<ProblemDetails>(answer))
const grounds = async (personId: PersonId) => (await database.read((tx) => selectGrounds(tx, [personId]))).map((one) => `${one.purpose} ${one.endedWhy ?? 'lives'}`).toSorted()

let mails = 0
interface Came { from: string; subject?: string; words?: string; to?: string; head?: Record<string, string>; id?: string }
/** A mail as somebody's program writes it, through the whole way in. */
async function comes({ from, subject = 'Paket', words = 'Hej, jag undrar var mitt paket är.', to = SUPPORT, head = {}, id = `<${++mails}@kund.example>` }: Came): Promise<void> {
  const all = { From: from, To: to, Subject: subject, 'Message-ID': id, Date: 'Mon, 2 Mar 2026 09:00:00 +0000', 'Content-Type': 'text/plain; charset=utf-8', ...head }
  tick()
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  await takeInMail(house, { way: 'pipe', source: Buffer.from(`${lines.join('\r\n')}\r\n\r\n${words}\r\n`) })
  while (await workMails(house, transport)) { /* until nothing waits */ }
}
/** What left the house since, oldest first. */
async function left(): Promise<{ to: string; subject: string; replyTo: string; id: string; answers: string; text: string; auto: string }[]> {
  const gone = sink.mails.length
  while (await answerTickets(house, transport)) { /* until nothing waits */ }
  return sink.mails.slice(gone).map((mail) => {
    const source = mail.source.toString().replaceAll(/\r\n[ \t]+/g, ' ')
    const head = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(source)?.[1]?.trim() ?? ''
    return { to: mail.to, subject: head('Subject'), replyTo: head('Reply-To'), id: head('Message-ID'), answers: head('In-Reply-To'), text: source, auto: head('Auto-Submitted') }
  })
}
const untaken = async () => (await database.superuser("select reason from incoming_mail where state = 'untaken' order by mail_id")).rows.map((row) => row.reason)

test('a mail begins a ticket that is proposed for whose address it says, is acknowledged once, and tells nothing of them; the same mail twice is one', async () => {
  const { personId } = await customer(database, 'maria@example.org', { values: { given_name: 'Maria', family_name: 'Lind', city: 'Umeå', language: 'sv' }, grounds: [{ purpose: 'events', basis: 'legitimate-interest' }] })
  await comes({ from: 'Maria <maria@example.org>', id: '<first@kund.example>' })
  await comes({ from: 'Maria <maria@example.org>', id: '<first@kund.example>' })
  const { tickets: [one, ...others] } = await queue()
  assert.deepEqual([others.length, one!.who, one!.person?.id, one!.sender, one!.source, one!.state, one!.language], [0, 'proposed', personId, 'maria@example.org', 'mail', 'new', 'sv'])
  assert.deepEqual(await grounds(personId), ['events lives'], 'what anybody can write begins no ground')
  const [mail, ...more] = await left()
  assert.equal(more.length, 0)
  assert.deepEqual([mail!.to, mail!.auto, mail!.answers], ['maria@example.org', 'auto-replied', '<first@kund.example>'])
  assert.doesNotMatch(mail!.text, /Maria|Lind|Ume/)
  assert.deepEqual((await database.superuser('select count(*)::int as n from incoming_mail')).rows, [{ n: 0 }])
})

test('answers go to where the mail came from, threaded; what the customer answers comes to the same ticket, by its address, its mails or its number, and opens it again', async () => {
  await comes({ from: 'thread@example.org', subject: 'Traad', id: '<t1@kund.example>' })
  const found = async () => (await shown((await queue()).tickets.find((one) => one.subject === 'Traad') ?? (await queue('&show=waiting')).tickets.find((one) => one.subject === 'Traad') ?? (await queue('&show=solved')).tickets.find((one) => one.subject === 'Traad')!))
  await left()
  const ticket = await found()
  assert.equal(ticket.who, 'unknown')
  assert.equal((await reply(ticket, 'Hej! Det kommer i dag.')).status, 201)
  const [answer] = await left()
  assert.deepEqual([answer!.to, answer!.subject, answer!.answers, answer!.auto], ['thread@example.org', `Re: Traad [#${ticket.number}]`, '<t1@kund.example>', ''])
  assert.match(answer!.replyTo, /^in\+[a-z2-7]{26}@tillit\.example$/)
  assert.equal((await found()).state, 'waiting')
  await comes({ from: 'thread@example.org', subject: 'Re: annat', words: 'Tack!\n\nDen 3 mars skrev Support <support@bolaget.example>:\n> Hej! Det kommer i dag.', head: { References: answer!.id } })
  await comes({ from: 'thread@example.org', subject: `Sv: x [#${ticket.number}]`, words: 'En sak till.' })
  await comes({ from: 'frun@example.org', to: answer!.replyTo, subject: 'Re: Tråd', words: 'Jag svarar åt honom.' })
  const now = await found()
  assert.deepEqual(now.lines.filter(({ kind }) => kind === 'asked').map(({ words, sender }) => [words, sender]), [['Hej, jag undrar var mitt paket är.', null], ['Tack!', null], ['En sak till.', null], ['Jag svarar åt honom.', 'frun@example.org']])
  assert.equal(now.state, 'open')
  assert.equal((await reply(now, 'Så bra.', { state: 'solved' })).status, 201)
  assert.deepEqual((await left()).map(({ to }) => to), ['thread@example.org'], 'and to no other that wrote meanwhile')
})

test('what a stranger can know puts nothing into another’s thread: a number or an id of a mail from another address begins a ticket of its own', async () => {
  await comes({ from: 'victim@example.org', subject: 'Hemligt', id: '<victim@kund.example>' })
  const ticket = (await queue()).tickets.find((one) => one.subject === 'Hemligt')!
  await comes({ from: 'mallory@example.org', subject: `Re: Hemligt [#${ticket.number}]`, head: { References: '<victim@kund.example>', 'Reply-To': 'victim@example.org' } })
  assert.equal((await shown(ticket)).lines.filter(({ kind }) => kind === 'asked').length, 1)
  assert.deepEqual((await queue()).tickets.filter((one) => one.subject === 'Hemligt').map((one) => one.sender), ['victim@example.org', 'mallory@example.org'])
  await left()
})

test('CS-07: machines, lists, bounces and ourselves are never answered and begin nothing; who writes without end is acknowledged three times, taken thirty, and left to a colleague', async () => {
  const tickets = async () => (await database.superuser('select count(*)::int as n from ticket')).rows[0].n as number
  const was = await tickets()
  const heads: Record<string, string>[] = [{ 'Auto-Submitted': 'auto-replied' }, { 'Auto-Submitted': 'auto-generated' }, { Precedence: 'bulk' }, { 'List-Id': '<l.example>' }, { 'Return-Path': '<>' }, { 'X-Auto-Response-Suppress': 'All' }, { 'X-Tillit-Answer': 'x' }, { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b' }]
  for (const head of heads) await comes({ from: 'robot@example.org', head })
  await comes({ from: `Support <${SUPPORT}>` })
  await comes({ from: 'in@tillit.example' })
  await comes({ from: 'MAILER-DAEMON@example.org' })
  assert.deepEqual([await tickets() - was, (await left()).length], [0, 0])
  assert.deepEqual((await untaken()).toSorted(), [...Array<string>(8).fill('automatic'), 'loop', 'loop', 'loop'])
  await database.superuser('delete from incoming_mail')
  for (let n = 0; n < 32; n++) await comes({ from: 'endless@example.org', subject: `Nr ${n}` })
  assert.deepEqual([await tickets() - was, (await left()).length, await untaken()], [30, 3, ['flood', 'flood']])
  await database.superuser("delete from incoming_mail; delete from ticket_line where ticket_id in (select ticket_id from ticket where sender = 'endless@example.org'); delete from ticket where sender = 'endless@example.org'")
})

test('a colleague says whose a ticket is, which begins a ground, and takes it back, which ends it; answers go where they went', async () => {
  const { personId } = await customer(database, 'siv@example.org', { values: { given_name: 'Siv', family_name: 'Berg' }, grounds: [{ purpose: 'events', basis: 'legitimate-interest' }] })
  await comes({ from: 'siv.jobb@example.org', subject: 'Vem är jag' })
  await left()
  const unknown = (await queue()).tickets.find((one) => one.subject === 'Vem är jag')!
  const settle = (one: Pick<TicketItem, 'owner' | 'id'>, person: string | null) => bodyOf<TicketBody>(api('PUT', `/tickets/${one.owner}/${one.id}/person`, { person }))
  const known = await settle(unknown, personId)
  assert.deepEqual([known.owner, known.who, known.lines.length, known.number], [personId, 'known', 2, unknown.number])
  assert.deepEqual(await grounds(personId), ['events lives', 'service lives'])
  assert.equal((await api('GET', `/tickets/${unknown.owner}/${unknown.id}`)).status, 404)
  await reply(known, 'Hej Siv!')
  assert.deepEqual((await left()).map(({ to }) => to), ['siv.jobb@example.org'])
  const back = await settle(known, null)
  assert.deepEqual([back.owner === back.id, back.who, back.person], [true, 'unknown', null])
  assert.deepEqual(await grounds(personId), ['events lives', 'service ticket-closed'])
  assert.deepEqual((await bodyOf<{ tickets: unknown[] }>(api('GET', `/people/${personId}/tickets`))).tickets, [])
})

test('two at one ticket see each other, and an answer is never laid over a line that came since; a note does not stand in the way', async () => {
  const { personId } = await customer(database, 'two@example.org')
  const ticket = await bodyOf<TicketBody>(api('POST', `/people/${personId}/tickets`, { subject: 'Två', words: 'Ringde.' }))
  const path = `/tickets/${ticket.owner}/${ticket.id}`
  const other = (await signedInStaff(app, house)).browser
  assert.deepEqual((await bodyOf<TicketReadersBody>(other('POST', `/api/v1${path}/readers`, { isWriting: true }))).readers, [])
  const [reader] = (await bodyOf<TicketReadersBody>(api('POST', `${path}/readers`, { isWriting: false }))).readers
  assert.deepEqual([reader?.name, reader?.isWriting], ['Astrid Nyberg', true])
  assert.equal((await other('POST', `/api/v1${path}/notes`, { words: 'Ring budet.' })).status, 201)
  tick()
  assert.equal((await other('POST', `/api/v1${path}/replies`, { words: 'Först.', after: ticket.lastLine })).status, 201)
  assert.deepEqual(await problemOf(reply(ticket, 'Sedan.')), [409, undefined, undefined])
  assert.equal((await reply(await shown(ticket), 'Sedan.')).status, 201)
  assert.deepEqual((await shown(ticket)).lines.map(({ kind, words }) => [kind, words]), [['asked', 'Ringde.'], ['noted', 'Ring budet.'], ['answered', 'Först.'], ['answered', 'Sedan.']])
  database.now = new Date(database.now.getTime() + 3 * 60_000)
  assert.deepEqual((await bodyOf<TicketReadersBody>(api('POST', `${path}/readers`, { isWriting: false }))).readers, [], 'who has gone is not shown for long')
})

test('on her page Maria writes, sees the answer but no inner note, and goes on; nobody else sees it; a ticket proposed as hers is hers when she writes in it', async () => {
  const { personId, email } = await customer(database, 'page@example.org', { values: { given_name: 'Maria', family_name: 'Lind' } })
  const visitor = new Visitor(app, await letIn(database, house, personId, email))
  const sv = { 'accept-language': 'sv' }
  await visitor.get('/me/tickets', sv)
  await visitor.press('Skicka', { subject: 'Trasig markis', words: 'Den gick sönder i går.' }, sv)
  assert.match(textOf(visitor.html), /Vi har inte svarat än.*Den gick sönder i går\./s)
  const one = await shown((await bodyOf<{ tickets: TicketItem[] }>(api('GET', `/people/${personId}/tickets`))).tickets[0]!)
  assert.deepEqual([one.source, one.who, one.sender], ['page', 'known', null])
  assert.deepEqual(await grounds(personId), ['contract lives', 'service lives'])
  const [entry] = (await database.read((tx) => selectEntries(tx, [personId]))).toReversed()
  assert.deepEqual([entry!.kind, entry!.purpose, entry!.surface], ['contract-started', 'service', 'web'])
  await api('POST', `/tickets/${one.owner}/${one.id}/notes`, { words: 'Tredje gången i år.' })
  await reply(one, 'Vi skickar en ny.', { state: 'solved' })
  await visitor.get(`/me/tickets/${one.id}`, sv)
  assert.match(textOf(visitor.html), /Löst.*Vi skickar en ny\./s)
  assert.doesNotMatch(visitor.html, /Tredje gången/)
  await visitor.press('Skicka', { words: 'Tack, men den är blå.' }, sv)
  assert.equal((await shown(one)).state, 'open')
  await comes({ from: 'page@example.org', subject: 'Med mejl' })
  const proposed = (await queue()).tickets.find((each) => each.subject === 'Med mejl')!
  assert.equal(proposed.who, 'proposed')
  await visitor.get(`/me/tickets/${proposed.id}`, sv)
  await visitor.press('Skicka', { words: 'Det var jag.' }, sv)
  assert.equal((await shown(proposed)).who, 'known')
  const stranger = await customer(database, 'other-page@example.org')
  assert.equal((await new Visitor(app, await letIn(database, house, stranger.personId, stranger.email)).get(`/me/tickets/${one.id}`)).status, 404)
  assert.equal((await api('PUT', `/tickets/${one.owner}/${one.id}/person`, { person: stranger.personId })).status, 409)
  await left()
})

test('H5: what colleagues write is looked through, the customer’s words are marked and never refused', async () => {
  const { personId } = await customer(database, 'watch@example.org')
  const ticket = await bodyOf<TicketBody>(api('POST', `/people/${personId}/tickets`, { subject: 'Vänta', words: 'I have diabetes, can you wait?', language: 'en' }))
  assert.deepEqual(ticket.lines[0]!.marks.map(({ kind }) => kind), ['health'])
  assert.deepEqual(await problemOf(reply(ticket, 'We remember your diabetes.')), [422, 'words', 'H5.3'])
  assert.deepEqual(await problemOf(api('POST', `/tickets/${ticket.owner}/${ticket.id}/notes`, { words: 'Has diabetes.' })), [422, 'words', 'H5.3'])
  assert.equal((await reply(ticket, 'We remember your diabetes.', { reason: 'They asked us to' })).status, 201)
})

test('what is promised runs in working time, stands still while we wait for the customer, and is late when it is over; the queue has what is nearest due first', async () => {
  const level = { hours: [[480, 1020], [480, 1020], [480, 1020], [480, 1020], [480, 1020], null, null], firstAnswerHours: 2, solveHours: 9 }
  assert.equal((await api('PUT', '/service-level', level)).status, 200)
  assert.equal((await api('PUT', '/service-level', { ...level, hours: Array(7).fill(null) })).status, 400)
  const start = database.now
  database.now = new Date('2026-03-10T08:59:59+01:00')
  await signIn()
  const { personId } = await customer(database, 'late@example.org')
  const ticket = await bodyOf<TicketBody>(api('POST', `/people/${personId}/tickets`, { subject: 'Sent', words: 'Ringde.' }))
  assert.deepEqual([ticket.dueAt, ticket.firstDue, ticket.solveDue], ['2026-03-10T10:00:00.000Z', '2026-03-10T10:00:00.000Z', '2026-03-11T08:00:00.000Z'])
  const overdue = (await queue()).counts.overdue
  database.now = new Date('2026-03-10T11:59:59+01:00')
  await signIn()
  assert.deepEqual([(await shown(ticket)).isLate, (await queue()).counts.overdue], [true, overdue + 1])
  const answered = await bodyOf<TicketBody>(reply(ticket, 'Vi återkommer.'))
  assert.deepEqual([answered.state, answered.dueAt], ['waiting', null])
  database.now = new Date('2026-03-20T11:59:59+01:00')
  await signIn()
  const open = await bodyOf<TicketBody>(api('PATCH', `/tickets/${ticket.owner}/${ticket.id}`, { state: 'open' }))
  assert.deepEqual([open.dueAt, open.isLate], ['2026-03-23T08:00:00.000Z', false], 'six working hours were left')
  assert.equal((await api('PATCH', `/tickets/${ticket.owner}/${ticket.id}`, { state: 'new' })).status, 409)
  const dues = (await bodyOf<TicketQueueBody>(api('GET', '/tickets?order=due'))).tickets.map((one) => one.dueAt!)
  assert.deepEqual(dues, dues.toSorted())
  database.now = start
  await signIn()
})

test('what is solved is closed after a week, its ground ends with the last ticket, and in a year its words are gone; what comes to a closed one begins anew', async () => {
  const start = database.now
  const { personId } = await customer(database, 'end@example.org', { grounds: [{ purpose: 'events', basis: 'legitimate-interest' }] })
  const begin = (subject: string) => bodyOf<TicketBody>(api('POST', `/people/${personId}/tickets`, { subject, words: 'Ringde.' }))
  const [one, other] = [await begin('Ett'), await begin('Två')]
  await reply(one, 'Klart.', { state: 'solved' })
  database.now = daysLater(start, 8)
  while (await database.write((tx) => restTickets(tx, house.keeper))) { /* until nothing waits */ }
  await signIn()
  assert.deepEqual([(await shown(one)).state, await grounds(personId)], ['closed', ['events lives', 'service lives']])
  const closed = await bodyOf<TicketBody>(api('PATCH', `/tickets/${other.owner}/${other.id}`, { state: 'closed' }))
  assert.deepEqual([closed.state, closed.closes, await grounds(personId)], ['closed', { months: 12 }, ['events lives', 'service ticket-closed']])
  const reopened = await bodyOf<TicketBody>(api('PATCH', `/tickets/${other.owner}/${other.id}`, { state: 'open' }))
  assert.deepEqual([reopened.state, await grounds(personId)], ['open', ['events lives', 'service lives', 'service ticket-closed']])
  await api('PATCH', `/tickets/${other.owner}/${other.id}`, { state: 'closed' })
  const sweep = (at: Date) => database.withClock(() => at).write(sweepTickets)
  const count = async () => (await database.superuser('select (select count(*)::int from ticket where person_id = $1) as tickets, (select count(*)::int from ticket_line where person_id = $1) as lines', [personId])).rows[0]
  await sweep(monthsLater(database.now, 11, 'Europe/Stockholm'))
  assert.deepEqual(await count(), { tickets: 2, lines: 3 })
  await sweep(monthsLater(daysLater(database.now, 1), 12, 'Europe/Stockholm'))
  assert.deepEqual(await count(), { tickets: 0, lines: 0 })
  database.now = start
  await signIn()
  await comes({ from: 'again@example.org', subject: 'Klar' })
  const first = (await queue()).tickets.find((each) => each.subject === 'Klar')!
  await api('PATCH', `/tickets/${first.owner}/${first.id}`, { state: 'closed' })
  await comes({ from: 'again@example.org', subject: `Re: Klar [#${first.number}]` })
  const second = (await queue()).tickets.find((each) => each.subject === 'Klar')!
  assert.notEqual(second.number, first.number)
  await left()
})

test('a form of the company’s own site comes by a key for service; it is answered at the address that was typed, which proves nothing', async () => {
  const key = async (purposes: string[]) => (await bodyOf<{ key: string }>(api('POST', '/api-keys', { name: 'site', purposes }))).key
  const send = (bearer: string, body: object) => app.request('/api/v1/tickets', { method: 'POST', headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json', ...as }, body: JSON.stringify(body) })
  const form = { sender: 'form@example.org', subject: 'Från sidan', words: 'When do you open?' }
  assert.equal((await send(await key(['news']), form)).status, 403)
  const site = await key(['service'])
  assert.deepEqual(await problemOf(send(site, { ...form, sender: 'x' })), [400, 'sender', undefined])
  assert.equal((await send(site, form)).status, 201)
  const one = (await queue()).tickets.find((each) => each.subject === 'Från sidan')!
  assert.deepEqual([one.source, one.who, one.language], ['form', 'unknown', 'en'])
  assert.deepEqual((await left()).map(({ to }) => to), ['form@example.org'])
})

test('an answer that no mail server takes, or that the gate stops, is shown as not gone, and the ticket is open again', async () => {
  const { personId } = await customer(database, 'gone@example.org')
  await comes({ from: 'gone@example.org', subject: 'Stoppad' })
  await left()
  const proposed = (await queue()).tickets.find((each) => each.subject === 'Stoppad')!
  const known = await bodyOf<TicketBody>(api('PUT', `/tickets/${proposed.owner}/${proposed.id}/person`, { person: personId }))
  await reply(known, 'Hej.')
  await database.superuser("update person set deceased_at = '2026-01-01' where person_id = $1", [personId])
  assert.deepEqual(await left(), [])
  const now = await shown(known)
  assert.deepEqual([now.state, now.lines.at(-1)!.mail, typeof now.lines.at(-1)!.rule], ['open', 'stopped', 'string'])
})

test('who may not read tickets learns nothing of them, not on the timeline either; words that are used again are written in each language', async () => {
  const { personId } = await customer(database, 'roles@example.org', { values: { given_name: 'Ro', family_name: 'Ller' } })
  const ticket = await bodyOf<TicketBody>(api('POST', `/people/${personId}/tickets`, { subject: 'Osynligt', words: 'Ringde.' }))
  await api('POST', `/tickets/${ticket.owner}/${ticket.id}/notes`, { words: 'Internt.' })
  const told = async (browser: Browser) => (await bodyOf<{ events: { type: string; title: string }[] }>(browser('GET', `/api/v1/people/${personId}/timeline`, undefined, as))).events.filter(({ type }) => type === 'ticket').map(({ title }) => title)
  assert.deepEqual(await told(desk), ['Inner note: Osynligt', 'The customer wrote: Osynligt'])
  const { key } = await bodyOf<{ key: string }>(api('POST', '/roles', { name: 'Nameless', permissions: ['people.read', 'tickets.read'], purposes: null, readable: ['city'], writable: [] }))
  for (const role of ['seller', key]) {
    const { browser } = await signedInStaff(app, house, [role])
    assert.deepEqual(await told(browser), [], role)
    for (const path of ['/tickets', `/tickets/${ticket.owner}/${ticket.id}`, `/people/${personId}/tickets`]) assert.equal((await browser('GET', `/api/v1${path}`)).status, 403, `${role} ${path}`)
  }
  const answer = '01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f47'
  assert.equal((await api('PUT', `/canned-answers/${answer}`, { name: 'Opening hours', texts: { sv: 'Vi har öppet 8–17.', en: 'We are open 8–17.' } })).status, 204)
  assert.deepEqual((await bodyOf<{ answers: { name: string; texts: object }[] }>(api('GET', '/canned-answers'))).answers.map(({ name, texts }) => [name, Object.keys(texts).toSorted()]), [['Opening hours', ['en', 'sv']]])
  assert.equal((await api('PUT', `/canned-answers/${answer}`, { name: 'Nothing', texts: {} })).status, 400)
  assert.equal((await api('DELETE', `/canned-answers/${answer}`)).status, 204)
  assert.deepEqual((await bodyOf<{ answers: object[] }>(api('GET', '/canned-answers'))).answers, [])
})

test('what asks something by right is offered as that, made a request in one press with the clock from the day the mail came, and offered no more; a sender nobody knows asks as somebody in no register', async () => {
  const { personId } = await customer(database, 'rights@example.org', { values: { given_name: 'Ri', family_name: 'Ghts' } })
  await comes({ from: 'rights@example.org', subject: 'Hej', words: 'Min markis är fin. Jag vill veta vilka uppgifter ni har om mig. Sluta skicka reklam till mig!' })
  const came = database.now
  const ticket = await shown((await queue()).tickets.find((each) => each.sender === 'rights@example.org')!)
  assert.deepEqual(ticket.asks.map(({ kind, words }) => [kind, words]), [['access', 'Jag vill veta vilka uppgifter ni har om mig.'], ['objection', 'Sluta skicka reklam till mig!']])
  const ask = (one: TicketBody, body: object) => api('POST', `/tickets/${one.owner}/${one.id}/requests`, body)
  database.now = daysLater(database.now, 9)
  await signIn()
  const made = await bodyOf<{ person: string; request: string }>(ask(ticket, { kind: 'access', line: ticket.asks[0]!.line }))
  const { rows: [request] } = await database.superuser('select kind, received_at as at, received_how as how, due_on::text as due, wish, stranger from request where person_id = $1 and request_id = $2', [personId, made.request])
  assert.deepEqual([request.kind, request.at.getTime(), request.how, request.stranger, request.wish.words.slice(0, 3)], ['access', came.getTime(), 'mail', false, 'Min'])
  const direct = await bodyOf<{ strictOn: string }>(api('POST', `/people/${personId}/requests`, { kind: 'access', how: 'mail', receivedAt: came.toISOString() }))
  assert.equal(request.due, direct.strictOn, 'the same day as if it had been written down when it came')
  const now = await shown(ticket)
  assert.deepEqual([now.asks.map(({ kind }) => kind), now.requests.map(({ kind, id }) => [kind, id])], [['objection'], [['access', made.request]]])
  assert.equal((await ask(now, { kind: 'access', line: ticket.asks[0]!.line })).status, 409)
  assert.deepEqual(await problemOf(ask(now, { kind: 'objection', line: now.asks[0]!.line })), [400, 'wish.purposes', undefined])
  assert.equal((await ask(now, { kind: 'objection', line: now.asks[0]!.line, marketing: true })).status, 201)
  // By hand too, where no rule tells; of a sender whom nobody knows.
  await comes({ from: 'nobody-known@example.org', subject: 'Fråga', words: 'Ni vet vad jag vill.' })
  const unknown = await shown((await queue()).tickets.find((each) => each.sender === 'nobody-known@example.org')!)
  assert.deepEqual(unknown.asks, [])
  const stranger = await bodyOf<{ person: string; request: string }>(ask(unknown, { kind: 'erasure', line: unknown.lastLine }))
  assert.deepEqual((await database.superuser('select stranger from request where person_id = $1', [stranger.person])).rows, [{ stranger: true }])
  assert.equal((await shown(unknown)).who, 'unknown')
  const { browser } = await signedInStaff(app, house, ['seller'])
  assert.equal((await browser('POST', `/api/v1/tickets/${ticket.owner}/${ticket.id}/requests`, { kind: 'access', line: ticket.lastLine })).status, 403)
  await left()
})

test('how it went is asked once, a day after it was solved, of whom the gate lets us ask, and answered in one press; who is gone is left as a number', async () => {
  const start = database.now
  const yes = { purpose: 'surveys', basis: 'consent' as const }
  const asked = await customer(database, 'asked@example.org', { values: { language: 'sv' } })
  const other = await customer(database, 'unasked@example.org')
  await api('POST', `/people/${asked.personId}/choices`, { choices: [{ kind: 'given', purpose: yes.purpose, channel: 'email', contactPointId: asked.email.contactPointId, evidence: { kind: 'call-note', text: 'Rang kl. 10, läste upp frågan ordagrant.' } }] })
  const solved = async (personId: PersonId) => {
    const one = await bodyOf<TicketBody>(api('POST', `/people/${personId}/tickets`, { subject: 'Hur gick det', words: 'Ringde.', language: 'sv' }))
    return bodyOf<TicketBody>(reply(one, 'Klart.', { state: 'solved' }))
  }
  const [one, unasked] = [await solved(asked.personId), await solved(other.personId)]
  const gone = () => sink.mails.filter(({ to }) => to === 'asked@example.org' || to === 'unasked@example.org')
  const ask = async () => { while (await askHowItWent(house, transport)) { /* until nobody is left */ } }
  await ask()
  assert.equal(gone().length, 0, 'not on the same day')
  database.now = daysLater(start, 2)
  await signIn()
  await ask()
  await ask()
  assert.deepEqual(gone().map(({ to }) => to), ['asked@example.org'])
  const source = gone()[0]!.source.toString().replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=')
  assert.match(source, /List-Unsubscribe-Post/)
  assert.equal((await database.superuser("select count(*)::int as n from use_record where person_id = $1 and purpose = 'surveys'", [asked.personId])).rows[0].n, 1)
  const [, path] = /https?:\/\/[^/]+(\/ratings\/[\w-]{43})\?score=4/.exec(source) ?? []
  const visitor = await new Visitor(app).get(`${path!}?score=4`, { 'accept-language': 'sv' })
  assert.doesNotMatch(visitor.html, /Ringde|asked@example/)
  assert.equal((await shown(one)).rating, null, 'opening changes nothing')
  await visitor.press('4 Bra')
  await visitor.press('Skicka', { words: 'Snabbt.' })
  assert.deepEqual([(await shown(one)).rating, (await shown(unasked)).rating], [{ score: 4, words: 'Snabbt.' }, null])
  assert.equal((await new Visitor(app).get('/ratings/unknown')).status, 404)
  const figures = async () => (await bodyOf<{ months: { month: string; begun: number; ratings: number[] }[] }>(api('GET', '/ticket-figures'))).months
  const [counted] = await figures()
  assert.deepEqual([counted!.month, counted!.ratings], ['2026-03', [0, 0, 0, 1, 0]])
  for (const each of [one, unasked]) await api('PATCH', `/tickets/${each.owner}/${each.id}`, { state: 'closed' })
  await database.withClock(() => monthsLater(database.now, 13, 'Europe/Stockholm')).write(sweepTickets)
  assert.equal((await database.superuser('select count(*)::int as n from ticket where ticket_id = any ($1::uuid[])', [[one.id, unasked.id]])).rows[0].n, 0)
  assert.deepEqual(await figures(), [counted])
  database.now = start
  await signIn()
})
