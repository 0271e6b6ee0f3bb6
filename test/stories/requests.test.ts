import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { RequestsPage, RightsRequestAnswer } from '../../src/doors/api/requests-resource.ts'
import { decideFor } from '../../src/decisions/decide-for.ts'
import { selectEntries } from '../../src/ledger/entries.sql.ts'
import { remindOfRequests } from '../../src/rights/remind-of-requests.ts'
import { REFUSAL_REASONS, REQUEST_KINDS, type RequestKind } from '../../src/rights/request.ts'
import { deleteRequest } from '../../src/rights/requests-list.sql.ts'
import { sweepRequests } from '../../src/rights/sweep-requests.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { LANGUAGES } from '../../src/values/text.ts'
import { signedInStaff, staffedHouse } from '../house.ts'
import { customer } from '../register.ts'

// What people ask by their rights, from receipt to answer, as a colleague handles it through the API.
// long: the whole life of a request, tried in one house.

const { database, house, app, browser } = await staffedHouse()
const CHECKED = { kind: 'proof', way: 'known-facts', words: 'Told the customer number and the amount of the last invoice.' }
const DAY = 86_400_000
/** A Monday morning that nothing else here moves away from. */
const MONDAY = database.now

async function api<Body>(method: string, path: string, body?: unknown, status = 200, language = 'en'): Promise<Body> {
  // A session does not last for weeks.
  const caller = database.now.getTime() === MONDAY.getTime() ? browser : (await signedInStaff(app, house)).browser
  const answer = await caller(method, `/api/v1${path}`, body, { 'accept-language': language })
  assert.equal(answer.status, status, `${method} ${path}: ${await answer.clone().text()}`)
  return await answer.json() as Body
}

let people = 0
async function somebody(more: Parameters<typeof customer>[2] = {}): Promise<PersonId> {
  return (await customer(database, `begar${people++}@example.org`, { values: { given_name: 'Bo', family_name: 'Ek', city: 'Umeå', language: 'sv' }, ...more })).personId
}

type Made = { id: string; state: string; strictOn: string; latestOn: string }
const at = (personId: string, request: string) => `/people/${personId}/requests/${request}`
const ask = (personId: string, body: Record<string, unknown>) => api<Made>('POST', `/people/${personId}/requests`, { how: 'phone', ...body }, 201)
const read = (personId: string, request: string) => api<RightsRequestAnswer>('GET', at(personId, request))
const step = (personId: string, request: string, body: unknown, status = 200) => api<RightsRequestAnswer & ProblemDetails>('POST', `${at(personId, request)}/steps`, body, status)
const answer = (personId: string, request: string, body: unknown, status = 200) => api<RightsRequestAnswer & ProblemDetails>('POST', `${at(personId, request)}/answers`, body, status)

async function atTime<Result>(now: Date, act: () => Promise<Result>): Promise<Result> {
  const before = database.now
  database.now = now
  try {
    return await act()
  } finally {
    database.now = before
  }
}

/** What is asked, and what a colleague does between proof and answer. */
const WAYS: Record<RequestKind, { wish: Record<string, unknown>; steps: unknown[]; atOnce?: true }> = {
  access: { wish: {}, steps: [] },
  rectification: { wish: { values: { city: 'Malmö' }, words: 'Jag har flyttat.' }, steps: [{ kind: 'correction' }] },
  erasure: { wish: {}, steps: [] },
  restriction: { wish: { ground: 'accuracy-contested' }, steps: [{ kind: 'assessment', upheld: true, words: 'The street is disputed.' }] },
  portability: { wish: {}, steps: [] },
  objection: { wish: { purposes: ['analytics'] }, steps: [{ kind: 'assessment', upheld: true, words: 'Nothing weighs heavier.' }] },
  'automated-decision': { wish: { words: 'Varför fick jag nej?' }, steps: [{ kind: 'assessment', upheld: false, words: 'A colleague decided.' }] },
  complaint: { wish: { words: 'Ni ringer för ofta.' }, steps: [{ kind: 'assessment', upheld: true, words: 'Three calls in a week.' }] },
  withdrawal: { wish: { purposes: ['news'] }, steps: [], atOnce: true },
}

