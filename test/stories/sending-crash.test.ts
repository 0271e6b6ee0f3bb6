import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { selectRecipients } from '../../src/messages/answers.sql.ts'
import { CLAIM_MS } from '../../src/messages/recover-messages.ts'
import { sendServiceMail } from '../../src/messages/send-service-mail.ts'
import { FAULT_POINTS } from '../../src/messages/sending.ts'
import { selectLink } from '../../src/access/links.sql.ts'
import { testDatabase } from '../database.ts'
import type { DyingSender } from '../dying-sender.ts'
import { mailSink, type SunkMail } from '../mail-sink.ts'
import { NEWS, sendAll, sendingTo, started, subscribers, testKeeper } from '../post-office.ts'
import { installed } from '../register.ts'

/** Runs a sender in a process of its own; how it ended, and how many fault points it passed when it was not killed. */
function runSender(given: DyingSender): Promise<{ killed: boolean; passed: number }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'dying-sender.ts'), JSON.stringify(given)], { stdio: ['ignore', 'pipe', 'inherit'], execArgv: [] } as never)
  let said = ''
  child.stdout!.on('data', (chunk: Buffer) => { said += chunk.toString() })
  return new Promise((resolve, reject) => {
    child.on('exit', (code, signal) => {
      if (signal === 'SIGKILL') resolve({ killed: true, passed: 0 })
      else if (code === 0) resolve({ killed: false, passed: Number(said) })
      else reject(new Error(`the sender ended with ${code}`))
    })
  })
}

test('DU-04: killed at every point of the way, a sender sends no marketing twice, names what is unknown, and every service mail arrives', { timeout: 600_000 }, async (t) => {
  const database = await testDatabase()
  await installed(database)
  const keeper = await testKeeper(database.now)
  const sink = await mailSink()
  const sending = sendingTo(keeper, sink.url)
  const [reader] = await subscribers(database, keeper, 1)
  const base = { personId: reader!.personId, contactPointId: reader!.contactPointId, language: 'sv' as const }
  const tokenKey = keeper.keys.tokens.export().toString('hex')
  let unknown = 0
  let point = 0
  for (let over = false; !over;) {
    point += 1
    sink.mails.length = 0
    const mailingId = await started(database, { ...NEWS, name: `Utskick ${point}` })
    await database.write((tx) => sendServiceMail(tx, [{ ...base, kind: 'code', requestId: '0196a000-0000-7000-8000-0000000000c1' }]))
    const ended = await runSender({ connection: database.connection, now: database.now.toISOString(), smtpUrl: sink.url, tokenKey, dieAt: point })
    over = !ended.killed

    // Another sender comes by before the claim has run out, and one after.
    await sendAll(database, sending)
    database.now = new Date(database.now.getTime() + CLAIM_MS + 1_000)
    await sendAll(database, sending)

    const [codes, news] = [sink.mails.filter((mail) => subjectOf(mail).startsWith('Din kod')), sink.mails.filter((mail) => subjectOf(mail).startsWith('Nytt'))]
    const [row] = await database.read((tx) => selectRecipients(tx, mailingId, { limit: 9 }))
    const where = `point ${point}, ${row!.state}, ${news.length} mails`
    assert.ok(news.length <= 1, `marketing at most once: ${where}`)
    assert.ok(row!.state === 'sent' ? news.length === 1 : row!.state === 'unknown', `what is not known to be sent is said to be unknown: ${where}`)
    if (row!.state === 'unknown') unknown += 1
    assert.ok(codes.length >= 1 && codes.length <= 2, `the code arrives: ${codes.length} at point ${point}`)
    assert.equal(new Set(codes.map(messageIdOf)).size, 1, 'with the same Message-ID')
    assert.equal(new Set(codes.map((mail) => bodyOf(mail))).size, 1, 'and the same code')
    const uses = await database.superuser('select certain from use_record where mailing_id = $1', [mailingId])
    assert.deepEqual(uses.rows.map((use: { certain: boolean }) => use.certain), [row!.state === 'sent'], `the person sees it: ${where}`)
    for (const mail of news) {
      const [, token] = /\/one-click\/([\w-]+)/.exec(mail.source.toString().replaceAll(/\r\n[ \t]/g, ''))!
      assert.ok(await database.read((tx) => selectLink(tx, token!)), `a mail that got out has a link that works: ${where}`)
    }
  }
  t.diagnostic(`killed at ${point - 1} points, ${unknown} of them left the mailing unknown`)
  // Once for the claim, then each point once per message; what the last claim finds is nothing.
  assert.ok(point - 1 >= 2 + 2 * (FAULT_POINTS.length - 2), `all points were reached: ${point - 1}`)
  assert.ok(unknown > 0 && unknown < point, 'some deaths left it unknown, and some did not')
})

const subjectOf = (mail: SunkMail): string => decoded(/^Subject: ((?:.*\r\n[ \t])*.*)/m.exec(mail.source.toString())![1]!)
const messageIdOf = (mail: SunkMail): string => /^Message-ID: (.*)$/m.exec(mail.source.toString())![1]!
const bodyOf = (mail: SunkMail): string => mail.source.toString().split('\r\n\r\n').slice(1).join('\r\n\r\n').replaceAll(/--[\w-]+Part[\w-]*|boundary=.*/g, '')
const decoded = (words: string): string => words.replaceAll(/\r\n[ \t]/g, '').replaceAll(/=\?UTF-8\?Q\?(.*?)\?=/gi, (_, text: string) => text.replaceAll('_', ' ').replaceAll(/=([\dA-F]{2})/g, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))))
