import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RecordedChoices } from '../../src/doors/api/choices-resource.ts'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { TimelinePage } from '../../src/doors/api/people-resource.ts'
import type { Person } from '../../src/doors/api/person-resource.ts'
import { selectEntries } from '../../src/ledger/entries.sql.ts'
import type { CorrespondenceBody } from '../../src/doors/api/correspondence-resource.ts'
import { sweepLetters } from '../../src/correspondence/sweep-letters.ts'
import { workMails } from '../../src/doors/clock/work-mails.ts'
import { takeInMail } from '../../src/doors/take-in-mail.ts'
import { claimMessages } from '../../src/messages/claim-messages.ts'
import { recoverMessages } from '../../src/messages/recover-messages.ts'
import { sendDue } from '../../src/messages/send-due.ts'
import { readAccess } from '../../src/rights/read-access.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { choice, letIn, record, textOf, Visitor } from '../customer-house.ts'
import { bodyOf, signedInStaff, staffedHouse } from '../house.ts'
import { mailSink } from '../mail-sink.ts'
import { sendingTo } from '../post-office.ts'
import { customer } from '../register.ts'

// How somebody wants to be reached, what colleagues write to them by themselves, and mails that are logged.

const { database, house, app, browser, staffId } = await staffedHouse()

const api = (method: string, path: string, body?: unknown) => browser(method, `/api/v1${path}`, body, { 'accept-language': 'en' })
const person = (id: string) => bodyOf<Person>(api('GET', `/people/${id}`))
const titles = async (id: string) => (await bodyOf<TimelinePage>(api('GET', `/people/${id}/timeline`))).events.map(({ title }) => title)
const reach = async (id: string) => Object.fromEntries((await person(id)).reach.map(({ channel, service, offers, why }) => [channel, [service?.allowed ? service.label : service?.rule, offers.map(({ label, frequency }) => `${label} ${frequency}`), why?.rule]]))

test('how a customer may be reached stands by channel: what they have with us, what they said yes to and how often, and why not', async () => {
  const { personId, email } = await customer(database, 'reach@example.org', { values: { given_name: 'Rea', family_name: 'Ch', language: 'sv', delivery: 'digital' } })
  await api('POST', `/people/${personId}/choices`, { choices: [{ kind: 'given', purpose: 'news', channel: 'email', contactPointId: email.contactPointId, frequency: 'monthly', evidence: { kind: 'counter', text: 'Said so' } }] })
  const told = await reach(personId)
  assert.deepEqual(told['email'], ['Your agreement', ['News monthly'], undefined])
  assert.deepEqual([told['sms'], told['phone']], [['D1j', [], 'D1j'], ['D1j', [], 'D1j']])
})

test('a customer says when they want to be called; it is their own entry in the ledger, stands first on their page and in their history, and lets nothing more through', async () => {
  const { personId, email } = await customer(database, 'noon@example.org')
  const before = await reach(personId)
  const maria = new Visitor(app, await letIn(database, house, personId, email))
  await maria.get('/me/page')
  assert.match(maria.html, /href="\/me\/contact"/)
  await maria.get('/me/contact')
  await maria.press('Spara', { calls: 'before-noon' })
  assert.match(textOf(maria.html), /Ring helst före klockan tolv\./)
  const [entry] = (await database.read((tx) => selectEntries(tx, [personId]))).toReversed()
  assert.deepEqual([entry!.kind, entry!.channel, entry!.actor.kind, entry!.surface, entry!.evidence], ['wished', 'phone', 'person', 'web', { kind: 'code', calls: 'before-noon' }])
  const { callWish } = await person(personId)
  assert.deepEqual([callWish?.wish, callWish?.by], ['before-noon', 'person'])
  assert.deepEqual(await reach(personId), before)
  assert.ok((await titles(personId)).includes('Calls: before noon'))
  await maria.get('/me/history')
  assert.match(textOf(maria.html), /Samtal: före klockan tolv/)
})

