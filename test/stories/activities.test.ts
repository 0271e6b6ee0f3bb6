import assert from 'node:assert/strict'
import { test } from 'node:test'
import PostalMime from 'postal-mime'
import { NOBODY } from '../../src/activities/activity.ts'
import { sweepActivities } from '../../src/activities/sweep-activities.ts'
import type { ActivitiesOfPerson, ActivityBody, ActivityDay, NewActivityBody } from '../../src/doors/api/activities-resource.ts'
import type { LoggedCallBody, MayCallAnswers, NewCallBody } from '../../src/doors/api/calls-resource.ts'
import type { ActivityCalendar, DaySettings } from '../../src/doors/api/calendar-resource.ts'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { TimelinePage } from '../../src/doors/api/people-resource.ts'
import { documentMails } from '../../src/doors/clock/document-mails.ts'
import { mailDays } from '../../src/doors/clock/mail-days.ts'
import { openTransport, type Transport } from '../../src/messages/deliver.ts'
import type { AddressedMail } from '../../src/messages/mail.ts'
import { sendDue } from '../../src/messages/send-due.ts'
import { endGrounds } from '../../src/people/end-grounds.ts'
import { selectGrounds } from '../../src/people/grounds.sql.ts'
import { letGo } from '../../src/staff/let-go.ts'
import { selectTimeline } from '../../src/rights/timeline.sql.ts'
import { newId, type PersonId } from '../../src/values/ids.ts'
import { bodyOf, signedInStaff, staffedHouse } from '../house.ts'
import { customer } from '../register.ts'

// Tasks, calls and meetings: what they rest on, when they are due, who sees them, and when they go.

const { database, house, app, browser, staffId } = await staffedHouse()
const seller = await signedInStaff(app, house, ['seller'])
const finance = await signedInStaff(app, house, ['finance'])
const DAY = 86_400_000
/** 2 March 2026, ten in the morning in Stockholm. */
const NOW = database.now
const as = { 'accept-language': 'sv' }

const api = (method: string, path: string, body?: unknown, who = browser) => who(method, `/api/v1${path}`, body, as)
const plan = (body: NewActivityBody, who = browser) => bodyOf<ActivityBody>(api('POST', '/activities', body, who))
const act = (one: ActivityBody, verb: string, who = browser) => bodyOf<ActivityBody>(api('POST', `/activities/${one.of}/${one.id}/${verb}`, undefined, who))
const change = (one: ActivityBody, body: object, who = browser) => api('PATCH', `/activities/${one.of}/${one.id}`, body, who)
const dayOf = (who = browser, whose = 'my') => bodyOf<ActivityDay>(api('GET', `/${whose}-day`, undefined, who))
const titles = (day: ActivityDay, part: string) => day.parts.find((one) => one.part === part)!.activities.map((one) => one.title)
const with_ = (personId: PersonId, who = browser) => bodyOf<ActivitiesOfPerson>(api('GET', `/people/${personId}/activities`, undefined, who))
const refusal = async (answer: Response | Promise<Response>) => {
  const { status, rule, field } = await bodyOf<ProblemDetails>(answer)
  return [status, rule, field]
}
let people = 0
async function maria(purposes: readonly string[] = ['contract']): Promise<PersonId> {
  const { personId } = await customer(database, `activities${people++}@example.org`, { values: { given_name: 'Maria', family_name: 'Lind' }, grounds: purposes.map((purpose) => ({ purpose, basis: purpose === 'events' ? 'legitimate-interest' as const : 'contract' as const })) })
  return personId
}
const sweep = () => database.write((tx) => sweepActivities(tx, 100))
const rows = async (personId: PersonId): Promise<number> => (await database.superuser('select count(*)::int as n from activity where person_id = $1', [personId])).rows[0].n
async function at<Result>(days: number, act_: () => Promise<Result>): Promise<Result> {
  database.now = new Date(NOW.getTime() + days * DAY)
  try {
    return await act_()
  } finally {
    database.now = NOW
  }
}

