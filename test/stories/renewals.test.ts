import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recordChoices } from '../../src/consent/record-choices.ts'
import { selectStandings } from '../../src/consent/standing.sql.ts'
import type { Mailing } from '../../src/doors/api/mailings-resource.ts'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { RenewalRehearsal, Renewals } from '../../src/doors/api/renewals-resource.ts'
import { openTransport } from '../../src/messages/deliver.ts'
import { sendDue } from '../../src/messages/send-due.ts'
import { selectGrounds } from '../../src/people/grounds.sql.ts'
import { selectValues } from '../../src/people/values.sql.ts'
import { selectCatalogue } from '../../src/purposes/catalogue.sql.ts'
import { publishCatalogue } from '../../src/purposes/publish-catalogue.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { daysLater, monthsLater } from '../../src/values/moment.ts'
import { choice, letIn, textOf, Visitor } from '../customer-house.ts'
import { bodyOf, staffedHouse } from '../house.ts'
import { customer } from '../register.ts'
import { leapTo, passTo } from '../sweeping.ts'

// A yes that ends by itself, and the one question before it does (rules D7, H3, M1; recital 32: silence renews nothing).
// long: one company over two years.

const ZONE = 'Europe/Stockholm'
const { database, house, app, browser: signedIn } = await staffedHouse()
/** Sessions of colleagues do not last for years, and no cookie may: here whoever asks has just signed in. */
const browser = async (method: string, path: string, body?: unknown) => {
  await database.superuser("update staff_session set proved_at = $1, last_seen_at = $1, created_at = $1, expires_at = $1::timestamptz + interval '1 day'", [database.now])
  return signedIn(method, path, body)
}
const get = async <Answer>(path: string) => bodyOf<Answer>(browser('GET', `/api/v1${path}`))

await database.write(async (tx) => {
  const purposes = (await selectCatalogue(tx)).purposes.filter((one) => ['news', 'tips'].includes(one.key))
    .map(({ key, kind, group, channels, bases, fields, recipients, texts }) => ({ key, kind, group, channels, bases, fields, recipients, texts, retention: { from: 'consent-given' as const, months: 24 } }))
  await publishCatalogue(tx, { purposes, fields: [], retirePurposes: [], retireFields: [] }, 'test', 'a yes lasts two years')
})

type Somebody = Awaited<ReturnType<typeof customer>>
const someone = (name: string) => customer(database, `${name}@example.org`, { values: { given_name: name, language: 'en' } })
const say = (one: Somebody, more = {}) => database.write((tx) => recordChoices(tx, house.keeper, [choice(one.personId, { contactPointId: one.email.contactPointId, frequency: 'monthly', ...more })]))
const groundOf = async (personId: PersonId, purpose = 'news') => (await database.read((tx) => selectGrounds(tx, [personId]))).findLast((one) => one.purpose === purpose && one.basis === 'consent')
const standingOf = async (personId: PersonId, purpose = 'news') => (await database.read((tx) => selectStandings(tx, [personId]))).get(personId)?.choices.get(`${purpose} email`)
const interestsOf = async (personId: PersonId) => (await database.read((tx) => selectValues(tx, [personId]))).some((one) => one.fieldKey === 'interests')
const mailTo = async (personId: PersonId) => {
  const { rows } = await database.superuser("select source from outbox_mail where person_id = $1 and kind = 'ask' order by at", [personId])
  return rows.map((row) => (row.source as Buffer).toString().replaceAll('=\r\n', '').replaceAll('=3D', '='))
}
const sendAll = () => sendDue(database, { keeper: house.keeper, transport: openTransport({ mailFrom: house.settings.mailFrom, smtpUrl: undefined, dkim: undefined }), publicUrl: house.publicUrl }, { by: 'test', onError: (error) => assert.fail(String(error)) })

const begun = database.now
const [renewing, silent, refusing, gone, asked, later, onPage] = await Promise.all(['renewing', 'silent', 'refusing', 'gone', 'asked', 'later', 'onpage'].map(someone)) as [Somebody, Somebody, Somebody, Somebody, Somebody, Somebody, Somebody]
for (const one of [renewing, silent, refusing, gone, asked, onPage]) await say(one)
await say(renewing, { purpose: 'tips' })
for (const { personId } of [renewing, silent]) assert.equal((await browser('PATCH', `/api/v1/people/${personId}/values`, { values: { interests: ['skiing'] } })).status, 200)
const ends = monthsLater(begun, 24, ZONE)

