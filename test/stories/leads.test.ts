import assert from 'node:assert/strict'
import { test } from 'node:test'
import PostalMime from 'postal-mime'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { CardReading, LeadBody, LeadItem, LeadList, NewLeadBody, StartedLeadBody } from '../../src/doors/api/leads-resource.ts'
import type { TimelinePage } from '../../src/doors/api/people-resource.ts'
import { sweepLeads } from '../../src/leads/sweep-leads.ts'
import { selectEntries } from '../../src/ledger/entries.sql.ts'
import { selectGrounds } from '../../src/people/grounds.sql.ts'
import { selectPeople } from '../../src/people/people.sql.ts'
import { selectValues } from '../../src/people/values.sql.ts'
import { decideFor } from '../../src/decisions/decide-for.ts'
import { newId, type PersonId } from '../../src/values/ids.ts'
import { Visitor, textOf } from '../customer-house.ts'
import { bodyOf, signedInStaff, staffedHouse } from '../house.ts'
import { sendAll, sendingTo } from '../post-office.ts'
import { customer } from '../register.ts'
import { leapTo, passTo } from '../sweeping.ts'

// Leads: what makes somebody one, what they are told and can say, and how each of them ends.

const { database, house, app, staffId, ...desk } = await staffedHouse()
let { browser } = desk
const sending = sendingTo(house.keeper, undefined)
/** Lets time pass, and signs in anew: sessions end. */
async function later(day: string, pass = false): Promise<void> {
  if (pass) await passTo(database, house.keeper, new Date(`${day}T08:00:00Z`))
  else database.now = new Date(`${day}T08:00:00Z`)
  browser = (await signedInStaff(app, house)).browser
}

const api = (method: string, path: string, body?: unknown, who = browser) => who(method, `/api/v1${path}`, body, { 'accept-language': 'en' })
const CARD = 'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lindqvist;Eva;;;\r\nORG:Markisbolaget AB\r\nTITLE:Inköpschef\r\nTEL;TYPE=CELL:+46 70 123 45 67\r\nEMAIL:eva@markisbolaget.example\r\nADR:;;Storgatan 1;Lund;;222 22;Sweden\r\nBDAY:1980-03-22\r\nURL:https://markis.example\r\nNOTE:likes sailing\r\nEND:VCARD\r\n'
let made = 0
const somebody = (more: Partial<NewLeadBody> = {}): NewLeadBody => ({
  source: 'card', place: 'Husmässan i Lund', values: { given_name: 'Eva', family_name: `Nummer${++made}`, title: 'Inköpschef' }, contactPoints: [{ kind: 'email', value: `eva${made}@markisbolaget.example` }], country: 'SE', ...more,
})
async function lead(more: Partial<NewLeadBody> = {}): Promise<{ personId: PersonId; path: string } & StartedLeadBody> {
  const answer = await api('POST', '/leads', somebody(more))
  assert.equal(answer.status, 201, await answer.clone().text())
  const started = await bodyOf<StartedLeadBody>(answer)
  return { ...started, personId: started.person as PersonId, path: `/people/${started.person}/leads/${started.id}` }
}
const shown = (path: string) => bodyOf<LeadBody>(api('GET', path))
const problemOf = async (answer: Response | Promise<Response>) => {
  const { status, field, rule } = await bodyOf<ProblemDetails>(answer)
  return [status, field, rule]
}
const grounds = async (personId: PersonId) => (await database.read((tx) => selectGrounds(tx, [personId]))).map((one) => `${one.purpose} ${one.endedWhy ?? 'lives'}`).toSorted()
const isHere = async (personId: PersonId) => (await database.read((tx) => selectPeople(tx, [personId]))).length === 1
const mayMail = async (personId: PersonId, purpose: string, channel: 'email' | 'phone' = 'email') => (await database.read((tx) => decideFor(tx, [personId], [{ purpose, channel, use: 'send' }])))[0]!.allowed

