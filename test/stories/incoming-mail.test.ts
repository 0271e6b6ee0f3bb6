import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { after, before, test } from 'node:test'
import { PDFDocument, PDFName } from '@cantoo/pdf-lib'
import Pdf from 'pdfkit'
import { createApp } from '../../src/doors/app.ts'
import type { IncomingAddresses, IncomingMailDetail, IncomingMails, NewlyMadeAddress } from '../../src/doors/api/incoming-resource.ts'
import type { IssuedApiKey } from '../../src/doors/api/session-resource.ts'
import { fetchMail } from '../../src/doors/clock/fetch-mail.ts'
import { workMails } from '../../src/doors/clock/work-mails.ts'
import type { House } from '../../src/doors/house.ts'
import { takeInMail } from '../../src/doors/take-in-mail.ts'
import { erasePeople } from '../../src/erasure/erase-people.ts'
import { sweepMails } from '../../src/incoming/sweep-mails.ts'
import { openTransport, type Transport } from '../../src/messages/deliver.ts'
import { MailboxFailed, readMailbox } from '../../src/plumbing/mailbox.ts'
import { daysLater } from '../../src/values/moment.ts'
import { testDatabase, urlOf, type TestDatabase } from '../database.ts'
import { Dovecot } from '../dovecot.ts'
import { bodyOf, signedInStaff, testHouse, type Browser } from '../house.ts'
import { mailSink } from '../mail-sink.ts'
import { customer, installed } from '../register.ts'

/** As the settings of test/house.ts say. */
const BASE = 'in@tillit.example'
const ANSWERS = 'fakturor@bolaget.example'
const SETTINGS = {
  seller: { name: 'Fjällström', organisationNumber: '556677-8899', address: { street: 'Storgatan 1', postcode: '111 22', city: 'Stockholm', country: 'SE' } },
  currency: 'SEK', accounts: [{ type: 'bankgiro', number: '123-4567' }], reference: { kind: 'ocr', control: 'check-digit' },
}

let database: TestDatabase
let house: House
let desk: Browser
const sink = await mailSink()
let transport: Transport
let dovecot: Dovecot | undefined
/** Of an address where finished invoices are mailed. */
let secret: string
let app: ReturnType<typeof createApp>

before(async () => {
  database = await testDatabase()
  await installed(database)
  const made = await testHouse(database)
  house = { ...made, settings: { ...made.settings, smtpUrl: sink.url } }
  transport = openTransport(house.settings)
  app = createApp(house)
  ;({ browser: desk } = await signedInStaff(app, house))
  await customer(database, 'karin@example.org')
  assert.equal((await desk('PUT', '/api/v1/invoicing', SETTINGS)).status, 200)
  secret = (await bodyOf<NewlyMadeAddress>(desk('POST', '/api/v1/incoming-addresses', { name: 'Fortnox', answerTo: ANSWERS, language: 'sv' }))).address
  dovecot = await Dovecot.start()
})
after(async () => {
  transport.close()
  await dovecot?.stop()
})

