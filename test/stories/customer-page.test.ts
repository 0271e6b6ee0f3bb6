// long: the whole of a customer's own page, tried in one house.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { verifyReceipt } from '../../src/consent/verify-receipt.ts'
import { selectStandings } from '../../src/consent/standing.sql.ts'
import { effectiveChoice } from '../../src/consent/standing.ts'
import { ROUTES } from '../../src/doors/route-table.ts'
import { selectEntries } from '../../src/ledger/entries.sql.ts'
import { codeOf } from '../../src/messages/mail-secret.ts'
import { selectByIdentifier } from '../../src/people/identifiers.sql.ts'
import { identifierHash } from '../../src/people/identifier.ts'
import { insertProvenance } from '../../src/people/provenance.sql.ts'
import type { Registration } from '../../src/people/register-people.ts'
import { startGrounds } from '../../src/people/start-grounds.ts'
import { callWriteValues, selectBlocks, selectContactPoints, selectValues, type ContactPoint, type FieldValue } from '../../src/people/values.sql.ts'
import { mergeRecords } from '../../src/resolution/merge-records.ts'
import { separateRecords } from '../../src/resolution/separate-records.ts'
import { newId, type PersonId, type StaffId } from '../../src/values/ids.ts'
import { choice, customerHouse, letIn, mintLink, record, textOf, Visitor } from '../customer-house.ts'
import { sendAll, sendingTo } from '../post-office.ts'
import { customer, INDEX_KEY, ORIGIN } from '../register.ts'
import { rowHash } from '../row-hash.ts'

const { database, house, app } = await customerHouse()

interface Somebody { personId: PersonId; email: ContactPoint; visitor: Visitor }

/** A customer who has said yes to news by e-mail, has told interests, and has entered their code. */
async function somebody(email: string, more: Partial<Registration> = {}): Promise<Somebody> {
  const one = await customer(database, email, { values: { given_name: 'Maria', family_name: 'Lind', city: 'Göteborg' }, ...more })
  await record(database, house, choice(one.personId, { contactPointId: one.email.contactPointId, frequency: 'monthly' }))
  await hold(one.personId, { interests: ['cykling'] })
  return { ...one, visitor: new Visitor(app, await letIn(database, house, one.personId, one.email)) }
}

async function hold(personId: PersonId, values: Record<string, FieldValue>): Promise<void> {
  assert.deepEqual(await database.write((tx) => callWriteValues(tx, Object.entries(values).map(([fieldKey, value]) => ({ personId, fieldKey, value })))), [])
}

async function valuesOf(personId: PersonId): Promise<Record<string, unknown>> {
  return Object.fromEntries((await database.read((tx) => selectValues(tx, [personId]))).map((one) => [one.fieldKey, one.value]))
}

async function stateOf(personId: PersonId, purpose = 'news', channel = 'email'): Promise<string | undefined> {
  const standing = (await database.read((tx) => selectStandings(tx, [personId]))).get(personId)!
  return effectiveChoice(standing, purpose, channel, true)?.state
}

async function mailsTo(personId: PersonId): Promise<string[]> {
  const { rows } = await database.superuser('select kind, entry_seqs from message where person_id = $1 order by queued_at, kind', [personId])
  return (rows as { kind: string; entry_seqs: number[] }[]).map((row) => `${row.kind} ${row.entry_seqs.join()}`)
}

test('the page shows every field with what for, since when, from where and until when, and everything that was chosen', async () => {
  const { personId, visitor } = await somebody('visar@example.org', { grounds: [{ purpose: 'contract', basis: 'contract' }, { purpose: 'analytics', basis: 'legitimate-interest' }] })
  database.now = new Date(database.now.getTime() + 60_000)
  await database.write((tx) => insertProvenance(tx, [{ ...ORIGIN, source: 'kundtjänst', recordedBy: { kind: 'staff', id: 's' }, personId, provenanceId: newId(tx.now), recordedAt: tx.now, fields: ['city'], noticeGivenAt: null }]))
  const text = textOf((await visitor.get('/me/page?lang=sv')).html)
  for (const shown of ['Hej, Maria Lind', 'visar@example.org', 'Göteborg', 'cykling']) assert.ok(text.includes(shown), shown)
  assert.match(text, /Ort Göteborg Används till: [^.]*Ditt avtal[^.]*\. Från dig \(kundtjänst\)\. Vår personal skrev in det 2 mars 2026\. Sparas så länge avtalet gäller och 36 månader efter det/)
  assert.match(text, /Intressen cykling Används till: Nyheter[^]*?Sparas tills du säger nej/)
  assert.match(text, /Nyheter Vi berättar [^.]*\. E-post: Ja sedan 2 mars 2026, högst en gång i månaden/)
  assert.match(text, /Statistik [^]*?På, för att vi har ett eget intresse av det\. Du kan säga nej\./)
  assert.match(text, /Evenemang [^]*?E-post: Inget svar\. Det räknas som nej\./)
  assert.match(textOf((await visitor.get('/me/page?lang=nb')).html), /Hei, Maria Lind/)
  assert.match(textOf((await visitor.get('/me/page')).html), /Hei, Maria Lind/, 'the chosen language stays')
})

