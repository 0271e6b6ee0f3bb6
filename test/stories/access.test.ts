import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CopyAnswer } from '../../src/doors/api/copies-resource.ts'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import { insertRelations } from '../../src/people/people.sql.ts'
import { newId } from '../../src/values/ids.ts'
import { holdValues } from '../../src/people/hold-values.ts'
import { receiveRequest, type ReceivedRequest } from '../../src/rights/receive-request.ts'
import { selectRequest } from '../../src/rights/requests.sql.ts'
import { choice, letIn, record, textOf, Visitor } from '../customer-house.ts'
import { bodyOf, signedInStaff, staffedHouse } from '../house.ts'
import { pdfText } from '../pdf-text.ts'
import { customer } from '../register.ts'
import { zipEntries } from '../zip-entries.ts'

const { database, house, app, browser } = await staffedHouse()
const NOTE = 'Bo ringde. Grannen Karin Lindgren (karin.lindgren@example.net, 070-174 06 33) klagar på leveransen till Lodsgatan 4.'
const CLEAN = 'Bo ringde. Grannen [borttaget: en annan persons namn] ([borttaget: en annan persons e-postadress], [borttaget: en annan persons telefonnummer]) klagar på leveransen till Lodsgatan 4.'

const { personId, email } = await customer(database, 'bo@example.org', {
  values: { given_name: 'Bo', family_name: 'Ekdahl', city: 'Umeå', customer_number: '=1+1', language: 'sv', interests: ['segling'] },
  grounds: [{ purpose: 'contract', basis: 'contract' }, { purpose: 'membership', basis: 'contract' }, { purpose: 'news', basis: 'consent' }],
})
await record(database, house,
  choice(personId, { contactPointId: email.contactPointId, wording: null }),
  choice(personId, { kind: 'withdrawn', purpose: 'events', surface: 'phone', actor: { kind: 'staff', id: null }, evidence: { kind: 'call-note', text: NOTE } }))
await database.write((tx) => holdValues(tx, house.keeper.keys.identifierIndex, [{ personId, values: { lifetime_value: 4200 }, identifiers: [], contactPoints: [] }],
  { source: 'Gissningsbyrån', collected: 'inferred', recordedBy: { kind: 'system', id: null }, importId: null, noticeDueAt: null }))

const REQUEST: ReceivedRequest = { personId, kind: 'access', how: 'page', by: { kind: 'person', id: personId }, language: 'sv', wish: {}, proof: { way: 'code', contactPointId: email.contactPointId } }

