// long: every link a mail can carry, tried in one house.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { selectStandings } from '../../src/consent/standing.sql.ts'
import { effectiveChoice } from '../../src/consent/standing.ts'
import { selectEntries } from '../../src/ledger/entries.sql.ts'
import { callWriteValues, selectBlocks, selectContactPoints, selectValues, updateEndedContactPoint } from '../../src/people/values.sql.ts'
import { selectWording } from '../../src/purposes/catalogue.sql.ts'
import { daysLater, monthsLater } from '../../src/values/moment.ts'
import type { ContactPointId, PersonId } from '../../src/values/ids.ts'
import { choice, customerHouse, mintLink, record, textOf, Visitor } from '../customer-house.ts'
import { customer } from '../register.ts'
import { rowHash } from '../row-hash.ts'

const { database, house, app } = await customerHouse()

const START = new Date('2026-03-02T09:00:00Z')
const NAMES = { given_name: 'Ingegerd', family_name: 'Ovanlig' }

async function subscriber(email: string, more: object = {}): Promise<{ personId: PersonId; contactPointId: ContactPointId }> {
  const one = await customer(database, email, { values: NAMES, ...more })
  await record(database, house, choice(one.personId, { contactPointId: one.email.contactPointId }))
  return { personId: one.personId, contactPointId: one.email.contactPointId }
}

async function kindsOf(personId: PersonId): Promise<string[]> {
  return (await database.read((tx) => selectEntries(tx, [personId]))).map((entry) => `${entry.kind} ${entry.purpose ?? '*'} ${entry.channel ?? '*'}`)
}

async function stateOf(personId: PersonId, purpose = 'news', channel = 'email'): Promise<string | undefined> {
  const standing = (await database.read((tx) => selectStandings(tx, [personId]))).get(personId)!
  return effectiveChoice(standing, purpose, channel, true)?.state
}

test('AU-12, H3: the page behind a link names nobody, looks the same whatever is chosen, and takes a no', async () => {
  const one = await subscriber('link1@example.org')
  const other = await customer(database, 'link2@example.org', { values: { given_name: 'Annan' } })
  const [token, silent] = [await mintLink(database, { kind: 'stop', ...one }), await mintLink(database, { kind: 'stop', personId: other.personId, contactPointId: other.email.contactPointId })]
  const visitor = new Visitor(app)
  await visitor.get(`/choices/${token}`)
  const text = textOf(visitor.html)
  for (const secret of ['Ingegerd', 'Ovanlig', 'link1@example.org', one.personId]) assert.ok(!visitor.html.includes(secret), secret)
  for (const purpose of ['Nyheter', 'Evenemang', 'Tävlingar', 'Undersökningar']) assert.ok(text.includes(purpose), purpose)
  assert.equal(visitor.html.match(/checked/g), null)
  const elsewhere = new Visitor(app)
  await elsewhere.get(`/choices/${silent}`)
  const bare = (html: string) => html.replaceAll(/value="[\w-]{43}"/g, '').replaceAll(token, '').replaceAll(silent, '')
  assert.equal(bare(visitor.html), bare(elsewhere.html), 'who has said yes and who has said nothing see the same page')

  await visitor.press('Spara mina nej', { no: 'news email' })
  assert.equal(visitor.status, 200)
  assert.match(textOf(visitor.html), /Nyheter: Nej med e-post/)
  assert.ok(!visitor.html.includes('Ingegerd'))
  assert.deepEqual(await kindsOf(one.personId), ['given news email', 'withdrawn news email'])
  assert.equal(await stateOf(one.personId), 'withdrawn')
})

