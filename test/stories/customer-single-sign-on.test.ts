import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { connectCustomerIdentity } from '../../src/access/connect-customer-identity.ts'
import { selectCustomerIdentities } from '../../src/access/customer-identities.sql.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { updateVerified, type ContactPoint } from '../../src/people/values.sql.ts'
import { customerHouse, letIn, textOf, Visitor } from '../customer-house.ts'
import { realProvider, Traveller } from '../real-provider.ts'
import { customer } from '../register.ts'
import { CUSTOMER_CLIENT, HOME, houseWithProvider, runningClock, STAFF_CLIENT } from '../signing-on.ts'

const provider = await realProvider([CUSTOMER_CLIENT, STAFF_CLIENT])
const standing = await customerHouse()
const { database } = standing
const { house, app } = houseWithProvider(standing.house, { customer: provider.issuer })
runningClock(database)

interface Person { personId: PersonId; email: ContactPoint }

async function person(name: string): Promise<Person> {
  const one = await customer(database, `${name}@example.org`, { values: { given_name: name } })
  await database.write((tx) => updateVerified(tx, one.personId, one.email.contactPointId, 'test'))
  return one
}

/** A visitor who has entered the mailed code, in Swedish. */
const byCode = async ({ personId, email }: Person) => (await new Visitor(app, await letIn(database, house, personId, email)).get('/me/page?lang=sv'))

/** Goes to the provider from the page that sends there, and back. */
async function through(visitor: Visitor, account: string | null, traveller = new Traveller()): Promise<Visitor> {
  provider.sitting = account === null ? null : { account }
  const [, address] = /^0;url=(.+)$/.exec(visitor.headers.get('refresh') ?? '') ?? []
  assert.ok(address, textOf(visitor.html))
  const path = await traveller.follow(address, HOME)
  await visitor.get(path, { 'sec-fetch-site': 'cross-site' })
  const to = visitor.headers.get('location')
  return to ? visitor.get(to.split('#')[0]!) : visitor
}

async function connected(one: Person, account: string): Promise<Visitor> {
  const visitor = await byCode(one)
  await visitor.press('Koppla Legitimation')
  return through(visitor, account)
}

async function comesBy(account: string | null): Promise<Visitor> {
  const visitor = new Visitor(app)
  await visitor.get('/me?lang=sv')
  await visitor.press('Logga in med Legitimation')
  return through(visitor, account)
}

test('a customer connects an identity from their own page, comes in by it, and disconnects it', async () => {
  const karin = await person('Karin')
  const page = await connected(karin, 'karin-at-the-bank')
  assert.equal(page.status, 200)
  assert.match(textOf(page.html), /127\.0\.0\.1 Kopplad .* Inte använd än/)

  const visitor = await comesBy('karin-at-the-bank')
  assert.equal(visitor.status, 200)
  assert.match(textOf(visitor.html), /Hej, Karin/)
  assert.match(textOf(visitor.html), /Användes senast/)
  // What they say is recorded as said by somebody who proved it so.
  await visitor.press('Nej till all marknadsföring')
  const { rows } = await database.superuser('select evidence, surface from ledger_entry where person_id = $1', [karin.personId])
  assert.deepEqual(rows, [{ evidence: { kind: 'identity' }, surface: 'web' }])

  await (await byCode(karin)).press('Koppla från')
  await visitor.get('/me/page')
  assert.equal(visitor.status, 303, 'what the identity had opened has ended')
  const refused = await comesBy('karin-at-the-bank')
  assert.equal(refused.status, 403)
  assert.equal((await database.superuser('select 1 from customer_identity_key where person_id = $1', [karin.personId])).rowCount, 0)
})

test('an identity is connected only by whoever has entered a mailed code, and to one person', async () => {
  const [first, second] = [await person('Anna'), await person('Berit')]
  await connected(first, 'anna-id')
  const byIdentity = await comesBy('anna-id')
  assert.ok(!byIdentity.html.includes('Koppla Legitimation'))
  assert.match(textOf(byIdentity.html), /behöver du gå in med en kod/)
  // The form of a page that stood open before.
  const form = (await byCode(first)).html
  const mark = /action="\/me\/identities"><input type="hidden" name="page" value="([^"]+)"/.exec(form)![1]!
  const pageCookie = /tillit_page/
  await byIdentity.post('/me/identities', { page: mark })
  assert.equal(byIdentity.status, 403)
  assert.ok([...byIdentity.cookies.keys()].some((name) => pageCookie.test(name)))

  // Nor would the verb itself take it from a session that an identity opened.
  const [held] = await house.database.read((tx) => selectCustomerIdentities(tx, first.personId))
  const session = { personId: first.personId, identityId: held!.identityId, invoiceId: null }
  assert.equal(await house.database.write((tx) => connectCustomerIdentity(tx, session, randomBytes(32), provider.issuer)), 'refused')

  const taken = await connected(second, 'anna-id')
  assert.equal(taken.status, 403)
  assert.match(textOf(taken.html), /kopplades inte/)
  assert.match(textOf((await comesBy('anna-id')).html), /Hej, Anna/)
})

