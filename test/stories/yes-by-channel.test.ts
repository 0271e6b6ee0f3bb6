import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recordChoices } from '../../src/consent/record-choices.ts'
import { refoldEntries } from '../../src/consent/refold-entries.ts'
import { rehearseChoices } from '../../src/consent/rehearse-choices.ts'
import { selectStandings } from '../../src/consent/standing.sql.ts'
import { decideFor } from '../../src/decisions/decide-for.ts'
import type { Question } from '../../src/decisions/question.ts'
import type { Person } from '../../src/doors/api/person-resource.ts'
import type { RenewalRehearsal, Renewals } from '../../src/doors/api/renewals-resource.ts'
import { updateByRules, updateYesEnds } from '../../src/lifecycle/retention.sql.ts'
import { selectGrounds } from '../../src/people/grounds.sql.ts'
import { registerPeople } from '../../src/people/register-people.ts'
import { selectContactPoints, selectValues, updateVerified, type ContactPoint } from '../../src/people/values.sql.ts'
import { selectCatalogue } from '../../src/purposes/catalogue.sql.ts'
import { publishCatalogue } from '../../src/purposes/publish-catalogue.ts'
import { sheetFor } from '../../src/slips/sheet-for.ts'
import { selectSlip } from '../../src/slips/slips.sql.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { daysLater, monthsLater } from '../../src/values/moment.ts'
import { choice, letIn, textOf, Visitor } from '../customer-house.ts'
import { decidedInSql } from '../facts-in-sql.ts'
import { bodyOf, staffedHouse } from '../house.ts'
import { pngHead } from '../png-head.ts'
import { INDEX_KEY, ORIGIN } from '../register.ts'
import { leapTo, passTo } from '../sweeping.ts'

// A yes by text message of month 0 and one by e-mail that is said anew in month 11: each ends on a day of its own (choice 52).
// long: one company over two years.

const ZONE = 'Europe/Stockholm'
const { database, house, app, browser: signedIn } = await staffedHouse()
const browser = async (method: string, path: string, body?: unknown) => {
  await database.superuser("update staff_session set proved_at = $1, last_seen_at = $1, created_at = $1, expires_at = $1::timestamptz + interval '1 day'", [database.now])
  return signedIn(method, path, body)
}

await database.write(async (tx) => {
  const purposes = (await selectCatalogue(tx)).purposes.filter((one) => ['news', 'tips'].includes(one.key))
    .map(({ key, kind, group, channels, bases, fields, recipients, texts }) => ({ key, kind, group, channels, bases, fields, recipients, texts, retention: { from: 'consent-given' as const, months: 12 } }))
  await publishCatalogue(tx, { purposes, fields: [], retirePurposes: [], retireFields: [] }, 'test', 'a yes lasts a year')
})

interface Somebody {
  personId: PersonId
  email: ContactPoint
  phone: ContactPoint
}

async function someone(name: string, more: { mail: boolean } = { mail: true }): Promise<Somebody> {
  const mail = `${name}@example.org`
  const number = `+4670${[...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 8_999_999, 0) + 1_000_000}`
  const personId = await database.write(async (tx) => (await registerPeople(tx, INDEX_KEY, [{
    country: 'SE', values: { given_name: name, language: 'en' }, identifiers: [],
    contactPoints: [...(more.mail ? [{ kind: 'email' as const, value: mail, canonical: mail }] : []), { kind: 'phone' as const, value: number, canonical: number }],
    grounds: [{ purpose: 'contract', basis: 'contract' }],
  }], ORIGIN)).personIds[0]!)
  return database.write(async (tx) => {
    const points = await selectContactPoints(tx, [personId])
    for (const one of points) await updateVerified(tx, personId, one.contactPointId, 'test')
    return { personId, email: points.find((one) => one.kind === 'email')!, phone: points.find((one) => one.kind === 'phone')! }
  })
}

const by = (one: Somebody, channel: 'email' | 'sms', more = {}) => choice(one.personId, { channel, contactPointId: (channel === 'email' ? one.email : one.phone).contactPointId, frequency: 'weekly', ...more })
const say = (one: Somebody, channel: 'email' | 'sms', more = {}) => database.write((tx) => recordChoices(tx, house.keeper, [by(one, channel, more)]))
const stateOf = async (one: Somebody, purpose = 'news') => {
  const choices = (await database.read((tx) => selectStandings(tx, [one.personId]))).get(one.personId)!.choices
  return [choices.get(`${purpose} email`)?.state, choices.get(`${purpose} sms`)?.state]
}
const groundOf = async (one: Somebody, purpose = 'news') => (await database.read((tx) => selectGrounds(tx, [one.personId]))).findLast((each) => each.purpose === purpose && each.basis === 'consent')
const interestsOf = async (one: Somebody) => (await database.read((tx) => selectValues(tx, [one.personId]))).some(({ fieldKey }) => fieldKey === 'interests')
const interested = async (one: Somebody) => assert.equal((await browser('PATCH', `/api/v1/people/${one.personId}/values`, { values: { interests: ['skiing'] } })).status, 200)