test('through a link come no to all, stop asking and some noes, never a yes; each keeps the words that were pressed', async () => {
  const one = await subscriber('wide@example.org')
  const token = await mintLink(database, { kind: 'stop', ...one })
  const visitor = await new Visitor(app).get(`/choices/${token}`)
  await visitor.press('Sluta fråga mig')
  await (await visitor.get(`/choices/${token}`)).press('Spara mina nej', [['no', 'events sms'], ['no', 'tips email'], ['no', 'analytics none'], ['no', 'made-up']])
  await (await visitor.get(`/choices/${token}`)).press('Nej till all marknadsföring')
  const entries = await database.read((tx) => selectEntries(tx, [one.personId]))
  assert.deepEqual(await kindsOf(one.personId), ['given news email', 'stop-asking * *', 'withdrawn events sms', 'withdrawn tips email', 'objected * *'])
  const words = await database.read(async (tx) => Promise.all(entries.slice(1).map(async (entry) => (await selectWording(tx, entry.wordingId!))?.text)))
  assert.deepEqual(words, ['Sluta fråga mig', 'Evenemang\nNej med sms', 'Tips och inspiration\nNej med e-post', 'Nej till all marknadsföring'])
  for (const entry of entries.slice(1)) assert.deepEqual([entry.evidence['unproved'], entry.surface, entry.actor.kind, entry.language], [true, 'mail', 'person', 'sv'])
  const nothing = await (await visitor.get(`/choices/${token}`)).press('Spara mina nej')
  assert.equal(nothing.status, 400)
  assert.match(textOf(nothing.html), /Inget var valt/)
})

test('H3: an unproved no blocks at once and keeps for 14 days; saying it again adds nothing', async () => {
  const one = await subscriber('block@example.org')
  await database.write((tx) => callWriteValues(tx, [{ personId: one.personId, fieldKey: 'interests', value: ['segling'] }]))
  const token = await mintLink(database, { kind: 'stop', ...one })
  const visitor = await new Visitor(app).get(`/choices/${token}`)
  for (let time = 0; time < 3; time++) await (await visitor.get(`/choices/${token}`)).press('Nej till all marknadsföring')
  assert.deepEqual(await kindsOf(one.personId), ['given news email', 'objected * *'])
  assert.deepEqual((await database.read((tx) => selectBlocks(tx, [one.personId]))).map((block) => [block.fieldKey, block.deleteAfter]), [['interests', daysLater(START, 14)]])
  assert.ok((await database.read((tx) => selectValues(tx, [one.personId]))).some((value) => value.fieldKey === 'interests'))
  assert.ok(!visitor.html.includes('segling') && !textOf(visitor.html).includes('Intressen'), 'the page does not tell what was held')
})

test('a link may say no for ever, and ask for a code for twelve months', async () => {
  const one = await subscriber('old@example.org')
  const token = await mintLink(database, { kind: 'stop', ...one })
  database.now = monthsLater(START, 40, 'Europe/Stockholm')
  const visitor = await new Visitor(app).get(`/choices/${token}`)
  await visitor.press('Nej till all marknadsföring')
  assert.equal(visitor.status, 200)
  assert.equal(await stateOf(one.personId), 'objected')
  database.now = START
})

test('a form from elsewhere, from another browser or for another page changes nothing', async () => {
  const one = await subscriber('forged@example.org')
  const [token, second] = [await mintLink(database, { kind: 'stop', ...one }), await mintLink(database, { kind: 'stop', ...one })]
  const visitor = await new Visitor(app).get(`/choices/${token}`)
  const mark = /name="page" value="([^"]+)"/.exec(visitor.html)![1]!
  const fields = { said: 'all', page: mark }
  const stranger = await new Visitor(app).get(`/choices/${token}`)
  const untouched = await rowHash(database)
  for (const attempt of [
    () => visitor.post(`/choices/${token}`, { said: 'all' }),
    () => visitor.post(`/choices/${token}`, { said: 'all', page: 'x'.repeat(43) }),
    () => visitor.post(`/choices/${second}`, fields),
    () => visitor.post(`/choices/${token}`, fields, { 'sec-fetch-site': 'cross-site' }),
    () => visitor.post(`/choices/${token}`, fields, { 'content-type': 'text/plain' }),
    () => stranger.post(`/choices/${token}`, fields),
    () => new Visitor(app).post(`/choices/${token}`, fields),
  ]) {
    assert.equal((await attempt()).status, 403)
  }
  assert.equal(await rowHash(database), untouched)
  assert.equal((await visitor.post(`/choices/${token}`, fields)).status, 200, 'the page itself can')
})

