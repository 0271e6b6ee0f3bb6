// What people ask by their rights, handled at the screen: with the keyboard alone from the call to the answer, and forgotten after what goes was shown.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import type { RequestsPage, RightsRequestAnswer } from '../../src/doors/api/requests-resource.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { openPage, seriousFaults, type Visit } from '../browser.ts'
import { testDatabase } from '../database.ts'
import { signedInStaff } from '../house.ts'
import { customer, installed } from '../register.ts'
import { answerFrom, choose } from './desk.ts'
import { browserCookie, standingHouse } from './standing-house.ts'

const MOST_PRESSES = 150

let origin: string
let cookie: { name: string; value: string; url: string }
let [tove, mats]: PersonId[] = []

before(async () => {
  const database = await testDatabase()
  await installed(database)
  const standing = await standingHouse(database)
  origin = standing.origin
  cookie = browserCookie((await signedInStaff(standing.app, standing.house)).cookie, origin)
  tove = (await customer(database, 'tove@example.org', { values: { given_name: 'Tove', family_name: 'Sandahl', city: 'Lund' } })).personId
  mats = (await customer(database, 'mats@example.org', { values: { given_name: 'Mats' }, grounds: [{ purpose: 'prospects', basis: 'contract' }] })).personId
})

async function signedInAt(path: string): Promise<Visit> {
  const visit = await openPage(origin, { locale: 'en-GB', viewport: { width: 1280, height: 900 } })
  await visit.page.context().addCookies([cookie])
  await visit.page.goto(path)
  return visit
}

/** Goes on with Tab until the focus is there. */
async function tabTo(target: Locator) {
  await target.waitFor()
  for (let presses = 0; presses < MOST_PRESSES; presses++) {
    if (await target.and(target.page().locator(':focus')).count()) return
    await target.page().keyboard.press('Tab')
  }
  assert.fail(`the keyboard does not reach ${target}`)
}

async function press(target: Locator) {
  await tabTo(target)
  await target.page().keyboard.press('Enter')
}

/** Opens a list of choices and takes one by the beginning of its name. */
async function pick(page: Page, box: Locator, beginning: string) {
  await press(box)
  await page.getByRole('listbox').waitFor()
  await page.keyboard.type(beginning)
  await page.keyboard.press('Enter')
}

test('with the keyboard alone a call is taken in, who called is checked, what is wrong is put right, and the answer is sent', async () => {
  const { page, troubles, strangers, close } = await signedInAt('/people')
  await page.getByRole('row', { name: /Tove Sandahl/ }).waitFor()
  await page.keyboard.press('j')
  await tabTo(page.locator('main [role=grid] [role=row][data-key]').first())
  while (!(await page.locator(`[data-key="${tove}"]:focus`).count())) await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Tove Sandahl' }).waitFor()
  await page.keyboard.press('e')
  await page.getByRole('heading', { level: 1, name: /Tove Sandahl: rights/ }).waitFor()
  await press(page.getByRole('button', { name: 'Take in a request' }))
  const dialog = page.getByRole('dialog')
  await pick(page, dialog.getByRole('button', { name: /What is asked/ }), 'Rect')
  await pick(page, dialog.getByRole('button', { name: /Which value/ }), 'Town')
  await tabTo(dialog.getByLabel('What it should be'))
  await page.keyboard.type('Malmö')
  await tabTo(dialog.getByLabel('In the person’s own words'))
  await page.keyboard.type('I moved in March.')
  assert.deepEqual(await seriousFaults(page), [])
  await press(dialog.getByRole('button', { name: 'Take it in' }))

  await page.waitForURL(/\/requests\/[\da-f-]{36}\/[\da-f-]{36}$/)
  await page.getByText('Not shown well enough yet').waitFor()
  // What cannot be done yet says why, and stays in the tab order.
  const correct = page.getByRole('region', { name: 'Do what is asked' }).getByRole('button', { name: 'Correct', exact: true })
  assert.equal(await correct.getAttribute('aria-disabled'), 'true')
  assert.deepEqual(await seriousFaults(page), [])
  await press(page.getByRole('button', { name: 'Note a check' }))
  await pick(page, page.getByRole('dialog').getByRole('button', { name: /How it was shown/ }), 'Called')
  await tabTo(page.getByRole('dialog').getByLabel('What you checked'))
  await page.keyboard.type('Called back at the number held since 2024.')
  await press(page.getByRole('dialog').getByRole('button', { name: 'Save' }))
  await page.getByText('Shown well enough', { exact: true }).waitFor()
  await press(correct)
  await page.getByRole('region', { name: 'What has happened' }).getByText('Corrected').first().waitFor()
  await press(page.getByRole('button', { name: 'Send the answer' }))
  const given = page.getByRole('region', { name: 'The answer', exact: true })
  await given.getByText('Tove').first().waitFor()

  const person = await answerFrom<{ fields: { field: string; value: unknown }[] }>(page, `/people/${tove}`)
  assert.equal(person.fields.find(({ field }) => field === 'city')?.value, 'Malmö')
  const [, , , request] = new URL(page.url()).pathname.split('/')
  const handled = await answerFrom<RightsRequestAnswer>(page, `/people/${tove}/requests/${request}`)
  assert.deepEqual([handled.state, handled.answer?.outcome, handled.wish.words], ['answered', 'granted', 'I moved in March.'])
  assert.deepEqual([troubles, strangers], [[], []])
  await close()
})