test('what is overdue, for today, for later and for some day stands on the list of whoever is to do it; done with one press and taken back', async () => {
  const me = await signedInStaff(app, house, ['seller'])
  const personId = await maria()
  const ring = await plan({ kind: 'call', title: 'Ring om offerten', person: personId, dueOn: '2026-03-01' }, me.browser)
  await plan({ title: 'Skicka prislista', person: personId, dueOn: '2026-03-02', dueTime: '08:00' }, me.browser)
  await plan({ title: 'Städa lagret', dueOn: '2026-03-02' }, me.browser)
  await plan({ kind: 'meeting', title: 'Visning', person: personId, dueOn: '2026-03-03', dueTime: '10:00', minutes: 60 }, me.browser)
  await plan({ title: 'Läs avtalet' }, me.browser)
  const day = await dayOf(me.browser)
  assert.deepEqual([day.today, day.zone], ['2026-03-02', 'Europe/Stockholm'])
  assert.deepEqual(['overdue', 'today', 'later', 'some-day'].map((part) => titles(day, part)), [['Ring om offerten'], ['Städa lagret', 'Skicka prislista'], ['Visning'], ['Läs avtalet']])
  // What was for eight is late at ten; what is for the whole day is not.
  assert.deepEqual(day.parts[1]!.activities.map((one) => one.late), [false, true])
  assert.deepEqual(await bodyOf(api('GET', '/my-day/count', undefined, me.browser)), { due: 3 })
  assert.equal((await act(ring, 'completions', me.browser)).doneBy, 'Astrid Nyberg')
  const after = await dayOf(me.browser)
  assert.deepEqual([titles(after, 'overdue'), after.done.map((one) => one.title)], [[], ['Ring om offerten']])
  assert.equal((await act(ring, 'reopenings', me.browser)).until, null)
  assert.deepEqual(titles(await dayOf(me.browser), 'overdue'), ['Ring om offerten'])
  assert.deepEqual(titles(await dayOf(), 'overdue'), [], 'a colleague’s')
})

test('an hour is meant on the clock of the house, also over the night when that changes', async () => {
  const before = await plan({ kind: 'meeting', title: 'Före', dueOn: '2026-03-28', dueTime: '10:00' })
  const after = await bodyOf<ActivityBody>(change(before, { dueOn: '2026-03-30' }))
  assert.deepEqual([before.dueAt, after.dueAt, after.dueTime], ['2026-03-28T09:00:00.000Z', '2026-03-30T08:00:00.000Z', '10:00'])
  assert.deepEqual((({ dueOn, dueTime }) => [dueOn, dueTime])(await bodyOf<ActivityBody>(change(after, { dueTime: null }))), ['2026-03-30', null])
  assert.deepEqual(await refusal(change(after, { dueOn: null, dueTime: '10:00' })), [400, undefined, 'dueTime'])
})

test('H1: about a person it is for a purpose that they have a living ground for, of a deal the one it rests on; and nothing is planned with whom nothing is held', async () => {
  const [both, events] = [await maria(['prospects', 'contract']), await maria(['events'])]
  assert.equal((await plan({ title: 'Ring', person: both })).purpose!.key, 'contract')
  assert.equal((await plan({ title: 'Ring', person: both, purpose: 'prospects' })).purpose!.key, 'prospects')
  assert.deepEqual(await refusal(api('POST', '/activities', { title: 'Ring', person: events })), [422, 'H1', 'purpose'])
  assert.deepEqual(await refusal(api('POST', '/activities', { title: 'Ring', person: both, purpose: 'service' })), [422, 'H1', 'purpose'])
  const pipeline = newId(NOW)
  await api('PUT', `/pipelines/${pipeline}`, { name: 'Sales', stages: [{ id: pipeline, name: 'New', chance: 10 }] })
  const asked = await bodyOf<{ id: string }>(api('POST', `/people/${events}/deals`, { name: 'Markiser', value: '100', pipeline, asked: { surface: 'phone', words: 'Rang' } }))
  const ofDeal = await plan({ title: 'Räkna på priset', person: events, deal: asked.id })
  assert.deepEqual([ofDeal.purpose!.key, ofDeal.deal], ['prospects', { id: asked.id, name: 'Markiser' }])
  const wrong: [NewActivityBody, string][] = [[{ title: 'x', person: both, deal: asked.id }, 'deal'], [{ title: 'x', company: newId(NOW) }, 'company'], [{ title: 'x', owner: newId(NOW) }, 'owner'], [{ title: ' ' }, 'title'], [{ title: 'x', purpose: 'contract' }, 'purpose']]
  for (const [body, field] of wrong) assert.deepEqual((await refusal(api('POST', '/activities', body)))[2], field)
  assert.equal((await api('POST', '/activities', { title: 'x', person: newId(NOW) })).status, 404)
})