test('a colleague notes the wish on the customer’s word; never is a no to marketing by phone as well, which a later wish does not lift', async () => {
  const { personId } = await customer(database, 'never@example.org')
  const note = (body: object) => api('POST', `/people/${personId}/choices`, { choices: [{ kind: 'wished', evidence: { kind: 'call-note', text: 'Wants no calls' }, ...body }] })
  const { field } = await bodyOf<ProblemDetails>(note({}))
  assert.equal(field, 'calls')
  assert.deepEqual((await bodyOf<RecordedChoices>(note({ calls: 'never' }))).recorded.map(({ kind, channel }) => [kind, channel]), [['wished', 'phone'], ['objected', 'phone']])
  assert.equal((await reach(personId))['phone']![2], 'D2b')
  await note({ calls: 'evening' })
  const { callWish } = await person(personId)
  assert.deepEqual([callWish?.wish, callWish?.by], ['evening', 'staff'])
  assert.equal((await reach(personId))['phone']![2], 'D2b')
})

test('a role that does not see telephone numbers is told of no wish about calls', async () => {
  const { personId } = await customer(database, 'narrow@example.org')
  await api('POST', `/people/${personId}/choices`, { choices: [{ kind: 'wished', calls: 'afternoon', evidence: { kind: 'counter', text: 'At the counter' } }] })
  const { key } = await bodyOf<{ key: string }>(api('POST', '/roles', { name: 'Narrow', permissions: ['people.read'], purposes: null, readable: ['full_name', 'email'], writable: [] }))
  const narrow = (await signedInStaff(app, house, [key])).browser
  assert.equal((await bodyOf<Person>(narrow('GET', `/api/v1/people/${personId}`))).callWish, null)
  const { events } = await bodyOf<TimelinePage>(narrow('GET', `/api/v1/people/${personId}/timeline`))
  assert.deepEqual(events.filter(({ title }) => title.includes('afternoon') || title.includes('eftermiddagen')), [])
})

// ── What a colleague writes to one person ──

const sink = await mailSink()
const sending = sendingTo(house.keeper, sink.url)
const LETTER = { purpose: 'contract', subject: 'Your awning', words: 'Hello,\n\nthe fabric has come.\nShall we say Tuesday?' }
const seconds = (count: number) => database.withClock(() => new Date(database.now.getTime() + count * 1000))
const write = (id: string, letter: object = LETTER) => api('POST', `/people/${id}/letters`, letter)
const written = (id: string) => bodyOf<CorrespondenceBody>(api('GET', `/people/${id}/correspondence`))
const send = (after = 11) => sendDue(seconds(after), sending, { by: 'test', onError: (error) => { throw error } })
const mailsTo = async (address: string) => Promise.all(sink.mails.filter(({ to }) => to === address).map((mail) => sink.read(mail)))
const sayYes = async (personId: PersonId, contactPointId: Awaited<ReturnType<typeof customer>>['email']['contactPointId'], frequency: string | null = null) => record(database, house, choice(personId, { contactPointId, frequency }))
const ruleOf = async (answer: Promise<Response>) => {
  const { status, rule, field } = await bodyOf<ProblemDetails>(answer)
  return [status, rule, field]
}
await database.superuser("update staff set email = 'astrid@provbolaget.example' where staff_id = $1", [staffId])

