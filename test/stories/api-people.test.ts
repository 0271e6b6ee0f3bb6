import assert from 'node:assert/strict'
import { selectEntries } from '../../src/ledger/entries.sql.ts'
import { before, test } from 'node:test'
import type { Choice } from '../../src/consent/choice.ts'
import { recordChoices } from '../../src/consent/record-choices.ts'
import { verifyReceipt } from '../../src/consent/verify-receipt.ts'
import { createApp } from '../../src/doors/app.ts'
import type { CatalogueRehearsal, PurposeDocument } from '../../src/doors/api/catalogue-resource.ts'
import type { ChoiceRehearsal, ConsentRates, RecordedChoices } from '../../src/doors/api/choices-resource.ts'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { Audience, Decisions } from '../../src/doors/api/decisions-resource.ts'
import type { InclusionProof, Ledger, LedgerVerification } from '../../src/doors/api/ledger-resource.ts'
import type { PeoplePage, RecordedPeople, TimelinePage } from '../../src/doors/api/people-resource.ts'
import type { Person } from '../../src/doors/api/person-resource.ts'
import { UPLOADS } from '../../src/doors/api/take-upload.ts'
import type { IssuedApiKey } from '../../src/doors/api/session-resource.ts'
import type { House } from '../../src/doors/house.ts'
import { ROUTES } from '../../src/doors/route-table.ts'
import { Sequencer } from '../../src/ledger/sequencer.ts'
import { registerPeople } from '../../src/people/register-people.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { type TestDatabase } from '../database.ts'
import { eInvoice } from '../e-invoice.ts'
import { bodyOf, staffedHouse, type Browser } from '../house.ts'
import { INDEX_KEY, ORIGIN, customer } from '../register.ts'
import { rowHash } from '../row-hash.ts'

let database: TestDatabase
let house: House
let app: ReturnType<typeof createApp>
let browser: Browser

before(async () => {
  ;({ database, house, app, browser } = await staffedHouse())
})

const get = <Body>(path: string, headers: Record<string, string> = {}) => bodyOf<Body>(browser('GET', `/api/v1${path}`, undefined, headers))
const post = <Body>(path: string, body: unknown) => bodyOf<Body>(browser('POST', `/api/v1${path}`, body))

const CALL = { kind: 'call-note', text: 'Rang kl. 10, läste upp frågan ordagrant.' }

test('a person is shown with what is held, why, from where and until when, in the reader\'s language', async () => {
  const { personId } = await customer(database, 'maria@example.org', { values: { given_name: 'Maria', family_name: 'Ek', city: 'Umeå', language: 'sv' } })
  const person = await get<Person>(`/people/${personId}`, { 'accept-language': 'sv' })
  assert.equal(person.name, 'Maria Ek')
  assert.equal(person.language, 'sv')
  const city = person.fields.find((field) => field.field === 'city')!
  assert.deepEqual(
    { value: city.value, source: city.source, purposes: city.purposes.map((one) => [one.purpose, one.basis]), event: city.until.event, sentence: city.until.sentence },
    { value: 'Umeå', source: 'test', purposes: [['contract', 'contract']], event: 'contract-end', sentence: 'Tills avtalet har tagit slut och tiden efter det har gått' },
  )
  const [point] = person.contactPoints
  assert.deepEqual([point?.kind, point?.value, point?.verified, point?.purposes[0]?.purpose], ['email', 'maria@example.org', true, 'contract'])
  const english = await get<Person>(`/people/${personId.toUpperCase()}`, { 'accept-language': 'en' })
  assert.equal(english.fields.find((field) => field.field === 'city')?.until.sentence, 'Until the contract has ended and the time after it has passed')
})