test('who is asked, once and in good time: whose yes ends, and neither who said no, nor who was asked lately, nor who has longer', async () => {
  await leapTo(database, house.keeper, monthsLater(begun, 20, ZONE))
  await say(later)
  await database.superuser("update person_standing set last_asked_at = $2 where person_id = $1", [asked.personId, database.now])
  await leapTo(database, house.keeper, monthsLater(begun, 22, ZONE))
  await say(gone, { kind: 'withdrawn', contactPointId: null })
  const overview = await get<Renewals>('/renewals')
  assert.deepEqual(overview.months.filter((one) => one.people > 0), [{ month: '2028-03', people: 5 }])
  assert.deepEqual(overview.purposes.map((one) => [one.purpose, one.people, one.canAsk]), [['news', 5, true], ['tips', 1, true]])
  const wish = { purposes: ['news', 'tips'], before: '2028-04-01' }
  const rehearsed = await bodyOf<RenewalRehearsal>(browser('POST', '/api/v1/renewals/rehearsals', wish))
  assert.deepEqual([rehearsed.matching, rehearsed.permitted, rehearsed.reasons.map((one) => [one.rule, one.count]), rehearsed.channels.map((one) => [one.channel, one.people, one.asked, one.withoutMail])], [5, 4, [['D7g', 1]], [['email', 5, true, 0]]])
  const { id } = await bodyOf<{ id: string }>(browser('POST', '/api/v1/renewals', wish))
  assert.equal((await browser('POST', `/api/v1/mailings/${id}/sendings`)).status, 202)
  await sendAll()
  const { counts, leftOut } = await get<Mailing>(`/mailings/${id}`)
  assert.deepEqual([counts.sent, counts.leftOut, leftOut.map((one) => one.rule)], [4, 1, ['D7g']])
  const [mail] = await mailTo(renewing.personId)
  assert.match(mail!, /Your yes holds until 2 March 2028/)
  assert.equal([...mail!.matchAll(/Your yes holds until/g)].length >= 2, true, 'both questions in one mail')
  for (const nobody of [gone, asked, later]) assert.deepEqual(await mailTo(nobody.personId), [])
  // A second round finds the same people asked already.
  const again = await bodyOf<RenewalRehearsal>(browser('POST', '/api/v1/renewals/rehearsals', wish))
  assert.deepEqual([again.permitted, again.reasons.map((one) => [one.rule, one.count])], [0, [['D7g', 5]]])
})

test('D5: whoever says no, or whose yes ends, between the draft and the sending is not asked', async () => {
  const [leaving, ending] = [await someone('leaving'), await someone('ending')]
  for (const one of [leaving, ending]) await say(one, { purpose: 'tips' })
  await database.superuser("update ground set until = $2, hold_until = $2 where person_id = any ($1) and purpose_key = 'tips'", [[leaving.personId, ending.personId], daysLater(database.now, 9)])
  const { id } = await bodyOf<{ id: string }>(browser('POST', '/api/v1/renewals', { purposes: ['tips'], before: '2028-02-01' }))
  await browser('POST', `/api/v1/mailings/${id}/sendings`)
  await say(leaving, { kind: 'withdrawn', purpose: 'tips', contactPointId: null })
  await database.superuser("update ground set until = $2 where person_id = $1 and purpose_key = 'tips'", [ending.personId, daysLater(database.now, -1)])
  await sendAll()
  const { counts, leftOut } = await get<Mailing>(`/mailings/${id}`)
  assert.deepEqual([counts.sent, leftOut.map((one) => one.rule).toSorted()], [0, ['D7b', 'D7h']])
})