test('RFC 8058: one click says no without cookies, answers 200 without redirect, twice, in both kinds of form', async () => {
  const one = await subscriber('oneclick@example.org')
  await record(database, house, choice(one.personId, { purpose: 'tips', contactPointId: one.contactPointId }))
  const token = await mintLink(database, { kind: 'stop', ...one })
  const post = (body: string | FormData, headers: Record<string, string> = {}) => app.request(`/one-click/${token}`, { method: 'POST', body, headers })
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const untouched = await rowHash(database)
  for (const [body, status] of [['List-Unsubscribe=No', 400], ['', 400], [`List-Unsubscribe=One-Click&pad=${'x'.repeat(1024 * 1024)}`, 413]] as const) {
    assert.equal((await post(body, form)).status, status)
  }
  assert.equal(await rowHash(database), untouched)
  const both = new FormData()
  both.set('List-Unsubscribe', 'One-Click')
  for (const answer of [await post('List-Unsubscribe=One-Click', form), await post('List-Unsubscribe=One-Click', form), await post(both)]) {
    assert.equal(answer.status, 200)
    assert.equal(answer.headers.get('location'), null)
  }
  assert.deepEqual(await kindsOf(one.personId), ['given news email', 'given tips email', 'withdrawn news email'], 'that purpose, that channel (D10), once')
  const page = await new Visitor(app).get(`/one-click/${token}`)
  assert.equal(page.html.match(/<button/g)?.length, 1)
  assert.equal((await page.post(`/one-click/${token}`, { 'List-Unsubscribe': 'One-Click' })).status, 200)
  assert.equal((await app.request('/one-click/nonsense', { method: 'POST', body: 'List-Unsubscribe=One-Click', headers: form })).status, 404)
})

test('an ask link proves one yes, for the topic and address it was about, with the words that were shown', async () => {
  const one = await customer(database, 'asked@example.org')
  await database.superuser('update contact_point set verified_at = null, verified_how = null where person_id = $1', [one.personId])
  const link = { kind: 'ask' as const, personId: one.personId, purposes: ['events'], contactPointId: one.email.contactPointId }
  const token = await mintLink(database, link)
  const visitor = await new Visitor(app).get(`/questions/${token}`)
  assert.match(textOf(visitor.html), /Får vi bjuda in dig till evenemang\?/)
  assert.ok(visitor.html.includes('id="yes"') && visitor.html.includes('id="no"'), 'the anchors of the mail are there')
  await visitor.press('Ja', { often: 'monthly', purpose: 'news', person: 'someone else' })
  assert.equal(visitor.status, 200)
  const [entry, ...rest] = await database.read((tx) => selectEntries(tx, [one.personId]))
  assert.deepEqual(rest, [])
  assert.deepEqual([entry!.kind, entry!.purpose, entry!.channel, entry!.contactPointId, entry!.frequency], ['given', 'events', 'email', one.email.contactPointId, 'monthly'])
  const words = (await database.read((tx) => selectWording(tx, entry!.wordingId!)))!.text
  for (const line of words.split('\n')) assert.ok(line.length > 0)
  assert.match(words, /Får vi bjuda in dig/)
  const [point] = await database.read((tx) => selectContactPoints(tx, [one.personId]))
  assert.equal(point!.verifiedHow, 'ask-link', 'the answer shows that the address is read')

  const untouched = await rowHash(database)
  const again = await new Visitor(app).get(`/questions/${token}`)
  assert.equal(again.status, 410)
  assert.ok(!/\bJa\b|Yes/.test(textOf(again.html)), 'what the answer was is not told to whoever holds the link')
  assert.equal((await visitor.post(`/questions/${token}`, { answer: 'no' })).status, 403)
  assert.equal(await rowHash(database), untouched)
})

test('fifty answers at once to one ask link are one yes', async () => {
  const one = await customer(database, 'parallel-ask@example.org')
  const token = await mintLink(database, { kind: 'ask', personId: one.personId, purposes: ['events'], contactPointId: one.email.contactPointId })
  const visitor = await new Visitor(app).get(`/questions/${token}`)
  const [, page] = /name="page" value="([^"]+)"/.exec(visitor.html)!
  const [, wording] = /name="wording" value="([^"]+)"/.exec(visitor.html)!
  const headers = { cookie: `tillit_page=${visitor.cookies.get('tillit_page')}`, 'content-type': 'application/x-www-form-urlencoded' }
  const answers = await Promise.all(Array.from({ length: 50 }, () => app.request(`/questions/${token}`, { method: 'POST', headers, body: new URLSearchParams({ page: page!, wording: wording!, answer: 'yes' }).toString() })))
  assert.equal(answers.filter((answer) => answer.status === 200).length, 1)
  assert.equal(answers.filter((answer) => answer.status === 410).length, 49)
  assert.deepEqual(await kindsOf(one.personId), ['given events email'])
})

