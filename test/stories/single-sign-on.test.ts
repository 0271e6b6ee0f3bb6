import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createInviteLink } from '../../src/staff/create-invite-link.ts'
import { addStaff } from '../../src/staff/add-staff.ts'
import { endFactors } from '../../src/staff/end-factors.ts'
import type { StaffId } from '../../src/values/ids.ts'
import { ADMINISTRATOR } from '../../src/staff/role.ts'
import { bodyOf, browserOf, signedInStaff, staffedHouse } from '../house.ts'
import { realProvider, Traveller } from '../real-provider.ts'
import { cookieIn, HOME, houseWithProvider, runningClock, STAFF_CLIENT } from '../signing-on.ts'

const provider = await realProvider([STAFF_CLIENT])
const staffed = await staffedHouse()
const { database } = staffed
const { house, app } = houseWithProvider(staffed.house, { staff: provider.issuer })
runningClock(database)

type SentAway = { location: string }

/** Goes to the provider and back as a browser does; `cookie` is the session it holds meanwhile. */
async function away(path: string, { cookie, traveller = new Traveller() }: { cookie?: string; traveller?: Traveller } = {}): Promise<Response> {
  const begun = await app.request(`/api/v1${path}`, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin', ...(cookie && { cookie }) } })
  assert.equal(begun.status, 201, await begun.clone().text())
  const back = await traveller.follow((await bodyOf<SentAway>(begun)).location, HOME)
  // From another site: the session's own cookie does not come along.
  return app.request(back, { headers: { cookie: cookieIn(begun, 'tillit_staff_sign_on')!, 'sec-fetch-site': 'cross-site' } })
}

const signOn = () => away('/single-sign-on/sign-ins')

/** A colleague with an identity at the provider. */
async function colleagueWith(account: string): Promise<{ staffId: StaffId; cookie: string }> {
  const { staffId, cookie } = await signedInStaff(app, house)
  provider.sitting = { account }
  const answer = await away('/single-sign-on/connections', { cookie })
  assert.equal(answer.headers.get('location'), '/account', await answer.clone().text())
  return { staffId, cookie: cookieIn(answer, 'tillit_staff')! }
}

const whoIs = async (cookie: string) => (await browserOf(app, cookie)('GET', '/api/v1/session')).status === 200
  ? (await bodyOf<{ staff: { id: string } }>(browserOf(app, cookie)('GET', '/api/v1/session'))).staff.id : undefined

test('a colleague connects an identity from a session just proved, and signs in with it from then on', async () => {
  const first = await signedInStaff(app, house)
  const { staffId, cookie } = await colleagueWith('astrid')
  const answer = await signOn()
  assert.equal(answer.status, 303)
  assert.equal(answer.headers.get('location'), '/')
  assert.match(answer.headers.getSetCookie().find((one) => one.startsWith('tillit_staff='))!, /HttpOnly.*SameSite=Strict/i)
  assert.equal(await whoIs(cookieIn(answer, 'tillit_staff')!), staffId)
  assert.equal(await whoIs(cookie), staffId, 'the other session lives on')
  const { rows } = await database.superuser(`select e.how, i.issuer, i.last_used_at is not null as used from staff_session e join staff_identity i on i.staff_id = e.staff_id where e.how = 'oidc'`)
  assert.deepEqual(rows, [{ how: 'oidc', issuer: provider.issuer, used: true }])
  assert.ok(await whoIs(first.cookie))
})

test('nothing that identifies is at rest: neither the subject, nor what the cookie or the provider was given', async () => {
  await colleagueWith('anybody-could-read-me')
  const begun = await app.request('/api/v1/single-sign-on/sign-ins', { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } })
  const { searchParams } = new URL((await bodyOf<SentAway>(begun)).location)
  const secret = cookieIn(begun, 'tillit_staff_sign_on')!.split('=')[1]!
  assert.match(begun.headers.get('set-cookie')!, /Max-Age=600; Path=\/; HttpOnly; SameSite=Lax/)
  const { rows } = await database.superuser('select r::text as row from sign_on_request r union all select i::text from staff_identity i')
  const all = rows.map(({ row }) => row as string).join('\n')
  for (const text of ['anybody-could-read-me', secret, searchParams.get('state')!, searchParams.get('nonce')!]) {
    assert.ok(text.length > 10)
    assert.ok(!all.includes(text) && !all.includes(Buffer.from(text).toString('hex')), text)
  }
  assert.deepEqual([searchParams.get('scope'), searchParams.get('code_challenge_method'), searchParams.get('redirect_uri'), searchParams.get('response_type')], ['openid', 'S256', STAFF_CLIENT.redirectUri, 'code'])
  assert.equal(searchParams.get('state')!.length, 43)
})

