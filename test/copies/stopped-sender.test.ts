import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { mailSink } from '../mail-sink.ts'
import { customers } from './customers.ts'
import { Copy, freePort, twoCopies, until } from './two-copies.ts'
import { beginMailing, mailingAt } from './work.ts'

const LONG = process.env['TILLIT_LONG'] !== undefined
const READERS = LONG ? 20_000 : 600
/** Past the moment when the others call it dead, and in the long run past that when PostgreSQL ends its transactions. */
const STOPPED_MS = LONG ? 60_000 : 24_000
/** A sender claims so many at once: what a stopped one held is not known to have been sent. */
const BATCH = 16
/** Of these it hands so many over at a time: what is locked for that is nobody's to take over, and ends when it goes on. */
const LANES = 4

// Not in a test, whose end would take it along.
const sink = await mailSink(() => 15)

test('DU-03: of three copies that send, one is stopped past its time and goes on: nobody gets the mail twice, nobody is lost, and its late claims count for nothing', { timeout: 3_000_000 }, async (t) => {
  const two = await twoCopies({ SMTP_URL: sink.url })
  const living = async () => new Set((await two.database.superuser("select holder from lease where name like 'copy %'")).rows.map((row) => (row as { holder: string }).holder))
  const others = await living()
  const third = new Copy('C', await freePort(), two.settings)
  await third.start()
  const [holder] = [...(await living())].filter((one) => !others.has(one))
  for (let begin = 0; begin < READERS; begin += 200) {
    const people = await customers(two, Array.from({ length: Math.min(200, READERS - begin) }, (_, index) => `pausad${begin + index}@example.org`))
    await Promise.all([0, 1, 2, 3].map(async (lane) => {
      for (const one of people.filter((_, index) => index % 4 === lane)) await two.staff.post(two.b.origin, `/api/v1/people/${one.id}/choices`, one.yes)
    }))
  }
  const count = async (what: string, ...values: unknown[]) => (await two.database.superuser(what, values)).rowCount!
  await until('the receipts', async () => (await count("select from message where state in ('waiting', 'handing-over') limit 1")) === 0, 1_200_000)
  sink.mails.length = 0
  const mailing = await beginMailing(two, two.a.origin, 'mailing', 'news')
  const senders = async () => count('select distinct claimed_by from message where mailing_id = $1 and claimed_by is not null', mailing)
  await until('all three at work', async () => (await senders()) === 3)
  // With more claims in its hands than it is handing over: between two batches it would have nothing to lose.
  const claims = () => count("select from message where mailing_id = $1 and state = 'handing-over' and claimed_by = $2", mailing, holder)
  for (let inHand = 0; inHand <= LANES; inHand = await claims()) {
    third.program!.signal('SIGCONT')
    await until('claims of C', async () => (await claims()) > 0)
    third.program!.signal('SIGSTOP')
    await sleep(50)
  }
  const stoppedAt = sink.mails.length
  await sleep(STOPPED_MS)
  const { rows: [held] } = await two.database.superuser("select count(*)::int as claims from message where mailing_id = $1 and state = 'handing-over'", [mailing])
  third.program!.signal('SIGCONT')
  await until('the end of the mailing', async () => (await mailingAt(two, two.b.origin, mailing)).state === 'done', 1_200_000)
  const { counts } = await mailingAt(two, two.b.origin, mailing)
  // What C had in its hands when it was stopped may still be on its way.
  await sleep(2_000)
  const to = sink.mails.filter((mail) => /^Subject: Nytt hos oss/m.test(mail.source.toString())).map((mail) => mail.to)
  t.diagnostic(`${READERS} messages (the catalogue asks for 20,000), stopped for ${STOPPED_MS / 1000} s at mail ${stoppedAt}; ${counts.sent} sent, ${counts.unknown} unknown, ${to.length} arrived, ${to.length - new Set(to).size} twice, ${READERS - counts.sent - counts.unknown} lost; ${(held as { claims: number }).claims} claims open when it went on`)
  assert.equal(new Set(to).size, to.length, 'nobody twice')
  assert.equal(counts.sent + counts.unknown, READERS, 'nobody lost')
  assert.ok(counts.unknown > 0 && counts.unknown <= BATCH)
  assert.ok(to.length >= counts.sent && to.length <= counts.sent + counts.unknown)
  const { rows: late } = await two.database.superuser("select state, fence from message where mailing_id = $1 and state = 'unknown' and finished_at is null", [mailing])
  assert.deepEqual(late, [], 'what was ended for C stayed ended')
  // C is well again, and works on.
  assert.equal((await two.staff.call(third.origin, 'GET', '/healthz')).status, 200)
  assert.equal(await third.stop(), 0)
})