test('before a choice is saved the page says what happens, and then exactly that happens', async () => {
  const { personId, visitor } = await somebody('innan@example.org')
  await visitor.get('/me/choices/news?lang=sv')
  assert.match(textOf(visitor.html), /Får vi skicka nyheter och erbjudanden till dig\?/)
  const untouched = await rowHash(database)
  await visitor.press('Se vad som händer', { email: 'no' })
  const told = textOf(visitor.html)
  assert.match(told, /Nej till Nyheter: E-post/)
  assert.match(told, /Raderas direkt, för det behövs inte till något annat: Intressen\./)
  assert.match(told, /Stannar kvar för Ditt avtal, så länge avtalet gäller och 36 månader efter det: [^.]*Förnamn[^.]*E-postadress/)
  assert.ok(!/Fakturor och kvitton som vi har gett ut/.test(told), 'no invoices, no word of them')
  assert.equal(await rowHash(database), untouched, 'looking changes nothing')
  await visitor.press('Spara')
  assert.match(textOf(visitor.html), /Sparat [^]*Nej till Nyheter: E-post[^]*Raderat nu: Intressen\./)
  assert.deepEqual(await valuesOf(personId), { given_name: 'Maria', family_name: 'Lind', city: 'Göteborg' })
  assert.deepEqual(await mailsTo(personId), ['receipt 2'])
  const [, no] = await database.read((tx) => selectEntries(tx, [personId]))
  assert.deepEqual([no!.kind, no!.evidence['unproved'], no!.surface, no!.actor.kind, no!.wordingId !== null], ['withdrawn', undefined, 'web', 'person', true])
})

test('what stays under the bookkeeping act is told with its date, when there is such a thing', async () => {
  const { visitor } = await somebody('bok@example.org', { grounds: [{ purpose: 'contract', basis: 'contract' }, { purpose: 'bookkeeping', basis: 'legal-obligation', until: new Date('2033-12-31T22:00:00Z') }] })
  await (await visitor.get('/me/choices/news?lang=en')).press('See what happens', { email: 'no' })
  assert.match(textOf(visitor.html), /Interests\. .*Invoices and receipts that we have issued are kept until 31 December 2033, because the bookkeeping act requires it\./)
})

test('a yes is saved for its channel and address, how often can be changed, and a yes is not a click further than a no (CS-10)', async () => {
  const { personId, visitor, email } = await somebody('ja@example.org')
  const presses = async (purpose: string, fields: Record<string, string>) => {
    await visitor.get(`/me/choices/${purpose}?lang=sv`)
    await visitor.press('Se vad som händer', fields)
    await visitor.press('Spara')
    assert.equal(visitor.status, 200)
    return 2
  }
  const yes = await presses('events', { email: 'yes', 'email-often': 'quarterly' })
  const no = await presses('events', { email: 'no' })
  assert.equal(yes, no)
  await presses('news', { email: 'yes', 'email-often': 'weekly' })
  const entries = await database.read((tx) => selectEntries(tx, [personId]))
  assert.deepEqual(entries.slice(1).map((entry) => [entry.kind, entry.purpose, entry.contactPointId, entry.frequency]), [
    ['given', 'events', email.contactPointId, 'quarterly'], ['withdrawn', 'events', null, null], ['given', 'news', email.contactPointId, 'weekly'],
  ])
  await visitor.get('/me/choices/news')
  assert.match(textOf((await visitor.press('Se vad som händer', { email: 'yes', 'email-often': 'weekly' })).html), /Du har inte ändrat något än/)
  assert.equal((await visitor.get('/me/choices/contract')).status, 404, 'what is no choice cannot be chosen')
})