/** The gate's rule for news by e-mail and by text message, the same in the process and in SQL. */
async function rulesFor(one: Somebody, use: 'send' | 'ask' = 'send', renewal = false): Promise<string[]> {
  const questions = (['email', 'sms'] as const).map((channel): Question => ({ purpose: 'news', channel, use, renewal }))
  const inProcess = await database.read((tx) => decideFor(tx, [one.personId], questions))
  const inSql = (await database.read((tx) => decidedInSql(tx, questions))).filter(({ personId }) => personId === one.personId)
  assert.deepEqual(inSql, inProcess)
  return inProcess.map(({ rule }) => rule)
}

const begun = database.now
const [both, texted, leaving, apart, restarted] = [await someone('both'), await someone('texted', { mail: false }), await someone('leaving'), await someone('apart'), await someone('restarted')]
for (const one of [both, leaving, apart]) for (const channel of ['email', 'sms'] as const) await say(one, channel)
await say(texted, 'sms')
await say(restarted, 'sms')
for (const one of [both, texted, leaving]) await interested(one)
const ticked = await someone('ticked', { mail: false })
await say(ticked, 'sms')
const ends = monthsLater(begun, 12, ZONE)
const renewed = monthsLater(monthsLater(begun, 11, ZONE), 12, ZONE)

test('H2, D7: a yes said anew by e-mail lasts a year from then; the one by text message ends on the day it was given for, and each page says so', async () => {
  await leapTo(database, house.keeper, monthsLater(begun, 11, ZONE))
  for (const one of [both, leaving]) await say(one, 'email')
  assert.deepEqual((await groundOf(both))!.until, renewed)
  const { choices } = await bodyOf<Person>(browser('GET', `/api/v1/people/${both.personId}`))
  const shown = choices.find((one) => one.purpose === 'news')!.channels
  assert.deepEqual(['email', 'sms'].map((channel) => shown.find((one) => one.channel === channel)!.until), [renewed.toISOString(), ends.toISOString()])
  const visitor = await new Visitor(app, await letIn(database, house, both.personId, both.email)).get('/me/page', { 'accept-language': 'en' })
  assert.match(textOf(visitor.html), /E-mail: Yes [^:]*holds until 2 February 2028/)
  assert.match(textOf(visitor.html), /Text message: Yes [^:]*holds until 2 March 2027/)
})

test('D7: rounds count and ask for the yes whose end is near, not for the one beside it that was just renewed', async () => {
  const overview = await bodyOf<Renewals>(browser('GET', '/api/v1/renewals'))
  assert.deepEqual(overview.months.filter((one) => one.people > 0), [{ month: '2027-03', people: 6 }])
  const rehearsed = await bodyOf<RenewalRehearsal>(browser('POST', '/api/v1/renewals/rehearsals', { purposes: ['news'], before: '2027-04-01' }))
  assert.deepEqual(rehearsed.channels.map((one) => [one.channel, one.people, one.asked, one.withoutMail]), [['sms', 6, false, 2], ['email', 1, true, 0]])
  assert.deepEqual([rehearsed.matching, rehearsed.permitted, rehearsed.reasons.map((one) => [one.rule, one.count]).toSorted()], [6, 1, [['D1j', 2], ['D7c', 2], ['D7h', 1]]])
  assert.deepEqual(await rulesFor(both, 'ask', true), ['D7c', 'D7i'])
  assert.deepEqual(await rulesFor(apart, 'ask', true), ['D7i', 'D7i'])
})

