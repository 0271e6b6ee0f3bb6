import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { emptyFolder, runTillit } from '../browser/program.ts'
import { mailSink, type SunkMail } from '../mail-sink.ts'
import { oneCustomer, type Customer } from './customers.ts'
import { signIn, twoCopies, until } from './two-copies.ts'
import { beginImport, beginMailing, customerFile, imported, linkIn, mailingAt, visitorAt } from './work.ts'

const IMPORTED = 2_000
const DECISIONS = 1_000

// Not in a hook, whose end would take them along.
const sink = await mailSink()
const two = await twoCopies({ SMTP_URL: sink.url })

/** One API request at B after another for the same thing would prove little: they are asked many at a time. */
async function decideAt(origin: string, person: string, times = 1): Promise<{ allowed: boolean; rule: string }[]> {
  const questions = Array.from({ length: Math.min(times, 100) }, () => ({ person, purpose: 'news', channel: 'email' }))
  const found: { allowed: boolean; rule: string }[] = []
  while (found.length < times) found.push(...(await two.staff.post<{ decisions: typeof found }>(origin, '/api/v1/decisions', { questions })).decisions)
  return found
}

async function mailTo(email: string, subject: RegExp): Promise<SunkMail> {
  let found: SunkMail | undefined
  await until(`a mail to ${email}`, async () => {
    for (const mail of sink.mails.filter((one) => one.to === email)) if (subject.test((await sink.read(mail)).subject ?? '')) found = mail
    return found !== undefined
  })
  return found!
}

const say = (origin: string, person: Customer, what: object) => two.staff.post<{ recorded: { seq: number }[]; inFlight: boolean }>(origin, `/api/v1/people/${person.id}/choices`, what)

test('two copies that start together on an empty database make one installation, one keeper and one colleague', async (t) => {
  t.diagnostic(`PostgreSQL ${two.version}`)
  const { rows } = await two.database.superuser('select (select count(*)::int from installation) as installations, (select count(*)::int from staff) as staff')
  assert.deepEqual(rows, [{ installations: 1, staff: 1 }])
  assert.equal((await two.staff.get<{ version: number }>(two.b.origin, '/api/v1/purposes')).version, 1)
})

test('a file that comes in at A is there at B, each of it once', async () => {
  const id = await beginImport(two, two.a.origin, customerFile('fil', IMPORTED))
  assert.equal((await imported(two, two.b.origin, id)).new, IMPORTED)
  const { total } = await two.staff.get<{ total: number }>(two.b.origin, '/api/v1/people?search=fil1999@example.org')
  assert.equal(total, 1)
})

test('what is said at A decides at B: after the no is acknowledged, no decision and no mail there goes against it', async (t) => {
  const person = await oneCustomer(two, 'maria@example.org')
  await say(two.a.origin, person, person.yes)
  await until('the yes at B', async () => (await decideAt(two.b.origin, person.id))[0]!.allowed, 2_000)
  await say(two.a.origin, person, person.no)
  const after = await decideAt(two.b.origin, person.id, DECISIONS)
  assert.deepEqual([after.length, after.filter((one) => one.allowed).length], [DECISIONS, 0])
  const mailing = await beginMailing(two, two.b.origin, 'mailing', 'news')
  await until('the mailing', async () => (await mailingAt(two, two.b.origin, mailing)).state === 'done')
  assert.deepEqual(sink.mails.filter((mail) => mail.to === person.email && /^Subject: Nytt hos oss/m.test(mail.source.toString())), [])
  t.diagnostic(`${after.length} decisions at B after the no at A, 0 allowed`)
})

test('asked by mail from A, somebody answers at B, and A knows', async () => {
  const person = await oneCustomer(two, 'fraga@example.org')
  await say(two.a.origin, person, person.yes)
  const mailing = await beginMailing(two, two.a.origin, 'ask', 'events')
  const mail = await mailTo(person.email, /^Nytt hos oss/)
  const visitor = visitorAt(() => two.b.origin)
  await visitor.get(linkIn(mail, '/questions'))
  assert.equal(visitor.status, 200)
  await visitor.press('Ja')
  assert.equal(visitor.status, 200)
  const { answers } = await two.staff.get<{ answers: { yes: number } }>(two.a.origin, `/api/v1/mailings/${mailing}`)
  assert.equal(answers.yes, 1)
})

test('a receipt issued at A is verified beside B, with nothing but the keeper', async () => {
  const person = await oneCustomer(two, 'kvitto@example.org')
  const { recorded: [entry] } = await say(two.a.origin, person, person.yes)
  let text = ''
  // With its place in the ledger, which whichever copy is the sequencer gives it.
  await until('a receipt with its place', async () => {
    const answer = await two.staff.call(two.a.origin, 'GET', `/api/v1/people/${person.id}/entries/${entry!.seq}/receipt`)
    text = answer.text
    return answer.status === 200 && text.includes('inclusion')
  })
  const file = join(emptyFolder(), 'receipt.json')
  writeFileSync(file, text)
  const { code, stdout, stderr } = await runTillit(['verify', file], two.settings)
  assert.equal(code, 0, stdout + stderr)
  const forged = join(emptyFolder(), 'forged.json')
  writeFileSync(forged, text.replace(person.id, person.id.replace(/.$/, (last) => (last === '0' ? '1' : '0'))))
  assert.equal((await runTillit(['verify', forged], two.settings)).code, 1)
})

test('a code asked for at A lets in at B, once, and the session lives at both', async () => {
  const person = await oneCustomer(two, 'kod@example.org')
  let at = two.a.origin
  const visitor = visitorAt(() => at)
  await visitor.get('/me?lang=sv')
  await visitor.press('Skicka en kod till mig', { who: person.email })
  const mail = await mailTo(person.email, /kod/i)
  const code = /\b(\d{3}) ?(\d{3})\b/.exec((await sink.read(mail)).text!)!.slice(1).join('')
  at = two.b.origin
  await visitor.get('/me/code')
  await visitor.press('Fortsätt', { code })
  assert.equal(visitor.status, 200)
  at = two.a.origin
  assert.equal((await visitor.get('/me/page')).status, 200)
  await visitor.press('Logga ut')
  at = two.b.origin
  assert.notEqual((await visitor.get('/me/page')).status, 200)
})

test('a colleague who signed in at A works at B, and signing out at B ends it at A', async () => {
  const mine = await signIn(two.a)
  assert.equal((await mine.call(two.b.origin, 'GET', '/api/v1/session')).status, 200)
  assert.equal((await mine.call(two.b.origin, 'DELETE', '/api/v1/session')).status, 204)
  // A recognised session may be remembered for a second.
  await until('the end at A', async () => (await mine.call(two.a.origin, 'GET', '/api/v1/session')).status === 401, 1_500)
})