interface Part { name: string; type: string; content: Buffer }
let mails = 0
/** A mail as a program writes it; `head` wins over what stands there otherwise. */
function mail(head: Record<string, string | undefined>, parts: Part[] = [], words = 'Se bilagan.'): Buffer {
  const all = { From: 'Fortnox <faktura@fortnox.example>', To: secret, Subject: '=?utf-8?q?Faktura_f=C3=B6r_mars?=', 'Message-ID': `<${++mails}@fortnox.example>`, Date: 'Mon, 2 Mar 2026 09:00:00 +0000', 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=b', ...head }
  const text = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]))
  const files = parts.map(({ name, type, content }) => `--b\r\nContent-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${content.toString('base64').replaceAll(/.{76}/g, '$&\r\n')}\r\n`)
  return Buffer.from(`${text.join('\r\n')}\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${words}\r\n${files.join('')}--b--\r\n`)
}
const pdfOf = (text: string) => new Promise<Buffer>((done) => {
  const pdf = new Pdf()
  const parts: Buffer[] = []
  pdf.on('data', (part: Buffer) => parts.push(part)).on('end', () => done(Buffer.concat(parts)))
  pdf.text(text).end()
})
const UBL = Buffer.from('<?xml version="1.0" encoding="UTF-8"?><Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"><cbc:ID>F-9</cbc:ID><cbc:IssueDate>2026-03-01</cbc:IssueDate><cac:AccountingSupplierParty/><cac:AccountingCustomerParty><cac:Party><cac:Contact><cbc:ElectronicMail>karin@example.org</cbc:ElectronicMail></cac:Contact></cac:Party></cac:AccountingCustomerParty></Invoice>')
const rows = async () => (await database.superuser('select state, reason, person_id as person, sender, subject, source is not null as kept, way from incoming_mail order by mail_id')).rows
const empty = async () => void (await database.superuser('delete from incoming_mail'))
const listed = async () => (await bodyOf<IncomingMails>(desk('GET', '/api/v1/incoming-mails'))).mails
/** Whoever was signed in may have been idle for too long. */
const later = async (ms: number) => {
  database.now = new Date(database.now.getTime() + ms)
  ;({ browser: desk } = await signedInStaff(app, house))
}
const fetched = () => fetchMail(house, dovecot!.url, undefined, { ca: dovecot!.certificate })

test('an ERP mails its finished invoices to a secret address, and gets them back decorated where that was said, whoever the mail says it is from', async () => {
  const pdf = await pdfOf('Faktura F-9')
  const signing = await PDFDocument.load(await pdfOf('Faktura F-10'))
  signing.context.register(signing.context.obj({ Type: PDFName.of('Sig'), ByteRange: [0, 1, 2, 3] }))
  const signed = Buffer.from(await signing.save())
  const source = mail({ From: 'karin@example.org', 'Auto-Submitted': 'auto-generated' }, [
    { name: 'F-9.pdf', type: 'application/pdf', content: pdf }, { name: 'F-9.xml', type: 'text/xml', content: UBL },
    { name: 'karin@example.org_F-10.pdf', type: 'application/pdf', content: signed },
    { name: 'nobody@example.org_../F-11.pdf', type: 'application/pdf', content: pdf }, { name: 'F-12.pdf', type: 'application/pdf', content: pdf.subarray(0, 500) },
    { name: 'logo.png', type: 'image/png', content: Buffer.from('png') },
  ])
  assert.deepEqual(await takeInMail(house, { way: 'api', source }), ['taken'])
  await workMails(house, transport)
  assert.deepEqual(sink.mails.map(({ to }) => to), [ANSWERS])
  const answer = await sink.read(sink.mails[0]!)
  const files = new Map(answer.attachments.map(({ filename, content }) => [filename, Buffer.from(content as ArrayBuffer)]))
  assert.deepEqual([...files.keys()].toSorted(), ['F-9.pdf', 'F-9.xml', 'karin@example.org_F-10-sheet.pdf', 'karin@example.org_F-10.pdf'])
  const page = files.get('F-9.pdf')!
  assert.ok(page.subarray(0, pdf.length).equals(pdf) && page.length > pdf.length, 'the original stands in front, byte for byte')
  assert.ok(files.get('karin@example.org_F-10.pdf')!.equals(signed), 'what is signed is not touched')
  assert.match(files.get('F-9.xml')!.toString(), /\/choices\/[\w-]{43}/)
  assert.match(answer.subject!, /2 fakturor är dekorerade, 2 gick inte/)
  for (const line of [/F-11: .+/, /F-12: .+/]) assert.match(answer.text!, line)
  assert.deepEqual([answer.inReplyTo, answer.headers.find(({ key }) => key === 'auto-submitted')?.value], [`<${mails}@fortnox.example>`, 'auto-generated'])
  assert.deepEqual(await rows(), [], 'nothing is left of it but that it came')
  const [address] = (await bodyOf<IncomingAddresses>(desk('GET', '/api/v1/incoming-addresses'))).addresses
  assert.deepEqual([address!.mails, address!.done, address!.refused], [1, 2, 2])
  // The same mail again, by another way: once.
  assert.deepEqual(await takeInMail(house, { way: 'pipe', source }), ['known'])
  await workMails(house, transport)
  assert.equal(sink.mails.length, 1)
})

