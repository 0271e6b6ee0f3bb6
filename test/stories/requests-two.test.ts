import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Approval } from '../../src/doors/api/approvals-resource.ts'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { RequestsPage, RightsRequestAnswer } from '../../src/doors/api/requests-resource.ts'
import { bodyOf, signedInStaff, staffedHouse, type Browser } from '../house.ts'
import { customer } from '../register.ts'

// Requests that take a second colleague, where the company has set that for their kind (AZ-10).

const { database, house, app } = await staffedHouse()
const [officer, other, desk] = await Promise.all([['privacy-officer'], ['privacy-officer'], ['customer-service']].map((roles) => signedInStaff(app, house, roles)))
const [asks, allows, serves] = [officer!.browser, other!.browser, desk!.browser]
const CHECKED = { kind: 'proof', way: 'known-facts', words: 'Told the customer number and the amount of the last invoice.' }

let people = 0
async function asked(kind: string): Promise<{ personId: string; id: string; path: string }> {
  const { personId } = await customer(database, `two${people++}@example.org`, { values: { given_name: 'Bo', family_name: 'Ek', language: 'sv' }, grounds: [{ purpose: 'prospects', basis: 'contract' }] })
  const { id } = await bodyOf<{ id: string }>(asks('POST', `/api/v1/people/${personId}/requests`, { kind, how: 'phone', ...(kind === 'complaint' && { wish: { words: 'Ni ringer.' } }) }))
  const path = `/api/v1/people/${personId}/requests/${id}`
  if (kind !== 'complaint') assert.equal((await asks('POST', `${path}/steps`, CHECKED)).status, 200)
  return { personId, id, path }
}

const set = (fourEyes: string[], by: Browser = asks) => by('PUT', '/api/v1/request-rules', { fourEyes })
const read = (path: string) => bodyOf<RightsRequestAnswer>(asks('GET', path))
const decide = (by: Browser, id: string, approved = true) => by('POST', `/api/v1/approvals/${id}/decisions`, { approved })
async function wish(of: { personId: string; id: string }, what: object, by: Browser = asks): Promise<string> {
  const answer = await by('POST', '/api/v1/approvals', { kind: 'request-answer', wish: { person: of.personId, request: of.id, ...what } })
  assert.equal(answer.status, 201, await answer.clone().text())
  return (await bodyOf<{ id: string }>(answer)).id
}
const refusal = async (answer: Promise<Response>) => {
  const got = await answer
  const { type, detail } = await bodyOf<ProblemDetails>(got)
  return [got.status, type.split('/').at(-1), detail] as const
}
const countOf = async (sql: string, ...parameters: unknown[]) => (await database.superuser(`select count(*)::int as n from ${sql}`, parameters)).rows[0].n as number

test('one colleague answers until it is set otherwise, and only who may change what is kept sets it', async () => {
  const one = await asked('access')
  assert.deepEqual([(await read(one.path)).fourEyes, (await bodyOf<RequestsPage>(asks('GET', '/api/v1/requests'))).fourEyes], [false, []])
  assert.equal((await asks('POST', `${one.path}/answers`, { outcome: 'granted' })).status, 200)
  assert.equal((await set(['access'], serves)).status, 403)
  assert.equal((await set(['access', 'erasure'])).status, 204)
  assert.deepEqual((await bodyOf<RequestsPage>(serves('GET', '/api/v1/requests'))).fourEyes, ['access', 'erasure'])
  const { rows } = await database.superuser('select kind from request_rule where four_eyes and changed_by = $1 order by kind', [officer!.staffId])
  assert.deepEqual(rows.map((row) => row.kind), ['access', 'erasure'])
})

test('where it is set, an answer goes out when a second colleague has allowed it: not by one, not by the same twice, and once', async () => {
  const one = await asked('access')
  for (const outcome of ['granted', 'nothing-held', 'withdrawn', 'refused']) {
    assert.deepEqual((await refusal(asks('POST', `${one.path}/answers`, { outcome, ...(outcome === 'refused' && { reason: 'excessive' }) }))).slice(0, 2), [403, 'second-colleague-needed'], outcome)
  }
  const before = await read(one.path)
  assert.deepEqual([before.state, before.fourEyes, before.waiting], ['open', true, null])
  const approval = await wish(one, { act: 'answer', outcome: 'granted', letter: 'Hej Bo! Här är svaret.' })
  const waiting = await read(one.path)
  assert.deepEqual([waiting.waiting?.approval, waiting.waiting?.letter, waiting.waiting?.outcome, waiting.waiting!.mayAllow.length > 0], [approval, 'Hej Bo! Här är svaret.', 'granted', true])
  assert.deepEqual([waiting.strictOn, waiting.days.pausedOn, waiting.steps.at(-1)?.kind], [before.strictOn, null, 'approval-asked'], 'no day moves')
  const listed = (await bodyOf<{ approvals: Approval[] }>(serves('GET', '/api/v1/approvals'))).approvals.find(({ id }) => id === approval)
  assert.deepEqual([listed?.kind, listed?.wish], ['request-answer', { person: one.personId, request: one.id, act: 'answer' }], 'what is kept of colleagues names nobody and holds no letter')
  assert.equal((await decide(asks, approval)).status, 403, 'not the same twice')
  assert.equal((await decide((await signedInStaff(app, house, ['marketer'])).browser, approval)).status, 403, 'nor who may not answer')
  assert.equal((await read(one.path)).state, 'open')
  assert.equal((await decide(serves, approval)).status, 204)
  const after = await read(one.path)
  assert.deepEqual([after.state, after.answer?.outcome, after.answer?.letter, after.waiting], ['answered', 'granted', 'Hej Bo! Här är svaret.', null])
  assert.deepEqual(after.steps.slice(-3).map((step) => step.kind), ['approval-asked', 'approval-given', 'answered'])
  assert.equal(await countOf("request_step where request_id = $1 and ((kind = 'answered' and actor_id = $2) or (kind = 'approval-given' and actor_id = $3))", one.id, officer!.staffId, desk!.staffId), 2)
  assert.equal((await decide(allows, approval)).status, 409, 'it holds once')
})

