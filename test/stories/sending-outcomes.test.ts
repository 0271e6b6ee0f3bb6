import assert from 'node:assert/strict'
import { createServer, type AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { selectRecipients } from '../../src/messages/answers.sql.ts'
import { HAND_OVER_CAP_MS } from '../../src/messages/deliver.ts'
import { RETRY_AFTER_MS, type MessageState } from '../../src/messages/message-state.ts'
import { countRetried } from '../../src/messages/outbox.sql.ts'
import { sendDue } from '../../src/messages/send-due.ts'
import { sendServiceMail } from '../../src/messages/send-service-mail.ts'
import { testDatabase } from '../database.ts'
import { mailSink, type Behaviour } from '../mail-sink.ts'
import { ownCertificate } from '../own-certificate.ts'
import { NEWS, sendAll, sendingTo, started, subscribers, testKeeper } from '../post-office.ts'
import { installed } from '../register.ts'

/** What a mail server can do, and what must have become of the message then. */
const BEHAVIOURS: readonly [Behaviour, MessageState][] = [
  ['take', 'sent'],
  ['late', 'sent'],
  ['greylist', 'waiting'],
  ['busy', 'waiting'],
  ['refuse-recipient', 'failed'],
  ['refuse-text', 'failed'],
  ['drop-before-data', 'waiting'],
  ['shut-before-data', 'waiting'],
  ['shut-after-data', 'waiting'],
  ['drop-after-data', 'unknown'],
  ['half-answer', 'unknown'],
  ['hang', 'unknown'],
]

const LONG = process.env['TILLIT_LONG'] !== undefined
/** Each answer that never comes takes the whole time a hand-over may take, so they are fewer. */
const TIMES = (behaviour: Behaviour) => (LONG ? (behaviour === 'hang' ? 10 : 200) : 1)

test('DU-05: late, lost, refused: each answer of a mail server leads where it must, and nothing arrives twice', { timeout: 1_700_000 }, async (t) => {
  const database = await testDatabase()
  await installed(database)
  const keeper = await testKeeper(database.now)
  const sink = await mailSink()
  const sending = sendingTo(keeper, sink.url)
  const each = BEHAVIOURS.flatMap(([behaviour, state]) => Array.from({ length: TIMES(behaviour) }, (_, time) => ({ behaviour, state, address: `${behaviour}${LONG ? `.${time}` : ''}@example.org` })))
  t.diagnostic(`${BEHAVIOURS.length} behaviours of a mail server, ${each.length} messages (the catalogue asks for 12 × 200)`)
  const all = await subscribers(database, keeper, each.length, (index) => ({ address: each[index]!.address }))
  sink.behave = (recipient) => recipient.split(/[.@]/)[0] as Behaviour
  const mailingId = await started(database, NEWS)
  const began = performance.now()
  await sendAll(database, sending, { lanes: 1 })
  assert.ok(performance.now() - began < TIMES('hang') * HAND_OVER_CAP_MS + (LONG ? 600_000 : 4_000))
  const states = async () => {
    const rows = await database.read((tx) => selectRecipients(tx, mailingId, { limit: 9_999 }))
    return all.map((one) => rows.find((row) => row.personId === one.personId)!.state)
  }
  assert.deepEqual(await states(), each.map((one) => one.state))
  assert.equal(await database.read(countRetried), each.filter(({ state }) => state === 'waiting').length)

  // Those who said "later" get it later, the others never again.
  sink.behave = () => 'take'
  await sendAll(database, sending)
  assert.deepEqual(await states(), each.map((one) => one.state), 'not before it is time')
  database.now = new Date(database.now.getTime() + RETRY_AFTER_MS[0] + 1)
  await sendAll(database, sending)
  assert.deepEqual(await states(), each.map(({ state }) => (state === 'waiting' ? 'sent' : state)))
  assert.equal(new Set(sink.mails.map((mail) => mail.to)).size, sink.mails.length, '0 duplicates')
  const arrive = (one: (typeof each)[number]) => ['sent', 'waiting'].includes(one.state) || ['drop-after-data', 'half-answer'].includes(one.behaviour)
  assert.deepEqual(sink.mails.map((mail) => mail.to).toSorted(), each.filter(arrive).map((one) => one.address).toSorted())
})

test('DU-05: a mail server whose TLS breaks off gets nothing twice, and one that nobody vouches for gets nothing', async (t) => {
  const certificate = ownCertificate()
  if (!certificate) return t.skip('openssl is not here to make a certificate')
  const known = getCACertificates('default')
  t.after(() => setDefaultCACertificates(known))
  const database = await testDatabase()
  await installed(database)
  const keeper = await testKeeper(database.now)
  const sink = await mailSink(() => 0, certificate)
  const sending = sendingTo(keeper, sink.url)
  const times = LONG ? 200 : 2
  await subscribers(database, keeper, times)
  const mailingId = await started(database, NEWS)
  const states = async () => (await database.read((tx) => selectRecipients(tx, mailingId, { limit: 9_999 }))).map((row) => row.state)
  const all = (state: MessageState) => Array.from({ length: times }, () => state)
  const later = (wait: number) => {
    database.now = new Date(database.now.getTime() + wait + 1)
  }
  t.diagnostic(`${times} messages for each of three ways (the catalogue asks for 200)`)

  await sendAll(database, sending)
  assert.deepEqual([await states(), sink.mails.length], [all('waiting'), 0], 'nobody vouches for the certificate')
  setDefaultCACertificates([...known, certificate.cert])
  later(RETRY_AFTER_MS[0])
  await sendAll(database, sendingTo(keeper, await handshakeCutter()))
  assert.deepEqual([await states(), sink.mails.length], [all('waiting'), 0], 'cut in the midst of the handshake')
  sink.behave = () => 'drop-after-data'
  later(RETRY_AFTER_MS[1]!)
  // One at a time: the cut takes every connection.
  await sendAll(database, sending, { lanes: 1 })
  assert.deepEqual([await states(), sink.mails.length], [all('unknown'), times], 'cut after the text')
  sink.behave = () => 'take'
  later(RETRY_AFTER_MS[2]!)
  await sendAll(database, sending)
  assert.deepEqual([await states(), sink.mails.length], [all('unknown'), times], 'never again')
})

/** A server that begins its part of a TLS handshake (RFC 8446, 5.1) and goes in the midst of it. */
async function handshakeCutter(): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.write(Buffer.from([22, 3, 3, 0, 122, 2]), () => socket.destroy()))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  after(() => server.close())
  return `smtps://localhost:${(server.address() as AddressInfo).port}`
}