test('signed out on the way, one has connected nothing', async () => {
  const one = await person('Cecilia')
  const visitor = await byCode(one)
  await visitor.press('Koppla Legitimation')
  await database.superuser('update customer_session set ended_at = $1 where person_id = $2', [database.now, one.personId])
  const answer = await through(visitor, 'cecilia-id')
  assert.equal(answer.status, 403)
  assert.equal((await comesBy('cecilia-id')).status, 403)
})

test('AU-02: nobody, somebody disconnected, somebody dead and somebody removed get the same answer', async () => {
  const [gone, dead, removed] = [await person('Doris'), await person('Elsa'), await person('Frida')]
  await connected(gone, 'gone-id')
  await (await byCode(gone)).press('Koppla från')
  await connected(dead, 'dead-id')
  await database.superuser('update person set deceased_at = $1 where person_id = $2', [database.now, dead.personId])
  await connected(removed, 'removed-id')
  await database.superuser('delete from customer_identity where person_id = $1', [removed.personId])
  const answers = []
  for (const account of ['never-seen', 'gone-id', 'dead-id', 'removed-id']) {
    const visitor = await comesBy(account)
    answers.push({ status: visitor.status, html: visitor.html, headers: [...visitor.headers].filter(([name]) => name !== 'date' && name !== 'set-cookie').map(String), session: visitor.cookies.has('tillit_customer') })
  }
  for (const answer of answers) assert.deepEqual(answer, answers[0])
  assert.deepEqual([answers[0]?.status, answers[0]?.session], [403, false])
  // What somebody who is gone had is free for whom it belongs to now.
  assert.equal((await connected(await person('Gunilla'), 'removed-id')).status, 200)
})

test('neither subject nor anything that opens a page is at rest, and what is kept leaves with the person', async () => {
  const one = await person('Hanna')
  await connected(one, '19850412-1234')
  const { rows } = await database.superuser('select i::text as row from customer_identity i union all select k::text from customer_identity_key k union all select r::text from sign_on_request r union all select s::text from customer_session s')
  assert.ok(rows.length > 3)
  for (const { row } of rows as { row: string }[]) assert.ok(!row.includes('19850412') && !row.includes(Buffer.from('19850412').toString('hex')))
})

test('breaking off and a provider that is away change nothing, and the mailed code still is a way in', async () => {
  const off = await comesBy(null)
  assert.deepEqual([off.status, off.cookies.has('tillit_customer')], [403, false])
  await provider.down()
  const fresh = houseWithProvider(standing.house, { customer: provider.issuer })
  const visitor = new Visitor(fresh.app)
  await visitor.get('/me?lang=sv')
  await visitor.press('Logga in med Legitimation')
  assert.equal(visitor.status, 503)
  assert.match(textOf(visitor.html), /svarar inte.*kod som vi mejlar/)
  await visitor.get('/me')
  assert.match(textOf(visitor.html), /Skicka en kod till mig/)
  await provider.up()
})

test('the way to the provider is a page of ours with a form of ours, and a house without a provider has none', async () => {
  const stranger = new Visitor(app)
  await stranger.post('/me/single-sign-on', { page: 'x' })
  assert.equal(stranger.status, 403)
  const visitor = new Visitor(app)
  await visitor.get('/me?lang=sv')
  await visitor.press('Logga in med Legitimation')
  assert.match(visitor.headers.get('content-security-policy')!, /form-action 'self'/)
  assert.equal(visitor.headers.get('referrer-policy'), 'no-referrer')
  assert.ok(visitor.html.includes(`href="${provider.issuer}/auth?`))
  const without = new Visitor(standing.app)
  await without.get('/me?lang=sv')
  assert.ok(!without.html.includes('single-sign-on'))
  assert.equal((await (await without.get('/me/single-sign-on/return?code=x&state=y')).status), 404)
})