test('a yes for an address that is not confirmed waits, and a confirmation goes there', async () => {
  const { personId, visitor } = await somebody('vantar@example.org')
  await database.superuser('update contact_point set verified_at = null where person_id = $1', [personId])
  await (await visitor.get('/me/choices/events?lang=sv')).press('Se vad som händer', { email: 'yes' })
  assert.match(textOf(visitor.html), /Adressen är inte bekräftad/)
  await visitor.press('Spara')
  assert.equal(await stateOf(personId, 'events'), 'unconfirmed')
  assert.deepEqual(await mailsTo(personId), ['confirm 2'])
  assert.match(textOf((await visitor.get('/me/page')).html), /Ja, men inte bekräftat än/)
})

test('no to all marketing is one button: it ends what only marketing held, and is told with its receipt', async () => {
  const { personId, visitor } = await somebody('alltnej@example.org')
  await visitor.get('/me/page?lang=sv')
  assert.match(textOf(visitor.html), /Vad händer om jag säger nej till allt\? Raderas direkt, för det behövs inte till något annat: Intressen\./)
  await visitor.press('Nej till all marknadsföring')
  assert.match(textOf(visitor.html), /Raderat nu: Intressen/)
  assert.equal((await valuesOf(personId))['interests'], undefined)
  assert.equal(await stateOf(personId, 'tips'), 'objected')
  assert.ok((await house.keeper.readJournal()).some((entry) => entry.kind === 'withdrawal' && entry.person === personId && entry.purpose === null))
  assert.match(textOf((await visitor.get('/me/page')).html), /Du sa nej till all marknadsföring 2 mars 2026/)
  await (await visitor.get('/me/page')).press('Sluta fråga mig')
  assert.match(textOf((await visitor.get('/me/page')).html), /Du bad oss sluta fråga 2 mars 2026/)
  await visitor.press('Ni får fråga mig igen')
  assert.equal((await database.read((tx) => selectStandings(tx, [personId]))).get(personId)!.stopAskingSince, null)
})

test('somebody who was held for marketing alone is let go, and their page still answers', async () => {
  const { personId, visitor } = await somebody('bara@example.org', { values: {}, grounds: [{ purpose: 'news', basis: 'consent' }] })
  await (await visitor.get('/me/page?lang=sv')).press('Nej till all marknadsföring')
  assert.equal(visitor.status, 200)
  assert.match(textOf(visitor.html), /Raderat nu: [^.]*E-postadress/)
  assert.ok(!/kvitto är på väg/.test(textOf(visitor.html)), 'nothing is promised to an address that is gone')
  assert.deepEqual(await database.read((tx) => selectContactPoints(tx, [personId])), [])
  assert.match(textOf((await visitor.get('/me/page')).html), /Vi har inga uppgifter om dig/)
  assert.equal((await visitor.get('/me/receipts/2')).status, 200)
})

test('H3: a no that came through a link is shown, and undone by the person who proved to be the person', async () => {
  const { personId, visitor, email } = await somebody('angra@example.org')
  const token = await mintLink(database, { kind: 'stop', personId, contactPointId: email.contactPointId })
  await (await new Visitor(app).get(`/choices/${token}?lang=sv`)).press('Nej till all marknadsföring')
  await visitor.get('/me/page?lang=sv')
  assert.match(textOf(visitor.html), /2 mars 2026 kom ett nej genom en länk i ett utskick: Nyheter\. [^]*Intressen används inte nu och raderas 16 mars 2026/)
  await visitor.press('Det var inte jag. Ta tillbaka')
  assert.match(textOf(visitor.html), /Ja till Nyheter: E-post/)
  assert.equal(await stateOf(personId), 'given')
  assert.deepEqual(await database.read((tx) => selectBlocks(tx, [personId])), [])
  assert.deepEqual((await valuesOf(personId))['interests'], ['cykling'])
  const undone = (await database.read((tx) => selectEntries(tx, [personId]))).at(-1)!
  assert.deepEqual([undone.kind, undone.purpose, undone.contactPointId, undone.frequency, undone.evidence['undoes']], ['given', 'news', email.contactPointId, 'monthly', [2]])
  assert.ok(!(await visitor.get('/me/page')).html.includes('Det var inte jag'))
})