test('a request that changed since makes what was asked void; the other kinds go as before', async () => {
  const one = await asked('access')
  const [first, second] = [await wish(one, { act: 'answer', outcome: 'granted' }), await wish(one, { act: 'answer', outcome: 'partly' })]
  assert.equal((await decide(allows, first)).status, 409, 'another answer was asked for after it')
  assert.equal((await asks('POST', `${one.path}/steps`, { kind: 'note', words: 'Called: wants the years before too.' })).status, 200)
  assert.equal((await read(one.path)).waiting, null)
  const [status, , detail] = await refusal(decide(allows, second))
  assert.deepEqual([status, /since the colleague was asked|sedan kollegan ombads/.test(detail ?? '')], [409, true], detail)
  assert.equal((await read(one.path)).state, 'open')
  const third = await wish(one, { act: 'answer', outcome: 'granted' })
  assert.equal((await decide(allows, third, false)).status, 204)
  const refused = await read(one.path)
  assert.deepEqual([refused.state, refused.waiting, refused.steps.at(-1)?.kind], ['open', null, 'approval-refused'])
  const free = await asked('complaint')
  assert.equal((await asks('POST', `${free.path}/answers`, { outcome: 'granted' })).status, 200)
})

test('a copy and an erasure take the second colleague too, whatever the request is called or if there is none', async () => {
  const one = await asked('access')
  const { id: copy } = await bodyOf<{ id: string }>(asks('POST', `/api/v1/people/${one.personId}/copies`, { kind: 'access', request: one.id }))
  const handOver = `/api/v1/people/${one.personId}/copies/${copy}/hand-overs`
  assert.deepEqual((await refusal(asks('POST', handOver, { how: 'letter' }))).slice(0, 2), [403, 'second-colleague-needed'])
  const early = await wish(one, { act: 'copy', copy, how: 'letter' })
  database.now = new Date(database.now.getTime() + 1_000)
  assert.equal((await asks('POST', `/api/v1/people/${one.personId}/copies/${copy}/places`, { place: 'ground.evidence', mark: '0'.repeat(64), start: 0, end: 3, kind: 'chosen', shown: false, reason: 'somebody else' })).status, 204)
  assert.equal((await decide(allows, early)).status, 409, 'what is taken out of it has changed')
  database.now = new Date(database.now.getTime() + 1_000)
  assert.equal((await decide(serves, await wish(one, { act: 'copy', copy, how: 'letter' }))).status, 204)
  assert.equal(await countOf("access_copy where copy_id = $1 and given_how = 'letter'", copy), 1)

  const twisted = await asked('portability')
  const { id: whole } = await bodyOf<{ id: string }>(asks('POST', `/api/v1/people/${twisted.personId}/copies`, { kind: 'access', request: twisted.id }))
  assert.equal((await asks('POST', `/api/v1/people/${twisted.personId}/copies/${whole}/hand-overs`, { how: 'page' })).status, 403)
  assert.equal((await asks('POST', `/api/v1/people/${twisted.personId}/erasures`, { requestId: twisted.id })).status, 403)

  const gone = await asked('erasure')
  const erase = (body: object) => asks('POST', `/api/v1/people/${gone.personId}/erasures`, body)
  for (const body of [{ requestId: gone.id }, {}]) assert.deepEqual((await refusal(erase(body))).slice(0, 2), [403, 'second-colleague-needed'])
  assert.equal((await asks('POST', '/api/v1/erasures', { people: [gone.personId] })).status, 403)
  assert.equal((await serves('POST', '/api/v1/approvals', { kind: 'request-answer', wish: { person: gone.personId, request: gone.id, act: 'erasure' } })).status, 403, 'who may not erase cannot ask for it')
  const approval = await wish(gone, { act: 'erasure' })
  assert.equal((await decide(serves, approval)).status, 403, 'nor allow it')
  assert.equal(await countOf('person where person_id = $1', gone.personId), 1)
  assert.equal((await decide(allows, approval)).status, 204)
  assert.deepEqual([await countOf('person where person_id = $1', gone.personId), await countOf('erasure where request_id = $1', gone.id)], [0, 1])
})

test('whoever asked and has lost the right since answers nothing by it', async () => {
  const leaver = await signedInStaff(app, house, ['customer-service'])
  const one = await asked('access')
  const approval = await wish(one, { act: 'answer', outcome: 'granted' }, leaver.browser)
  await database.superuser('update staff_role_of set ended_at = $2 where staff_id = $1', [leaver.staffId, database.now])
  assert.equal((await decide(allows, approval)).status, 409)
  assert.equal((await read(one.path)).state, 'open')
})
