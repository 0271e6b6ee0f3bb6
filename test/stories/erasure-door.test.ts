// "Forget me": the person's own page, staff and API, old credentials (ER-07), and a stranger with a forwarded mail (rule H3).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Choice } from '../../src/consent/choice.ts'
import { recordChoices } from '../../src/consent/record-choices.ts'
import { verifyCertificate } from '../../src/erasure/verify-certificate.ts'
import { keepDocuments } from '../../src/lifecycle/keep-documents.ts'
import { tellErased } from '../../src/doors/clock/tell-erased.ts'
import { openTransport } from '../../src/messages/deliver.ts'
import { mailSink } from '../mail-sink.ts'
import { CAST } from '../../src/demo/cast.ts'
import { registerPeople } from '../../src/people/register-people.ts'
import { updateVerified, selectContactPoints, type ContactPoint } from '../../src/people/values.sql.ts'
import { endGrounds } from '../../src/people/end-grounds.ts'
import { selectGrounds } from '../../src/people/grounds.sql.ts'
import type { LocalDate } from '../../src/values/calendar.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { customerHouse, letIn, mintLink, type CustomerHouse } from '../customer-house.ts'
import { bodyOf, signedInStaff, type Browser } from '../house.ts'
import { customer, INDEX_KEY, ORIGIN } from '../register.ts'
import { answerFrontDoor } from '../customer-house.ts'
import type { ErasureAnswer, ErasureRehearsal } from '../../src/doors/api/erasures-resource.ts'

const yes = (personId: PersonId, contactPointId: Choice['contactPointId'], purpose = 'news'): Choice => ({
  personId, kind: 'given', purpose, channel: 'email', contactPointId, frequency: null, surface: 'web', language: 'sv', actor: { kind: 'person', id: personId }, wording: null, evidence: {},
})

/** A member of the cast, as the demo company has them; verified long ago, so that nothing about the address is doubtful. */
async function member({ database, house }: CustomerHouse, key: string): Promise<{ personId: PersonId; email: ContactPoint }> {
  const one = CAST.find((each) => each.key === key)!
  const start = database.now
  database.now = new Date('2025-06-01T09:00:00Z')
  await database.write((tx) => registerPeople(tx, INDEX_KEY, [one.registration], ORIGIN))
  const { personId } = one.registration
  const email = await database.write(async (tx) => {
    const [found] = await selectContactPoints(tx, [personId])
    await updateVerified(tx, personId, found!.contactPointId, 'test')
    const given = one.said.filter((each) => each.kind === 'given')
    if (given.length > 0) await recordChoices(tx, house.keeper, given.map((each) => yes(personId, found!.contactPointId, each.purpose!)))
    return found!
  })
  database.now = new Date(start.getTime() - 60 * 86_400_000)
  if (one.ended) await database.write(async (tx) => endGrounds(tx, await selectGrounds(tx, [personId]), 'contract-ended'))
  database.now = start
  return { personId, email }
}

/** Presses the button of a page of the person's own, with the mark that the page carries. */
async function press({ app }: CustomerHouse, cookie: string, path: string, fields: Record<string, string> = {}): Promise<Response> {
  const page = await app.request(path, { headers: { cookie } })
  const text = await page.text()
  const form = text.slice(text.indexOf(`action="${path}"`))
  const mark = /name="(mark|[\w-]+)" value="([^"]+)"/.exec(form)!
  const set = page.headers.getSetCookie().map((each) => each.split(';')[0]).join('; ')
  return app.request(path, {
    method: 'POST', headers: { cookie: [cookie, set].filter(Boolean).join('; '), 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ [mark[1]!]: mark[2]!, ...fields }).toString(),
  })
}

const isHere = async ({ database }: CustomerHouse, personId: PersonId): Promise<boolean> => (await database.superuser('select from person where person_id = $1', [personId])).rowCount === 1