/** The mail that went to somebody, read as they read it. */
async function mailTo(personId: PersonId) {
  await sendAll(database, sending)
  const { rows } = await database.superuser("select source from outbox_mail where person_id = $1 and kind = 'lead'", [personId])
  assert.equal(rows.length, 1)
  const mail = await PostalMime.parse(rows[0].source as Buffer)
  return { subject: mail.subject!, text: mail.text!.replaceAll(/\s+/g, ' '), link: /https:\/\/[^/\s]+(\/follow-ups\/[\w-]{43})/.exec(mail.text!)![1]! }
}

test('a card is read beside what getting in touch needs: the rest is left out and named, and nothing is kept by reading', async () => {
  const { personId } = await customer(database, 'eva@markisbolaget.example', { values: { given_name: 'Eva', family_name: 'Lindqvist' } })
  const read = await bodyOf<CardReading>(api('POST', '/business-cards', { text: CARD }))
  assert.deepEqual(read.fields.filter((one) => one.needed).map((one) => one.key), ['given_name', 'family_name', 'company_name', 'title'])
  assert.deepEqual(read.fields.filter((one) => !one.needed).map((one) => one.label), ['Street', 'Postal code', 'Town', 'Date of birth'])
  assert.deepEqual([read.contactPoints, read.others.map((one) => one.name), read.country], [[{ kind: 'email', value: 'eva@markisbolaget.example' }, { kind: 'phone', value: '+46 70 123 45 67' }], ['NOTE', 'URL'], 'SE'])
  assert.deepEqual(read.known, [{ id: personId, name: 'Eva Lindqvist', by: 'email' }])
  const mecard = await bodyOf<CardReading>(api('POST', '/business-cards', { text: 'MECARD:N:Berg,Siv;TEL:+4712345678;EMAIL:siv@berg.example;;' }))
  assert.deepEqual(mecard.fields.map((one) => one.value), ['Siv', 'Berg'])
  for (const text of ['https://example.org', 'WIFI:T:WPA;S:net;P:x;;', 'BEGIN:VCARD']) assert.deepEqual(await problemOf(api('POST', '/business-cards', { text })), [400, 'text', undefined])
})

test('H1, art. 14: saving makes a lead with only what is needed, a ground that ends by itself, and one mail with what is held, from where and the choices; never a subscriber', async () => {
  const one = await lead({ values: { given_name: 'Eva', family_name: 'Ek', title: 'Inköpschef', city: 'Lund' }, said: 'Vill veta mer om markiser' })
  assert.deepEqual([one.known, one.mailed, one.leftOut.map(({ field, rule }) => [field, rule])], [false, true, [['city', 'H1']]])
  assert.deepEqual((await database.read((tx) => selectValues(tx, [one.personId]))).map((value) => value.fieldKey).toSorted(), ['family_name', 'given_name', 'title'])
  const { until, deletedOn, state, owner, asked, tellBy, purpose } = await shown(one.path)
  assert.deepEqual([until?.slice(0, 10), deletedOn?.slice(0, 10), state, owner?.id, asked, tellBy?.slice(0, 10), purpose.key], ['2026-05-02', '2026-05-02', 'new', staffId, false, '2026-04-02', 'follow-up'])
  const mail = await mailTo(one.personId)
  assert.match(mail.text, /senast 2 maj 2026.*Ja, kontakta mig.*Nej, glöm mig.*Husmässan i Lund.*Förnamn.*Uppföljning av kontakt/)
  assert.doesNotMatch(`${mail.subject} ${mail.text}`, /Eva|markiser/)
  assert.deepEqual([await mayMail(one.personId, 'news'), await mayMail(one.personId, 'follow-up'), await mayMail(one.personId, 'prospects')], [false, false, false])
  const [entry] = (await database.read((tx) => selectEntries(tx, [one.personId]))).toReversed()
  assert.equal(entry!.kind, 'notice-shown')
  assert.equal((await shown(one.path)).tellBy, null)
  // Told once: a second lead of the same person sends no second mail, and makes no second record.
  const again = await lead({ values: { given_name: 'Eva', family_name: 'Ek' }, contactPoints: [{ kind: 'email', value: `eva${made}@markisbolaget.example` }], place: 'Mässan i Oslo' })
  assert.deepEqual([again.person, again.known, again.mailed], [one.person, true, false])
})