test('D2a: nothing new is planned with somebody who has had the use of their data restricted, and what was planned can only be finished or taken away', async () => {
  const personId = await maria()
  const one = await plan({ title: 'Ring', person: personId })
  await database.superuser(`insert into restriction (person_id, purpose, field_key, since, seq) values ($1, '*', '*', $2, 1)`, [personId, NOW])
  assert.deepEqual(await refusal(api('POST', '/activities', { title: 'Ring igen', person: personId })), [422, 'D2a', 'person'])
  assert.deepEqual(await refusal(change(one, { dueOn: '2026-03-09' })), [422, 'D2a', 'person'])
  assert.deepEqual((({ restricted, purposes }) => [restricted, purposes])(await with_(personId)), [true, []])
  assert.notEqual((await act(one, 'completions')).doneAt, null)
})

test('H5: what does not belong in a title or a text is refused with its rule, and a reason lets it through once', async () => {
  const personId = await maria()
  assert.deepEqual(await refusal(api('POST', '/activities', { title: 'Ring om 19580412-9806', person: personId })), [422, 'H5.1', 'title'])
  assert.deepEqual(await refusal(api('POST', '/activities', { title: 'Ring', text: 'Hon har diabetes.' })), [422, 'H5.3', 'title'])
  const one = await plan({ title: 'Ring', person: personId, text: 'Hon har diabetes.', reason: 'Hon bad oss minnas det vid leverans.' })
  assert.equal((await change(one, { text: 'Hon har diabetes, ring först.' })).status, 200)
  assert.deepEqual(await refusal(change(one, { title: 'Hon är muslim' })), [422, 'H5.4', 'title'])
  const { rows: kept } = await database.superuser('select place, kinds from text_override where person_id = $1', [personId])
  assert.deepEqual(kept, [{ place: 'activity', kinds: ['health'] }])
})

test('H3: it goes a year after it was done, and with the last ground for its purpose; what was taken away can be brought back for a day', async () => {
  const personId = await maria()
  const done = await act(await plan({ kind: 'meeting', title: 'Möte', person: personId }), 'completions')
  assert.equal(done.until!.slice(0, 10), '2027-03-02')
  const open = await plan({ title: 'Ring', person: personId })
  const told = async () => (await database.read((tx) => selectTimeline(tx, personId, { limit: 10, activities: ['contract'] }))).filter(({ type }) => type === 'activity').map((one) => `${one.kind} ${one.detail}`).toSorted()
  assert.deepEqual(await told(), ['meeting-done Möte', 'task-planned Ring'])
  await at(366, async () => {
    assert.deepEqual(await told(), ['task-planned Ring'], 'not shown from that day, sweep or not')
    await sweep()
    assert.equal(await rows(personId), 1)
  })
  assert.equal((await api('DELETE', `/activities/${open.of}/${open.id}`, {})).status, 200)
  assert.deepEqual([(await with_(personId)).activities, await told()], [[], []])
  assert.equal((await act(open, 'restorations')).title, 'Ring')
  await database.write(async (tx) => endGrounds(tx, await selectGrounds(tx, [personId]), 'contract-end'))
  assert.deepEqual(await told(), ['task-planned Ring'], 'held as long as what the contract needs')
  await database.superuser('update ground set hold_until = $2 where person_id = $1', [personId, NOW])
  assert.deepEqual(await told(), [])
  await sweep()
  assert.equal(await rows(personId), 0)
})