/** Presses a button on Bo's page and follows to the file. */
async function fetched(visitor: Visitor, words: string): Promise<{ path: string; answer: Response }> {
  await visitor.get('/me/copy')
  const form = /<form[^]*?<\/form>/.exec(visitor.html)![0]
  const value = new RegExp(`name="form" value="(\\w+)">${words}<`).exec(form)![1]!
  const mark = /name="page" value="([^"]*)"/.exec(form)![1]!
  await visitor.post('/me/copy/links', { page: mark, form: value })
  assert.equal(visitor.status, 303)
  const path = visitor.headers.get('location')!
  return { path, answer: await app.request(path, { headers: { cookie: cookieOf(visitor), 'sec-fetch-site': 'none' } }) }
}
const cookieOf = (visitor: Visitor): string => [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')

test('Bo reads on his page what is held, why, from where and until when, what he said and with which words; what is about his neighbour is taken out and told of', async () => {
  const visitor = new Visitor(app, await letIn(database, house, personId, email))
  assert.match((await visitor.get('/me/page')).html, /href="\/me\/copy"/)
  const page = await visitor.get('/me/copy?lang=sv')
  const text = textOf(page.html)
  assert.equal(page.status, 200)
  assert.ok(!page.html.includes('<script'))
  for (const told of ['Förnamn Bo', 'Används till: Ditt avtal, Ditt medlemskap och Nyheter.', 'Från dig (test).', 'segling', 'Går till: transportföretag.', 'Sammanlagda köp 4 200 Hur: Det du sammanlagt har köpt för', 'Rättslig grund: avtal, sedan', 'Integritetsskyddsmyndigheten', CLEAN, 'Ett ställe borttaget: en annan persons namn.', 'Artikel 17']) assert.ok(text.includes(told), `${told}\n${text}`)
  assert.ok(!/Karin|Lindgren|174 06 33/.test(page.html))
  assert.equal((await visitor.get('/me/receipts/2/file')).status, 403, 'its receipt is signed over the note')
  for (const language of ['nb', 'en']) assert.equal((await visitor.get(`/me/copy?lang=${language}`)).status, 200)
})

test('he takes it along as PDF and as archive, by an address that works for a quarter of an hour in his session alone; each is noted', async () => {
  const visitor = new Visitor(app, await letIn(database, house, personId, email))
  const { path, answer } = await fetched(visitor, 'Hämta som PDF')
  const pdf = Buffer.from(await answer.arrayBuffer())
  assert.deepEqual([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')], [200, 'application/pdf', 'no-store'])
  assert.match(answer.headers.get('content-disposition')!, /^attachment; filename="copy-2026-03-02\.pdf"$/)
  const shown = pdfText(pdf)
  assert.match(shown, /En kopia av dina uppgifter/)
  assert.match(shown, /Umeå/)
  assert.ok(shown.includes('[borttaget: en annan persons namn]') || shown.replaceAll('\n', ' ').includes('[borttaget: en annan persons namn]'), shown)
  assert.ok(!/Karin|Lindgren/.test(shown))
  const raw = pdf.toString('latin1')
  assert.match(raw, /\/MarkInfo|\/Marked true/)
  assert.match(raw, /\/Lang \(sv\)/)
  assert.match(raw, /\/StructTreeRoot/)

  const other = new Visitor(app, await letIn(database, house, personId, email))
  await other.get('/me/page')
  assert.equal((await app.request(path, { headers: { cookie: cookieOf(other) } })).status, 404, 'another session, of Bo himself')
  assert.notEqual((await app.request(path)).status, 200, 'nobody')
  const before = database.now
  database.now = new Date(before.getTime() + 15 * 60_000)
  assert.equal((await app.request(path, { headers: { cookie: cookieOf(visitor) } })).status, 404, 'a quarter of an hour later')
  database.now = before
  const uses = await database.superuser("select kind, purpose, rule, actor_kind from use_record where person_id = $1 and purpose = 'rights'", [personId])
  assert.deepEqual(uses.rows, [{ kind: 'exported', purpose: 'rights', rule: 'D3b', actor_kind: 'person' }])
})

test('the archive holds JSON-LD, tables without formulas, a card, signed receipts and a README in his language', async () => {
  const visitor = new Visitor(app, await letIn(database, house, personId, email))
  const { answer } = await fetched(visitor, 'Hämta allt som ett arkiv')
  const files = zipEntries(Buffer.from(await answer.arrayBuffer()))
  const text = (name: string) => files.get(name)!.toString('utf8')
  assert.match(text('README.txt'), /data\.jsonld: allt för program/)
  const data = JSON.parse(text('data.jsonld')) as Record<string, unknown> & { '@context': Record<string, unknown>; 'dpv:hasPersonalData': Record<string, unknown>[] }
  assert.equal(data['@context']['dpv'], 'https://w3id.org/dpv#')
  assert.ok(data['dpv:hasPersonalData'].some((one) => one['dct:identifier'] === 'city' && one['rdf:value'] === 'Umeå' && one['skos:broader'] === 'pd:City' && one['dpv:hasDataSource'] === 'dpv:DataSubjectDataSource'))
  assert.match(text('csv/profile.csv'), /'=1\+1/)
  assert.match(text('contact.vcf'), /^BEGIN:VCARD\r\nVERSION:4\.0\r\n[^]*\r\nN:Ekdahl;Bo;;;\r\n[^]*EMAIL:bo@example\.org\r\n[^]*END:VCARD\r\n$/)
  assert.deepEqual([...files.keys()].filter((name) => name.startsWith('receipts/')), ['receipts/receipt-1.json'], 'the other is signed over the note, and cannot be given in part')
  assert.match(text('receipts/receipt-1.json'), /dpv:ConsentReceipt/)
  for (const [name, bytes] of files) assert.ok(!/Karin|Lindgren|174 ?06 ?33/.test(name.endsWith('.pdf') ? pdfText(bytes) : bytes.toString('utf8')), name)
  for (const name of files.keys()) assert.match(name, /^[A-Za-z]+(?:\/[a-z_]+(?:-\d+)?)?\.[a-z]+$/, 'names are made by us')
})

test('art. 20: what he takes along is what he gave, for a consent or an agreement; not what was concluded or noted about him', async () => {
  const visitor = new Visitor(app, await letIn(database, house, personId, email))
  const { answer } = await fetched(visitor, 'Hämta det jag själv har lämnat')
  const files = zipEntries(Buffer.from(await answer.arrayBuffer()))
  const data = JSON.parse(files.get('data.jsonld')!.toString('utf8')) as { 'tillit:tables': Record<string, Record<string, { rows: Record<string, unknown>[] }>> }
  const tables = Object.values(data['tillit:tables']).flatMap(Object.keys).toSorted()
  assert.deepEqual(tables, ['contact_point', 'ledger_entry', 'profile', 'provenance'])
  const profile = data['tillit:tables']['you']!['profile']!.rows[0]!
  assert.deepEqual([profile['given_name'], profile['interests'], profile['lifetime_value']], ['Bo', ['segling'], undefined])
  assert.equal(data['tillit:tables']['choices']!['ledger_entry']!.rows.length, 1, 'what a colleague wrote down is not his to take along')
  assert.ok(![...files.values()].some((bytes) => bytes.toString('utf8').includes('Gissningsbyrån')))
})

test('mails are looked through before they go out: others are taken out, a colleague takes out more or lets stand, and each is noted', async () => {
  const { personId: siv, email: sivs } = await customer(database, 'siv.brev@example.org', { values: { given_name: 'Siv', family_name: 'Ek', language: 'sv' } })
  const { personId: karin } = await customer(database, 'karin.sambo@example.net', { values: { given_name: 'Karin', family_name: 'Lindgren' } })
  await database.write((tx) => insertRelations(tx, [{ personId: siv, relationId: newId(database.now), kind: 'household', otherPersonId: karin, since: database.now, until: null, evidence: {} }]))
  const body = 'Hej Siv! Karin Lindgren (karin.sambo@example.net) hämtade paketet åt dig. Grannen med hunden skrev på kvittot. Karin hälsar.'
  const source = ['From: shop@example.org', 'To: siv.brev@example.org', 'Subject: Ditt paket', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', body, ''].join('\r\n')
  await database.superuser("insert into outbox_mail (person_id, outbox_mail_id, mailing_id, kind, at, recipient, subject, source) values ($1, $2, null, 'service', $3, 'siv.brev@example.org', 'Ditt paket', $4)", [siv, newId(database.now), database.now, Buffer.from(source)])
  const own = await signedInStaff(app, house)
  const api = (method: string, path: string, sent?: unknown) => own.browser(method, `/api/v1/people/${siv}/copies${path}`, sent, { 'accept-language': 'sv' })
  const requestId = await database.write((tx) => receiveRequest(tx, { ...REQUEST, personId: siv, proof: { way: 'document-seen', contactPointId: sivs.contactPointId }, how: 'counter', by: { kind: 'staff', id: own.staffId } }))
  const { id } = await bodyOf<{ id: string }>(api('POST', '', { kind: 'access', language: 'sv', request: requestId }))
  const read = async () => (await bodyOf<CopyAnswer>(api('GET', `/${id}`))).texts.find((one) => one.place === 'outbox_mail.source')!
  const mail = await read()
  assert.deepEqual([mail.text, mail.about?.endsWith('Ditt paket'), mail.found.map((one) => [mail.text.slice(one.start, one.end), one.kind, one.why, one.shown])],
    [body, true, [['Karin Lindgren', 'name', 'related', false], ['karin.sambo@example.net', 'email', 'not-own', false], ['Karin', 'name', 'related', false]]])
  const say = (said: object) => api('POST', `/${id}/places`, { place: mail.place, mark: mail.mark, ...said })
  const more = body.indexOf('Grannen med hunden')
  assert.equal((await say({ start: more, end: more + 'Grannen med hunden'.length, kind: 'chosen', shown: false, reason: 'Grannen går att känna igen.' })).status, 204)
  const { start, end, kind } = mail.found.at(-1)!
  assert.equal((await say({ start, end, kind, shown: true, reason: 'En hälsning till Siv själv.' })).status, 204)
  assert.deepEqual((await read()).found.map((one) => one.shown), [false, false, false, true])
  assert.equal((await api('POST', `/${id}/hand-overs`, { how: 'letter' })).status, 204)
  const { secret } = await bodyOf<{ secret: string }>(api('POST', `/${id}/links`, { form: 'archive' }))
  const files = zipEntries(Buffer.from(await (await api('POST', `/${id}/fetches`, { secret })).arrayBuffer()))
  const given = [...files].find(([name, bytes]) => name.startsWith('mails/') && bytes.toString('utf8').includes('Ditt paket'))![1].toString('utf8')
  assert.match(given, /Hej Siv! \[borttaget: [^\]]+\] \(\[borttaget: [^\]]+\]\) hämtade paketet åt dig\. \[borttaget: om en annan person\] skrev på kvittot\. Karin hälsar\./)
  const noted = await database.superuser("select kind, why, shown, reason from access_redaction where copy_id = $1 and place = 'outbox_mail.source' order by begins, decided_at nulls last", [id])
  assert.deepEqual(noted.rows.map((row) => [row.kind, row.why, row.shown, row.reason]), [
    ['name', 'related', false, null], ['email', 'not-own', false, null], ['chosen', 'colleague', false, 'Grannen går att känna igen.'], ['chosen', 'colleague', false, null], ['name', 'looks-like', true, 'En hälsning till Siv själv.'],
  ])
})

test('a colleague looks at each place before it goes out, lets one stand with a reason, marks another, hands over, and fetches within a quarter of an hour', async () => {
  const api = (method: string, path: string, body?: unknown) => browser(method, `/api/v1/people/${personId}/copies${path}`, body, { 'accept-language': 'sv' })
  const requestId = await database.write((tx) => receiveRequest(tx, REQUEST))
  const { id } = await bodyOf<{ id: string }>(api('POST', '', { kind: 'access', language: 'sv', request: requestId }))
  const looked = await bodyOf<CopyAnswer>(api('GET', `/${id}`))
  const text = looked.texts.find((one) => one.text === NOTE)!
  assert.deepEqual(text.found.map((one) => [NOTE.slice(one.start, one.end), one.kind, one.shown]), [['Karin Lindgren', 'name', false], ['karin.lindgren@example.net', 'email', false], ['070-174 06 33', 'phone', false]])
  assert.equal((await api('POST', `/${id}/links`, { form: 'archive' })).status, 409, 'nothing leaves before it is handed over')

  const { start, end, kind } = text.found[0]!
  const say = (body: object) => api('POST', `/${id}/places`, { place: text.place, mark: text.mark, ...body })
  assert.equal((await say({ start, end, kind, shown: true, reason: 'Karin är hans egen sambo och har sagt att hennes namn får stå.' })).status, 204)
  const from = NOTE.indexOf('klagar')
  assert.equal((await say({ start: from, end: from + 'klagar på leveransen'.length, kind: 'chosen', shown: false, reason: 'Klagomålet är grannens.' })).status, 204)
  assert.equal((await say({ start: 5, end: 5, kind: 'chosen', shown: false, reason: 'x' })).status, 400)

  assert.equal((await api('POST', `/${id}/hand-overs`, { how: 'letter' })).status, 204)
  assert.equal((await api('POST', `/${id}/hand-overs`, { how: 'letter' })).status, 409)
  assert.equal((await say({ start, end, kind, shown: false, reason: 'för sent' })).status, 409)
  assert.deepEqual([(await database.read((tx) => selectRequest(tx, personId, requestId)))!.state], ['answered'])

  const { secret } = await bodyOf<{ secret: string }>(api('POST', `/${id}/links`, { form: 'archive' }))
  const stranger = await signedInStaff(app, house)
  assert.equal((await stranger.browser('POST', `/api/v1/people/${personId}/copies/${id}/fetches`, { secret })).status, 404, 'another colleague')
  const file = await api('POST', `/${id}/fetches`, { secret })
  const note = zipEntries(Buffer.from(await file.arrayBuffer())).get('csv/ledger_entry.csv')!.toString('utf8')
  assert.match(note, /Grannen Karin Lindgren \(\[borttaget: en annan persons e-postadress\], \[borttaget: en annan persons telefonnummer\]\) \[borttaget: om en annan person\] till Lodsgatan 4/)
  database.now = new Date(database.now.getTime() + 15 * 60_000)
  assert.equal((await (await signedInStaff(app, house)).browser('POST', `/api/v1/people/${personId}/copies/${id}/fetches`, { secret })).status, 404)

  const { taken } = await bodyOf<CopyAnswer>((await signedInStaff(app, house)).browser('GET', `/api/v1/people/${personId}/copies/${id}`))
  assert.deepEqual(taken.map((one) => [one.kind, one.why, one.decided?.shown ?? null]).toSorted(), [['chosen', 'colleague', null], ['chosen', 'colleague', false], ['email', 'not-own', null], ['name', 'looks-like', null], ['name', 'looks-like', true], ['phone', 'not-own', null]])
  const rows = await database.superuser('select to_jsonb(x)::text as line from access_redaction x')
  assert.ok(!rows.rows.some((row) => /karin\.|Lindgren|174 06/.test(row.line as string)), 'what stood there is not kept')
  const looks = await database.superuser("select why, fields from look where person_id = $1 and why = 'export'", [personId])
  assert.ok(looks.rows.length === 1 && (looks.rows[0].fields as string[]).includes('city') && (looks.rows[0].fields as string[]).includes('email'))
})

test('DS-02: who comes by an address that others share, or that was changed lately, reads no copy until it was proved and handed over', async () => {
  const shared = { values: { given_name: 'Ingrid', family_name: 'Hagman' }, grounds: [{ purpose: 'contract', basis: 'contract' as const }] }
  const ingrid = await customer(database, 'familjen@example.org', shared)
  await customer(database, 'familjen@example.org', { ...shared, values: { given_name: 'Olle', family_name: 'Hagman' } })
  const visitor = new Visitor(app, await letIn(database, house, ingrid.personId, ingrid.email))
  assert.equal((await visitor.get('/me/copy?lang=sv')).status, 422)
  assert.match(textOf(visitor.html), /Vi behöver vara säkrare på att det är du/)
  const own = await signedInStaff(app, house)
  const path = `/api/v1/people/${ingrid.personId}/copies`
  const bare = await bodyOf<{ id: string }>(own.browser('POST', path, {}))
  assert.equal((await own.browser('POST', `${path}/${bare.id}/hand-overs`, { how: 'page' })).status, 422, 'nobody presses a colleague into it without a request')
  const request = await database.write((tx) => receiveRequest(tx, { ...REQUEST, personId: ingrid.personId, how: 'counter', proof: { way: 'document-seen', contactPointId: null } }))
  const { id } = await bodyOf<{ id: string }>(own.browser('POST', path, { request }))
  assert.equal((await own.browser('POST', `${path}/${id}/hand-overs`, { how: 'page' })).status, 204)
  assert.equal((await visitor.get('/me/copy?lang=sv')).status, 200, 'a colleague saw to it who she is')
  assert.ok(!/Olle/.test(visitor.html))
})

test('DS-02: a request of somebody who has not shown who they are gets nothing handed over', async () => {
  const own = await signedInStaff(app, house)
  const requestId = await database.write((tx) => receiveRequest(tx, { ...REQUEST, how: 'phone', proof: undefined }))
  const { id } = await bodyOf<{ id: string }>(own.browser('POST', `/api/v1/people/${personId}/copies`, { request: requestId }))
  const answer = await own.browser('POST', `/api/v1/people/${personId}/copies/${id}/hand-overs`, { how: 'mail' })
  assert.deepEqual([answer.status, (await bodyOf<ProblemDetails>(answer)).rule], [422, 'R3'])
})