test('a fresh yes renews it with a proof of its own and the wish for how often; a no ends it; on their page people see until when', async () => {
  const link = async (one: Somebody, purpose: string) => {
    const [mail] = await mailTo(one.personId)
    const tokens = [...new Set([...mail!.matchAll(/\/questions\/([\w-]{43})/g)].map(([, token]) => token!))]
    for (const token of tokens) {
      const page = await new Visitor(app).get(`/questions/${token}`, { 'accept-language': 'en' })
      if (textOf(page.html).includes(purpose)) return page
    }
    throw new Error('no such question')
  }
  const before = (await standingOf(renewing.personId))!
  const page = await link(renewing, 'News')
  await page.press('Yes')
  assert.equal(page.status, 200)
  const now = (await standingOf(renewing.personId))!
  assert.deepEqual([now.state, now.frequency, now.seq > before.seq, now.since], ['given', 'monthly', true, database.now])
  const ground = (await groundOf(renewing.personId))!
  const fresh = monthsLater(database.now, 24, ZONE)
  assert.deepEqual([ground.until, ground.holdUntil, ground.entrySeq], [fresh, fresh, now.seq])
  assert.deepEqual((await groundOf(renewing.personId, 'tips'))!.until, ends)
  const receipt = await (await browser('GET', `/api/v1/people/${renewing.personId}/entries/${now.seq}/receipt`)).text()
  assert.match(receipt, /RenewedConsentGiven/)
  await (await link(refusing, 'News')).press('No')
  assert.ok((await groundOf(refusing.personId))!.endedAt)

  const cookie = await letIn(database, house, onPage.personId, onPage.email)
  const visitor = await new Visitor(app, cookie).get('/me/page', { 'accept-language': 'en' })
  assert.match(textOf(visitor.html), /holds until 2 March 2028/)
  await visitor.get('/me/choices/news', { 'accept-language': 'en' })
  // The box of the yes that stands is ticked: sending the page as it is renews nothing.
  await visitor.press('See what happens', { email: 'yes', 'email-often': 'monthly' }, { 'accept-language': 'en' })
  assert.deepEqual((await groundOf(onPage.personId))!.until, ends)
  await visitor.get('/me/choices/news', { 'accept-language': 'en' })
  await visitor.press('See what happens', { email: 'again', 'email-often': 'monthly' }, { 'accept-language': 'en' })
  await visitor.press('Save', {}, { 'accept-language': 'en' })
  assert.deepEqual((await groundOf(onPage.personId))!.until, fresh)
})

test('recital 32: no answer lets it end, with what rested on it; and nobody is asked again', async () => {
  assert.equal(await interestsOf(silent.personId), true)
  await leapTo(database, house.keeper, daysLater(ends, -1))
  await passTo(database, house.keeper, daysLater(ends, 1))
  assert.deepEqual([(await standingOf(silent.personId))!.state, await interestsOf(silent.personId)], ['expired', false])
  assert.deepEqual([(await standingOf(renewing.personId))!.state, await interestsOf(renewing.personId)], ['given', true])
  assert.equal((await standingOf(renewing.personId, 'tips'))!.state, 'expired')
  assert.equal((await mailTo(silent.personId)).length, 1)
  const { rounds } = await get<Renewals>('/renewals')
  const { answers } = rounds.find((one) => one.purposes.length === 2)!
  assert.deepEqual([answers.yes, answers.no, answers.none], [2, 1, 1])
})

test('a round is for days that come within six months, for purposes with a question, and stays an ask', async () => {
  const refusal = async (body: object) => bodyOf<ProblemDetails>(browser('POST', '/api/v1/renewals', body))
  assert.equal((await refusal({ purposes: ['news'], before: '2028-03-03' })).field, 'before')
  assert.equal((await refusal({ purposes: ['news'], before: '2029-01-01' })).field, 'before')
  assert.equal((await refusal({ purposes: ['contract'], before: '2028-05-01' })).field, 'purposes')
  const { id } = await bodyOf<{ id: string }>(browser('POST', '/api/v1/renewals', { purposes: ['news'], before: '2028-05-01' }))
  const draft = { name: 'x', purposes: ['news'], content: { en: { subject: 'x', body: 'y' } } }
  assert.equal((await browser('PUT', `/api/v1/mailings/${id}`, { ...draft, kind: 'mailing' })).status, 409)
  assert.equal((await browser('PUT', `/api/v1/mailings/${id}`, { ...draft, kind: 'ask' })).status, 200)
  assert.equal((await get<Renewals>('/renewals')).rounds[0]!.name, 'x')
})
