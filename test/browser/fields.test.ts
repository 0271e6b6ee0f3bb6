// A field is added for a purpose, used, found unneeded and removed with its data.
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { workFieldEnding } from '../../src/lifecycle/work-field-ending.ts'
import { selectValues } from '../../src/people/values.sql.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { openPage, seriousFaults } from '../browser.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { signedInStaff } from '../house.ts'
import { customer, installed } from '../register.ts'
import { choose, until } from './desk.ts'
import { browserCookie, standingHouse, type StandingHouse } from './standing-house.ts'

/** A folder in which pictures are kept, to be looked at by people. */
const PICTURES = process.env['TILLIT_PICTURES']

let database: TestDatabase
let standing: StandingHouse
let cookie: { name: string; value: string; url: string }
let siv: PersonId

before(async () => {
  database = await testDatabase()
  await installed(database)
  standing = await standingHouse(database)
  siv = (await customer(database, 'siv@example.org', { values: { given_name: 'Siv', family_name: 'Berg' } })).personId
  await customer(database, 'bo@example.org', { values: { given_name: 'Bo', family_name: 'Ek' } })
  cookie = browserCookie((await signedInStaff(standing.app, standing.house)).cookie, standing.origin)
})

test('a field is added for a purpose after its meaning is shown, used on a person and in a list, found unneeded, and removed with its data', async () => {
  const visit = await openPage(standing.origin, { locale: 'en-GB' })
  try {
    const { page } = visit
    await page.context().addCookies([cookie])
    await page.goto('/purposes')
    await page.getByRole('link', { name: 'Fields' }).click()
    await page.getByRole('link', { name: 'New field' }).click()
    for (const [language, name] of [['Swedish', 'Skrov'], ['Norwegian', 'Skrog'], ['English', 'Hull']] as const) {
      await page.getByRole('tab', { name: language }).click()
      await page.getByRole('textbox', { name: 'Name' }).fill(name)
      await page.getByRole('textbox', { name: 'What it is' }).fill(`${name}.`)
    }
    await page.getByRole('radio', { name: /Choice from a list/ }).check({ force: true })
    for (const [number, words] of [[1, ['Trä', 'Tre', 'Wood']], [2, ['Plast', 'Plast', 'Plastic']]] as const) {
      for (const [at, language] of ['Swedish', 'Norwegian', 'English'].entries()) await page.getByLabel(new RegExp(`Answer ${number}, ${language}`)).fill(words[at]!)
    }
    await page.getByText('Customers are asked on their own page too').click()
    await page.getByRole('checkbox', { name: 'Your agreement' }).check({ force: true })
    await page.getByRole('button', { name: 'Show what it means' }).click()
    await page.getByText('2 customers are asked for Hull on their page').waitFor()
    await page.getByText(/What customers are told changes/).click()
    assert.deepEqual(await seriousFaults(page), [])
    await keepPicture(page, 'new')
    await page.getByLabel('Why is it needed?').fill('Insurance asks for it')
    await page.getByRole('button', { name: 'Add the field' }).click()
    await page.getByRole('heading', { level: 1, name: 'Hull' }).waitFor()

    await page.goto(`/people/${siv}`)
    await page.getByRole('button', { name: 'Add a value' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add a value' })
    await choose(dialog.getByRole('button', { name: /Value/ }), 'Hull')
    await choose(dialog.getByRole('button', { name: /Hull.*Hull|Choose.*Hull/ }).last(), 'Wood')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('listitem').filter({ hasText: /^Hull.*Wood/ }).first().waitFor()

    await page.goto('/fields')
    await page.getByRole('row', { name: /Hull/ }).getByText('1 of 2').waitFor()
    assert.deepEqual(await seriousFaults(page), [])
    await keepPicture(page, 'list')
    await page.getByRole('row', { name: /Hull/ }).click()
    await page.getByText('No list shows it').waitFor()
    await page.getByRole('button', { name: 'Remove with its data' }).click()
    await page.getByText('Hull is deleted for one person.').waitFor()
    await page.getByRole('radio', { name: /Now/ }).check({ force: true })
    await page.getByLabel('Why is it removed?').fill('Nobody asks for it')
    assert.deepEqual(await seriousFaults(page), [])
    await keepPicture(page, 'remove')
    await page.setViewportSize({ width: 360, height: 800 })
    assert.ok(await page.evaluate(`document.documentElement.scrollWidth <= 360`))
    await keepPicture(page, 'narrow')
    await page.getByRole('button', { name: 'Remove the field' }).click()
    await page.getByText('The field is removed with its data').waitFor()
    await until('the removal to end', async () => !(await workFieldEnding(database, 'test')))
    await page.getByText(/one value deleted/).waitFor()
    await page.emulateMedia({ colorScheme: 'dark' })
    await keepPicture(page, 'done')
    assert.equal((await database.read((tx) => selectValues(tx, [siv]))).some((one) => one.fieldKey === 'hull'), false)
    await page.goto(`/people/${siv}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    assert.equal(await page.getByText('Wood').count(), 0)
  } finally {
    await visit.close()
  }
})

async function keepPicture(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return
  mkdirSync(PICTURES, { recursive: true })
  writeFileSync(join(PICTURES, `fields-${name}.png`), await page.screenshot({ fullPage: true }))
}
