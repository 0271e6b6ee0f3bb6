import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { authenticate } from 'mailauth'
import { selectLink } from '../../src/access/links.sql.ts'
import { mail as mailOf } from '../../src/messages/mail.ts'
import { openTransport } from '../../src/messages/deliver.ts'
import { parseEmail } from '../../src/values/email.ts'
import { isFault } from '../../src/values/fault.ts'
import { testDatabase } from '../database.ts'
import { mailSink, type SunkMail } from '../mail-sink.ts'
import { ASK, NEWS, sendAll, sendingTo, started, subscribers, testKeeper } from '../post-office.ts'
import { installed } from '../register.ts'
import { SENDER } from '../sender.ts'

function unfolded(mail: SunkMail): string {
  return mail.source.toString().split('\r\n\r\n')[0]!.replaceAll(/\r\n[ \t]+/g, ' ')
}

function headerOf(mail: SunkMail, name: string): string[] {
  return [...unfolded(mail).matchAll(new RegExp(`^${name}: (.*)$`, 'gim'))].map(([, value]) => value!)
}

test('CS-10: every marketing mail has one-click headers that DKIM covers, with a token that says nothing', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'tillit-dkim-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const keyFile = join(folder, 'dkim.pem')
  writeFileSync(keyFile, keys.privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const record = `v=DKIM1; k=rsa; p=${keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`
  const resolver = async (name: string, type: string) => {
    if (type === 'TXT' && name === 'tillit._domainkey.provbolaget.example') return [[record]]
    throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
  }

  const database = await testDatabase()
  await installed(database)
  const keeper = await testKeeper(database.now)
  const sink = await mailSink()
  const sending = sendingTo(keeper, sink.url, { domain: 'provbolaget.example', selector: 'tillit', keyFile })
  const [reader] = await subscribers(database, keeper, 1)
  await started(database, NEWS)
  await started(database, ASK)
  await sendAll(database, sending)
  assert.equal(sink.mails.length, 2)
  for (const mail of sink.mails) {
    const [unsubscribe, ...more] = headerOf(mail, 'List-Unsubscribe')
    assert.deepEqual(more, [])
    const [, token] = /^<https:\/\/kund\.provbolaget\.example\/one-click\/([\w-]{43})>, <mailto:post@provbolaget\.example\?subject=stop%20\1>$/.exec(unsubscribe!)!
    assert.deepEqual(headerOf(mail, 'List-Unsubscribe-Post'), ['List-Unsubscribe=One-Click'])
    const { dkim } = await authenticate(mail.source, { trustReceived: false, resolver, ip: '127.0.0.1', helo: 'localhost', sender: SENDER.address })
    const [result] = dkim.results
    assert.equal(result!.status.result, 'pass')
    const signed = result!.signingHeaders!.keys.toLowerCase().split(/\s*:\s*/)
    for (const name of ['list-unsubscribe', 'list-unsubscribe-post', 'from', 'to', 'subject', 'date', 'message-id']) assert.ok(signed.includes(name), `${name} is covered`)

    // A changed byte in either header breaks the signature.
    for (const [from, to] of [['One-Click', 'One-Clock'], ['/one-click/', '/one-clock/']] as const) {
      const changed = Buffer.from(mail.source.toString('latin1').replace(from, to), 'latin1')
      assert.notDeepEqual(changed, mail.source)
      const { dkim: broken } = await authenticate(changed, { trustReceived: false, resolver, ip: '127.0.0.1', helo: 'localhost', sender: SENDER.address })
      assert.notEqual(broken.results[0]!.status.result, 'pass', `${from} was changed`)
    }

    const bytes = Buffer.from(token!, 'base64url')
    assert.equal(bytes.length, 32)
    const telling = [reader!.personId, reader!.personId.replaceAll('-', ''), reader!.address, reader!.contactPointId]
    for (const told of telling) {
      assert.ok(!token!.includes(told) && !bytes.toString('latin1').includes(told) && !bytes.toString('hex').includes(told))
      assert.ok(!headerOf(mail, 'Message-ID')[0]!.includes(told))
    }
    assert.equal((await database.read((tx) => selectLink(tx, token!)))!.kind, 'stop')
    const { rows } = await database.superuser("select count(*)::int as found from token where encode(token_hash, 'base64') like $1 or token::text like $1", [`%${token!.slice(0, 20)}%`])
    assert.equal(rows[0].found, 0, 'only its hash is kept')
  }
  const tokens = sink.mails.map((mail) => /one-click\/([\w-]+)/.exec(unfolded(mail))![1])
  assert.notEqual(tokens[0], tokens[1], 'each copy has its own')
})