test('a colleague writes to one person: it waits ten seconds, goes through the queue, is signed and answered to the colleague, and stands as theirs', async () => {
  const { personId } = await customer(database, 'awning@example.org', { values: { language: 'en' } })
  const { letters: [waiting], replyTo, purposes } = await bodyOf<CorrespondenceBody>(write(personId))
  assert.deepEqual([waiting!.state, waiting!.goesAt, waiting!.by, replyTo], ['waiting', new Date(database.now.getTime() + 10_000).toISOString(), 'Astrid Nyberg', 'astrid@provbolaget.example'])
  const news = purposes.find(({ key }) => key === 'news')!
  assert.deepEqual([purposes.find(({ key }) => key === 'contract')!.allowed, news.allowed, news.rule], [true, false, 'D4m'])
  await send(9)
  assert.deepEqual(await mailsTo('awning@example.org'), [])
  await send()
  const [mail, ...others] = await mailsTo('awning@example.org')
  assert.deepEqual([others.length, mail!.subject, mail!.replyTo?.map(({ address }) => address)], [0, 'Your awning', ['astrid@provbolaget.example']])
  assert.match(mail!.text!, /^Hello,\n\nthe fabric has come\.\nShall we say Tuesday\?\n\nAstrid Nyberg\nProvbolaget AB\n\n-- \n[^]*It is not advertising\./)
  assert.deepEqual(mail!.headers.filter(({ key }) => key.startsWith('list-')), [])
  const { letters: [sent], lately } = await written(personId)
  assert.deepEqual([sent!.state, sent!.goesAt, lately.map(({ by, subject, label }) => [by, subject, label])], ['sent', null, [['Astrid Nyberg', 'Your awning', 'Your agreement']]])
  const { events } = await bodyOf<TimelinePage>(api('GET', `/people/${personId}/timeline`))
  const use = events.find(({ type }) => type === 'use')!
  assert.deepEqual([use.actor, use.detail, use.rule], ['Astrid Nyberg', `Your awning\n${LETTER.words}`, 'D3b'])
})

