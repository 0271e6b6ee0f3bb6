// Keys of other systems, and people leaving as a file: made, used and ended at the screen.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import { openPage, seriousFaults, type Visit } from '../browser.ts'
import { testDatabase } from '../database.ts'
import { signedInStaff } from '../house.ts'
import { customer, installed } from '../register.ts'
import { choose } from './desk.ts'
import { browserCookie, standingHouse } from './standing-house.ts'

let origin: string
let cookie: { name: string; value: string; url: string }

before(async () => {
  const database = await testDatabase()
  await installed(database)
  const standing = await standingHouse(database)
  origin = standing.origin
  cookie = browserCookie((await signedInStaff(standing.app, standing.house)).cookie, origin)
  await customer(database, 'anna@example.org', { values: { given_name: 'Anna' } })
  await customer(database, 'skyddad@example.org', { protectedIdentity: true })
})

async function signedInAt(path: string): Promise<Visit> {
  const visit = await openPage(origin, { locale: 'en-GB', viewport: { width: 1280, height: 900 } })
  await visit.page.context().addCookies([cookie])
  await visit.page.goto(path)
  return visit
}

test('a key is made for its purposes, shown once, used, and ended', async () => {
  const { page, troubles, close } = await signedInAt('/keys')
  await page.getByRole('button', { name: 'New key' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Web shop')
  await dialog.locator('label').filter({ hasText: 'Your agreement' }).first().click()
  assert.deepEqual(await seriousFaults(page), [])
  await dialog.getByRole('button', { name: 'Make the key' }).click()
  const key = await dialog.getByLabel('Key').inputValue()
  assert.match(key, /^[\w-]{43}$/)
  await dialog.getByRole('button', { name: 'Done' }).click()
  const row = page.getByRole('row').filter({ hasText: 'Web shop' })
  assert.match(await row.innerText(), /Never/)
  assert.equal((await page.content()).includes(key), false)
  const withKey = async () => (await fetch(`${origin}/api/v1/people`, { headers: { authorization: `Bearer ${key}` } })).status
  assert.equal(await withKey(), 200)
  await row.getByRole('button').click()
  await page.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click()
  await page.getByText('No keys').waitFor()
  assert.equal(await withKey(), 401)
  assert.deepEqual(troubles, [])
  await close()
})

test('people leave as a file for a purpose: who and who not is said before, and the file is what was said', async () => {
  const { page, troubles, close } = await signedInAt('/people')
  await page.getByRole('button', { name: 'Export' }).click()
  const dialog = page.getByRole('dialog')
  await choose(dialog.getByRole('button', { name: /Purpose/ }), 'Your agreement')
  await dialog.getByText('in the file', { exact: true }).waitFor()
  assert.match(await dialog.innerText(), /D1i/)
  assert.deepEqual(await seriousFaults(page), [])
  const [file] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Make the file' }).click()])
  assert.match(file.suggestedFilename(), /^contract-.*\.csv$/)
  const text = readFileSync(await file.path(), 'utf8')
  assert.deepEqual([text.includes('anna@example.org'), text.includes('skyddad@example.org')], [true, false])
  assert.deepEqual(troubles, [])
  await close()
})
