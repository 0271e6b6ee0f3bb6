// A request that takes two colleagues, at the screen: set in its room, asked for by one, allowed by another.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { openPage, seriousFaults, type Visit } from '../browser.ts'
import { testDatabase } from '../database.ts'
import { bodyOf, signedInStaff } from '../house.ts'
import { customer, installed } from '../register.ts'
import { browserCookie, standingHouse } from './standing-house.ts'

let origin: string
let cookies: ReturnType<typeof browserCookie>[]
let path: string

before(async () => {
  const database = await testDatabase()
  await installed(database)
  const { app, house, origin: at } = await standingHouse(database)
  origin = at
  const [asks, allows] = [await signedInStaff(app, house), await signedInStaff(app, house)]
  cookies = [asks, allows].map(({ cookie }) => browserCookie(cookie, origin))
  const { personId } = await customer(database, 'tove@example.org', { values: { given_name: 'Tove', family_name: 'Sandahl', language: 'sv' } })
  const { id } = await bodyOf<{ id: string }>(asks.browser('POST', `/api/v1/people/${personId}/requests`, { kind: 'access', how: 'phone' }))
  await asks.browser('POST', `/api/v1/people/${personId}/requests/${id}/steps`, { kind: 'proof', way: 'known-facts', words: 'Told the customer number and the last invoice.' })
  path = `/requests/${personId}/${id}`
})

async function signedInAt(who: 0 | 1, where: string): Promise<Visit> {
  const visit = await openPage(origin, { locale: 'en-GB', viewport: { width: 1280, height: 900 } })
  await visit.page.context().addCookies([cookies[who]!])
  await visit.page.goto(where)
  return visit
}

test('four eyes are set for a kind, one colleague asks, and the answer goes out when the other has allowed it', async () => {
  const one = await signedInAt(0, '/requests')
  await one.page.getByRole('button', { name: 'Four eyes' }).click()
  const dialog = one.page.getByRole('dialog', { name: 'Four eyes' })
  await dialog.getByText('Access', { exact: false }).first().click()
  assert.deepEqual(await seriousFaults(one.page), [])
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })

  await one.page.goto(path)
  await one.page.getByRole('button', { name: 'Ask a colleague' }).click()
  const waits = one.page.getByRole('region', { name: 'Waits for a colleague' })
  await waits.waitFor()
  assert.match(await waits.innerText(), /May allow it: /)
  assert.deepEqual(await seriousFaults(one.page), [])
  await one.page.setViewportSize({ width: 360, height: 780 })
  assert.ok(await one.page.evaluate('document.documentElement.scrollWidth <= 360'))
  await waits.getByRole('link', { name: 'Allow it or not' }).click()
  assert.equal(await one.page.getByRole('button', { name: 'Allow', exact: true }).getAttribute('aria-disabled'), 'true', 'not by who asked')

  const other = await signedInAt(1, '/approvals')
  await other.page.getByRole('button', { name: 'Allow', exact: true }).click()
  await other.page.getByText('done', { exact: true }).waitFor()
  await other.page.getByRole('link', { name: 'Answer a request' }).click()
  await other.page.getByRole('region', { name: 'The answer' }).waitFor()
  await other.page.getByText('A second colleague allowed the answer').waitFor()
  for (const { troubles, strangers, close } of [one, other]) {
    assert.deepEqual([troubles, strangers], [[], []])
    await close()
  }
})