test('what goes back is written before it goes: who dies in between sends the very same again', async () => {
  const sent = sink.mails.length
  await takeInMail(house, { way: 'api', source: mail({}, [{ name: 'F-9.xml', type: 'text/xml', content: UBL }]) })
  const dying: Transport = { ...transport, post: async (...words) => {
    await transport.post!(...words)
    throw new Error('the program ends here')
  } }
  await workMails(house, dying)
  assert.deepEqual((await rows()).map(({ state }) => state), ['answering'])
  await later(600_000)
  await Promise.all([workMails(house, transport), workMails(house, transport)])
  const [first, again, ...more] = sink.mails.slice(sent)
  assert.ok(again!.source.equals(first!.source))
  assert.deepEqual([more, await rows()], [[], []])

  // A mail server that is not there is tried again; one that will never take it leaves it to a colleague.
  await takeInMail(house, { way: 'api', source: mail({}, [{ name: 'F-9.xml', type: 'text/xml', content: UBL }]) })
  sink.behave = () => 'busy'
  await workMails(house, transport)
  await later(60_000)
  await workMails(house, transport)
  assert.deepEqual((await listed()).map(({ state, reason }) => [state, reason]), [['answering', null]])
  sink.behave = () => 'refuse-recipient'
  await later(3_600_000)
  await workMails(house, transport)
  sink.behave = () => 'take'
  assert.deepEqual((await listed()).map(({ state, reason }) => [state, reason]), [['untaken', 'answer-refused']])
  await empty()
})