test('yes in the mail: they asked themself from then on and may be written to; a tick that nobody set is a subscription, without it there is none; the link takes one yes', async () => {
  const [plain, reader] = [await lead(), await lead()]
  for (const [one, ticks] of [[plain, {}], [reader, { news: 'yes' }]] as const) {
    const { link } = await mailTo(one.personId)
    const page = await new Visitor(app).get(link)
    assert.deepEqual([page.status, /checked/.test(page.html), /Eva/.test(page.html)], [200, false, false])
    // Opening it, as scanners do, says nothing.
    assert.equal((await shown(one.path)).state, 'new')
    await page.press('Ja, kontakta mig', ticks)
    assert.match(textOf(page.html), /Tack, vi hör av oss/)
    const { state, asked, until } = await shown(one.path)
    assert.deepEqual([state, asked, until?.slice(0, 10)], ['answered', true, '2026-05-02'])
    assert.deepEqual(await Promise.all([mayMail(one.personId, 'prospects'), mayMail(one.personId, 'follow-up')]), [true, false])
    await assert.rejects((await new Visitor(app).get(link)).press('Ja, kontakta mig'), /no button/)
  }
  const said = async ({ personId }: typeof plain) => (await database.read((tx) => selectEntries(tx, [personId]))).filter((entry) => entry.purpose === 'news').map((entry) => entry.kind)
  assert.deepEqual([await said(plain), await said(reader)], [[], ['given']])
  assert.deepEqual([await mayMail(plain.personId, 'news'), await mayMail(reader.personId, 'news')], [false, true])
})

test('D8: whoever has no address is told when they are first called, and not called without; then a no on the phone ends everything at once', async () => {
  const one = await lead({ contactPoints: [{ kind: 'phone', value: '+46 70 123 45 01' }], source: 'referral', place: 'Anna på Bygg AB' })
  assert.deepEqual([one.mailed, await mayMail(one.personId, 'follow-up', 'phone')], [false, true])
  assert.deepEqual(await problemOf(api('POST', `${one.path}/contacts`, { surface: 'phone' })), [422, 'told', 'D8'])
  const called = await bodyOf<LeadBody>(api('POST', `${one.path}/contacts`, { surface: 'phone', told: true }))
  assert.deepEqual([called.state, called.tellBy, called.changes.map((change) => change.kind).toSorted()], ['contacted', null, ['begun', 'contacted', 'told']])
  const declined = await bodyOf<LeadBody>(api('POST', `${one.path}/endings`, { why: 'said-no' }))
  assert.deepEqual([declined.state, declined.deletedOn, await mayMail(one.personId, 'follow-up', 'phone')], ['declined', database.now.toISOString(), false])
  const [entry] = (await database.read((tx) => selectEntries(tx, [one.personId]))).toReversed()
  assert.deepEqual([entry!.kind, entry!.purpose, entry!.actor.kind], ['withdrawn', 'follow-up', 'staff'])
  const mine = await lead()
  await api('POST', `${mine.path}/endings`, { why: 'not-for-us' })
  assert.deepEqual(await grounds(mine.personId), ['follow-up lead-declined'])
})

