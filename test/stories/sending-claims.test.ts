import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { claimMessages } from '../../src/messages/claim-messages.ts'
import { moveMailing } from '../../src/messages/move-mailing.ts'
import { recoverMessages } from '../../src/messages/recover-messages.ts'
import { sendOne } from '../../src/messages/send-one.ts'
import { sendServiceMail } from '../../src/messages/send-service-mail.ts'
import type { Batch, Sending } from '../../src/messages/sending.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { mailSink } from '../mail-sink.ts'
import { NEWS, sendAll, sendingTo, started, subscribers, testKeeper, type Reader } from '../post-office.ts'
import { installed } from '../register.ts'

async function house() {
  const database = await testDatabase()
  await installed(database)
  const keeper = await testKeeper(database.now)
  const sink = await mailSink()
  const [reader] = (await subscribers(database, keeper, 1)) as [Reader]
  return { database, sink, reader, sending: sendingTo(keeper, sink.url) }
}

async function claimed(database: TestDatabase, sending: Sending, by: string): Promise<Batch> {
  const batch = await database.write((tx) => claimMessages(tx, sending, by, 5))
  assert.equal(batch?.messages.length, 1)
  return batch!
}

const handOver = (database: TestDatabase, sending: Sending, batch: Batch) => database.writeByKeysOnce((tx) => sendOne(tx, sending, batch, batch.messages[0]!, { handedOver: false }))

test('a sender that slept hands nothing over that another has claimed since', async () => {
  const { database, sink, reader, sending } = await house()
  await database.write((tx) => sendServiceMail(tx, [{ personId: reader.personId, contactPointId: reader.contactPointId, language: 'sv', kind: 'receipt', entrySeqs: [1] }]))
  const slept = await claimed(database, sending, 'sleeper')
  database.now = new Date(database.now.getTime() + 10 * 60_000)
  await database.write(recoverMessages)
  const awake = await claimed(database, sending, 'other')
  assert.equal(await handOver(database, sending, slept), 'lost')
  assert.equal(await handOver(database, sending, awake), 'sent')
  assert.equal(sink.mails.length, 1)
})

test('D5: a sender that lost its locks between the decision and the hand-over, as one that was stopped for long, hands nothing over', async () => {
  const { database, sink, reader, sending } = await house()
  await started(database, NEWS)
  const batch = await claimed(database, sending, 'stopped')
  const late: Sending = { ...sending, transport: { ...sending.transport, source: async (mail) => {
    // What PostgreSQL does with a transaction that says nothing for long; then somebody else has the person.
    await database.superuser("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'")
    await database.superuser('select from person where person_id = $1 for update', [reader.personId])
    return sending.transport.source(mail)
  } } }
  await assert.rejects(handOver(database, late, batch))
  assert.equal(sink.mails.length, 0)
})

test('a mailing that is paused after its messages were claimed hands over nothing', async () => {
  const { database, sink, sending } = await house()
  const mailingId = await started(database, NEWS)
  const batch = await claimed(database, sending, 'a')
  await database.write((tx) => moveMailing(tx, mailingId, 'pause'))
  assert.equal(await handOver(database, sending, batch), 'waiting')
  assert.equal(sink.mails.length, 0)
})

test('D8: data from elsewhere that comes in while a sender waits for the person sends the message back, to be told with the notice', async () => {
  const { database, sink, reader, sending } = await house()
  await started(database, NEWS)
  const batch = await claimed(database, sending, 'a')
  const importer = await database.pool.connect()
  await importer.query('begin; set local role tillit_app')
  await importer.query('select from person where person_id = $1 for update', [reader.personId])
  const sent = handOver(database, sending, batch)
  const waits = async () => (await database.superuser("select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")).rowCount
  while (!(await waits())) await sleep(5)
  await importer.query("update provenance set collected = 'other', notice_due_at = now() where person_id = $1", [reader.personId])
  await importer.query('commit')
  importer.release()
  assert.equal(await sent, 'waiting')
  assert.equal(sink.mails.length, 0)
  await sendAll(database, sending)
  assert.match((await sink.read(sink.mails[0]!)).text!, /Integritetsskyddsmyndigheten/)
})