test('Maria withdraws her only consent and her interests are gone; forgetting her keeps what her contract needs', async () => {
  const desk = await customerHouse()
  const { personId, email } = await member(desk, 'maria')
  const { database, house, app } = desk
  await database.superuser("update profile set interests = '{cykling}' where person_id = $1", [personId])
  await database.write((tx) => recordChoices(tx, house.keeper, [{ ...yes(personId, null), kind: 'withdrawn', channel: 'email' }]))
  assert.deepEqual((await database.superuser('select interests, city from profile where person_id = $1', [personId])).rows, [{ interests: null, city: 'Göteborg' }])
  const cookie = await letIn(database, house, personId, email)
  const page = await (await app.request('/me/erasure', { headers: { cookie } })).text()
  assert.match(page, /Avtal|avtal/)
  assert.equal((await press(desk, cookie, '/me/erasure')).status, 200)
  assert.ok(await isHere(desk, personId))
  assert.deepEqual((await database.superuser("select state from standing where person_id = $1 and purpose = '*'", [personId])).rows, [{ state: 'objected' }])
})

test('Aino is forgotten from her own page: what goes and stays is said before, her invoices stay to their day, and her certificate can be checked', async () => {
  const desk = await customerHouse()
  const { database, house, app } = desk
  const { personId, email } = await member(desk, 'aino')
  await database.write((tx) => keepDocuments(tx, [{
    personId, kind: 'invoice', number: 'F-88', issuedOn: '2025-11-02' as LocalDate, fiscalYearEnd: '2025-12-31' as LocalDate, title: 'Faktura', mediaType: 'application/json', content: Buffer.from('{"name":"Aino Korhonen"}'), filedBy: { kind: 'system', id: null },
  }]))
  const cookie = await letIn(database, house, personId, email)
  const page = await (await app.request('/me/erasure?lang=en', { headers: { cookie } })).text()
  for (const told of ['Invoices', 'Bokföringslagen (1999:1078) 7 kap. 2 §', '1 January 2033', 'E-mail, phone and addresses']) assert.ok(page.includes(told), told)
  assert.ok(await isHere(desk, personId), 'the page changes nothing')
  const done = await press(desk, cookie, '/me/erasure')
  const answer = await done.text()
  assert.equal(done.status, 200, answer.slice(0, 400))
  assert.ok(!(await isHere(desk, personId)))
  assert.deepEqual((await database.superuser('select number, restricted_at is not null as alone from issued_document where person_id = $1', [personId])).rows, [{ number: 'F-88', alone: true }])
  const link = new URL(/https?:\/\/[^"\s<]+\/erasures\/[\w-]{43}/.exec(answer)![0]).pathname
  const status = await (await app.request(link)).text()
  assert.ok(!/Aino|Korhonen/.test(status + answer), 'nobody is named')
  const certificate = await (await app.request(`${link}/certificate`)).text()
  const verdict = await verifyCertificate(certificate, house.keeper.keys.signing)
  assert.ok(verdict.valid)
  assert.equal(verdict.certificate.stays.find((one) => one.place === 'documents:SE')?.until, '2033-01-01T00:00:00.000Z')
  assert.equal((await app.request(link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))).status, 404)
})

test('ER-07: sessions, codes, links and pages of the erased are refused, and the one-click link answers politely, without data', async (t) => {
  const desk = await customerHouse()
  const { database, house, app } = desk
  const { personId, email } = await customer(database, 'gone@example.org', { grounds: [{ purpose: 'prospects', basis: 'contract' }], values: { given_name: 'Gudrun', family_name: 'Glömd' } })
  await database.write((tx) => recordChoices(tx, house.keeper, [yes(personId, email.contactPointId)]))
  const link = (kind: 'stop' | 'ask' | 'confirm' | 'revoke') => mintLink(database, { kind, personId, contactPointId: email.contactPointId, entrySeq: 1 })
  const tokens = { stop: await link('stop'), ask: await link('ask'), confirm: await link('confirm'), revoke: await link('revoke') }
  const cookie = await letIn(database, house, personId, email)
  const other = await letIn(database, house, personId, email)
  const { browser } = await signedInStaff(app, house)
  assert.equal((await browser('POST', `/api/v1/people/${personId}/erasures`, {})).status, 201)
  let refused = 0
  for (const session of [cookie, other]) {
    for (const path of ['/me/page', '/me/details', '/me/history', '/me/receipts', '/me/receipts/1/file', '/me/erasure']) {
      assert.equal((await app.request(path, { headers: { cookie: session } })).headers.get('location'), '/me', path)
      refused++
    }
  }
  for (const [path, status] of [[`/questions/${tokens.ask}`, 404], [`/confirmations/${tokens.confirm}`, 404], [`/revocations/${tokens.revoke}`, 404]] as const) {
    assert.equal((await app.request(path)).status, status, path)
    refused++
  }
  for (const path of ['', '/timeline', '/entries/1/receipt']) {
    assert.equal((await browser('GET', `/api/v1/people/${personId}${path}`)).status, 404, path)
    refused++
  }
  for (let turn = 0; turn < 2; turn++) {
    const said = await app.request(`/one-click/${tokens.stop}`, { method: 'POST', body: 'List-Unsubscribe=One-Click', headers: { 'content-type': 'application/x-www-form-urlencoded' } })
    const text = await said.text()
    assert.equal(said.status, 200)
    assert.ok(!/Gudrun|Glömd|gone@example/.test(text))
  }
  const entries = await database.superuser('select kind, seq from ledger_entry where person_id = $1', [personId])
  assert.deepEqual(entries.rows, [{ kind: 'withdrawn', seq: 2 }], 'said twice is one no')
  await answerFrontDoor(house)
  assert.equal((await database.superuser('select count(*)::int as n from outbox_mail where person_id = $1', [personId])).rows[0].n, 0)
  t.diagnostic(`ER-07: ${refused} of ${refused} old ways in refused; the link that says no answers`)
})

test('the last mail tells where the certificate is and names nobody; then the address is gone as well', async () => {
  const desk = await customerHouse()
  const { database, house, app } = desk
  const sink = await mailSink(() => 1)
  const { personId } = await customer(database, 'gudrun@example.org', { grounds: [{ purpose: 'prospects', basis: 'contract' }], values: { given_name: 'Gudrun', language: 'sv' } })
  const { browser } = await signedInStaff(app, house)
  const { id } = await bodyOf<ErasureAnswer>(browser('POST', `/api/v1/people/${personId}/erasures`, {}))
  const letterOf = async () => (await bodyOf<ErasureAnswer>(browser('GET', `/api/v1/erasures/${id}`))).places.find((one) => one.place === 'letter')
  assert.equal((await letterOf())?.state, 'waits')
  const transport = openTransport({ mailFrom: house.settings.mailFrom, smtpUrl: sink.url, dkim: undefined })
  assert.equal(await tellErased(house, transport), true)
  assert.equal(await tellErased(house, transport), false)
  transport.close()
  assert.deepEqual(sink.mails.map((mail) => mail.to), ['gudrun@example.org'])
  const source = sink.mails[0]!.source.toString().replaceAll('=\r\n', '').replaceAll('=3D', '=')
  assert.ok(!source.includes('Gudrun'))
  const path = new URL(/https?:\/\/[^"\s<]+\/erasures\/[\w-]{43}/.exec(source)![0]).pathname
  assert.equal((await app.request(`${path}/certificate`)).status, 200)
  assert.deepEqual([(await letterOf())?.state, (await letterOf())?.counts], ['done', { sent: 1 }])
  assert.equal((await database.superuser('select count(*)::int as n from erasure_letter')).rows[0].n, 0)
})

test('a stranger with a forwarded mail destroys nothing: no link leads to the button, and what a link can say keeps everything for 14 days', async () => {
  const desk = await customerHouse()
  const { database, app } = desk
  const { personId, email } = await member(desk, 'maria')
  const token = await mintLink(database, { kind: 'stop', personId, contactPointId: email.contactPointId })
  const page = await (await app.request(`/choices/${token}`)).text()
  assert.ok(!page.includes('/me/erasure'))
  assert.equal((await app.request('/me/erasure')).headers.get('location'), '/me')
  const bare = await app.request('/me/erasure', { method: 'POST', body: 'said=all', headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' } })
  assert.notEqual(bare.status, 200)
  await app.request(`/one-click/${token}`, { method: 'POST', body: 'List-Unsubscribe=One-Click', headers: { 'content-type': 'application/x-www-form-urlencoded' } })
  assert.ok(await isHere(desk, personId))
  assert.equal((await database.superuser('select count(*)::int as n from contact_point where person_id = $1', [personId])).rows[0].n, 1)
})

test('a shared mailbox does not forget the other half: the request is received, more proof is asked for, and nothing goes', async () => {
  const desk = await customerHouse()
  const { database, house } = desk
  const ingrid = await member(desk, 'ingrid')
  await member(desk, 'olle')
  await database.superuser("update ground set ended_at = $1, hold_until = $1 where person_id = $2", [database.now, ingrid.personId])
  const cookie = await letIn(database, house, ingrid.personId, ingrid.email)
  const answer = await press(desk, cookie, '/me/erasure')
  assert.equal(answer.status, 200)
  assert.ok(await isHere(desk, ingrid.personId))
  assert.deepEqual((await database.superuser('select kind, state from request where person_id = $1', [ingrid.personId])).rows, [{ kind: 'erasure', state: 'waiting-for-proof' }])
  assert.deepEqual((await house.keeper.readJournal()).filter((one) => one.kind === 'erasure'), [], 'the keeper would have it done again')
})

test('staff rehearse and forget with people.erase and a fresh factor; more than ten take a second colleague', async () => {
  const desk = await customerHouse()
  const { database, house, app } = desk
  const people = await Promise.all(Array.from({ length: 12 }, async (_, index) => (await customer(database, `p${index}@example.org`, { grounds: [{ purpose: 'prospects', basis: 'contract' }] })).personId))
  // The first of all is administrator.
  await signedInStaff(app, house)
  const browsers: Browser[] = []
  for (const roles of [['seller'], ['privacy-officer'], ['privacy-officer']]) browsers.push((await signedInStaff(app, house, roles)).browser)
  const [seller, officer, second] = browsers
  for (const [method, path, body] of [['POST', `/people/${people[0]}/erasure-rehearsals`], ['POST', `/people/${people[0]}/erasures`, {}], ['POST', '/erasures', { people }], ['GET', '/erasures']] as const) {
    assert.equal((await seller!(method, `/api/v1${path}`, body)).status, 403, path)
  }
  const rehearsal = await bodyOf<ErasureRehearsal>(officer!('POST', `/api/v1/people/${people[0]}/erasure-rehearsals`))
  assert.equal(rehearsal.whole, true)
  assert.ok(rehearsal.goes.some((one) => one.group === 'contact' && one.count > 0))
  const alone = await officer!('POST', '/api/v1/erasures', { people })
  assert.equal(alone.status, 403)
  assert.match((await bodyOf<{ type: string }>(alone)).type, /second-colleague-needed/)
  const { id: approval } = await bodyOf<{ id: string }>(officer!('POST', '/api/v1/approvals', { kind: 'mass-erasure', wish: { people: people.toSorted() }, reason: 'Avslutad kampanj' }))
  assert.equal((await officer!('POST', `/api/v1/approvals/${approval}/decisions`, { approved: true })).status, 403)
  assert.equal((await second!('POST', `/api/v1/approvals/${approval}/decisions`, { approved: true })).status, 204)
  assert.equal((await officer!('POST', '/api/v1/erasures', { people: people.slice(1), approval })).status, 403, 'exactly these')
  const { erasures } = await bodyOf<{ erasures: ErasureAnswer[] }>(officer!('POST', '/api/v1/erasures', { people, approval }))
  assert.equal(erasures.length, 12)
  assert.equal((await database.superuser('select count(*)::int as n from person')).rows[0].n, 0)
  const page = await bodyOf<{ erasures: ErasureAnswer[]; next: string | null }>(officer!('GET', '/api/v1/erasures?limit=5'))
  assert.deepEqual([page.erasures.length, page.erasures[0]!.state], [5, 'leaving'])
  const certificate = await officer!('GET', `/api/v1/erasures/${erasures[0]!.id}/certificate`)
  assert.ok((await verifyCertificate(await certificate.text(), house.keeper.keys.signing)).valid)
  assert.equal((await officer!('POST', `/api/v1/people/${people[0]}/erasures`, {})).status, 404)
})