test('each kind of request goes from receipt to its answer, and every step stands in its journal', async () => {
  for (const kind of REQUEST_KINDS) {
    const way = WAYS[kind]
    const personId = await somebody()
    const { id, state } = await ask(personId, { kind, wish: way.wish })
    const first = await read(personId, id)
    assert.ok(first.law.includes('art.') && first.willHappen.length > 20 && first.held.some((one) => one.count > 0), kind)
    if (way.atOnce) {
      assert.deepEqual([state, first.answer?.outcome], ['answered', 'granted'], kind)
      continue
    }
    if (!first.proof.enough) {
      assert.equal(state, 'waiting-for-proof')
      await step(personId, id, CHECKED)
    }
    for (const one of way.steps) await step(personId, id, one)
    const ready = await read(personId, id)
    assert.equal(ready.next.find((one) => one.step === 'answer')?.allowed, true, kind)
    const answered = await answer(personId, id, { outcome: 'granted' })
    assert.deepEqual([answered.state, answered.answer?.outcome, answered.answer?.letter], ['answered', 'granted', ready.letters.granted], kind)
    assert.match(ready.letters.granted, /^Hej Bo Ek!\n\n[^]*Integritetsskyddsmyndigheten[^]*Provbolaget AB$/)
    assert.deepEqual([answered.steps[0]?.kind, answered.steps.at(-1)?.kind], ['received', 'answered'])
    assert.equal((await answer(personId, id, { outcome: 'granted' }, 409)).status, 409, 'it is answered once')
  }
  // A withdrawal without purposes ends everything that rests on a yes, and all marketing.
  const personId = await somebody()
  await ask(personId, { kind: 'withdrawal' })
  const entries = await database.read((tx) => selectEntries(tx, [personId]))
  assert.deepEqual(entries.map((one) => [one.kind, one.purpose, one.channel]), [['objected', null, null]])
})

test('the clock starts at receipt, not when somebody writes it down, and waiting for proof moves no day (trap 12)', async () => {
  const personId = await somebody()
  const receivedAt = new Date(MONDAY.getTime() - 20 * DAY)
  const { id, strictOn } = await ask(personId, { kind: 'access', how: 'letter', receivedAt: receivedAt.toISOString() })
  assert.deepEqual([receivedAt.toISOString().slice(0, 10), strictOn], ['2026-02-10', '2026-03-10'])
  assert.equal((await read(personId, id)).days.pausedOn, null, 'nothing has been waited for yet')
  const later = await atTime(new Date(MONDAY.getTime() + 5 * DAY), () => read(personId, id))
  assert.deepEqual([later.strictOn, later.days.pausedOn, later.daysLeft, later.urgency], ['2026-03-10', '2026-03-16', 3, 'soon'], 'five days waited lead to a Sunday')
  await atTime(new Date(MONDAY.getTime() + 5 * DAY), () => step(personId, id, CHECKED))
  const proved = await atTime(new Date(MONDAY.getTime() + 9 * DAY), () => read(personId, id))
  assert.deepEqual([proved.strictOn, proved.days.pausedOn, proved.urgency, proved.daysLeft], ['2026-03-10', '2026-03-16', 'overdue', -1], 'the pause is over and the strict day counts')
  const { detail } = await api<ProblemDetails>('POST', `/people/${personId}/requests`, { kind: 'access', how: 'letter', receivedAt: new Date(MONDAY.getTime() + DAY).toISOString() }, 400)
  assert.match(detail, /later than now/)
})

