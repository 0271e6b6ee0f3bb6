// Two records of one human are looked at side by side and decided by the keyboard, made one person and two again.
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { decideFor } from '../../src/decisions/decide-for.ts'
import { recordChoices } from '../../src/consent/record-choices.ts'
import { registerPeople } from '../../src/people/register-people.ts'
import { findDuplicates } from '../../src/resolution/find-duplicates.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { openPage, seriousFaults } from '../browser.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { choice } from '../customer-house.ts'
import { signedInStaff } from '../house.ts'
import { customer, INDEX_KEY, installed, ORIGIN } from '../register.ts'
import { browserCookie, standingHouse, type StandingHouse } from './standing-house.ts'

/** A folder in which pictures are kept, to be looked at by people. */
const PICTURES = process.env['TILLIT_PICTURES']

let database: TestDatabase
let standing: StandingHouse
let cookie: { name: string; value: string; url: string }

before(async () => {
  database = await testDatabase()
  await installed(database)
  standing = await standingHouse(database)
  const somebody = (givenName: string, email: string, more: Record<string, string>) => ({
    country: 'SE', values: { given_name: givenName, family_name: 'Lindström', ...more }, identifiers: [], grounds: [{ purpose: 'contract', basis: 'contract' as const }],
    contactPoints: [{ kind: 'email' as const, value: email, canonical: email }],
  })
  await database.write((tx) => registerPeople(tx, INDEX_KEY, [
    somebody('Katarina', 'katarina.lindstrom@example.org', { birth_date: '1971-06-04', street: 'Storgatan 5 B', postal_code: '114 55', city: 'Stockholm' }),
    somebody('Kajsa', 'kajsa@example.com', { birth_date: '1971-06-04', street: 'Storg. 5b lgh 1101', postal_code: '11455', city: 'STOCKHOLM', customer_number: 'K-1009' }),
    somebody('Nils', 'nils@example.com', { birth_date: '2001-02-03' }),
  ], ORIGIN))
  await findDuplicates(database)
  cookie = browserCookie((await signedInStaff(standing.app, standing.house)).cookie, standing.origin)
})

test('two records are shown side by side with what agrees, “two people” is one key, undone by another, and then nothing is left to look at', async () => {
  const visit = await openPage(standing.origin, { locale: 'en-GB' })
  try {
    const { page } = visit
    await page.context().addCookies([cookie])
    await page.goto('/people')
    await page.getByRole('link', { name: 'Possible duplicates' }).click()
    const pair = page.getByRole('region', { name: /Katarina Lindström and Kajsa Lindström|Kajsa Lindström and Katarina Lindström/ })
    await pair.getByText('First name: alike').waitFor()
    await pair.getByText('Birth date: same').waitFor()
    assert.equal(await pair.getByRole('row').filter({ hasText: 'K-1009' }).count(), 1)
    assert.deepEqual(await seriousFaults(page), [])
    await keepPicture(page, 'wide')
    await page.setViewportSize({ width: 360, height: 800 })
    assert.ok(await page.evaluate(`document.documentElement.scrollWidth <= 360`))
    assert.deepEqual(await seriousFaults(page), [])
    await keepPicture(page, 'narrow')
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.emulateMedia({ colorScheme: 'dark' })
    await keepPicture(page, 'dark')
    await page.keyboard.press('d')
    await page.getByText('No pairs to look at').waitFor()
    await page.keyboard.press('Control+z')
    await pair.waitFor()
    await pair.getByRole('button', { name: 'Two people' }).click()
    await page.getByText('No pairs to look at').waitFor()
    const { rows } = await database.superuser('select decision from possible_duplicate')
    assert.deepEqual(rows.map((row: { decision: string }) => row.decision), ['different', 'different'])
  } finally {
    await visit.close()
  }
})

test('two records are made one person after a rehearsal that says which yes gives way, and two again from the person’s page, where each stands as before', async () => {
  const visit = await openPage(standing.origin, { locale: 'en-GB' })
  const [shop, fair] = await twoOfBo()
  const news = async (personId: PersonId) => (await database.read((tx) => decideFor(tx, [personId], [{ purpose: 'news', channel: 'email', use: 'send' }])))[0]!.rule
  try {
    const { page } = visit
    await page.context().addCookies([cookie])
    await page.goto('/people/duplicates')
    const pair = page.getByRole('region', { name: 'Bo Ekström and Bo Ekström' })
    await pair.waitFor()
    assert.equal(await news(shop), 'D4a')
    await page.keyboard.press('m')
    const dialog = page.getByRole('dialog', { name: 'One person' })
    await dialog.getByText(/news.*gives way to a no/i).waitFor()
    assert.deepEqual(await seriousFaults(page), [])
    await keepPicture(page, 'merge')
    await dialog.getByRole('button', { name: 'Make them one person' }).click()
    await page.getByText('No pairs to look at').waitFor()
    assert.deepEqual([await news(shop), await news(fair)], ['D2b', 'D2b'])
    // Who opens the other is shown the one that leads, with what either holds.
    await page.goto(`/people/${fair}`)
    await page.waitForURL(`**/people/${shop}`)
    const record = page.getByRole('article', { name: 'Bo Ekström' })
    await record.getByText('bo.ekstrom@example.com').waitFor()
    assert.deepEqual(await seriousFaults(page), [])
    await keepPicture(page, 'records')
    await page.setViewportSize({ width: 360, height: 800 })
    assert.ok(await page.evaluate(`document.documentElement.scrollWidth <= 360`))
    await page.setViewportSize({ width: 1280, height: 800 })
    await record.getByRole('link', { name: /Open it by itself/ }).click()
    await page.getByText('Bo Ekström leads this record').waitFor()
    await page.goBack()
    await record.getByRole('button', { name: 'Two people' }).click()
    await record.waitFor({ state: 'detached' })
    assert.deepEqual([await news(shop), await news(fair)], ['D4a', 'D2b'])
    await page.goto('/people/duplicates')
    await page.getByText('No pairs to look at').waitFor()
  } finally {
    await visit.close()
  }
})

/** Somebody who said yes to news in the shop and no to all of it at the fair. */
async function twoOfBo(): Promise<[PersonId, PersonId]> {
  const bo = (email: string) => customer(database, email, { values: { given_name: 'Bo', family_name: 'Ekström', birth_date: '1968-11-30' }, identifiers: [] })
  const shop = await bo('bo@example.org')
  // Who came first is proposed to lead; within one moment chance would say who that is.
  database.now = new Date(database.now.getTime() + 1_000)
  const fair = await bo('bo.ekstrom@example.com')
  await database.write((tx) => recordChoices(tx, standing.house.keeper, [
    choice(shop.personId, { kind: 'given', purpose: 'news', channel: 'email', contactPointId: shop.email.contactPointId, surface: 'web' }),
    choice(fair.personId, { kind: 'objected', purpose: null, channel: null, surface: 'web' }),
  ]))
  database.now = new Date(database.now.getTime() + 20 * 60_000)
  await findDuplicates(database)
  return [shop.personId, fair.personId]
}

async function keepPicture(page: { screenshot(options: { fullPage: boolean }): Promise<Buffer> }, name: string): Promise<void> {
  if (PICTURES === undefined) return
  mkdirSync(PICTURES, { recursive: true })
  writeFileSync(join(PICTURES, `duplicates-${name}.png`), await page.screenshot({ fullPage: true }))
}