test('H3: somebody held for news alone sees that even the address is kept back, and can still come in and undo it', async () => {
  const { personId, visitor, email } = await somebody('nyhetsbrev@example.org', { values: {}, grounds: [{ purpose: 'news', basis: 'consent' }] })
  const token = await mintLink(database, { kind: 'stop', personId, contactPointId: email.contactPointId })
  await (await new Visitor(app).get(`/choices/${token}?lang=sv`)).press('Nej till all marknadsföring')
  assert.match(textOf((await visitor.get('/me/page?lang=sv')).html), /E-postadress nyhetsbrev@example\.org [^]*?Används inte nu\. Raderas 16 mars 2026\./)
  await visitor.press('Det var inte jag. Ta tillbaka')
  assert.equal(await stateOf(personId), 'given')
  assert.match(textOf((await visitor.get('/me/page')).html), /E-postadress nyhetsbrev@example\.org Används till: Nyheter\. [^]*?Sparas tills du säger nej\./)
})

test('H3: the person who says that it was them has it ended at once', async () => {
  const { personId, visitor, email } = await somebody('varjag@example.org')
  const token = await mintLink(database, { kind: 'stop', personId, contactPointId: email.contactPointId })
  await (await new Visitor(app).get(`/choices/${token}?lang=sv`)).press('Spara mina nej', { no: 'news email' })
  assert.deepEqual((await valuesOf(personId))['interests'], ['cykling'])
  await (await visitor.get('/me/page?lang=sv')).press('Det var jag. Radera nu')
  assert.match(textOf(visitor.html), /Raderat nu: Intressen/)
  assert.equal((await valuesOf(personId))['interests'], undefined)
  assert.deepEqual(await database.read((tx) => selectBlocks(tx, [personId])), [])
  assert.ok(!(await visitor.get('/me/page')).html.includes('Det var inte jag'))
})

test('H2: a conclusion is rejected for good', async () => {
  const { personId, visitor } = await somebody('slutsats@example.org')
  await record(database, house, choice(personId, { purpose: 'recommendations', channel: 'none' }))
  await hold(personId, { concluded_interests: ['vandring', 'husdjur'] })
  await visitor.get('/me/page?lang=sv')
  assert.match(textOf(visitor.html), /Det här har du inte berättat/)
  await visitor.press('Stämmer inte, ta bort', { item: 'husdjur' })
  assert.deepEqual((await valuesOf(personId))['concluded_interests'], ['husdjur'], 'the first button is about the first item')
  await hold(personId, { concluded_interests: ['vandring', 'resor'] })
  assert.deepEqual((await valuesOf(personId))['concluded_interests'], ['resor'], 'nobody concludes it again')
  await (await visitor.get('/me/page')).press('Stämmer inte, ta bort')
  assert.equal((await valuesOf(personId))['concluded_interests'], undefined)
  await database.write((tx) => startGrounds(tx, [{ personId, purpose: 'membership', basis: 'contract' }]))
  await hold(personId, { lifetime_value: 120_000 })
  await (await visitor.get('/me/page')).press('Stämmer inte, ta bort')
  assert.equal((await valuesOf(personId))['lifetime_value'], undefined)
  const [refused] = await database.write((tx) => callWriteValues(tx, [{ personId, fieldKey: 'lifetime_value', value: 90_000 }]))
  assert.equal(refused?.rule, 'H2', 'a score is not concluded again either')
})

