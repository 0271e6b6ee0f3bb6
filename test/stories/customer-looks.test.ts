import assert from 'node:assert/strict'
import { test } from 'node:test'
import { customerHouse, letIn, textOf, Visitor } from '../customer-house.ts'
import { signedInStaff } from '../house.ts'
import { customer } from '../register.ts'

const { database, house, app } = await customerHouse()

test('a person reads who has looked: the day, what they work with and what they saw; merged, without names, in three languages, without script', async () => {
  const { personId, email } = await customer(database, 'maria@example.org', { values: { given_name: 'Maria', city: 'Umeå' } })
  const visitor = new Visitor(app, await letIn(database, house, personId, email))
  assert.match(textOf((await visitor.get('/me/looks?lang=en')).html), /Nobody has looked yet\./)
  assert.match((await visitor.get('/me/page')).html, /href="\/me\/looks"/)

  database.now = new Date('2026-05-03T09:00:00Z')
  // The first of all is administrator; somebody else is meant.
  await signedInStaff(app, house)
  const [ola, kim] = [await signedInStaff(app, house, ['customer-service']), await signedInStaff(app, house, ['customer-service'])]
  for (const { browser } of [ola, kim]) for (let times = 0; times < 2; times++) {
    assert.equal((await browser('GET', `/api/v1/people/${personId}`)).status, 200)
    database.now = new Date(database.now.getTime() + 120_000)
  }
  assert.equal((await (await signedInStaff(app, house, ['seller'])).browser('GET', '/api/v1/people?search=maria')).status, 200)
  // Half past eleven in the evening here is still the third.
  database.now = new Date('2026-05-03T21:30:00Z')
  assert.equal((await (await signedInStaff(app, house, ['customer-service'])).browser('GET', `/api/v1/people/${personId}/timeline`)).status, 200)
  database.now = new Date('2026-05-04T08:00:00Z')
  await (await signedInStaff(app, house, ['customer-service'])).browser('GET', `/api/v1/people/${personId}/timeline`)

  const again = new Visitor(app, await letIn(database, house, personId, email))
  const english = await again.get('/me/looks?lang=en')
  const text = textOf(english.html)
  assert.match(text, /4 May 2026 Customer service looked at your history\. 3 May 2026/)
  assert.equal(text.match(/Customer service looked at/g)?.length, 2, 'one sentence a day, however many of them and however often')
  assert.match(text, /Customer service looked at your name, your contact details, your choices, why we hold your data and your history\./)
  assert.match(text, /You were in a list that was shown to: Sales\. It showed your name, your contact details and why we hold your data\./)
  assert.ok(!/Astrid|Nyberg/.test(english.html), 'never a colleague’s name')
  assert.ok(!english.html.includes('<script') && english.html.length < 6_000, `${english.html.length} characters`)
  assert.match(textOf((await again.get('/me/looks?lang=sv')).html), /3 maj 2026 [^]*Kundtjänst tittade på ditt namn, dina kontaktuppgifter/)
  assert.match(textOf((await again.get('/me/looks?lang=nb')).html), /3\. mai 2026 [^]*Kundeservice så på navnet ditt/)
  assert.match(textOf((await again.get('/me/looks?lang=en&before=2026-05-04')).html), /^(?![^]*4 May 2026)[^]*3 May 2026/)
  assert.equal((await again.get('/me/looks?before=yesterday')).status, 400)
})