test('a yes and a no are recorded with evidence, decide at once and stand in the timeline', async () => {
  const { personId, email } = await customer(database, 'oskar@example.org', { values: { given_name: 'Oskar' } })
  const path = `/people/${personId}`
  const ask = async () => {
    const { decisions } = await post<Decisions>('/decisions', { questions: [{ person: personId, purpose: 'news', channel: 'email' }], foundation: true })
    return decisions[0]!
  }
  assert.equal((await ask()).allowed, false)

  const start = database.now
  database.now = new Date(start.getTime() + 1000)
  const given = await post<RecordedChoices>(`${path}/choices`, { choices: [{ kind: 'given', purpose: 'news', channel: 'email', contactPointId: email.contactPointId, frequency: 'monthly', evidence: CALL }] })
  assert.deepEqual(given.recorded.map((one) => [one.seq, one.kind, one.purpose, one.channel]), [[1, 'given', 'news', 'email']])
  const yes = await ask()
  assert.deepEqual([yes.allowed, yes.rule, yes.basis, yes.entrySeq], [true, 'D4a', 'consent', 1])
  const choice = (await get<Person>(path)).choices.find((one) => one.purpose === 'news')!.channels.find((one) => one.channel === 'email')!
  assert.deepEqual([choice.state, choice.frequency, choice.decision.allowed, choice.contactPoint], ['given', 'monthly', true, 'oskar@example.org'])

  database.now = new Date(start.getTime() + 2000)
  const no = await post<RecordedChoices>(`${path}/choices`, { choices: [{ kind: 'withdrawn', purpose: 'news', channel: 'email', evidence: CALL }] })
  assert.equal(no.inFlight, false)
  const after = await ask()
  assert.deepEqual([after.allowed, after.rule, after.entrySeq], [false, 'D10a', 2])
  assert.ok(after.wouldChange)

  const timeline = await get<TimelinePage>(`${path}/timeline?limit=2`, { 'accept-language': 'en' })
  assert.deepEqual(timeline.events.map((event) => [event.title, event.receipt]), [['Ground ended: News', false], ['No: News (e-mail)', true]])
  const rest = await get<TimelinePage>(`${path}/timeline?after=${timeline.next}`, { 'accept-language': 'en' })
  assert.ok(rest.events.some((event) => event.title === 'Yes: News (e-mail)' && event.actor === 'Astrid Nyberg' && event.surface === 'phone'))
  assert.ok(rest.events.some((event) => event.type === 'provenance' && event.title === 'Data from test'))
  assert.equal(rest.next, null)
  database.now = start
})

test('what a choice would lead to is told before, and changes nothing', async () => {
  const { personId, email } = await customer(database, 'ines@example.org', { values: { given_name: 'Ines' } })
  const path = `/people/${personId}`
  await post(`${path}/choices`, { choices: [{ kind: 'given', purpose: 'tips', channel: 'email', contactPointId: email.contactPointId, evidence: CALL }] })
  await database.superuser("update profile set interests = '{cycling}' where person_id = $1", [personId])
  const untouched = await rowHash(database)
  const rehearsal = await post<ChoiceRehearsal>(`${path}/choice-rehearsals`, { choices: [{ kind: 'withdrawn', purpose: 'tips', channel: 'email', evidence: CALL }] })
  assert.equal(await rowHash(database), untouched)
  assert.deepEqual(rehearsal.ends.map((one) => one.field), ['interests'])
  assert.deepEqual(rehearsal.stays.map((one) => one.field).toSorted(), ['email', 'given_name'])
  const done = await post<RecordedChoices>(`${path}/choices`, { choices: [{ kind: 'withdrawn', purpose: 'tips', channel: 'email', evidence: CALL }] })
  assert.deepEqual(done.ended.map((one) => one.field), ['interests'])
})

test('a yes without what it needs is refused with the rule, and one refusal does not hold the others up', async () => {
  const { personId, email } = await customer(database, 'jonas@example.org')
  const path = `/api/v1/people/${personId}/choices`
  const nowhere = await browser('POST', path, { choices: [{ kind: 'given', purpose: 'news', channel: 'sms', evidence: CALL }] })
  assert.equal(nowhere.status, 422)
  const problem = await bodyOf<ProblemDetails>(nowhere)
  assert.deepEqual([problem.rule, problem.field], ['L3', 'choices.0.contactPointId'])
  const half = await bodyOf<RecordedChoices>(browser('POST', path, {
    choices: [
      { kind: 'given', purpose: 'nonsense', channel: 'email', contactPointId: email.contactPointId, evidence: CALL },
      { kind: 'stop-asking', evidence: CALL },
    ],
  }))
  assert.deepEqual([half.recorded.map((one) => one.kind), half.refused.map((one) => [one.choice, one.rule])], [['stop-asking'], [[0, 'D1']]])
})