test('nothing is told, corrected or promised before it is shown who asks (R3), and a refusal takes a reason of the law (R4)', async () => {
  const personId = await somebody()
  const access = (await ask(personId, { kind: 'access' })).id
  for (const outcome of ['granted', 'partly', 'nothing-held']) assert.equal((await answer(personId, access, { outcome }, 422)).rule, 'R3', outcome)
  const rectify = (await ask(personId, { kind: 'rectification', wish: { values: { city: 'Malmö' } } })).id
  assert.equal((await step(personId, rectify, { kind: 'correction' }, 422)).rule, 'R3')
  assert.equal((await answer(personId, access, { outcome: 'refused' }, 422)).rule, 'R4')
  for (const reason of Object.keys(REFUSAL_REASONS)) {
    const offered = (await read(personId, access)).refusals.some((one) => one.reason === reason)
    if (!offered) assert.equal((await answer(personId, access, { outcome: 'refused', reason }, 422)).rule, 'R4', reason)
  }
  // Consent and direct marketing leave no reason to refuse.
  for (const body of [{ kind: 'withdrawal', wish: { purposes: ['news'] } }, { kind: 'objection', wish: { marketing: true, purposes: ['news'] } }]) {
    const { id } = await ask(personId, body)
    const settled = await read(personId, id)
    assert.deepEqual([settled.state, settled.refusals], ['answered', []])
  }
  const refused = await answer(personId, access, { outcome: 'refused', reason: 'not-identified' })
  assert.deepEqual([refused.state, refused.answer?.reason], ['refused', 'not-identified'])
  await step(personId, rectify, CHECKED)
  assert.equal((await answer(personId, rectify, { outcome: 'refused', reason: 'not-identified' }, 422)).rule, 'R4', 'who was identified is not refused for that')
})

test('each letter of refusal names its article, the authority of the country and the court, in the person’s language', async () => {
  const COMPLAIN = { sv: /klaga hos tillsynsmyndigheten: Integritetsskyddsmyndigheten \(IMY\)[^]*domstol/, nb: /klage til tilsynsmyndigheten: Integritetsskyddsmyndigheten \(IMY\)[^]*domstolene/, en: /complain to the supervisory authority: Integritetsskyddsmyndigheten \(IMY\)[^]*court/ }
  let letters = 0
  for (const language of LANGUAGES) {
    for (const kind of REQUEST_KINDS) {
      const personId = await somebody({ values: { given_name: 'Bo', language } })
      const { id } = await ask(personId, { kind, wish: WAYS[kind].wish })
      for (const { article, letter } of (await read(personId, id)).refusals) {
        assert.match(letter, COMPLAIN[language], `${language} ${kind}`)
        assert.ok(letter.includes(article), `${language} ${kind} ${article}`)
        letters++
      }
    }
  }
  assert.ok(letters > 3 * Object.keys(REFUSAL_REASONS).length)
})

test('the time is extended once, with reasons the person reads, and only within the first month (R2)', async () => {
  const personId = await somebody()
  const { id, strictOn, latestOn } = await ask(personId, { kind: 'access' })
  const extend = (words: string, status = 200) => api<RightsRequestAnswer & ProblemDetails>('POST', `${at(personId, id)}/extensions`, { reason: 'complex', words }, status)
  assert.equal((await extend('', 422)).rule, 'R2')
  const words = 'Dina uppgifter ligger i tre system som just nu slås ihop.'
  // The first moment after the last hour of the first month, on the wall in Stockholm.
  const over = new Date((await read(personId, id)).days.extendBefore)
  assert.equal((await atTime(over, () => extend(words, 422))).rule, 'R2')
  const extended = await atTime(new Date(over.getTime() - 1), () => extend(words))
  assert.deepEqual([strictOn, latestOn, extended.strictOn, extended.days.extension?.reason], ['2026-04-02', '2026-06-02', '2026-06-02', words])
  await extend(words, 409)
})