test('H1: a lead becomes a deal when they have asked, in the mail or as the colleague heard it; the deal then says how long everything lasts', async () => {
  const pipeline = newId(database.now)
  await api('PUT', `/pipelines/${pipeline}`, { name: 'Sales', stages: [{ id: newId(database.now), name: 'New', chance: 10 }] })
  const deal = { name: 'Awnings', value: '12500', pipeline }
  const [met, asked] = [await lead(), await lead({ asked: 'counter', said: 'Vill ha pris på markiser' })]
  assert.deepEqual([await grounds(asked.personId), (await shown(asked.path)).until?.slice(0, 10)], [['prospects lives'], '2026-05-02'])
  assert.deepEqual(await problemOf(api('POST', `${met.path}/deals`, deal)), [422, 'asked', 'H1'])
  assert.deepEqual([(await shown(met.path)).state, await grounds(met.personId)], ['new', ['follow-up lives']])
  for (const [one, body] of [[met, { ...deal, asked: { surface: 'phone', words: 'Ringde och bad om pris' } }], [asked, deal]] as const) {
    const answer = await api('POST', `${one.path}/deals`, body)
    assert.equal(answer.status, 201, await answer.clone().text())
    const { id } = await bodyOf<{ id: string }>(answer)
    const now = await shown(one.path)
    assert.deepEqual([now.state, now.until, (await grounds(one.personId)).filter((ground) => ground.endsWith('lives'))], ['qualified', null, ['prospects lives']])
    await api('POST', `/people/${one.personId}/deals/${id}/endings`, { state: 'lost', why: 'price' })
    assert.ok((await grounds(one.personId)).includes('prospects deal-lost'))
  }
  const customerLead = await customer(database, 'kund@example.org', { values: { given_name: 'Kim', family_name: 'Kund' } })
  const known = await lead({ values: { given_name: 'Kim', family_name: 'Kund' }, contactPoints: [{ kind: 'email', value: 'kund@example.org' }] })
  assert.deepEqual([known.person, known.known, known.mailed], [customerLead.personId, true, false])
})