test('a no to a word that never was a purpose is told as a mistake and recorded nowhere', async () => {
  const { personId } = await customer(database, 'felskriven@example.org')
  for (const act of ['choices', 'choice-rehearsals']) {
    const answer = await browser('POST', `/api/v1/people/${personId}/${act}`, { choices: [{ kind: 'withdrawn', purpose: 'newss', channel: 'email', evidence: CALL }] })
    assert.deepEqual([answer.status, (await bodyOf<ProblemDetails>(answer)).field], [400, 'choices.0.purpose'])
  }
  assert.deepEqual((await database.superuser('select 1 from ledger_entry where person_id = $1', [personId])).rows, [])
})

test('a yes that names no contact point is given for the only one there is, and for none where there are several', async () => {
  const one = await customer(database, 'en@example.org')
  const several = await customer(database, 'tva@example.org', {
    contactPoints: ['tva@example.org', 'tre@example.org'].map((value) => ({ kind: 'email' as const, value, canonical: value })),
  })
  const yes = { choices: [{ kind: 'given', purpose: 'news', channel: 'email', evidence: CALL }] }
  assert.equal((await browser('POST', `/api/v1/people/${one.personId}/choices`, yes)).status, 200)
  const [entry] = await database.read((tx) => selectEntries(tx, [one.personId]))
  assert.equal(entry?.contactPointId, one.email.contactPointId)
  assert.equal((await bodyOf<ProblemDetails>(browser('POST', `/api/v1/people/${several.personId}/choices`, yes))).rule, 'L3')
})

test('only a key that speaks for the person lifts a no', async () => {
  const { personId, email } = await customer(database, 'petra@example.org')
  const path = `/api/v1/people/${personId}/choices`
  await browser('POST', path, { choices: [{ kind: 'withdrawn', purpose: '*', channel: '*', evidence: CALL }] })
  const yes = { choices: [{ kind: 'given', purpose: 'news', channel: 'email', contactPointId: email.contactPointId, evidence: { kind: 'api', text: 'form 17' } }] }
  for (const [speaksForPerson, status] of [[false, 422], [true, 200]] as const) {
    const { key } = await bodyOf<IssuedApiKey>(browser('POST', '/api/v1/api-keys', { name: 'shop', speaksForPerson, purposes: ['contract', 'news'] }))
    const answer = await app.request(path, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: JSON.stringify(yes) })
    assert.equal(answer.status, status, String(speaksForPerson))
    if (!speaksForPerson) assert.equal((await bodyOf<ProblemDetails>(answer)).rule, 'D9')
  }
})

test('another system records people, finds them again, and is told what is held back and why', async () => {
  const sent = {
    source: 'webbutiken', collected: 'other', purposes: ['contract'], ground: 'contract', people: [
      { values: { given_name: 'Nils', family_name: 'Holm', city: 'Visby', interests: ['chess'] }, contactPoints: [{ kind: 'email', value: 'nils@example.org' }, { kind: 'email', value: 'not an address' }], country: 'SE' },
      { values: { city: 'Ingenstans' } },
    ],
  }
  const first = await bodyOf<RecordedPeople>(browser('POST', '/api/v1/people', sent))
  assert.deepEqual(first.results.map((one) => one.outcome), ['new', 'held-back'])
  assert.deepEqual(first.results[0]!.held.map((one) => [one.field, one.rule]), [['email', null], ['interests', 'H1']])
  const person = await get<Person>(`/people/${first.results[0]!.id}`)
  assert.deepEqual([person.name, person.contactPoints.map((one) => one.value), person.notices.length], ['Nils Holm', ['nils@example.org'], 1])
  const again = await bodyOf<RecordedPeople>(browser('POST', '/api/v1/people', sent))
  assert.deepEqual([again.results[0]!.id, again.results[0]!.outcome], [first.results[0]!.id, 'unchanged'])

  for (const [change, status, field] of [[{ purposes: ['nonsense'] }, 400, 'purposes'], [{ people: [{ values: { shoe_size: '42' } }] }, 400, 'shoe_size'], [{ ground: 'consent' }, 400, 'ground'], [{ purposes: ['news'] }, 422, 'purposes']] as const) {
    const refused = await browser('POST', '/api/v1/people', { ...sent, ...change })
    assert.deepEqual([refused.status, (await bodyOf<ProblemDetails>(refused)).field], [status, field])
  }
})