test('DS-03: reminders come at ten days, three and on the day, once however many copies ask, and nothing overdue can be hidden', async () => {
  const personId = await somebody()
  const { id, strictOn } = await ask(personId, { kind: 'access' })
  assert.equal(strictOn, '2026-04-02')
  const reminded: string[] = []
  for (let day = 0; day <= 40; day++) {
    await atTime(new Date(MONDAY.getTime() + day * DAY), async () => {
      const copies = await Promise.all([1, 2].map(() => database.write(remindOfRequests)))
      for (const one of copies.flat()) if (one.requestId === id) reminded.push(`${database.now.toISOString().slice(0, 10)} ${one.daysLeft}`)
    })
  }
  assert.deepEqual(reminded, ['2026-03-23 10', '2026-03-30 3', '2026-04-02 0'])
  await atTime(new Date('2026-04-02T22:00:00Z'), async () => {
    for (const filter of ['', '?state=answered', '?kind=complaint', '?state=withdrawn&kind=erasure', '?open=true&limit=1']) {
      const page = await api<RequestsPage>('GET', `/requests${filter}`)
      assert.ok(page.overdue.some((one) => one.id === id && one.daysLeft === -1), filter)
      assert.ok(page.counts.overdue >= 1, filter)
    }
  })
  await atTime(new Date('2026-04-02T21:59:59Z'), async () => {
    const { overdue } = await api<RequestsPage>('GET', '/requests')
    assert.ok(!overdue.some((one) => one.id === id), 'a second before 24:00 it is not over')
  })
  // A program that stood still over two of the days reminds once when it runs again.
  const { id: late } = await ask(personId, { kind: 'portability' })
  const after = await atTime(new Date('2026-03-31T09:00:00Z'), () => database.write(remindOfRequests))
  assert.equal(after.filter((one) => one.requestId === late).length, 1)
})

test('an objection stops direct marketing at once, and rests other use until it is weighed; a restriction ends only after the person was told (R5)', async () => {
  const personId = await somebody({ grounds: [{ purpose: 'contract', basis: 'contract' }, { purpose: 'analytics', basis: 'legitimate-interest' }] })
  const rule = async (purpose: string, channel: 'email' | 'none') => (await database.read((tx) => decideFor(tx, [personId], [{ purpose, channel, use: channel === 'none' ? 'profile' : 'send' }])))[0]!
  assert.equal((await rule('analytics', 'none')).allowed, true)
  await ask(personId, { kind: 'objection', wish: { marketing: true } })
  assert.equal((await rule('news', 'email')).rule, 'D2b')
  assert.equal((await rule('analytics', 'none')).allowed, true, 'that was about marketing')
  const { id } = await ask(personId, { kind: 'objection', wish: { purposes: ['analytics'] } })
  assert.deepEqual([(await rule('analytics', 'none')).rule, (await rule('contract', 'email')).allowed], ['D2a', true])
  assert.equal((await read(personId, id)).next.find((one) => one.step === 'answer')?.whyNot, 'Weigh it first.')
  for (const body of [{ outcome: 'granted' }, { outcome: 'refused', reason: 'compelling-grounds' }]) assert.equal((await answer(personId, id, body, 422)).rule, 'R4')
  await step(personId, id, { kind: 'assessment', upheld: false, words: 'Fraud is found by it, and no milder way is known.' })
  await answer(personId, id, { outcome: 'refused', reason: 'compelling-grounds' })
  assert.equal((await step(personId, id, { kind: 'lifting' }, 422)).rule, 'R5')
  assert.equal((await rule('analytics', 'none')).rule, 'D2a')
  await step(personId, id, { kind: 'telling', about: 'lifting', words: 'Från och med i morgon används uppgifterna igen.' })
  await step(personId, id, { kind: 'lifting' })
  assert.equal((await rule('analytics', 'none')).allowed, true)
  await step(personId, id, { kind: 'lifting' }, 409)
  // Upheld, it is a no to the purpose.
  const other = await somebody({ grounds: [{ purpose: 'contract', basis: 'contract' }, { purpose: 'analytics', basis: 'legitimate-interest' }] })
  const upheld = (await ask(other, { kind: 'objection', wish: { purposes: ['analytics'] } })).id
  await step(other, upheld, { kind: 'assessment', upheld: true, words: 'Nothing weighs heavier.' })
  assert.ok((await database.read((tx) => selectEntries(tx, [other]))).some((one) => one.kind === 'objected' && one.purpose === 'analytics'))
  await ask(personId, { kind: 'objection' }).then(() => assert.fail('an objection to nothing'), () => {})
})