test('an ask can be answered no, or stop asking; too old, or with the address gone, it changes nothing', async () => {
  const one = await customer(database, 'no-ask@example.org')
  const mint = () => mintLink(database, { kind: 'ask', personId: one.personId, purposes: ['events'], contactPointId: one.email.contactPointId, expiresAt: monthsLater(database.now, 12, 'Europe/Stockholm') })
  const [no, stop, late, moved] = [await mint(), await mint(), await mint(), await mint()]
  await (await new Visitor(app).get(`/questions/${no}`)).press('Nej')
  await (await new Visitor(app).get(`/questions/${stop}`)).press('Sluta fråga mig')
  assert.deepEqual(await kindsOf(one.personId), ['withdrawn events email', 'stop-asking * *'])
  database.now = monthsLater(START, 12, 'Europe/Stockholm')
  assert.equal((await new Visitor(app).get(`/questions/${late}`)).status, 410)
  database.now = START
  const open = await new Visitor(app).get(`/questions/${moved}`)
  await database.write((tx) => updateEndedContactPoint(tx, one.personId, one.email.contactPointId))
  const untouched = await rowHash(database)
  await open.press('Ja')
  assert.equal(open.status, 410)
  assert.equal(await rowHash(database), untouched)
})

// CS-06: double opt-in.

async function unconfirmed(email: string): Promise<{ personId: PersonId; contactPointId: ContactPointId; token: string }> {
  const one = await customer(database, email)
  await database.superuser('update contact_point set verified_at = null, verified_how = null where person_id = $1', [one.personId])
  await record(database, house, choice(one.personId, { contactPointId: one.email.contactPointId }))
  assert.equal(await stateOf(one.personId), 'unconfirmed')
  const link = { personId: one.personId, contactPointId: one.email.contactPointId }
  return { ...link, token: await mintLink(database, { kind: 'confirm', ...link, entrySeq: 1, expiresAt: monthsLater(database.now, 12, 'Europe/Stockholm') }) }
}

async function confirmOnce(token: string): Promise<number> {
  const visitor = await new Visitor(app).get(`/confirmations/${token}`)
  if (visitor.status !== 200) return visitor.status
  return (await visitor.press('Bekräfta')).status
}

test('CS-06: a yes counts when its address is confirmed, once, also when fifty press at once', async () => {
  const { personId, token } = await unconfirmed('optin@example.org')
  const visitor = await new Visitor(app).get(`/confirmations/${token}`)
  const [, page] = /name="page" value="([^"]+)"/.exec(visitor.html)!
  const headers = { cookie: `tillit_page=${visitor.cookies.get('tillit_page')}`, 'content-type': 'application/x-www-form-urlencoded' }
  const answers = await Promise.all(Array.from({ length: 50 }, () => app.request(`/confirmations/${token}`, { method: 'POST', headers, body: new URLSearchParams({ page: page! }).toString() })))
  assert.equal(answers.filter((answer) => answer.status === 200).length, 1)
  assert.deepEqual(await kindsOf(personId), ['given news email', 'confirmed news email'])
  assert.equal(await stateOf(personId), 'given')
  const untouched = await rowHash(database)
  assert.equal(await confirmOnce(token), 410)
  assert.equal(await rowHash(database), untouched, 'a second use shows how it stands and changes nothing')
})

