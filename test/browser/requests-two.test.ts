// A request that takes two colleagues, at the screen: set in its room, asked for by one, allowed by another. And a note that is watched while it is written.
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
let toves: string

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
  toves = `/people/${personId}`
  await database.superuser("insert into ground (person_id, ground_id, purpose_key, basis, since) values ($1, gen_random_uuid(), 'service', 'contract', $2)", [personId, database.now])
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

test('H5: a note is marked while it is written, in words and for a screen reader; a field takes what is made for it, and a reason lets the rest stand', async () => {
  const { page, close } = await signedInAt(0, toves)
  const notes = page.getByRole('region', { name: 'Notes' })
  await notes.getByRole('button', { name: 'Write a note' }).click()
  const box = notes.getByRole('textbox', { name: 'Note' })
  await page.keyboard.type('Tove Sandahl has diabetes and is a Catholic. Her neighbour Gunnel Fors has a key.')
  assert.match(await notes.locator('output').filter({ hasText: 'places' }).innerText(), /^3 places may not belong here/)
  const marked = notes.getByRole('list', { name: 'What does not belong in the text' })
  assert.deepEqual((await marked.getByRole('listitem').allInnerTexts()).map((line) => /^(.*) (H5\.\d+) (.*)/.exec(line)?.slice(1)), [['diabetes', 'H5.3', 'Health'], ['Catholic', 'H5.4', 'Belief'], ['Gunnel Fors', 'H5.10', 'Name of somebody else']])
  assert.deepEqual(await seriousFaults(page), [])
  const save = notes.getByRole('button', { name: 'Save' })
  assert.equal(await save.getAttribute('aria-disabled'), 'true')

  // A button of each place leads to its words in the box.
  await marked.getByRole('button', { name: 'Show “Catholic” in the text' }).focus()
  await page.keyboard.press('Enter')
  assert.equal(await box.evaluate((area) => { const { value, selectionStart, selectionEnd } = area as unknown as { value: string, selectionStart: number, selectionEnd: number }; return value.slice(selectionStart, selectionEnd) }), 'Catholic')
  await marked.getByRole('button', { name: 'Put it in the field Note on health' }).click()
  await page.getByText('It now stands in the field Note on health.').waitFor()
  assert.equal(await box.inputValue(), 'Tove Sandahl has and is a Catholic. Her neighbour Gunnel Fors has a key.')
  await marked.getByRole('button', { name: 'Take out “Gunnel Fors”' }).click()
  assert.equal(await marked.getByRole('listitem').count(), 1)
  await notes.getByRole('textbox', { name: 'Why must it stand?' }).fill('She asked us to keep it in mind.')
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    assert.ok(await page.evaluate(`document.documentElement.scrollWidth <= ${width}`), String(width))
  }
  await save.click()
  await notes.getByText('let it stand: She asked us to keep it in mind.').waitFor()
  await page.getByRole('region', { name: 'What has happened' }).getByText('Note (').waitFor()

  await notes.getByRole('button', { name: 'Take away' }).click()
  await notes.getByText('Nobody has written anything.').waitFor()
  await close()
})