test('who takes a mail is said by the address it came to alone; machines’ answers, lists and our own are never answered', async () => {
  const other = (await bodyOf<NewlyMadeAddress>(desk('POST', '/api/v1/incoming-addresses', { name: 'Gammalt', answerTo: ANSWERS })))
  assert.equal((await desk('DELETE', `/api/v1/incoming-addresses/${other.id}`)).status, 204)
  assert.equal((await desk('DELETE', `/api/v1/incoming-addresses/${other.id}`)).status, 404)
  const cases: [string, Record<string, string | undefined>, string[]?][] = [
    ['nobody', { To: BASE }], ['nobody', { To: 'somebody@elsewhere.example', From: ANSWERS }], ['unknown-address', { To: 'in+aaaaaaaaaaaaaaaaaaaaaaaaaa@tillit.example' }], ['unknown-address', { To: 'in+x@tillit.example' }],
    ['revoked', { To: other.address }], ['automatic', { 'Auto-Submitted': 'auto-replied (vacation)' }], ['automatic', { Precedence: 'bulk' }], ['automatic', { 'List-Id': '<news.example>' }],
    ['automatic', { 'Return-Path': '<>' }], ['automatic', { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b' }], ['automatic', { From: 'MAILER-DAEMON@mx.example' }], ['loop', { 'X-Tillit-Answer': '1' }],
    // What the mail server says goes before what stands in the head.
    ['nobody', {}, [BASE]],
  ]
  const sent = sink.mails.length
  for (const [reason, head, to] of cases) {
    await takeInMail(house, { way: 'pipe', source: mail(head), ...(to && { to }) })
    assert.deepEqual((await rows()).map((row) => [row.state, row.reason]), [['untaken', reason]], JSON.stringify(head))
    await empty()
  }
  await workMails(house, transport)
  assert.equal(sink.mails.length, sent)
  for (const head of [{ To: BASE, 'Delivered-To': secret }, { To: `Fortnox <${secret.toUpperCase()}>` }, { To: BASE, Cc: `x@y.example, ${secret}` }, { To: BASE, 'X-Original-To': secret, 'Message-ID': undefined }]) {
    assert.deepEqual(await takeInMail(house, { way: 'pipe', source: mail(head) }), ['taken'], JSON.stringify(head))
  }
  // Without a Message-ID the same words are the same mail.
  const nameless = mail({ 'Message-ID': undefined })
  assert.deepEqual([...(await takeInMail(house, { way: 'pipe', source: nameless })), ...(await takeInMail(house, { way: 'api', source: nameless }))], ['taken', 'known'])
  await empty()
  for (const [answerTo, status] of [['in+x@tillit.example', 400], [BASE, 400], ['no address', 400]] as const) assert.equal((await desk('POST', '/api/v1/incoming-addresses', { name: 'x', answerTo })).status, status)
  const { rows: stored } = await database.superuser('select * from incoming_address')
  assert.equal(JSON.stringify(stored).includes(/\+(.*)@/.exec(secret)![1]!), false, 'the secret is stored as a hash alone')
})

test('a mail that is made to hurt is laid aside, and one with nothing in it is answered so', async () => {
  const deep = Array.from({ length: 60 }, (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`).join('')
  await takeInMail(house, { way: 'api', source: Buffer.from(`To: ${secret}\r\nMessage-ID: <deep@x>\r\n${deep}`) })
  await takeInMail(house, { way: 'api', source: mail({}, Array.from({ length: 101 }, (_, place) => ({ name: `${place}.txt`, type: 'text/plain', content: Buffer.from('x'.repeat(1_000)) }))) })
  await takeInMail(house, { way: 'mailbox', source: mail({ To: secret }).subarray(0, 200), size: 16 * 1024 * 1024 })
  await takeInMail(house, { way: 'api', source: mail({ 'Message-ID': '<empty@x>' }) })
  const sent = sink.mails.length
  await workMails(house, transport)
  assert.deepEqual((await rows()).map(({ reason }) => reason).toSorted(), ['too-large', 'unreadable', 'unreadable'])
  const answers = await Promise.all(sink.mails.slice(sent).map((one) => sink.read(one)))
  assert.deepEqual(answers.map(({ subject, attachments }) => [subject, attachments.length]), [['Inga fakturor är dekorerade', 0]])
  await empty()
})

test('what nobody took is listed with what to do, opened and deleted by a colleague, gone after seven days, and with whoever it is from', async () => {
  const { personId } = await customer(database, 'stina@example.org', { grounds: [{ purpose: 'prospects', basis: 'legitimate-interest' }] })
  await takeInMail(house, { way: 'pipe', source: mail({ To: BASE, From: 'Stina <stina@example.org>', Subject: 'Glöm mig' }, [{ name: 'brev.txt', type: 'text/plain', content: Buffer.from('hej') }], 'Jag vill bli glömd.') })
  await takeInMail(house, { way: 'pipe', source: mail({ To: BASE, From: 'okand@example.net' }) })
  const all = await listed()
  assert.deepEqual(all.map(({ sender, person, reason }) => [sender, person?.id ?? null, reason]).toSorted(), [['okand@example.net', null, 'nobody'], ['stina@example.org', personId, 'nobody']])
  assert.ok(all.every(({ todo, goesAt }) => todo.length > 20 && new Date(goesAt).getTime() === daysLater(database.now, 7).getTime()))
  const hers = all.find(({ person }) => person)!
  const opened = await bodyOf<IncomingMailDetail>(desk('GET', `/api/v1/incoming-mails/${hers.id}`))
  assert.deepEqual([opened.subject, opened.text, opened.files.map(({ name, size }) => [name, size])], ['Glöm mig', 'Jag vill bli glömd.', [['brev.txt', 3]]])
  const { rows: looks } = await database.superuser("select why from look where person_id = $1 and why in ('mail', 'list')", [personId])
  assert.deepEqual(looks.map(({ why }) => why).toSorted(), ['list', 'mail'])
  const strange = all.find(({ person }) => !person)!
  assert.equal((await desk('DELETE', `/api/v1/incoming-mails/${strange.id}`)).status, 204)
  assert.equal((await desk('GET', `/api/v1/incoming-mails/${strange.id}`)).status, 404)

  await database.write((tx) => erasePeople(tx, house.keeper, [{ personId: personId, why: 'asked' }]))
  assert.deepEqual(await rows(), [], 'who is forgotten takes their mail along')
  await takeInMail(house, { way: 'pipe', source: mail({ To: BASE }) })
  await later(7 * 86_400_000 - 1)
  await database.write(sweepMails)
  assert.equal((await rows()).length, 1)
  await later(1)
  await database.write(sweepMails)
  assert.deepEqual(await rows(), [])
  const marks = async () => (await database.superuser('select count(*)::int as n from incoming_mark')).rows[0]!.n
  assert.notEqual(await marks(), 0)
  await later(31 * 86_400_000)
  await database.write(sweepMails)
  assert.equal(await marks(), 0)
})

test('a relay hands mails over with a key of its own, as they are', async () => {
  const { key } = await bodyOf<IssuedApiKey>(desk('POST', '/api/v1/api-keys', { name: 'relay', purposes: ['invoicing'] }))
  const hand = (body: Buffer, to = '') => app.request(`/api/v1/incoming-mails${to}`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'message/rfc822' }, body: new Uint8Array(body) })
  const source = mail({ To: 'undisclosed-recipients:;' })
  const answers = [await hand(source, `?to=${encodeURIComponent(secret)}`), await hand(source, `?to=${encodeURIComponent(secret)}`), await hand(mail({ To: BASE })), await hand(Buffer.alloc(0)), await desk('POST', '/api/v1/incoming-mails', { nonsense: true })]
  assert.deepEqual(answers.map(({ status }) => status), [202, 202, 202, 400, 400])
  assert.deepEqual(await Promise.all(answers.slice(0, 3).map(async (one) => ((await one.json()) as { taken: string[] }).taken)), [['taken'], ['known'], ['laid-aside']])
  for (const path of ['/api/v1/incoming-mails', '/api/v1/incoming-addresses']) assert.equal((await app.request(path, { headers: { authorization: `Bearer ${key}` } })).status, 403)
  await empty()
})

test('a real mailbox is read: each mail once, whoever looks, whatever breaks, and it is emptied in time', async (t) => {
  if (!dovecot) return t.skip('skipped: Dovecot is not here')
  const count = 12
  for (let each = 0; each < count; each++) dovecot.deliver(mail({ To: each % 2 === 0 ? BASE : secret, 'Delivered-To': 'tillit@localhost' }))
  dovecot.deliver(mail({ 'Message-ID': '<old@x>' }), new Date('2026-01-05T12:00:00Z'))
  // The program ends after taking three, before any of them is marked.
  let taken = 0
  const options = { url: dovecot.url, privateHosts: [], maxBytes: 1024 * 1024, deleteBefore: new Date('2026-02-01'), tls: { ca: dovecot.certificate } }
  for (let crash = 0; crash < 3; crash++) {
    await assert.rejects(readMailbox(options, async ({ source }) => {
      await takeInMail(house, { way: 'mailbox', source })
      taken++
      throw new Error('the program ends here')
    }), /the program ends here/)
  }
  assert.deepEqual([taken, (await rows()).length, dovecot.counts()], [3, 1, { read: 0, unread: count + 1 }])
  await Promise.all([fetched(), fetched(), fetched()])
  await fetched()
  assert.equal((await rows()).length, count + 1)
  assert.deepEqual((await rows()).map(({ state }) => state).toSorted(), [...Array<string>(count / 2 + 1).fill('waiting'), ...Array<string>(count / 2).fill('untaken')].toSorted((a, b) => (a < b ? -1 : 1)))
  assert.equal(dovecot.counts().unread, 0)
  // On the next look what is over there is gone; the others stay.
  database.now = new Date('2026-02-20T12:00:00Z')
  await fetched()
  assert.deepEqual(dovecot.counts(), { read: count, unread: 0 })
  // One that is too large comes with its head alone.
  dovecot.deliver(mail({ 'Message-ID': '<large@x>' }, [{ name: 'x.pdf', type: 'application/pdf', content: Buffer.alloc(2 * 1024 * 1024, 1) }]))
  await readMailbox(options, async ({ source, size }) => void assert.ok(size > 2 * 1024 * 1024 && source.length === 64 * 1024))
  assert.deepEqual(dovecot.counts(), { read: count + 1, unread: 0 })
  t.diagnostic(`${count + 2} mails, three ends between taking in and marking, three that look at once`)
  await empty()
})

test('the way to the mailbox: TLS that somebody vouches for, no address of our own network, and nothing said of its secret', async (t) => {
  if (!dovecot) return t.skip('skipped: Dovecot is not here')
  const fault = async (url: string, more: object = {}) => readMailbox({ url, privateHosts: [], maxBytes: 1024, deleteBefore: new Date(0), tls: { ca: dovecot!.certificate }, ...more }, async () => {}).then(() => 'none', (error: unknown) => {
    assert.ok(error instanceof MailboxFailed)
    assert.equal(/hemligt|localhost|tillit@/.test(`${error.stack}${JSON.stringify(error)}`), false)
    return error.fault
  })
  assert.equal(await fault(dovecot.url, { tls: {} }), 'no-connection', 'nobody vouches for the certificate')
  assert.equal(await fault(dovecot.url.replace(/:[^:@]*@/, ':wrong@')), 'not-let-in')
  assert.equal(await fault(`${dovecot.url}/Elsewhere`), 'no-folder')
  assert.equal(await fault(dovecot.plainUrl), 'none', 'on this machine it may go without TLS')
  const port = new URL(dovecot.url).port
  const inside = async () => [{ address: '127.0.0.1', family: 4 }]
  assert.equal(await fault(`imaps://u:p@mail.example.se:${port}`, { lookup: inside }), 'not-public')
  assert.equal(await fault(`imaps://u:p@10.0.0.7:${port}`), 'not-public')
  assert.equal(await fault(`imap://tillit:p@mail.example.se:${new URL(dovecot.plainUrl).port}`, { lookup: inside, privateHosts: ['mail.example.se'] }), 'no-connection', 'its certificate is for another name')
  const lines: unknown[] = []
  await fetchMail({ ...house, log: { error: (...line: unknown[]) => void lines.push(line) } as unknown as House['log'] }, dovecot.url.replace(/:[^:@]*@/, ':hemligt2@'))
  assert.deepEqual(lines, [[{ fault: 'no-connection' }, 'the mailbox cannot be read']])
})

test('`tillit mail` takes one message on standard input, and says “later” to the mail server when it cannot', async () => {
  await database.superuser('update installation set keeper_id = $1', [house.keeper.id])
  const run = (input: Buffer, environment: Record<string, string>) => spawnSync(process.execPath, ['src/doors/shell/tillit.ts', 'mail', '--to', secret, '--json'], { input, encoding: 'utf8', env: { PATH: process.env['PATH'], LOG_LEVEL: 'silent', KEEPER_URL: house.settings.keeperUrl, ...environment } })
  const url = urlOf(database.connection)
  const source = mail({ To: 'elsewhere@example.org' })
  const done = run(source, { DATABASE_URL: url, MAIL_IN_ADDRESS: BASE })
  assert.deepEqual([done.status, JSON.parse(done.stdout || '{}')], [0, { taken: ['taken'] }], done.stderr)
  assert.deepEqual((await rows()).map(({ way, state }) => [way, state]), [['pipe', 'waiting']])
  assert.deepEqual([run(source, { DATABASE_URL: url }).status, run(source, { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', MAIL_IN_ADDRESS: BASE }).status], [75, 75])
})