test('a year after it was said a person is asked whether it is still right; their yes is dated and is their own word, and what changed meanwhile is not confirmed', async () => {
  const { personId, visitor } = await somebody('annu@example.org')
  const dated = async (at: Date, fields: string[]) => database.write((tx) => insertProvenance(tx, [{ ...ORIGIN, source: 'Kassan', recordedBy: { kind: 'import', id: null }, personId, provenanceId: newId(tx.now), recordedAt: at, fields, noticeGivenAt: null }]))
  const begun = database.now
  const ago = (days: number) => new Date(begun.getTime() - days * 86_400_000)
  database.now = ago(0)
  await database.superuser('delete from provenance where person_id = $1', [personId])
  await dated(ago(367), ['given_name', 'city'])
  await dated(ago(363), ['family_name'])
  await visitor.get('/me/page?lang=sv')
  const card = () => /Stämmer det här fortfarande\?[^]*?Nej, jag vill ändra något/.exec(textOf(visitor.html))?.[0] ?? ''
  assert.match(card(), /Förnamn Maria sedan [^]*Ort Göteborg sedan /)
  assert.doesNotMatch(card(), /Lind/)
  await dated(ago(0), ['city'])
  await visitor.press('Ja, allt stämmer')
  const { rows } = await database.superuser("select fields, source, recorded_by_kind from provenance where person_id = $1 and recorded_at = $2 and recorded_by_kind = 'person'", [personId, begun])
  assert.deepEqual(rows, [{ fields: ['given_name'], source: 'person', recorded_by_kind: 'person' }])
  assert.equal((await visitor.get('/me/page?lang=sv')).html.includes('still-right'), false)
})

test('details are corrected, added and removed; only what a living ground needs is asked for; a fault names its field', async () => {
  const { personId, visitor } = await somebody('ratta@example.org')
  await visitor.get('/me/details?lang=sv')
  const asked = [...visitor.html.matchAll(/<(?:input|select)[^>]* name="([^"]+)"/g)].map(([, name]) => name)
  assert.ok(asked.includes('interests') && asked.includes('street'))
  for (const field of ['gender', 'customer_number', 'lifetime_value', 'concluded_interests', 'identity_number', 'health_note']) assert.ok(!asked.includes(field), `${field} is needed for nothing the person has, or is not theirs to set`)
  assert.match(textOf(visitor.html), /Intressen Skriv flera med komma emellan\. Används till: Nyheter\./)
  await visitor.press('Spara', { given_name: 'Marie', family_name: 'Lind', city: '', interests: 'cykling, bakning', street: 'Nygatan 3', postal_code: '411 08' })
  assert.match(textOf(visitor.html), /Ändrat: /)
  assert.deepEqual(await valuesOf(personId), { given_name: 'Marie', family_name: 'Lind', interests: ['cykling', 'bakning'], street: 'Nygatan 3', postal_code: '411 08' })
  const points = await database.read((tx) => selectContactPoints(tx, [personId]))
  assert.deepEqual(points.filter((point) => point.kind === 'postal').map((point) => point.value), ['Nygatan 3, 411 08, SE'])
  assert.match(textOf((await visitor.get('/me/page')).html), /Från dig, här på sidan\. Du skrev in det 2 mars 2026/)
  await (await visitor.get('/me/details')).press('Spara', { birth_date: '31 februari' })
  assert.equal(visitor.status, 400)
  assert.match(visitor.html, /id="birth_date-problem"/)
  assert.equal((await valuesOf(personId))['birth_date'], undefined)
  await (await visitor.get('/me/details')).press('Spara', { identity_number: '19900101-0017', gender: 'x' })
  assert.match(textOf(visitor.html), /Du har inte ändrat något än/)
})

test('a new address counts when its code has been entered; the old one then finds nobody, and its yes does not come along', async () => {
  const { personId, visitor, email } = await somebody('gammal@example.org')
  const other = new Visitor(app, await letIn(database, house, personId, email))
  const finds = async (canonical: string) => (await database.read((tx) => selectByIdentifier(tx, 'email', [identifierHash(INDEX_KEY, { kind: 'email', canonical })]))).map((one) => one.personId)
  await (await visitor.get('/me/details?lang=sv')).press('Skicka en kod dit', { email: 'inte en adress' })
  assert.equal(visitor.status, 400)
  await (await visitor.get('/me/details')).press('Skicka en kod dit', { email: 'ny@example.org' })
  assert.deepEqual(await finds('ny@example.org'), [], 'nobody is found by an address that is not proved')
  assert.match(textOf((await visitor.get('/me/page')).html), /ny@example\.org inte bekräftad/)
  await visitor.get('/me/address/code')
  const code = codeOf(house.keeper.keys.tokens, visitor.cookies.get('tillit_request')!.split('.')[0]!)
  await visitor.press('Fortsätt', { code: code === '111111' ? '222222' : '111111' })
  assert.equal(visitor.status, 422)
  await visitor.press('Fortsätt', { code })
  assert.match(textOf(visitor.html), /Adressen är bytt/)
  assert.deepEqual([await finds('gammal@example.org'), await finds('ny@example.org')], [[], [personId]])
  assert.match(textOf((await visitor.get('/me/page')).html), /E-post: Ja sedan 2 mars 2026, högst en gång i månaden\. Används inte nu: Personens ja gällde en annan e-postadress/)
  assert.equal((await other.get('/me/page')).status, 303, 'who only reads the old mailbox is out')

  await sendAll(database, sendingTo(house.keeper, undefined))
  const { rows: told } = await database.superuser("select recipient, subject, convert_from(source, 'UTF8') as source from outbox_mail where person_id = $1 and kind = 'address-changed'", [personId])
  assert.deepEqual(told.map(({ recipient, subject }: { recipient: string; subject: string }) => [recipient, subject]), [['gammal@example.org', 'Din e-postadress hos Provbolaget AB har bytts']])
  assert.doesNotMatch(told[0].source, /ny@example/, 'whoever reads the old mailbox is not told the new address')
  assert.match(textOf((await visitor.get('/me/history')).html), /Din e-postadress hos Provbolaget AB har bytts/)
})