test('what is refused is refused with its rule: no ground, no yes, as often as they want to hear, and who said no while it waited', async () => {
  const { personId, email } = await customer(database, 'caps@example.org')
  const NEWS = { ...LETTER, purpose: 'news' }
  assert.deepEqual(await ruleOf(write(personId, NEWS)), [422, 'D4m', 'purpose'])
  assert.deepEqual(await ruleOf(write(personId, { ...LETTER, purpose: 'trial' })), [422, 'D1n', 'purpose'])
  await sayYes(personId, email.contactPointId, 'monthly')
  await write(personId, NEWS)
  await send()
  const [mail] = await mailsTo('caps@example.org')
  assert.ok(mail!.headers.some(({ key, value }) => key === 'list-unsubscribe' && value.includes('/one-click/')), 'marketing has a way to say no')
  assert.match(mail!.text!, /\/choices\//)
  assert.deepEqual(await ruleOf(write(personId, NEWS)), [422, 'D1k', 'purpose'])
  const other = await customer(database, 'meanwhile@example.org')
  await sayYes(other.personId, other.email.contactPointId)
  await write(other.personId, NEWS)
  await record(database, house, choice(other.personId, { kind: 'withdrawn' }))
  await send()
  // Its words went with the ground they were for; that it did not go is told.
  const { letters, lately: [left] } = await written(other.personId)
  assert.deepEqual([letters, left!.by, left!.notSent?.rule, (await mailsTo('meanwhile@example.org')).length], [[], 'Astrid Nyberg', 'D10a', 0])
})

test('a mail is taken back within ten seconds and never goes; after that it has gone', async () => {
  const { personId } = await customer(database, 'back@example.org')
  const { letters: [one] } = await bodyOf<CorrespondenceBody>(write(personId))
  assert.deepEqual((await bodyOf<CorrespondenceBody>(api('DELETE', `/people/${personId}/letters/${one!.id}`))).letters, [])
  await send()
  assert.deepEqual([await mailsTo('back@example.org'), (await written(personId)).lately], [[], []])
  const { letters: [two] } = await bodyOf<CorrespondenceBody>(write(personId))
  await send()
  assert.equal((await api('DELETE', `/people/${personId}/letters/${two!.id}`)).status, 409)
  assert.equal((await written(personId)).letters.length, 1)
})

test('H5: what does not belong in a mail is refused without a reason, and the reason is noted', async () => {
  const { personId } = await customer(database, 'watched@example.org')
  const words = 'You are on sick leave for depression, we heard.'
  assert.deepEqual(await ruleOf(write(personId, { ...LETTER, words })), [422, 'H5.3', 'words'])
  assert.equal((await write(personId, { ...LETTER, words, reason: 'They asked us to answer this' })).status, 200)
  const { rows } = await database.superuser('select place, kinds, reason from text_override where person_id = $1', [personId])
  assert.deepEqual(rows, [{ place: 'mail', kinds: ['health'], reason: 'They asked us to answer this' }])
})

test('a sender that dies with a colleague’s mail leaves it unknown, told to the person, and never sends it again', async () => {
  const { personId } = await customer(database, 'dead@example.org')
  await write(personId)
  const later = seconds(11)
  await later.write((tx) => claimMessages(tx, sending, 'dies', 10))
  await later.write((tx) => recoverMessages(tx, ['dies']))
  await send(60)
  assert.deepEqual([(await written(personId)).letters[0]!.state, await mailsTo('dead@example.org')], ['unknown', []])
  const { rows } = await database.superuser('select subject, certain, actor_kind from use_record where person_id = $1', [personId])
  assert.deepEqual(rows, [{ subject: 'Your awning', certain: false, actor_kind: 'staff' }])
})

test('mails are read by roles for their purpose, given to the person, and gone with their ground or on their day', async () => {
  const { personId } = await customer(database, 'roles@example.org')
  await write(personId)
  await send()
  const role = async (body: object) => (await bodyOf<{ key: string }>(api('POST', '/roles', { name: JSON.stringify(body).slice(0, 40), permissions: ['people.read', 'mails.write'], writable: [], readable: null, ...body }))).key
  const billing = (await signedInStaff(app, house, [await role({ purposes: ['invoicing', 'bookkeeping'] })])).browser
  const nameless = (await signedInStaff(app, house, [await role({ purposes: null, readable: ['city'] })])).browser
  const readBy = async (who: typeof browser) => (await bodyOf<CorrespondenceBody>(who('GET', `/api/v1/people/${personId}/correspondence`)))
  assert.equal((await billing('GET', `/api/v1/people/${personId}/correspondence`)).status, 404)
  assert.deepEqual(((({ letters, lately, purposes, name }) => [letters, lately, purposes, name])(await readBy(nameless))), [[], [], [], ''])
  assert.equal((await nameless('POST', `/api/v1/people/${personId}/letters`, LETTER)).status, 403)
  const given = await database.read((tx) => readAccess(tx, house.keeper, personId, { kind: 'access', language: 'sv', company: [] }))
  assert.ok(JSON.stringify(given).includes('the fabric has come'))
  const sweep = (months: number) => database.withClock(() => new Date(Date.UTC(2026, 2 + months, 3))).write((tx) => sweepLetters(tx, 100))
  const left = async () => (await database.superuser('select 1 from correspondence where person_id = $1', [personId])).rows.length
  await sweep(35)
  assert.equal(await left(), 1)
  await sweep(37)
  assert.equal(await left(), 0)
})

// ── Mails that a colleague keeps by sending a copy, or sending them on ──

const NO_TRANSPORT = sending.transport
const mailOf = (from: string, to: string, subject: string, text: string, more = '') => Buffer.from(`From: ${from}\r\nTo: ${to}\r\nSubject: ${subject}\r\nMessage-ID: <${subject.replaceAll(' ', '.')}@test>\r\n${more}\r\n${text}\r\n`)
const own = async () => (await bodyOf<{ address: string }>(api('POST', '/log-addresses', { language: 'en' }))).address
const comes = async (address: string, source: Buffer) => {
  await takeInMail(house, { way: 'api', source, to: [address] })
  await workMails(house, NO_TRANSPORT)
}

test('a copy of a colleague’s mail, an answer and a mail sent on are kept with the one customer they went to or came from, marked and without files', async () => {
  const { personId } = await customer(database, 'kept@example.org')
  const address = await own()
  assert.match(address, /^in\+[a-z2-7]{26}@tillit\.example$/)
  await comes(address, mailOf('astrid@provbolaget.example', 'kept@example.org', 'Offer sent', 'Hello, here it is.'))
  await comes(address, mailOf('Kept <kept@example.org>', 'astrid@provbolaget.example', 'Re offer', 'I am on sick leave for depression, call my wife.'))
  await comes(address, mailOf('astrid@provbolaget.example', address, 'Fwd older', 'FYI\r\n\r\n---------- Forwarded ---------\r\nFrom: Kept <kept@example.org>\r\n\r\nThanks!'))
  // The same mail by another way is the same mail.
  await comes(address, mailOf('astrid@provbolaget.example', 'kept@example.org', 'Offer sent', 'Hello, here it is.'))
  const { letters, lately } = await written(personId)
  assert.deepEqual(letters.map(({ subject, direction, way, by, marks }) => [subject, direction, way, by, marks.map(({ rule }) => rule)]).toSorted(), [
    ['Fwd older', 'from', 'logged', 'Astrid Nyberg', []], ['Offer sent', 'to', 'logged', 'Astrid Nyberg', []], ['Re offer', 'from', 'logged', 'Astrid Nyberg', ['H5.3']],
  ])
  assert.equal(lately.length, 3)
  assert.ok((await titles(personId)).includes('Mail from the customer (Your agreement)'))
  const { rows } = await database.superuser("select count(*)::int as left from incoming_mail where sender like '%provbolaget%'")
  assert.deepEqual(rows, [{ left: 0 }])
  const [one] = letters
  assert.equal((await bodyOf<CorrespondenceBody>(api('DELETE', `/people/${personId}/letters/${one!.id}`))).letters.length, 2)
})

test('where nobody or more than one is known it waits for the colleague alone, makes nobody, and is kept where the colleague says', async () => {
  const [a, b] = [await customer(database, 'one@example.org'), await customer(database, 'two@example.org')]
  const { rows: [before] } = await database.superuser('select count(*)::int as people from person')
  const address = await own()
  await comes(address, mailOf('astrid@provbolaget.example', 'one@example.org, two@example.org', 'To both', 'Hello.'))
  await comes(address, mailOf('astrid@provbolaget.example', 'nobody@example.net', 'To a stranger', 'Hello.'))
  const { log: { waiting, since } } = await written(a.personId)
  assert.deepEqual([waiting.map(({ subject }) => subject).toSorted(), since !== null], [['To a stranger', 'To both'], true])
  assert.deepEqual((await database.superuser('select count(*)::int as people from person')).rows, [before])
  const both = waiting.find(({ subject }) => subject === 'To both')!
  const other = (await signedInStaff(app, house, ['seller'])).browser
  assert.deepEqual((await bodyOf<CorrespondenceBody>(other('GET', `/api/v1/people/${a.personId}/correspondence`))).log.waiting, [])
  assert.equal((await other('POST', `/api/v1/people/${b.personId}/letter-logs`, { mail: both.id })).status, 404)
  const { mails } = await bodyOf<{ mails: { subject: string }[] }>(api('GET', '/incoming-mails'))
  assert.deepEqual(mails.filter(({ subject }) => subject.startsWith('To ')), [], 'nobody else reads them')
  const kept = await bodyOf<CorrespondenceBody>(api('POST', `/people/${b.personId}/letter-logs`, { mail: both.id }))
  assert.deepEqual([kept.letters.map(({ subject, direction }) => [subject, direction]), kept.log.waiting.map(({ subject }) => subject)], [[['To both', 'to']], ['To a stranger']])
  assert.equal((await api('DELETE', `/letter-logs/${kept.log.waiting[0]!.id}`)).status, 204)
  assert.deepEqual((await written(a.personId)).log.waiting, [])
})

test('H1, D2: nothing is kept of somebody who has nothing with us, or whose use is restricted; an address ends when a new one is given, or its colleague leaves', async () => {
  const { personId } = await customer(database, 'bare@example.org', { grounds: [{ purpose: 'events', basis: 'legitimate-interest' }] })
  const first = await own()
  await comes(first, mailOf('bare@example.org', 'astrid@provbolaget.example', 'No ground', 'Hello.'))
  const { letters, log: { waiting: [waits] } } = await written(personId)
  assert.deepEqual([letters, waits!.subject], [[], 'No ground'])
  assert.deepEqual(await ruleOf(api('POST', `/people/${personId}/letter-logs`, { mail: waits!.id })), [422, 'H1', 'mail'])
  await own()
  await comes(first, mailOf('one@example.org', 'astrid@provbolaget.example', 'To the old one', 'Hello.'))
  const { rows } = await database.superuser("select reason from incoming_mail where subject = 'To the old one'")
  assert.deepEqual(rows, [{ reason: 'revoked' }])
})