test('who has a role for the purpose sees it, of others not even that it is; tasks about nobody are one’s own', async () => {
  const personId = await maria(['contract', 'service'])
  await plan({ title: 'Avtal', person: personId }, seller.browser)
  await plan({ title: 'Ärende', person: personId, purpose: 'service' }, seller.browser)
  assert.deepEqual((await with_(personId, finance.browser)).activities.map((one) => one.title), ['Avtal'])
  assert.deepEqual(await refusal(api('POST', '/activities', { title: 'x', person: personId, purpose: 'service' }, finance.browser)), [403, undefined, 'purpose'])
  const { events } = await bodyOf<TimelinePage>(api('GET', `/people/${personId}/timeline`, undefined, finance.browser))
  assert.deepEqual(events.filter(({ type }) => type === 'activity').map(({ title }) => title), ['Uppgift planerad: Avtal'])
  const { key } = await bodyOf<{ key: string }>(api('POST', '/roles', { name: 'Nameless', permissions: ['people.read', 'activities.read', 'activities.write'], purposes: null, readable: ['city'], writable: [] }))
  const nameless = (await signedInStaff(app, house, [key])).browser
  assert.deepEqual((await with_(personId, nameless)).activities, [])
  const own = await plan({ title: 'Boka lokal' }, seller.browser)
  assert.equal(own.of, NOBODY)
  assert.equal((await api('GET', `/activities/${own.of}/${own.id}`, undefined, finance.browser)).status, 404)
  assert.equal((await api('GET', `/activities/${own.of}/${own.id}`)).status, 200, 'whoever sees the team’s')
})

test('the team’s day is for those who may see it: the colleagues of one’s teams and what is nobody’s yet; about a company it stands with the company', async () => {
  const [lead, member, other] = [await signedInStaff(app, house, ['administrator']), await signedInStaff(app, house, ['seller']), await signedInStaff(app, house, ['seller'])]
  assert.equal((await api('GET', '/team-day', undefined, member.browser)).status, 403)
  const company = await bodyOf<{ id: string }>(api('POST', '/companies', { name: 'Stora Bolaget', country: 'SE', form: 'company' }))
  await plan({ title: 'Ring bolaget', company: company.id, dueOn: '2026-03-02' }, member.browser)
  await plan({ title: 'Någon annans', dueOn: '2026-03-02' }, other.browser)
  await plan({ title: 'Ingens än', dueOn: '2026-03-02', owner: null }, other.browser)
  const all = titles(await dayOf(lead.browser, 'team'), 'today')
  assert.ok(['Ring bolaget', 'Någon annans', 'Ingens än'].every((title) => all.includes(title)), 'in a house without teams everybody’s')
  assert.equal((await api('POST', '/teams', { name: 'Sälj', members: [lead.staffId, member.staffId] })).status, 201)
  assert.deepEqual(titles(await dayOf(lead.browser, 'team'), 'today').toSorted(), ['Ingens än', 'Ring bolaget'])
  assert.deepEqual((await bodyOf<{ activities: ActivityBody[] }>(api('GET', `/companies/${company.id}/activities`, undefined, member.browser))).activities.map((one) => [one.title, one.company?.name]), [['Ring bolaget', 'Stora Bolaget']])
})

/** Somebody with a telephone, whom it may be used for by these purposes. */
async function withNumber(purposes: readonly string[], number: string): Promise<PersonId> {
  const { personId } = await customer(database, `calls${people++}@example.org`, {
    values: { given_name: 'Bo' }, contactPoints: [{ kind: 'phone', value: number, canonical: number }], identifiers: [{ kind: 'phone', canonical: number }],
    grounds: purposes.map((purpose) => ({ purpose, basis: purpose === 'phone-follow-up' ? 'legitimate-interest' as const : 'contract' as const })),
  })
  return personId
}
const mayCall = async (personId: PersonId, who = browser) => (await bodyOf<MayCallAnswers>(api('GET', `/people/${personId}/call-answers`, undefined, who))).answers
const call = (personId: PersonId, body: NewCallBody, who = browser) => api('POST', `/people/${personId}/calls`, body, who)
const uses = async (personId: PersonId) => (await database.superuser('select kind, purpose, channel, rule from use_record where person_id = $1', [personId])).rows