test('history tells what was sent and why it was allowed, who recorded what, and pages without gaps', async () => {
  const { personId, visitor, email } = await somebody('historia@example.org')
  for (let day = 0; day < 40; day++) {
    await database.superuser(`insert into use_record (person_id, use_id, at, kind, purpose, channel, contact_point_id, rule, subject, actor_kind) values ($1, $2, $3, 'sent', 'news', 'email', $4, 'D4a', $5, 'system')`,
      [personId, newId(database.now), new Date(database.now.getTime() - day * 86_400_000), email.contactPointId, `Brev ${day}.`])
  }
  await visitor.get('/me/history?lang=sv')
  assert.match(textOf(visitor.html), /Vi skickade: Nyheter \(e-post\) 2 mars 2026 ?\. ”Brev 0\.”\. Varför vi fick: Du har sagt ja\. \(regel D4a\)/)
  assert.match(textOf(visitor.html), /Ja till Nyheter \(e-post\) 2 mars 2026 ?\. På den här sidan\. Av dig\./)
  let seen = textOf(visitor.html)
  for (let next = /href="([^"]+before=[^"]+)"/.exec(visitor.html)?.[1]; next; next = /href="([^"]+before=[^"]+)"/.exec(visitor.html)?.[1]) seen += textOf((await visitor.get(next)).html)
  for (let day = 0; day < 40; day++) assert.equal(seen.split(`”Brev ${day}.”`).length - 1, 1, `letter ${day} stands there once`)
  assert.equal((await visitor.get('/me/history?before=nonsense')).status, 400)
})

test('L5: the receipt of each yes and no is a page and a file that verifies with the public key alone; others’ are not there', async () => {
  const { visitor } = await somebody('kvitto@example.org')
  await (await visitor.get('/me/page?lang=sv')).press('Nej till all marknadsföring')
  await visitor.get('/me/receipts')
  assert.match(textOf(visitor.html), /Nej till all marknadsföring[^]*Ja till Nyheter \(e-post\)/)
  for (const seq of [1, 2]) {
    await visitor.get(`/me/receipts/${seq}`)
    assert.match(textOf(visitor.html), new RegExp(`Kvitto ${seq}`))
    const file = await visitor.get(`/me/receipts/${seq}/file`)
    assert.match(file.headers.get('content-disposition')!, /attachment/)
    const verdict = await verifyReceipt(file.html, house.keeper.keys.signing)
    assert.ok(verdict.valid, JSON.stringify(verdict))
    const broken = await verifyReceipt(file.html.replace('"news"', '"newz"').replace('objected', 'objectex'), house.keeper.keys.signing)
    assert.equal(broken.valid, false)
  }
  for (const nothing of ['3', '0', '-1', '1.5', '99999999999', 'x']) assert.equal((await visitor.get(`/me/receipts/${nothing}/file`)).status, 404, nothing)
})