test('another system makes leads for a purpose of its key, and learns nothing of who was known; a colleague without the names sees none', async () => {
  const keyFor = async (purposes: string[], speaksForPerson = false) => {
    const { key } = await bodyOf<{ key: string }>(api('POST', '/api-keys', { name: 'Web', purposes, speaksForPerson }))
    return (method: string, path: string, body: unknown) => app.request(`/api/v1${path}`, { method, body: JSON.stringify(body), headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' } })
  }
  const [shop, other, voice] = [await keyFor(['follow-up']), await keyFor(['news']), await keyFor(['prospects'], true)]
  const fromShop = await bodyOf<StartedLeadBody>(shop('POST', '/leads', somebody({ source: 'list', contactPoints: [{ kind: 'email', value: 'kund@example.org' }], values: { given_name: 'Kim', family_name: 'Kund' } })))
  assert.equal(fromShop.known, false)
  assert.deepEqual(await problemOf(other('POST', '/leads', somebody())), [403, 'asked', undefined])
  assert.deepEqual(await problemOf(shop('POST', '/leads', somebody({ collected: 'self' }))), [400, 'collected', undefined])
  const own = await bodyOf<StartedLeadBody>(voice('POST', '/leads', somebody({ collected: 'self', asked: 'web' })))
  assert.equal(own.mailed, false)
  const { key } = await bodyOf<{ key: string }>(api('POST', '/roles', { name: 'Counter', permissions: ['leads.read', 'leads.write'], purposes: null, readable: ['city'], writable: [] }))
  const narrow = (await signedInStaff(app, house, [key])).browser
  for (const path of ['/leads', `/people/${own.person}/leads`, `/people/${own.person}/leads/${own.id}`]) assert.equal((await api('GET', path, undefined, narrow)).status, 403, path)
})

test('a lead stands with its person and on the timeline, for those who may see it, and is handed to a colleague', async () => {
  const one = await lead()
  const colleague = await signedInStaff(app, house, ['seller'])
  const handed = await bodyOf<LeadBody>(api('PATCH', one.path, { owner: colleague.staffId }))
  assert.equal(handed.owner?.id, colleague.staffId)
  assert.deepEqual((await problemOf(api('PATCH', one.path, { owner: newId(database.now) }))).slice(0, 2), [400, 'owner'])
  assert.deepEqual((await bodyOf<LeadList>(api('GET', '/leads?owner=me', undefined, colleague.browser))).leads.map((item) => item.id), [one.id])
  assert.deepEqual((await bodyOf<{ leads: LeadItem[] }>(api('GET', `/people/${one.personId}/leads`))).leads.map((item) => item.id), [one.id])
  const told = async (who = browser) => (await bodyOf<TimelinePage>(api('GET', `/people/${one.personId}/timeline`, undefined, who))).events.filter(({ type }) => type === 'lead').map((event) => [event.title, event.lead]).toSorted()
  assert.deepEqual(await told(), [['Lead handed over: Husmässan i Lund', one.id], ['Lead: Husmässan i Lund', one.id]])
  const { key: reader } = await bodyOf<{ key: string }>(api('POST', '/roles', { name: 'Reader', permissions: ['people.read'], purposes: null, readable: null, writable: [] }))
  assert.deepEqual(await told((await signedInStaff(app, house, [reader])).browser), [])
})

test('H3, D9: no in the mail stops use at once and forgets in fourteen days, also after a yes; no card and no list makes them a lead again', async () => {
  const [one, other] = [await lead({ contactPoints: [{ kind: 'email', value: 'no@markis.example' }] }), await lead()]
  const { link } = await mailTo(one.personId)
  await (await new Visitor(app).get(link)).press('Nej, glöm mig')
  assert.deepEqual([(await shown(one.path)).state, (await shown(one.path)).deletedOn?.slice(0, 10), await grounds(one.personId)], ['declined', '2026-03-16', ['follow-up unproved-no']])
  assert.deepEqual(await problemOf(api('POST', '/leads', { ...somebody({ contactPoints: [{ kind: 'email', value: 'no@markis.example' }] }), values: {} })), [422, undefined, 'D9'])
  const changed = await mailTo(other.personId)
  await (await new Visitor(app).get(changed.link)).press('Ja, kontakta mig')
  await (await new Visitor(app).get(changed.link)).press('Nej, glöm mig')
  assert.deepEqual([(await shown(other.path)).state, await mayMail(other.personId, 'prospects')], ['declined', false])
  assert.equal((await api('POST', `${one.path}/contacts`, { surface: 'phone', told: true })).status, 409)
  await sendAll(database, sending)
  await later('2026-03-18', true)
  assert.deepEqual([await isHere(one.personId), await isHere(other.personId)], [false, false])
})

test('nobody who does not answer stays: the lead is over on its day and everything goes; a new reason lets it last, the same words do not', async () => {
  const [silent, renewed] = [await lead({ said: 'Vill veta mer' }), await lead({ said: 'Bad om broschyr' })]
  await later('2026-05-04')
  assert.deepEqual(await problemOf(api('POST', `${renewed.path}/renewals`, { words: 'bad om BROSCHYR' })), [400, 'words', undefined])
  assert.deepEqual(await problemOf(api('POST', `${renewed.path}/renewals`, { words: 'Hon har cancer' })), [422, 'words', 'H5.3'])
  const { until, changes } = await bodyOf<LeadBody>(api('POST', `${renewed.path}/renewals`, { words: 'Mejlade och ville ses i juni' }))
  assert.deepEqual([until?.slice(0, 10), changes[0]!.kind, changes[0]!.words], ['2026-07-04', 'renewed', 'Mejlade och ville ses i juni'])
  const ending = await bodyOf<LeadList>(api('GET', '/leads'))
  assert.ok(ending.leads.findIndex((one) => one.id === silent.id) < ending.leads.findIndex((one) => one.id === renewed.id))
  await later('2026-05-13')
  const soon = await bodyOf<LeadList>(api('GET', '/leads?ends=soon'))
  assert.deepEqual([soon.leads.some((one) => one.id === silent.id), soon.leads.some((one) => one.id === renewed.id), soon.months], [true, false, 2])
  await sendAll(database, sending)
  await leapTo(database, house.keeper, new Date('2026-05-20T08:00:00Z'))
  await later('2026-05-20')
  await database.erase(sweepLeads)
  assert.deepEqual([await isHere(silent.personId), await isHere(renewed.personId)], [false, true])
  assert.equal((await shown(renewed.path)).state, 'new')
  const { rows } = await database.superuser('select (select count(*)::int from lead where person_id = $1) as leads, (select count(*)::int from lead_change where person_id = $1) as changes', [silent.personId])
  assert.deepEqual(rows, [{ leads: 0, changes: 0 }])
})