test('values are corrected and removed, and what nothing needs is held back by rule', async () => {
  const { personId } = await customer(database, 'lotta@example.org', { values: { given_name: 'Lota', city: 'Ystad' } })
  database.now = new Date(database.now.getTime() + 1000)
  const answer = await bodyOf<{ changed: string[]; held: { field: string; rule: string }[] }>(
    browser('PATCH', `/api/v1/people/${personId}/values`, { values: { given_name: 'Lotta', city: null, interests: ['chess'] } }))
  assert.deepEqual(answer.changed.toSorted(), ['city', 'given_name'])
  assert.deepEqual(answer.held.map((one) => [one.field, one.rule]), [['interests', 'H1']])
  const fields = new Map((await get<Person>(`/people/${personId}`)).fields.map((field) => [field.field, field]))
  assert.deepEqual([fields.get('given_name')?.value, fields.has('city'), fields.has('interests')], ['Lotta', false, false])
  assert.deepEqual([fields.get('given_name')?.source, fields.get('given_name')?.recordedBy], ['Astrid Nyberg', 'Astrid Nyberg'])

  for (const [values, field] of [[{ given_name: 'X', shoe_size: 42 }, 'shoe_size'], [{ given_name: 'X', birth_date: '31/2' }, 'birth_date']] as const) {
    const refused = await browser('PATCH', `/api/v1/people/${personId}/values`, { values })
    assert.deepEqual([refused.status, (await bodyOf<ProblemDetails>(refused)).field], [400, field])
  }
  assert.equal((await get<Person>(`/people/${personId}`)).fields.find((one) => one.field === 'given_name')?.value, 'Lotta')
})

test('people come page by page, each once, and a cursor that is not ours is refused', async () => {
  await database.write((tx) => registerPeople(tx, INDEX_KEY, Array.from({ length: 25 }, (_, index) => ({
    country: 'NO', values: { full_name: `Bladperson ${String(index).padStart(2, '0')}` }, contactPoints: [], identifiers: [],
    grounds: [{ purpose: 'contract', basis: 'contract' as const }],
  })), ORIGIN))
  const seen: string[] = []
  let page = await get<PeoplePage>('/people?search=bladperson&limit=10')
  assert.equal(page.total, 25)
  for (;;) {
    seen.push(...page.people.map((one) => one.name))
    if (page.next === null) break
    page = await get<PeoplePage>(`/people?search=bladperson&limit=10&after=${page.next}`)
  }
  assert.deepEqual(seen, Array.from({ length: 25 }, (_, index) => `Bladperson ${String(index).padStart(2, '0')}`))
  for (const after of ['nonsense', Buffer.from('["a"]').toString('base64url'), Buffer.from('["a","b"]').toString('base64url')]) {
    const answer = await browser('GET', `/api/v1/people?after=${after}`)
    assert.equal(answer.status, 400, after)
    assert.equal((await bodyOf<ProblemDetails>(answer)).field, 'after')
  }
})

test('list and person show the same flags, and protected whereabouts stay hidden', async () => {
  const { personId } = await customer(database, 'hemlig@example.org', {
    values: { full_name: 'Hemlig Person', street: 'Gömda gatan 1', city: 'Gävle', birth_date: '2015-05-05' }, protectedIdentity: true, capacity: 'sole-trader',
  })
  await customer(database, 'hemlig@example.org', { values: { full_name: 'Delar Adress' } })
  await browser('POST', `/api/v1/people/${personId}/choices`, { choices: [{ kind: 'objected', evidence: CALL }, { kind: 'stop-asking', evidence: CALL }] })
  const listed = (await get<PeoplePage>('/people?search=hemlig%20person')).people[0]!
  const shown = await get<Person>(`/people/${personId}`)
  assert.deepEqual(listed.flags, ['protected-identity', 'child', 'sole-trader', 'no-marketing', 'stop-asking', 'shared-address'])
  assert.deepEqual(shown.flags, listed.flags)
  assert.equal(listed.city, null)
  assert.ok(!JSON.stringify(shown).includes('Gömda gatan') && !JSON.stringify(shown).includes('Gävle'))
})