test('with nobody answering at all, marketing waits and tries only so often, and then has failed', async () => {
  const database = await testDatabase()
  await installed(database)
  const keeper = await testKeeper(database.now)
  const sink = await mailSink()
  await sink.close()
  const sending = sendingTo(keeper, sink.url)
  await subscribers(database, keeper, 1)
  const mailingId = await started(database, NEWS)
  const state = async () => (await database.read((tx) => selectRecipients(tx, mailingId, { limit: 9 })))[0]!.state
  for (const wait of RETRY_AFTER_MS) {
    await sendAll(database, sending)
    assert.equal(await state(), 'waiting')
    database.now = new Date(database.now.getTime() + wait + 1)
  }
  await sendAll(database, sending)
  assert.equal(await state(), 'failed')
})

test('a service mail whose fate is unknown is handed over again with the same Message-ID', async () => {
  const database = await testDatabase()
  await installed(database)
  const keeper = await testKeeper(database.now)
  const sink = await mailSink()
  const sending = sendingTo(keeper, sink.url)
  const [reader] = await subscribers(database, keeper, 1)
  await database.write((tx) => sendServiceMail(tx, [{ personId: reader!.personId, contactPointId: reader!.contactPointId, language: 'nb', kind: 'receipt', entrySeqs: [1] }]))
  sink.behave = () => 'drop-after-data'
  await sendAll(database, sending)
  sink.behave = () => 'take'
  database.now = new Date(database.now.getTime() + RETRY_AFTER_MS[0] + 1)
  await sendAll(database, sending)
  const read = await Promise.all(sink.mails.map((mail) => sink.read(mail)))
  assert.equal(read.length, 2)
  assert.equal(read[0]!.messageId, read[1]!.messageId)
  assert.equal(read[0]!.html, read[1]!.html)
  assert.match(read[0]!.subject!, /^Kvittering/)
})

test('CS-03: when the database goes away in the middle, nothing is sent that nobody decided', async () => {
  const database = await testDatabase()
  await installed(database)
  const keeper = await testKeeper(database.now)
  const sink = await mailSink(() => 20)
  const sending = sendingTo(keeper, sink.url)
  await subscribers(database, keeper, 12)
  const mailingId = await started(database, NEWS)
  const errors: unknown[] = []
  let decided = 0
  // The connections are cut while some of the messages are between the decision and the hand-over.
  const cutting = { ...sending, fault: (point: string) => {
    if (point === 'decided' && ++decided === 4) void database.superuser("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()").catch(() => {})
  } }
  await sendDue(database, cutting, { by: 'cut', onError: (error) => errors.push(error) }).catch((error: unknown) => errors.push(error))
  assert.ok(errors.length > 0, 'it was noticed')
  database.now = new Date(database.now.getTime() + 10 * 60_000)
  await sendAll(database, sending)
  assert.equal(new Set(sink.mails.map((mail) => mail.to)).size, sink.mails.length, 'at most one each')
  const rows = await database.read((tx) => selectRecipients(tx, mailingId, { limit: 99 }))
  const sent = rows.filter((row) => row.state === 'sent').length
  const unknown = rows.filter((row) => row.state === 'unknown').length
  assert.equal(sent + unknown, 12)
  assert.ok(sink.mails.length >= sent && sink.mails.length <= sent + unknown, `${sink.mails.length} arrived, ${sent} sent, ${unknown} unknown`)
})

test('whether a mail server answers is known before the first mail', async () => {
  const database = await testDatabase()
  const keeper = await testKeeper(database.now)
  const sink = await mailSink()
  const { transport } = sendingTo(keeper, sink.url)
  assert.equal(await transport.answers(), true)
  await sink.close()
  assert.equal(await transport.answers(), false)
  assert.equal(await sendingTo(keeper, undefined).transport.answers(), true, 'the outbox always does')
})