test('an identity that nobody has connected opens nothing, whatever e-mail address the provider vouches for', async () => {
  // The provider would say, verified, that this is the address of a colleague.
  await house.database.write((tx) => addStaff(tx, 'Stranger', 'stranger@example.org', [ADMINISTRATOR]))
  provider.sitting = { account: 'stranger' }
  const answer = await signOn()
  assert.equal(answer.status, 403)
  assert.equal(cookieIn(answer, 'tillit_staff'), undefined)
})

test('one identity belongs to one colleague: another who holds it connects nothing', async () => {
  const { staffId } = await colleagueWith('shared')
  const other = await signedInStaff(app, house)
  const answer = await away('/single-sign-on/connections', { cookie: other.cookie })
  assert.equal(answer.status, 403)
  assert.equal(cookieIn(answer, 'tillit_staff'), undefined)
  assert.equal(await whoIs(cookieIn(await signOn(), 'tillit_staff')!), staffId)
})

test('AU-04: connecting wants a factor just shown, or the link of a colleague that is there for it', async () => {
  const { cookie, staffId: traveller } = await signedInStaff(app, house)
  await database.superuser("update staff_session set how = 'oidc', proved_at = proved_at - interval '6 minutes' where staff_id = $1", [traveller])
  const stale = await browserOf(app, cookie)('POST', '/api/v1/single-sign-on/connections')
  assert.deepEqual([stale.status, (await bodyOf<{ type: string }>(stale)).type], [403, '/api/problems/fresh-proof-needed'])

  const { staffId, path } = await house.database.write(async (tx) => {
    const id = await addStaff(tx, 'New', null, [ADMINISTRATOR])
    return { staffId: id, ...(await createInviteLink(tx, id, id)) }
  })
  const invited = cookieIn(await app.request(path, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } }), 'tillit_staff')!
  assert.equal((await browserOf(app, invited)('GET', '/api/v1/people')).status, 403, 'the link alone opens no room')
  provider.sitting = { account: 'new-colleague' }
  const answer = await away('/single-sign-on/connections', { cookie: invited })
  const cookieAfter = cookieIn(answer, 'tillit_staff')!
  assert.equal((await browserOf(app, cookieAfter)('GET', '/api/v1/people')).status, 200)
  assert.equal(await whoIs(invited), undefined, 'what the link opened has ended')
  assert.equal(await whoIs(cookieIn(await signOn(), 'tillit_staff')!), staffId)
})

test('a proof is fresh from when it was given at the provider, and can be given there anew', async () => {
  const { staffId } = await colleagueWith('prover')
  const traveller = new Traveller()
  await away('/single-sign-on/sign-ins', { traveller })
  // The provider remembers: an hour later nothing is shown there again.
  const answer = await away('/single-sign-on/sign-ins', { traveller })
  const cookie = cookieIn(answer, 'tillit_staff')!
  await database.superuser(`update staff_session set proved_at = proved_at - interval '10 minutes' where staff_id = $1`, [staffId])
  const create = { name: 'Shop', purposes: ['contract'] }
  assert.equal((await browserOf(app, cookie)('POST', '/api/v1/api-keys', create)).status, 403)
  const proved = await away('/single-sign-on/proofs', { cookie, traveller })
  assert.equal(proved.status, 303)
  assert.equal((await browserOf(app, cookieIn(proved, 'tillit_staff')!)('POST', '/api/v1/api-keys', create)).status, 201)
  assert.equal(await whoIs(cookie), undefined, 'the session has a new secret')

  // Somebody else at the provider proves nothing for this session.
  await colleagueWith('somebody-else')
  provider.sitting = { account: 'somebody-else' }
  const again = cookieIn(proved, 'tillit_staff')!
  assert.equal((await away('/single-sign-on/proofs', { cookie: again })).status, 403)
})