test('a correction is told to each recipient of what needs the field, and the person sees what they answered (art. 19)', async () => {
  const personId = await somebody({ grounds: [{ purpose: 'contract', basis: 'contract' }, { purpose: 'invoicing', basis: 'contract' }] })
  const { id } = await ask(personId, { kind: 'rectification', wish: { values: { city: 'Malmö' } } })
  await step(personId, id, CHECKED)
  const corrected = await step(personId, id, { kind: 'correction' })
  assert.deepEqual(corrected.recipients.map((one) => `${one.recipient} ${one.state}`).toSorted(), ['banks pending', 'carriers pending', 'invoice-operators pending'])
  const told = await step(personId, id, { kind: 'recipient-answer', recipient: 'carriers', about: 'rectification', state: 'done' })
  assert.equal(told.recipients.find((one) => one.recipient === 'carriers')?.state, 'done')
  await step(personId, id, { kind: 'recipient-answer', recipient: 'accountants', about: 'rectification', state: 'done' }, 404)
  const { rows } = await database.superuser('select city from profile where person_id = $1', [personId])
  assert.deepEqual(rows, [{ city: 'Malmö' }])
})

test('what came with a request is kept sealed, is given back as it was, and goes with the request; proof goes by itself after 30 days', async () => {
  const personId = await somebody()
  const { id } = await ask(personId, { kind: 'access', how: 'letter' })
  const letter = 'Hej! Jag vill veta allt. /Bo Kanarieek'
  const { documents } = await api<RightsRequestAnswer>('POST', `${at(personId, id)}/documents`, { mediaType: 'text/plain', content: Buffer.from(letter).toString('base64') })
  const script = await api<ProblemDetails>('POST', `${at(personId, id)}/documents`, { mediaType: 'application/pdf', content: Buffer.from('#!/bin/sh\necho').toString('base64') }, 400)
  assert.deepEqual([script.field, (await read(personId, id)).documents.length], ['content', 1], 'a script that is called a page')
  const stored = await database.superuser('select sealed from request_document where person_id = $1', [personId])
  assert.ok(!(stored.rows[0].sealed as Buffer).includes('Kanarieek'))
  const fetched = await browser('GET', `/api/v1${at(personId, id)}/documents/${documents[0]!.id}`)
  assert.deepEqual([await fetched.text(), fetched.headers.get('content-disposition')?.startsWith('attachment;')], [letter, true])
  await step(personId, id, CHECKED)
  const proofs = async () => (await database.superuser('select count(*)::int as n from request_proof where person_id = $1', [personId])).rows[0].n as number
  await atTime(new Date(MONDAY.getTime() + 30 * DAY - 1), () => database.write(sweepRequests))
  assert.equal(await proofs(), 1)
  await atTime(new Date(MONDAY.getTime() + 30 * DAY), () => database.write(sweepRequests))
  const without = await read(personId, id)
  assert.deepEqual([await proofs(), without.proof.given, without.proof.shown], [0, 'mailbox', []], 'how sure it was stays, what was checked goes')
  await answer(personId, id, { outcome: 'granted' })
  await atTime(new Date('2028-03-02T09:00:01Z'), () => database.write(sweepRequests))
  const left = await database.superuser(`select (select count(*) from request where person_id = $1)::int + (select count(*) from request_step where person_id = $1)::int
    + (select count(*) from request_document where person_id = $1)::int as n`, [personId])
  assert.equal(left.rows[0].n, 0, 'two years after the answer it is gone whole')
  await database.write((tx) => deleteRequest(tx, personId, id))
})