test('CS-01: a no while a message is being handed over is taken within seconds, and tells the truth', async () => {
  const { personId, visitor } = await somebody('samtidigt@example.org')
  await visitor.get('/me/page?lang=sv')
  let release = (): void => {}
  const held = new Promise<void>((resolve) => { release = resolve })
  const locked = Promise.withResolvers<void>()
  const sender = database.writeOnce(async (tx) => {
    await import('../../src/decisions/facts.sql.ts').then(({ lockPeopleForShare }) => lockPeopleForShare(tx, [personId]))
    locked.resolve()
    await held
  })
  await locked.promise
  const begin = performance.now()
  await visitor.press('Nej till all marknadsföring')
  const ms = performance.now() - begin
  release()
  await sender
  assert.equal(visitor.status, 200)
  assert.ok(ms < 5_000, `${ms} ms`)
  assert.match(textOf(visitor.html), /Just nu höll ett utskick på att lämnas över/)
  const { rowCount } = await database.superuser('select 1 from stop_row where person_id = $1', [personId])
  assert.equal(rowCount, 1)
})

test('from each page of one’s own one can leave', async () => {
  const { visitor } = await somebody('lamnar@example.org')
  const pages = ROUTES.filter(({ who, method, path }) => who === 'customer' && method === 'GET' && !/:(?!purpose)|\/file$/.test(path)).map(({ path }) => path.replace(':purpose', 'news'))
  assert.ok(pages.length > 5)
  for (const path of pages) {
    await visitor.get(path)
    if (visitor.status === 200 && visitor.headers.get('content-type')?.startsWith('text/html')) assert.match(visitor.html, /action="\/me\/sign-out"/, path)
  }
})

test('without a session every way to the own page leads to the front door and changes nothing', async () => {
  const untouched = await rowHash(database)
  const ways = ROUTES.filter((entry) => entry.who === 'customer')
  assert.ok(ways.length > 10)
  for (const { method, path } of ways) {
    for (const cookie of [undefined, 'tillit_customer=nonsense', `tillit_customer=${'x'.repeat(43)}.1772442000.${'y'.repeat(43)}`]) {
      const answer = await app.request(path.replaceAll(/:\w+/g, '1'), { method, headers: { 'content-type': 'application/x-www-form-urlencoded', ...(cookie ? { cookie } : {}) }, ...(method === 'GET' ? {} : { body: 'a=b' }) })
      assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/me'], `${method} ${path}`)
    }
  }
  assert.equal(await rowHash(database), untouched)
})

test('with a session, nothing is changed by a form that is not ours', async () => {
  const { personId, visitor, email } = await somebody('falsk@example.org')
  await visitor.get('/me/page')
  const untouched = await rowHash(database)
  for (const { method, path } of ROUTES.filter((entry) => entry.who === 'customer' && entry.method === 'POST')) {
    const at = path.replace(':purpose', 'news')
    for (const headers of [{}, { 'sec-fetch-site': 'cross-site' }]) {
      const answer = await visitor.post(at, { said: 'all', email: 'no', asking: 'stop', doubt: 'me', page: 'x'.repeat(43) }, headers as Record<string, string>)
      assert.equal(answer.status, 403, `${method} ${at}`)
    }
  }
  assert.equal(await rowHash(database), untouched)
  assert.deepEqual([await stateOf(personId), email.kind], ['given', 'email'])
})

test('whoever has several records sees on their own page what each of them holds, until they are two people again', async () => {
  const { personId, visitor } = await somebody('ett@example.org', { grounds: [{ purpose: 'contract', basis: 'contract' }] })
  const other = await somebody('tva@example.org', { grounds: [{ purpose: 'contract', basis: 'contract' }] })
  const by = '0196a000-0000-7000-8000-0000000000b0' as StaffId
  for (const [a, b] of [[personId, other.personId], [other.personId, personId]]) await database.superuser("insert into possible_duplicate (person_id, other_person_id, found_at, seen_at, grade, odds, levels) values ($1, $2, now(), now(), 'sure', 900, '{1}')", [a, b])
  await database.write((tx) => mergeRecords(tx, { leading: personId, other: other.personId }, by))
  assert.match(textOf((await visitor.get('/me/page?lang=en')).html), /Also about you[^]*tva@example\.org/)
  assert.match(textOf((await other.visitor.get('/me/page?lang=en')).html), /Also about you[^]*ett@example\.org/)
  assert.match(textOf((await visitor.get('/me/erasure?lang=en')).html), /in our register 2 times/)
  await database.write((tx) => separateRecords(tx, other.personId, 'different', by))
  assert.doesNotMatch((await visitor.get('/me/page?lang=en')).html, /tva@example\.org/)
})