test('an identity is disconnected with a fresh proof, opens nothing any more, and the last way in stays', async () => {
  const { cookie } = await colleagueWith('leaver')
  const browser = browserOf(app, cookie)
  type Connections = { provider: { name: string }; identities: { id: string; issuer: string }[] }
  const { provider: shown, identities: [one] } = await bodyOf<Connections>(browser('GET', '/api/v1/single-sign-on/connections'))
  assert.deepEqual([shown.name, one?.issuer], ['Legitimation', provider.issuer])
  assert.equal((await browser('DELETE', `/api/v1/single-sign-on/connections/${one!.id}`)).status, 409)
  // A second one, and then the first may go.
  provider.sitting = { account: 'leaver-2' }
  const second = cookieIn(await away('/single-sign-on/connections', { cookie }), 'tillit_staff')!
  const gone = await browserOf(app, second)('DELETE', `/api/v1/single-sign-on/connections/${one!.id}`)
  assert.equal(gone.status, 204)
  provider.sitting = { account: 'leaver' }
  assert.equal((await signOn()).status, 403)
  const now = browserOf(app, cookieIn(gone, 'tillit_staff')!)
  assert.equal((await now('DELETE', `/api/v1/single-sign-on/connections/${one!.id}`)).status, 404)
  // What was disconnected is free for somebody else.
  await colleagueWith('leaver')
})

test('whoever gets a link because everything is lost comes in by no identity of before', async () => {
  const { staffId } = await colleagueWith('loser')
  assert.equal((await house.database.write((tx) => endFactors(tx, staffId))).identities, 1)
  assert.equal((await signOn()).status, 403)
})

test('a colleague who has left comes in by no identity', async () => {
  const { staffId } = await colleagueWith('left')
  await database.superuser('update staff set ended_at = $1 where staff_id = $2', [database.now, staffId])
  assert.equal((await signOn()).status, 403)
})

test('the provider has other keys from one moment to the next, and everybody still comes in', async () => {
  const { staffId } = await colleagueWith('rotated')
  assert.equal(await whoIs(cookieIn(await signOn(), 'tillit_staff')!), staffId)
  provider.rotate()
  assert.equal(await whoIs(cookieIn(await signOn(), 'tillit_staff')!), staffId)
})

test('somebody who breaks off at the provider has changed nothing', async () => {
  await colleagueWith('breaker')
  provider.sitting = null
  const answer = await signOn()
  assert.equal(answer.status, 403)
  assert.equal(cookieIn(answer, 'tillit_staff'), undefined)
})

test('with the provider away it says so at once, before anybody is sent off, and it works again when it is back', async () => {
  const { staffId } = await colleagueWith('waiter')
  const fresh = houseWithProvider(staffed.house, { staff: provider.issuer })
  await provider.down()
  const begun = await fresh.app.request('/api/v1/single-sign-on/sign-ins', { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } })
  assert.equal(begun.status, 503)
  assert.equal(cookieIn(begun, 'tillit_staff_sign_on'), undefined)
  // Away between going and coming back: the answer cannot be checked, and is not believed.
  await provider.up()
  const sent = await app.request('/api/v1/single-sign-on/sign-ins', { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } })
  const back = await new Traveller().follow((await bodyOf<SentAway>(sent)).location, HOME)
  await provider.down()
  const answer = await app.request(back, { headers: { cookie: cookieIn(sent, 'tillit_staff_sign_on')! } })
  assert.equal(answer.status, 503)
  assert.equal(cookieIn(answer, 'tillit_staff'), undefined)
  await provider.up()
  assert.equal(await whoIs(cookieIn(await signOn(), 'tillit_staff')!), staffId)
})

test('another site begins no sign-in, and a house without a provider has none', async () => {
  const headers: Record<string, string>[] = [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }, {}]
  for (const each of headers) assert.equal((await app.request('/api/v1/single-sign-on/sign-ins', { method: 'POST', headers: each })).status, 403)
  assert.deepEqual(await bodyOf(app.request('/api/v1/single-sign-on')), { provider: { name: 'Legitimation' } })
  assert.deepEqual(await bodyOf(staffed.app.request('/api/v1/single-sign-on')), { provider: null })
  assert.equal((await staffed.app.request('/api/v1/single-sign-on/sign-ins', { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } })).status, 404)
  assert.equal((await staffed.app.request('/single-sign-on/return?code=x&state=y')).status, 404)
})