test('D5, D6: whether one may call is asked of the gate, for what; the number stands there only with a yes, and a call is a use', async () => {
  const personId = await withNumber(['contract'], '+46701740601')
  const [first, ...others] = await mayCall(personId)
  assert.deepEqual([first!.purpose, first!.allowed, first!.rule, first!.number], ['contract', true, 'D3b', '+46701740601'])
  assert.ok(others.length > 3)
  assert.deepEqual(others.filter((one) => one.allowed || one.number !== null), [])
  const { call: logged } = await bodyOf<LoggedCallBody>(call(personId, { purpose: 'contract', outcome: 'no-answer' }))
  assert.deepEqual([logged!.title, logged!.outcome, logged!.doneBy], ['Ringde, inget svar', 'no-answer', 'Astrid Nyberg'])
  assert.deepEqual(await uses(personId), [{ kind: 'sent', purpose: 'contract', channel: 'phone', rule: 'D3b' }])
  assert.deepEqual(await refusal(call(personId, { purpose: 'prospects', outcome: 'answered' })), [422, 'D1n', 'purpose'])
  await call(personId, { purpose: 'contract', outcome: 'incoming', text: 'Undrade om leveransen.' })
  assert.equal((await uses(personId)).length, 1, 'they called us')
  const nobody = await withNumber(['contract'], '+46701740602')
  await database.superuser('update contact_point set ended_at = $2 where person_id = $1', [nobody, NOW])
  assert.deepEqual((await mayCall(nobody)).filter((one) => one.allowed), [])
  const { key } = await bodyOf<{ key: string }>(api('POST', '/roles', { name: 'Numberless', permissions: ['people.read', 'activities.read', 'activities.write'], purposes: null, readable: ['full_name'], writable: [] }))
  assert.deepEqual((({ allowed, number }) => [allowed, number])((await mayCall(personId, (await signedInStaff(app, house, [key])).browser))[0]!), [true, null])
})

test('a planned call is done with how it went, and calling back plans the next', async () => {
  const personId = await withNumber(['contract'], '+46701740603')
  const planned = await plan({ kind: 'call', title: 'Ring om offerten', person: personId, dueOn: '2026-03-02' })
  const logged = await bodyOf<LoggedCallBody>(call(personId, { purpose: 'contract', outcome: 'call-back', planned: planned.id, again: { on: '2026-03-04', time: '09:30' } }))
  assert.deepEqual([logged.call!.id, logged.call!.outcome], [planned.id, 'call-back'])
  assert.deepEqual([logged.again!.title, logged.again!.kind, logged.again!.dueAt], ['Ring igen', 'call', '2026-03-04T08:30:00.000Z'])
  assert.equal((await call(personId, { purpose: 'contract', outcome: 'answered', planned: planned.id })).status, 400, 'it has been made')
  assert.deepEqual((await with_(personId)).activities.map((one) => one.title), ['Ring igen', 'Ring om offerten'])
})