test('CS-06: an expired link, one after a later no, and one after a change of address grant nothing', async () => {
  const late = await unconfirmed('late@example.org')
  const page = await new Visitor(app).get(`/confirmations/${late.token}`)
  database.now = monthsLater(START, 12, 'Europe/Stockholm')
  assert.equal((await page.press('Bekräfta')).status, 410)
  assert.equal(await confirmOnce(late.token), 410)
  database.now = START
  assert.deepEqual(await kindsOf(late.personId), ['given news email'])

  const withdrawn = await unconfirmed('withdrawn@example.org')
  await record(database, house, choice(withdrawn.personId, { kind: 'withdrawn' }))
  assert.equal(await confirmOnce(withdrawn.token), 410)
  const objected = await unconfirmed('objected@example.org')
  await record(database, house, choice(objected.personId, { kind: 'objected', purpose: null, channel: null }))
  await confirmOnce(objected.token)
  for (const one of [withdrawn, objected]) assert.ok(['withdrawn', 'objected'].includes((await stateOf(one.personId))!), 'no grant comes back')

  const moved = await unconfirmed('moved@example.org')
  await database.write((tx) => updateEndedContactPoint(tx, moved.personId, moved.contactPointId))
  assert.equal(await confirmOnce(moved.token), 410)
  assert.deepEqual(await kindsOf(moved.personId), ['given news email'])
})

test('CS-06: a link confirms its own person and purpose, whatever is sent along, and other kinds of link confirm nothing', async () => {
  const [mine, theirs] = [await unconfirmed('mine@example.org'), await unconfirmed('theirs@example.org')]
  await record(database, house, choice(mine.personId, { purpose: 'tips', contactPointId: mine.contactPointId }))
  const visitor = await new Visitor(app).get(`/confirmations/${mine.token}`)
  await visitor.press('Bekräfta', { person: theirs.personId, personId: theirs.personId, purpose: 'tips', purposes: 'tips' })
  assert.deepEqual([await stateOf(mine.personId), await stateOf(mine.personId, 'tips'), await stateOf(theirs.personId)], ['given', 'unconfirmed', 'unconfirmed'])
  for (const kind of ['stop', 'ask', 'revoke'] as const) {
    const token = await mintLink(database, { kind, personId: theirs.personId, contactPointId: theirs.contactPointId })
    assert.equal((await new Visitor(app).get(`/confirmations/${token}`)).status, 404)
  }
  assert.equal(await stateOf(theirs.personId), 'unconfirmed')
})

test('"that wasn\'t me" takes a yes back with one button', async () => {
  const one = await subscriber('notme@example.org')
  const token = await mintLink(database, { kind: 'revoke', ...one, entrySeq: 1 })
  const visitor = await new Visitor(app).get(`/revocations/${token}`)
  assert.equal(visitor.html.match(/<button/g)?.length, 1)
  await visitor.press('Det var inte jag. Ta tillbaka det')
  assert.equal(visitor.status, 200)
  const entries = await database.read((tx) => selectEntries(tx, [one.personId]))
  assert.deepEqual([entries[1]!.kind, entries[1]!.evidence['notMe'], entries[1]!.evidence['unproved']], ['withdrawn', 1, true])
  assert.equal(await stateOf(one.personId), 'withdrawn')
})

test('SC-04: pages behind tokens are not stored, not framed, not told to others, and load nothing from elsewhere', async () => {
  const one = await subscriber('headers@example.org')
  const paths = [
    '/me', '/me/code', '/questions/unknown', `/choices/${await mintLink(database, { kind: 'stop', ...one })}`, `/one-click/${await mintLink(database, { kind: 'stop', ...one })}`,
    `/questions/${await mintLink(database, { kind: 'ask', ...one, purposes: ['events'] })}`, `/revocations/${await mintLink(database, { kind: 'revoke', ...one })}`, `/confirmations/${await mintLink(database, { kind: 'confirm', ...one })}`,
  ]
  for (const path of paths) {
    const answer = await app.request(path)
    assert.equal(answer.headers.get('referrer-policy'), 'no-referrer', path)
    assert.equal(answer.headers.get('cache-control'), 'no-store', path)
    assert.match(answer.headers.get('content-security-policy')!, /default-src 'none'.*form-action 'self'.*base-uri 'none'.*frame-ancestors 'none'/, path)
    const body = await answer.text()
    assert.ok(!body.includes('<script') && !/(?:src|href)="(?:https?:)?\/\//.test(body), path)
  }
})