test('IN-06: what people are called never becomes a header, and mail goes to the address that is stored', async () => {
  const database = await testDatabase()
  await installed(database)
  const keeper = await testKeeper(database.now)
  const sink = await mailSink()
  const addresses = [
    "o'brien+tag@example.org", 'UPPER.Case@Example.ORG', 'a.very-long_local.part{with}~odd!'.replace('!', '') + '@example.org', '#$&*=?^`|@example.org', 'post@räksmörgås.example',
  ]
  const names = [
    'Anna\r\nBcc: thief@example.org', 'x\nSubject: other', '\u2028To: thief@example.org', 'Anna" <thief@example.org>, "', '=?UTF-8?Q?=0D=0ABcc:_thief@example.org?=',
  ]
  const all = await subscribers(database, keeper, names.length, (index) => ({ address: addresses[index]!, values: { given_name: names[index]! } }))
  await started(database, NEWS)
  await sendAll(database, sendingTo(keeper, sink.url))
  assert.equal(sink.mails.length, all.length)
  const expected = all.map(({ address }) => {
    const read = parseEmail(address)
    assert.ok(!isFault(read), address)
    return read.recipient
  })
  assert.deepEqual(sink.mails.map((mail) => mail.to).toSorted(), expected.toSorted(), 'RCPT TO is the stored address')
  for (const mail of sink.mails) {
    assert.deepEqual(headerOf(mail, 'Bcc'), [])
    assert.equal(headerOf(mail, 'Subject').length, 1)
    assert.deepEqual(headerOf(mail, 'To'), [mail.to])
    assert.equal(mail.from, SENDER.address)
    const read = await sink.read(mail)
    assert.deepEqual(read.to!.map((one) => one.address), [mail.to])
  }
})

test('IN-06: hostile addresses are refused before they are a recipient, quickly, and hostile header text is refused at all', async () => {
  const pieces = ['a', '"', '\\', '@', '@@', '<', '>', ',', ';', ':', '(', ')', '\r\n', '\0', ' ', '%', '!', '[1.2.3.4]', 'evil.example', 'RCPT TO:<x@evil.example>', '\u202e', 'ａ', '((((', '.', '..']
  const sink = await mailSink()
  const transport = openTransport({ smtpUrl: sink.url, mailFrom: SENDER, dkim: undefined })
  let [slowest, sent] = [0, 0]
  for (let index = 0; index < 5_000; index++) {
    const pick = (times: number) => Array.from({ length: times }, (_, at) => pieces[(index * 7 + at * 13 + (index >> 3)) % pieces.length]!).join('')
    const text = index % 10 === 0 ? `${'('.repeat(10_000)}${pick(3)}@example.org` : `${pick(1 + (index % 4))}victim@example.org${pick(index % 3)}`
    const began = performance.now()
    const to = parseEmail(text)
    slowest = Math.max(slowest, performance.now() - began)
    if (isFault(to)) continue
    // What is taken goes exactly there, all the way to the server.
    if (sent++ > 40) continue
    const before = sink.mails.length
    const mail = { ...mailOf('code', 'en', 'x', []), from: SENDER, to, messageId: '<x@provbolaget.example>', date: new Date(0) }
    const outcome = await transport.post!(mail, await transport.source(mail))
    assert.deepEqual(sink.mails.slice(before).map((one) => one.to), outcome === 'accepted' ? [to.recipient] : [], 'nobody else gets one')
  }
  transport.close()
  assert.ok(sent > 0, 'some odd ones are fine')
  assert.ok(slowest < 50, `reading one took ${slowest} ms`)
  assert.throws(() => mailOf('code', 'en', 'a\r\nBcc: x@example.org', []), TypeError)
  assert.throws(() => mailOf('code', 'en', 'a', [], {}, [{ name: 'X-A', value: 'b\nBcc: x@example.org' }]), TypeError)
})