test('the list shows what is open first, and a state and a kind choose among the rest', async () => {
  const { page, troubles, close } = await signedInAt('/requests')
  await page.getByText('No request waits for an answer').waitFor()
  await page.getByRole('button', { name: /State$/ }).click()
  await page.getByRole('option', { name: 'Answered', exact: true }).click()
  await page.getByRole('row', { name: /Tove Sandahl/ }).waitFor()
  await choose(page.getByRole('button', { name: /What is asked$/ }), 'Erasure')
  await page.getByText('Nothing fits what you have chosen').waitFor()
  assert.equal((await answerFrom<RequestsPage>(page, '/requests?open=true')).counts.open, 0)
  assert.deepEqual(await seriousFaults(page), [])
  assert.deepEqual(troubles, [])
  await close()
})

test('somebody is forgotten only after what goes and what stays was shown, and the certificate can be fetched', async () => {
  const { page, troubles, close } = await signedInAt(`/people/${mats}/rights`)
  await page.getByRole('button', { name: 'Show what would happen' }).click()
  await page.getByRole('region', { name: 'This goes' }).getByRole('listitem').first().waitFor()
  const forget = page.getByRole('button', { name: /^Forget Mats now/ })
  assert.equal(await forget.getAttribute('aria-disabled'), 'true')
  assert.deepEqual(await seriousFaults(page), [])
  await page.getByText('I have read what goes.').click()
  await forget.click()
  await page.getByRole('heading', { name: 'The person is forgotten' }).waitFor()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Get the certificate' }).click()])
  assert.match(file.suggestedFilename(), /^erasure-/)
  assert.deepEqual(await seriousFaults(page), [])
  assert.equal((await page.request.get(`/api/v1/people/${mats}`)).status(), 404)
  assert.deepEqual(troubles.filter((line) => !line.includes('404')), [])
  await close()
})

test('somebody in no register is taken in, looked for everywhere, linked to who it is or told that nothing is held; the page says where to send it', async () => {
  const { page, troubles, close } = await signedInAt('/requests')
  await page.getByRole('button', { name: 'Somebody not in the register' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill('Tove Sandahl')
  await dialog.getByRole('textbox', { name: 'E-mail address' }).fill('someone.else@example.org')
  await choose(dialog.getByRole('button', { name: /What is asked/ }), 'Access')
  await dialog.getByRole('button', { name: 'Take it in' }).click()
  await page.getByText('not in the register', { exact: true }).waitFor()
  const search = page.getByRole('region', { name: 'Search the register' })
  await search.getByRole('button', { name: 'Search the register' }).click()
  await search.getByRole('button', { name: 'It is this person' }).first().waitFor()
  assert.equal(await search.getByRole('link', { name: 'Tove Sandahl' }).getAttribute('href'), `/people/${tove}`)
  assert.deepEqual(await seriousFaults(page), [])
  await picture(page, 'found')
  await page.setViewportSize({ width: 360, height: 780 })
  assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), 'no sideways scroll')
  await picture(page, 'found-360')
  await page.setViewportSize({ width: 1280, height: 900 })
  await search.getByRole('button', { name: 'It is this person' }).first().click()
  await page.getByRole('dialog').getByText(/has to be shown anew/).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()

  await page.getByRole('region', { name: 'Who asks' }).getByRole('button', { name: 'Note a check' }).click()
  await choose(page.getByRole('dialog').getByRole('button', { name: /How it was shown/ }), 'Answered at the address')
  await page.getByRole('dialog').getByLabel('What you checked').fill('Wrote to the address; they answered from it.')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await search.getByRole('button', { name: 'Search again' }).click()
  const answer = page.getByRole('region', { name: 'Answer', exact: true })
  assert.match(await answer.getByLabel('The letter').inputValue(), /Vi har inga uppgifter om dig utöver den här begäran/)
  await answer.getByRole('button', { name: 'Send the answer' }).click()
  await page.getByText(/^Send the letter to someone\.else@example\.org/).waitFor()
  await picture(page, 'told')
  assert.deepEqual(troubles, [])
  await close()
})

/** Kept for whoever wants to look at it. */
async function picture(page: Page, name: string): Promise<void> {
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png`, fullPage: true })
}