test('an audience counts those who may be reached and says by rule why the others not', async () => {
  const { personId, email } = await customer(database, 'ronja@example.org', { values: { full_name: 'Ronja Kvist', city: 'Kiruna' } })
  await customer(database, 'birk@example.org', { values: { full_name: 'Birk Berg', city: 'Kiruna' } })
  await post(`/people/${personId}/choices`, { choices: [{ kind: 'given', purpose: 'events', channel: 'email', contactPointId: email.contactPointId, evidence: CALL }] })
  const question = { purpose: 'events', channel: 'email', where: [{ field: 'city', op: 'is', value: 'Kiruna' }] }
  const answer = await post<Audience>('/audiences', question)
  assert.deepEqual([answer.matching, answer.permitted, answer.notPermitted], [2, 1, 1])
  assert.deepEqual(answer.people.map((one) => [one.name, one.contactPoint]), [['Ronja Kvist', 'ronja@example.org']])
  const [reason] = answer.reasons
  const leftOut = await post<Audience>('/audiences', { ...question, rule: reason!.rule })
  assert.deepEqual(leftOut.people.map((one) => one.name), ['Birk Berg'])
})

test('a change of the catalogue is rehearsed, refused by rule, and published as a version', async () => {
  const { purposes } = await get<{ purposes: (PurposeDocument & { version: number; people: number })[] }>('/purposes')
  const { version: _, people: __, ...news } = purposes.find((one) => one.key === 'news')!
  const weaker = { ...news, bases: news.bases.map((line) => ({ ...line, basis: 'legitimate-interest' as const })) }
  const rehearsal = await post<CatalogueRehearsal>('/catalogue/rehearsals', { change: { purposes: [weaker] } })
  assert.deepEqual(rehearsal.problems.map((one) => one.rule), ['D4'])
  const refused = await browser('POST', '/api/v1/catalogue/versions', { change: { purposes: [weaker] }, note: 'cheaper' })
  assert.equal(refused.status, 422)
  assert.equal((await bodyOf<ProblemDetails>(refused)).rule, 'D4')

  const renamed = { ...news, texts: { ...news.texts, sv: { ...news.texts.sv, name: 'Nytt från oss' } } }
  const { version } = await post<{ version: number }>('/catalogue/versions', { change: { purposes: [renamed] }, note: 'plainer name' })
  assert.equal(version, 2)
  const history = await get<{ versions: { version: number; texts: PurposeDocument['texts'] }[] }>('/purposes/news')
  assert.deepEqual(history.versions.map((one) => [one.version, one.texts.sv.name]), [[2, 'Nytt från oss'], [1, news.texts.sv.name]])
})

test('a receipt is downloaded for a yes and for a no, signed, and for nothing else', async () => {
  const { personId, email } = await customer(database, 'kvitto@example.org')
  await post(`/people/${personId}/choices`, { choices: [
    { kind: 'given', purpose: 'events', channel: 'email', contactPointId: email.contactPointId, evidence: CALL },
    { kind: 'withdrawn', purpose: 'events', channel: 'email', evidence: CALL },
    { kind: 'stop-asking', evidence: CALL },
  ] })
  for (const [seq, status] of [[1, 200], [2, 200], [3, 404], [4, 404]] as const) {
    const answer = await browser('GET', `/api/v1/people/${personId}/entries/${seq}/receipt`)
    assert.equal(answer.status, status, `entry ${seq}`)
    if (status !== 200) continue
    assert.equal(answer.headers.get('content-type'), 'application/ld+json')
    const verdict = await verifyReceipt(await answer.text(), house.keeper.keys.signing)
    assert.equal(verdict.valid, true)
  }
})