test('D7: who has no e-mail is asked on the sheet of paper, once, until when their yes holds; a tick renews it for its channel alone', async () => {
  const order = { personId: texted.personId, goesWith: 'order' as const, publicUrl: house.publicUrl }
  const { slipId } = (await database.write((tx) => sheetFor(tx, house.keeper, order)))!
  const slip = (await database.read((tx) => selectSlip(tx, texted.personId, slipId)))!
  const row = slip.rows.find((one) => one.key === 'news sms')!
  assert.equal(row.kind, 'ask')
  assert.match(row.words, /Your yes \(text message\) holds until 2 March 2027\. If you do nothing, it ends by itself then\./)
  assert.ok(slip.rows.filter((one) => one !== row).every((one) => !one.words.includes('holds until')), 'of no other line')
  assert.deepEqual(await rulesFor(texted, 'ask', true), ['D1j', 'D7g'])
  const again = await someone('paper', { mail: false })
  await say(again, 'sms')
  const early = (await database.write((tx) => sheetFor(tx, house.keeper, { ...order, personId: again.personId })))!
  assert.equal((await database.read((tx) => selectSlip(tx, again.personId, early.slipId)))!.rows.find((one) => one.key === 'news sms')!.kind, 'on', 'a yes that lasts is not asked about')
  // Ticked, it lasts a year from now; the other purpose's yes is as it was.
  await say(ticked, 'sms', { purpose: 'events' })
  const printed = (await database.write((tx) => sheetFor(tx, house.keeper, { ...order, personId: ticked.personId })))!
  const answered = await browser('POST', `/api/v1/people/${ticked.personId}/slips/${printed.slipId}/answers`, { answers: { 'news sms': 'yes' }, decisions: {}, picture: pngHead(1000, 900).toString('base64') })
  assert.equal(answered.status, 200, await answered.clone().text())
  assert.deepEqual((await groundOf(ticked))!.until, renewed)
})

test('H3: whoever takes the longer yes back is held as long as the shorter one lasts, and is told so before', async () => {
  const no = by(leaving, 'email', { kind: 'withdrawn', contactPointId: null, frequency: null })
  const told = await database.read((tx) => rehearseChoices(tx, [no]))
  assert.deepEqual(told.stays.find((one) => one.fieldKey === 'interests')?.until, { kind: 'date', at: ends })
  await database.write((tx) => recordChoices(tx, house.keeper, [no]))
  assert.deepEqual([(await groundOf(leaving))!.until, (await groundOf(leaving))!.holdUntil], [ends, ends])
})

test('D4: from the moment it ends the gate refuses that channel, before any sweep, and allows the other', async () => {
  await leapTo(database, house.keeper, daysLater(ends, -0.5))
  assert.deepEqual(await rulesFor(both), ['D4a', 'D4a'])
  database.now = ends
  assert.deepEqual(await rulesFor(both), ['D4a', 'D4e'])
  assert.deepEqual(await stateOf(both), ['given', 'given'], 'nothing has swept yet')
  assert.deepEqual(await rulesFor(texted), ['D1j', 'D4e'])
  // Something else that is said in that hour begins nothing anew.
  await say(restarted, 'email', { kind: 'withdrawn', purpose: 'tips', contactPointId: null, frequency: null })
  assert.equal((await database.read((tx) => selectGrounds(tx, [restarted.personId]))).filter((one) => one.basis === 'consent' && (!one.until || one.until > database.now)).length, 0)
})

test('H3, L1: the next sweep tells the ledger; what rested on it alone goes, and what the other yes needs stays', async () => {
  await passTo(database, house.keeper, daysLater(ends, 1))
  assert.deepEqual([await stateOf(both), await stateOf(texted), await stateOf(leaving)], [['given', 'expired'], [undefined, 'expired'], ['withdrawn', 'expired']])
  assert.deepEqual([await interestsOf(both), await interestsOf(texted), await interestsOf(leaving)], [true, false, false])
  assert.deepEqual(await rulesFor(both), ['D4a', 'D4e'])
  assert.deepEqual([(await groundOf(both))!.until, (await groundOf(both))!.endedAt], [renewed, null])
  const { rows } = await database.superuser("select evidence from ledger_entry where person_id = $1 and kind = 'expired'", [both.personId])
  assert.deepEqual(rows, [{ evidence: { retention: true } }])
})

test('L1: the days are made again from the entries and the rules, and another rule moves each of them', async () => {
  await database.superuser("update standing set until = $2 where person_id = $1 and until is not null", [both.personId, ends])
  assert.equal((await refoldEntries(database)).mended, 1)
  const until = async () => (await database.superuser("select channel, until from standing where person_id = $1 and until is not null", [both.personId])).rows
  assert.deepEqual(await until(), [{ channel: 'email', until: renewed }])
  assert.equal((await refoldEntries(database)).mended, 0)
  const twoYears = [{ purpose: 'news', from: 'consent-given' as const, months: 24 }]
  await database.write(async (tx) => [await updateYesEnds(tx, twoYears, ZONE), await updateByRules(tx, twoYears, ZONE)])
  assert.deepEqual(await until(), [{ channel: 'email', until: monthsLater(renewed, 12, ZONE) }])
  assert.deepEqual((await groundOf(both))!.until, monthsLater(renewed, 12, ZONE))
})