test('D2b: whoever does not want to be called has objected, by the recorder, with receipt and ledger; from then the gate says no, and the no is heard whatever the call was', async () => {
  const personId = await withNumber(['contract', 'phone-follow-up'], '+46701740604')
  assert.equal((await mayCall(personId)).find((one) => one.purpose === 'phone-follow-up')!.allowed, true)
  const logged = await bodyOf<LoggedCallBody>(call(personId, { purpose: 'phone-follow-up', outcome: 'do-not-call' }))
  assert.deepEqual([logged.saidNo, logged.call], [true, null], 'the ground has ended, and the call with it')
  const { rows: [entry] } = await database.superuser(`select kind, purpose, channel, surface, evidence ->> 'kind' as evidence from ledger_entry where person_id = $1 order by seq desc limit 1`, [personId])
  assert.deepEqual(entry, { kind: 'objected', purpose: null, channel: 'phone', surface: 'phone', evidence: 'call-note' })
  const after = await mayCall(personId)
  assert.equal(after.find((one) => one.purpose === 'phone-follow-up')!.allowed, false)
  assert.equal(after.find((one) => one.purpose === 'contract')!.allowed, true, 'what is of the agreement goes on')
  assert.deepEqual((await refusal(call(personId, { purpose: 'phone-follow-up', outcome: 'answered' })))[0], 422)
  const stranger = await withNumber(['events'], '+46701740605')
  await database.superuser('update ground set ended_at = $2 where person_id = $1', [stranger, NOW])
  const heard = await bodyOf<LoggedCallBody>(call(stranger, { purpose: 'phone-follow-up', outcome: 'do-not-call' }))
  assert.deepEqual([heard.saidNo, heard.call, await rows(stranger)], [true, null, 0])
})

test('who leaves hands over what is still to be done, and what was done stays theirs', async () => {
  const personId = await maria()
  const leaver = await signedInStaff(app, house, ['seller'])
  const [open, done] = [await plan({ title: 'Ring', person: personId }, leaver.browser), await plan({ title: 'Mejla', person: personId }, leaver.browser)]
  await act(done, 'completions', leaver.browser)
  assert.equal((await api('POST', `/colleagues/${leaver.staffId}/departures`, { handTo: staffId })).status, 201)
  while (await database.write((tx) => letGo(tx, house.keeper))) { /* until everything is handed over */ }
  const { rows: owners } = await database.superuser('select title, owner from activity where activity_id = any ($1) order by title', [[open.id, done.id]])
  assert.deepEqual(owners, [{ title: 'Mejla', owner: leaver.staffId }, { title: 'Ring', owner: staffId }])
})

const feedOf = async (address: string) => app.request(new URL(address).pathname)
const unfolded = async (answer: Response) => (await answer.text()).replaceAll('\r\n ', '').split('\r\n')