test('consent rates count what became of the questions put on each surface', async () => {
  const ask = async (person: { personId: PersonId }, surface: 'mail' | 'invoice', answer?: Partial<Choice>) => {
    const rest = { channel: 'email', contactPointId: null, frequency: null, language: null, wording: null, evidence: {} }
    const choices: Choice[] = [{ ...rest, personId: person.personId, kind: 'asked', purpose: 'surveys', surface, actor: { kind: 'system', id: null } }]
    if (answer) choices.push({ ...rest, personId: person.personId, kind: 'withdrawn', purpose: 'surveys', surface: 'web', actor: { kind: 'person', id: person.personId }, ...answer })
    const { outcomes } = await database.write((tx) => recordChoices(tx, house.keeper, choices))
    assert.ok(outcomes.every((one) => 'entry' in one))
  }
  const people = []
  for (let index = 0; index < 5; index++) people.push(await customer(database, `fraga${index}@example.org`))
  await ask(people[0]!, 'mail', { kind: 'given', contactPointId: people[0]!.email.contactPointId })
  await ask(people[1]!, 'mail', { kind: 'withdrawn' })
  await ask(people[2]!, 'mail', { kind: 'stop-asking', purpose: null, channel: null })
  await ask(people[3]!, 'mail')
  await ask(people[4]!, 'invoice', { kind: 'objected', purpose: null, channel: null })
  const { surfaces, months } = await get<ConsentRates>('/consent-rates')
  assert.deepEqual(surfaces, [
    { surface: 'mail', asked: 4, yes: 1, no: 1, stopAsking: 1, none: 1, rate: 0.25 },
    { surface: 'invoice', asked: 1, yes: 0, no: 1, stopAsking: 0, none: 0, rate: 0 },
  ])
  const together = { month: database.now.toISOString().slice(0, 7), asked: 5, yes: 1, no: 2, stopAsking: 1, none: 1 }
  assert.deepEqual(months, [together])
  const of = async (purpose: string) => (await get<ConsentRates>(`/consent-rates?purpose=${purpose}`)).months
  assert.deepEqual([await of('surveys'), await of('news')], [[together], []])
})

test('the ledger shows its head, proves its leaves and is recomputed', async () => {
  const sequencer = new Sequencer({ database, keeper: house.keeper, tree: house.tree, holder: 'test' })
  for (let step = 0; step < 3; step++) await sequencer.step()
  const ledger = await get<Ledger>('/ledger')
  assert.ok(ledger.size > 0)
  assert.equal(ledger.pending, 0)
  const proof = await get<InclusionProof>(`/ledger/entries/${ledger.size - 1}/proof`)
  assert.equal(proof.size, ledger.size)
  assert.equal((await browser('GET', `/api/v1/ledger/entries/${ledger.size}/proof`)).status, 404)
  assert.match(await (await browser('GET', '/api/v1/ledger/checkpoint')).text(), new RegExp(`^${ledger.origin}\n${ledger.size}\n`))
  const verified = await post<LedgerVerification>('/ledger/verifications', {})
  assert.deepEqual([verified.ok, verified.size, verified.problems], [true, ledger.size, []])
})

test('whatever is fetched, every row of the database is the same after as before', async () => {
  const { personId } = await customer(database, 'sista@example.org', { values: { full_name: 'Sista Person' } })
  const untouched = await rowHash(database)
  let answered = 0
  for (const entry of ROUTES.filter((each) => each.method === 'GET')) {
    const path = entry.path.replace(':key', 'news').replace(':index', '0').replace(':seq', '1').replaceAll(/:\w+/g, personId).replace('/*', '/')
    for (const method of ['GET', 'HEAD']) {
      const answer = await browser(method, path, undefined, { 'sec-purpose': 'prefetch', accept: 'text/html' })
      assert.notEqual(answer.status, 500, path)
      if (answer.status === 200) answered++
    }
  }
  assert.ok(answered > 20, `${answered} answers`)
  assert.equal(await rowHash(database), untouched)
})

test('what asks by POST and only reads changes no row either', async () => {
  const { personId } = await customer(database, 'fragan@example.org', { values: { full_name: 'Frågan Person' } })
  const bodies: Record<string, unknown> = {
    '/api/v1/decisions': { questions: [{ person: personId, purpose: 'news', channel: 'email' }] },
    '/api/v1/audiences': { purpose: 'news', channel: 'email' },
    '/api/v1/people/:id/choice-rehearsals': { choices: [{ kind: 'withdrawn', evidence: CALL }] },
    '/api/v1/catalogue/rehearsals': { change: { retirePurposes: ['news'] } },
    '/api/v1/ledger/verifications': {},
    '/api/v1/e-invoices/rehearsals': { customer: personId, ubl: Buffer.from(eInvoice()).toString('base64') },
  }
  const untouched = await rowHash(database)
  // A file is rehearsed in payments.test.ts, and measured there in the same way.
  for (const entry of ROUTES.filter((each) => each.method === 'POST' && each.effect === 'reads' && each.who === 'staff-or-key' && !(each.path in UPLOADS))) {
    const answer = await browser('POST', entry.path.replace(':id', personId), bodies[entry.path])
    assert.equal(answer.status, 200, entry.path)
  }
  assert.equal(await rowHash(database), untouched)
})
