import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { runTillit } from '../browser/program.ts'
import { mailSink } from '../mail-sink.ts'
import { customers } from './customers.ts'
import { healthy, twoCopies, until } from './two-copies.ts'
import { beginImport, beginMailing, customerFile, imported, mailingAt } from './work.ts'

const LONG = process.env['TILLIT_LONG'] !== undefined
const READERS = LONG ? 1_000 : 120
const ROWS = LONG ? 50_000 : 6_000
/** A copy is dead 12 s after its last sign of life, and so long must another have lived to say so. */
const TAKE_OVER_MS = 25_000
const SEQUENCER_MS = 12_000

// Not in a hook, whose end would take it along. Each mail takes a moment, so that a kill finds some half sent.
const sink = await mailSink(() => 20)

test('killed while it sends, imports and keeps the ledger, a copy leaves all of it to the other: nothing is lost, nothing done twice, and what nobody knows is called unknown', async (t) => {
  const two = await twoCopies({ SMTP_URL: sink.url })
  const people = await customers(two, Array.from({ length: READERS }, (_, index) => `halvvags${index}@example.org`))
  for (const one of people) await two.staff.post(two.a.origin, `/api/v1/people/${one.id}/choices`, one.yes)
  const count = async (what: string) => (await two.database.superuser(what)).rowCount
  await until('the receipts', async () => (await count("select from message where state in ('waiting', 'handing-over')")) === 0)
  sink.mails.length = 0
  // B shows life long enough to be believed while A works alone on all of it.
  const began = performance.now()
  const file = await beginImport(two, two.a.origin, customerFile('avbruten', ROWS))
  const mailing = await beginMailing(two, two.a.origin, 'mailing', 'news')
  const rowsDone = async () => ((await two.database.superuser('select rows_done from import')).rows[0] as { rows_done: number }).rows_done
  await until('some mails and rows', async () => sink.mails.length > READERS / 6 && (await rowsDone()) > 0)
  await two.a.kill()
  const [mailsAtKill, rowsAtKill, killed] = [sink.mails.length, await rowsDone(), performance.now()]
  await two.staff.post(two.b.origin, `/api/v1/people/${people[0]!.id}/choices`, people[0]!.no)
  const sequenced = await until('a place for what was said after', async () => (await count('select from ledger_pending limit 1')) === 0)
  await until('the end of the mailing', async () => (await mailingAt(two, two.b.origin, mailing)).state === 'done', TAKE_OVER_MS + 30_000)
  const imports = await imported(two, two.b.origin, file, TAKE_OVER_MS + 60_000)
  const { counts } = await mailingAt(two, two.b.origin, mailing)
  const news = sink.mails.filter((mail) => /^Subject: Nytt hos oss/m.test(mail.source.toString())).map((mail) => mail.to)
  t.diagnostic(`killed ${Math.round((killed - began) / 100) / 10} s in, at mail ${mailsAtKill} of ${READERS} and row ${rowsAtKill} of ${ROWS}; ledger after ${Math.round(sequenced)} ms, all done after ${Math.round((performance.now() - killed) / 1000)} s`)
  t.diagnostic(`${counts.sent} sent, ${counts.unknown} unknown, ${news.length} arrived, ${news.length - new Set(news).size} twice; ${imports.new} people imported`)
  const { rows: [found] } = await two.database.superuser("select count(*)::int as people, count(distinct customer_number)::int as numbers from profile where customer_number is not null")
  assert.deepEqual([imports.new, found], [ROWS, { people: ROWS, numbers: ROWS }])
  assert.equal(new Set(news).size, news.length, 'nobody got the mailing twice')
  // Whoever said no in between is left out, as are those who never said yes.
  const { rows: [all] } = await two.database.superuser('select count(*)::int as messages from message where mailing_id = $1', [mailing])
  assert.equal(counts.sent + counts.unknown + counts.leftOut, (all as { messages: number }).messages)
  assert.ok(counts.sent + counts.unknown >= READERS - 1)
  assert.ok(news.length >= counts.sent && news.length <= counts.sent + counts.unknown)
  const { recipients } = await two.staff.get<{ recipients: unknown[] }>(two.b.origin, `/api/v1/mailings/${mailing}/recipients?state=unknown`)
  assert.equal(recipients.length, counts.unknown, 'and staff see whose mail it is')
  assert.ok(sequenced <= SEQUENCER_MS)

  // A comes again, and both tell one story of the ledger.
  await two.a.start()
  const { code, stdout } = await runTillit(['verify', '--json'], two.settings)
  const report = JSON.parse(stdout) as { ok: boolean; headsMet: number }
  assert.deepEqual([code, report.ok], [0, true])
  assert.ok(report.headsMet > 1)
})

test('a request that A took and did not live to answer is sent again to B and has its effect once', async (t) => {
  const two = await twoCopies()
  const rounds = LONG ? 20 : 3
  const tally = { atA: 0, cut: 0 }
  for (let round = 0; round < rounds; round++) {
    const [address, key] = [`omigen${round}@example.org`, randomUUID()]
    const body = { source: 'test', collected: 'self', purposes: ['contract'], ground: 'contract', people: [{ values: { given_name: 'Om' }, contactPoints: [{ kind: 'email', value: address }], country: 'SE' }] }
    const send = (origin: string) => two.staff.call(origin, 'POST', '/api/v1/people', body, { 'idempotency-key': key })
    const first = send(two.a.origin).then((answer) => answer, () => undefined)
    await sleep(round * 6)
    await two.a.kill()
    const answered = await first
    tally[answered ? 'atA' : 'cut'] += 1
    let again = await send(two.b.origin)
    for (let tries = 0; again.status === 409 && tries < 50; tries++) {
      await sleep(200)
      again = await send(two.b.origin)
    }
    assert.ok(again.status < 300, again.text)
    if (answered) assert.equal(again.text, answered.text)
    const { rows: [found] } = await two.database.superuser('select count(*)::int as people from contact_point where value = $1', [address])
    assert.deepEqual(found, { people: 1 })
    await two.a.start()
    await healthy(two.staff, two.a.origin)
  }
  t.diagnostic(`${rounds} times: ${tally.atA} answered by A, ${tally.cut} cut off; 0 effects twice, 0 lost`)
})