test('a colleague’s calendar is read by a secret address that is kept as a hash, names nobody, and ends when they say so, lose the right or leave', async () => {
  const me = await signedInStaff(app, house, ['seller'])
  const personId = await maria()
  const meeting = await plan({ kind: 'meeting', title: 'Visning för Maria Lind', text: 'Vill se lampan.', person: personId, dueOn: '2026-03-30', dueTime: '10:00', minutes: 45 }, me.browser)
  await plan({ title: 'Städa, sedan sopa', dueOn: '2026-03-29' }, me.browser)
  await plan({ title: 'Någon gång' }, me.browser)
  const make = async () => (await bodyOf<{ address: string }>(api('POST', '/my-calendar/addresses', undefined, me.browser))).address
  const address = await make()
  assert.match(address, /\/calendar\/[\w-]{43}\.ics$/)
  const answer = await feedOf(address)
  assert.deepEqual([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')], [200, 'text/calendar; charset=utf-8', 'private, no-store'])
  const lines = await unfolded(answer)
  assert.deepEqual(lines.filter((line) => line.startsWith('SUMMARY:')), ['SUMMARY:Städa\\, sedan sopa', 'SUMMARY:Möte'])
  assert.deepEqual(lines.filter((line) => /^DT(?:START|END)/.test(line)), ['DTSTART;VALUE=DATE:20260329', 'DTEND;VALUE=DATE:20260330', 'DTSTART:20260330T080000Z', 'DTEND:20260330T084500Z'])
  assert.ok(lines.includes(`UID:${meeting.id}@localhost`))
  assert.doesNotMatch(lines.join('\n'), /Maria|Lind|lampan|Visning/)
  const before = await bodyOf<ActivityBody>(change(meeting, { dueTime: '11:00' }, me.browser))
  assert.ok((await unfolded(await feedOf(address))).includes('SEQUENCE:1'), before.title)
  const { rows: [kept] } = await database.superuser('select * from calendar_feed where staff_id = $1', [me.staffId])
  assert.ok(!JSON.stringify(kept).includes(new URL(address).pathname.slice(10, 53)))
  const second = await make()
  assert.deepEqual([(await feedOf(address)).status, (await feedOf(second)).status], [404, 200], 'a new one ends the one before')
  await database.superuser('update staff_role_of set ended_at = $2 where staff_id = $1', [me.staffId, NOW])
  assert.equal((await feedOf(second)).status, 404, 'without the right')
  await database.superuser('update staff_role_of set ended_at = null where staff_id = $1', [me.staffId])
  assert.equal((await bodyOf<DaySettings>(api('DELETE', '/my-calendar/addresses', {}, me.browser))).feedSince, null)
  assert.equal((await feedOf(second)).status, 404)
  const third = await make()
  await api('POST', `/colleagues/${me.staffId}/departures`, { handTo: staffId })
  assert.equal((await feedOf(third)).status, 404, 'who has left')
})

test('the calendar shows what is due in its days on the clock of the house, and never more than two months', async () => {
  const me = await signedInStaff(app, house, ['seller'])
  await plan({ title: 'Sista kvällen', dueOn: '2026-03-31', dueTime: '23:30' }, me.browser)
  await plan({ title: 'Första morgonen', dueOn: '2026-04-01' }, me.browser)
  const month = async (from: string, until: string) => (await bodyOf<ActivityCalendar>(api('GET', `/my-calendar?from=${from}&until=${until}`, undefined, me.browser))).activities.map((one) => one.title)
  assert.deepEqual(await month('2026-03-01', '2026-04-01'), ['Sista kvällen'])
  assert.deepEqual(await month('2026-04-01', '2026-05-01'), ['Första morgonen'])
  assert.deepEqual(await refusal(api('GET', '/my-calendar?from=2026-01-01&until=2026-04-01', undefined, me.browser)), [400, undefined, 'until'])
  assert.equal((await api('GET', '/team-calendar?from=2026-03-01&until=2026-04-01', undefined, me.browser)).status, 403)
})

const transport = openTransport({ mailFrom: house.settings.mailFrom, smtpUrl: undefined, dkim: undefined })
const sendAll = () => sendDue(database, { keeper: house.keeper, transport, publicUrl: house.publicUrl, documents: documentMails(house.keeper) }, { by: 'test', onError: (error) => assert.fail(String(error)) })
async function mailsTo(personId: PersonId) {
  const { rows: mails } = await database.superuser('select subject, source from outbox_mail where person_id = $1 order by outbox_mail_id', [personId])
  return Promise.all(mails.map(async ({ subject, source }: { subject: string; source: Buffer }) => ({ subject, calendar: (await PostalMime.parse(source)).attachments.find((one) => one.mimeType === 'text/calendar'), source: source.toString() })))
}

test('a customer is invited by mail, hears when the meeting moves or is off, and not whom the gate refuses', async () => {
  const personId = await maria()
  const meeting = await plan({ kind: 'meeting', title: 'Visning', text: 'Räkna med rabatt.', person: personId, dueOn: '2026-03-28', dueTime: '10:00' })
  assert.equal((await api('POST', `/activities/${meeting.of}/${meeting.id}/invitations`)).status, 201)
  await sendAll()
  database.now = new Date(database.now.getTime() + 1_000)
  assert.equal((await bodyOf<ActivityBody>(api('GET', `/activities/${meeting.of}/${meeting.id}`))).invited, 'sent')
  await change(meeting, { dueOn: '2026-03-30' })
  await sendAll()
  database.now = new Date(database.now.getTime() + 1_000)
  await api('DELETE', `/activities/${meeting.of}/${meeting.id}`, {})
  await sendAll()
  database.now = new Date(database.now.getTime() + 1_000)
  const mails = await mailsTo(personId)
  assert.deepEqual(mails.map((one) => one.subject.split(',')[0]), ['Möte: Visning', 'Möte: Visning', 'Inställt: Visning'])
  const text = (one: (typeof mails)[number]) => Buffer.from(one.calendar!.content as ArrayBuffer).toString().replaceAll('\r\n ', '')
  assert.deepEqual(mails.map((one) => /METHOD:(\w+)/.exec(text(one))![1]), ['REQUEST', 'REQUEST', 'CANCEL'])
  assert.deepEqual(mails.map((one) => Number(/SEQUENCE:(\d+)/.exec(text(one))![1])), [0, 1, 2])
  assert.equal(new Set(mails.map((one) => /UID:(.*)/.exec(text(one))![1])).size, 1)
  assert.deepEqual(mails.map((one) => /DTSTART:(\w+)/.exec(text(one))![1]), ['20260328T090000Z', '20260330T080000Z', '20260330T080000Z'])
  assert.match(mails[0]!.source, /Content-Type: text\/calendar; charset=utf-8; method=REQUEST/i)
  assert.doesNotMatch(mails.map((one) => one.source).join(), /rabatt/)
  // Moved twice before anything has gone: one mail tells of it.
  const moved = await plan({ kind: 'meeting', title: 'Möte två', person: personId, dueOn: '2026-04-01', dueTime: '10:00' })
  await api('POST', `/activities/${moved.of}/${moved.id}/invitations`)
  await change(moved, { dueTime: '11:00' })
  await sendAll()
  database.now = new Date(database.now.getTime() + 1_000)
  assert.equal((await mailsTo(personId)).length, 4)
  const restricted = await maria()
  const other = await plan({ kind: 'meeting', title: 'Möte', person: restricted, dueOn: '2026-04-01', dueTime: '10:00' })
  await api('POST', `/activities/${other.of}/${other.id}/invitations`)
  await database.superuser(`insert into restriction (person_id, purpose, field_key, since, seq) values ($1, '*', '*', $2, 1)`, [restricted, NOW])
  await sendAll()
  database.now = new Date(database.now.getTime() + 1_000)
  assert.deepEqual(await mailsTo(restricted), [])
  assert.equal((await bodyOf<ActivityBody>(api('GET', `/activities/${other.of}/${other.id}`))).invited, 'left-out')
  for (const body of [{ title: 'x', person: personId, dueOn: '2026-04-01' }, { kind: 'meeting' as const, title: 'x', person: personId, dueOn: '2026-04-01' }]) {
    const one = await plan(body)
    assert.equal((await api('POST', `/activities/${one.of}/${one.id}/invitations`)).status, 400)
  }
  database.now = NOW
})

test('who wants it gets one mail each morning with how much there is, by number alone; who has nothing gets none', async () => {
  const [me, idle] = [await signedInStaff(app, house, ['seller']), await signedInStaff(app, house, ['seller'])]
  await database.superuser(`update staff set email = case staff_id when $1 then 'me@example.org' else 'idle@example.org' end where staff_id in ($1, $2)`, [me.staffId, idle.staffId])
  for (const one of [me, idle]) assert.equal((await bodyOf<DaySettings>(api('PUT', '/my-day/settings', { mail: true }, one.browser))).mail, true)
  await plan({ title: 'Ring Maria Lind', person: await maria(), dueOn: '2026-03-02' }, me.browser)
  await plan({ title: 'Försenat', dueOn: '2026-03-01' }, me.browser)
  const sent: AddressedMail[] = []
  const posting: Transport = { ...transport, post: async (mail) => (sent.push(mail), 'accepted') }
  const early = database.now
  database.now = new Date('2026-03-02T05:30:00Z')
  await mailDays(house, posting)
  assert.equal(sent.length, 0, 'before seven')
  database.now = early
  await mailDays(house, posting)
  await mailDays(house, posting)
  assert.deepEqual(sent.map((one) => [one.to.recipient, one.subject]), [['me@example.org', '2 saker att göra i dag']])
  assert.doesNotMatch(sent[0]!.text, /Maria|Ring|Försenat/)
  await at(1, () => mailDays(house, posting))
  assert.equal(sent.length, 2)
  await api('PUT', '/my-day/settings', { mail: false }, me.browser)
  await at(2, () => mailDays(house, posting))
  assert.equal(sent.length, 2)
})
