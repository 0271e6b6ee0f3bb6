// A list as colleagues use it, in a real browser on the program as it is started: filters, columns, a view, all that match, and an export as a job.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openPage, seriousFaults, type Visit } from '../browser.ts'
import { choose, until } from './desk.ts'
import { emptyFolder, startProgram } from './program.ts'

const PEOPLE = 450
let visit: Visit
let page: Page

before(async () => {
  const program = await startProgram(emptyFolder())
  visit = await openPage(program.origin, { locale: 'en-GB' })
  ;({ page } = visit)
  await page.goto(program.signInLink)
  await page.getByRole('button').first().click()
  await page.getByRole('heading', { name: 'What to do next' }).waitFor()
  for (let first = 0; first < PEOPLE; first += 150) {
    const people = Array.from({ length: 150 }, (_, no) => ({ values: { given_name: 'Per', family_name: `Son${String(first + no).padStart(3, '0')}`, city: (first + no) % 3 === 0 ? 'Kiruna' : 'Lund' }, contactPoints: [{ kind: 'email', value: `p${first + no}@example.org` }] }))
    const answer = await page.request.post('/api/v1/people', { headers: { 'sec-fetch-site': 'same-origin', origin: program.origin }, data: { source: 'till', collected: 'self', purposes: ['contract'], ground: 'contract', people } })
    assert.equal(answer.status(), 200, await answer.text())
  }
})

const rows = () => page.locator('main [role=row][data-key]')

test('a list is filtered, ordered, given columns and kept as a view, which its address leads back to', async () => {
  await page.goto('/people')
  await page.getByText('450 people', { exact: true }).waitFor()
  assert.ok((await rows().count()) < 60, 'only what is in sight is drawn')
  await page.getByRole('button', { name: 'Add a filter' }).click()
  await choose(page.getByRole('dialog').getByRole('button', { name: /Field/ }), 'Town')
  await page.getByRole('dialog').getByLabel('Value').fill('kiruna')
  await page.getByRole('dialog').getByRole('button', { name: 'Filter' }).click()
  await page.getByText('150 people', { exact: true }).waitFor()
  await page.getByRole('columnheader', { name: 'Name' }).click()
  await page.getByRole('row', { name: /Per Son447/ }).waitFor()
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('row', { name: 'Family name' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('columnheader', { name: 'Family name' }).waitFor()
  await page.getByRole('button', { name: 'Save as a view' }).click()
  await page.getByLabel('Name of the view').fill('North')
  await page.getByRole('button', { name: 'Save the view' }).click()
  await page.waitForURL(/\?view=[\da-f-]{36}$/)
  await page.goto(page.url())
  await page.getByText('150 people', { exact: true }).waitFor()
  await page.getByRole('row', { name: /Per Son447/ }).waitFor()
  await page.getByRole('columnheader', { name: 'Family name' }).waitFor()
  assert.deepEqual(await seriousFaults(page), [])
})

test('all that match go out as a job that is seen from everywhere, and its file is fetched once', async () => {
  await page.goto('/people?where=[["city","is","Kiruna"]]')
  await page.getByText('150 people', { exact: true }).waitFor()
  await rows().first().focus()
  await page.keyboard.press('x')
  await page.getByText('One is chosen').waitFor()
  await page.getByRole('button', { name: 'Choose all 150 that match' }).click()
  const chosen = page.getByRole('region', { name: 'What is chosen' })
  await chosen.getByText('All 150 that match are chosen').waitFor()
  await chosen.getByRole('button', { name: 'Export' }).click()
  const dialog = page.getByRole('dialog')
  await choose(dialog.getByRole('button', { name: /Purpose/ }), 'Your agreement')
  await dialog.getByText('in the file', { exact: true }).waitFor()
  await dialog.getByRole('button', { name: 'Make it in the background' }).click()
  await page.getByText('The export is under way').waitFor()
  await page.goto('/jobs')
  const get = page.getByRole('button', { name: 'Get the file' })
  await get.waitFor()
  assert.deepEqual(await seriousFaults(page), [])
  const [file] = await Promise.all([page.waitForEvent('download'), get.click()])
  assert.equal(readFileSync(await file.path(), 'utf8').trimEnd().split('\r\n').length, 151)
  await page.getByText('The file has been fetched and is gone.').waitFor()
})

test('all that match are changed after the change was tried, and it is taken back', async () => {
  await page.goto('/people?where=[["city","is","Kiruna"]]')
  await page.getByText('150 people', { exact: true }).waitFor()
  await rows().first().focus()
  await page.keyboard.press('x')
  await page.getByRole('button', { name: 'Choose all 150 that match' }).click()
  await page.getByRole('region', { name: 'What is chosen' }).getByRole('button', { name: 'Change …' }).click()
  const dialog = page.getByRole('dialog')
  await choose(dialog.getByRole('button', { name: /What is changed/ }), 'Language')
  await dialog.getByLabel('Value').fill('nb')
  await dialog.getByLabel('Where it comes from').fill('Spring campaign')
  await dialog.getByRole('button', { name: 'Try it' }).click()
  await page.waitForURL(/\/people\/changes\/[\da-f-]{36}$/)
  await page.getByRole('button', { name: 'Change 150 people' }).click()
  await page.getByText('Done', { exact: true }).waitFor()
  assert.deepEqual(await seriousFaults(page), [])
  await page.getByRole('button', { name: 'Take it back' }).click()
  await page.getByText('Taken back', { exact: true }).waitFor()
  await page.getByRole('region', { name: 'What was taken back' }).getByText('150').waitFor()
  await page.goto('/jobs')
  await page.getByRole('link', { name: 'Change of many: Language' }).waitFor()
})

test('scrolling goes on to the end of the list, and back', async () => {
  await page.goto('/people?columns=city')
  await rows().first().waitFor()
  const scroll = (to: number) => page.locator('main [role=grid]').evaluate((grid, top) => { (grid as unknown as { scrollTop: number }).scrollTop = top }, to)
  await until('the last row', async () => {
    await scroll(1_000_000)
    return page.getByRole('row', { name: /Per Son449/ }).isVisible()
  })
  await until('the first row', async () => {
    await scroll(0)
    return page.getByRole('row', { name: /Per Son000/ }).isVisible()
  })
  assert.deepEqual([visit.strangers, visit.troubles], [[], []])
})
