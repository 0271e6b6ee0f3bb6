// A ticket that is a rights request: a mail comes, is seen as what it is, becomes a request, and is answered; another colleague's answer is never written over.
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { workMails } from '../../src/doors/clock/work-mails.ts'
import { takeInMail } from '../../src/doors/take-in-mail.ts'
import { openTransport } from '../../src/messages/deliver.ts'
import { openPage, seriousFaults } from '../browser.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { browserOf, signedInStaff, type Browser } from '../house.ts'
import { customer, installed } from '../register.ts'
import { browserCookie, standingHouse, type StandingHouse } from './standing-house.ts'

/** A folder in which pictures are kept, to be looked at by people. */
const PICTURES = process.env['TILLIT_PICTURES']

let database: TestDatabase
let standing: StandingHouse
let colleague: Browser
let cookie: { name: string; value: string; url: string }

before(async () => {
  database = await testDatabase()
  await installed(database)
  standing = await standingHouse(database)
  const { house, app } = standing
  const signedIn = await signedInStaff(app, house)
  colleague = browserOf(app, signedIn.cookie)
  cookie = browserCookie((await signedInStaff(app, house)).cookie, standing.origin)
  await colleague('POST', '/api/v1/incoming-addresses', { taker: 'tickets', name: 'Support', openAddress: 'support@bolaget.example', language: 'en' })
  await colleague('PUT', '/api/v1/canned-answers/01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f47', { name: 'Thanks', texts: { en: 'Thank you for writing.' } })
  await customer(database, 'maria@example.org', { values: { given_name: 'Maria', family_name: 'Lind' } })
  await takeInMail(house, { way: 'pipe', source: Buffer.from('From: Maria <maria@example.org>\r\nTo: support@bolaget.example\r\nSubject: My awning\r\nMessage-ID: <1@kund.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello, the awning is fine and I have diabetes. Please delete all my data.\r\n') })
  const transport = openTransport({ mailFrom: house.settings.mailFrom, smtpUrl: undefined, dkim: undefined })
  while (await workMails(house, transport)) { /* until nothing waits */ }
})

test('a ticket that is a rights request: seen in the queue, proposed and confirmed, made a request in one press, answered, solved by a key and taken back', async () => {
  const visit = await openPage(standing.origin, { locale: 'en-GB' })
  try {
    const { page } = visit
    await page.context().addCookies([cookie])
    await page.goto('/tickets')
    await page.getByRole('row', { name: /My awning/ }).waitFor()
    assert.deepEqual(await seriousFaults(page), [])
    await keepPicture(page, 'queue')
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.getByText('This may be a request for').waitFor()
    await page.getByText('The customer’s own words hold').waitFor()
    assert.deepEqual(await seriousFaults(page), [])
    await keepPicture(page, 'ticket')
    await page.setViewportSize({ width: 360, height: 800 })
    assert.ok(await page.evaluate('document.documentElement.scrollWidth <= 360'))
    await keepPicture(page, 'narrow')
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.getByRole('button', { name: /It is Maria Lind/ }).click()
    await page.getByRole('link', { name: 'Maria Lind' }).waitFor()
    await page.getByRole('button', { name: 'Receive as a request' }).click()
    await page.getByText('Received as a request').waitFor()
    const { rows: [request] } = await database.superuser('select r.kind, r.received_at = l.at as same from request r join ticket_line l on l.person_id = r.person_id and l.kind = $1', ['asked'])
    assert.deepEqual(request, { kind: 'erasure', same: true })

    await page.keyboard.press('r')
    const box = page.getByRole('textbox', { name: 'Your answer' })
    await box.waitFor()
    await box.fill('We have received your request.')
    // Meanwhile somebody else answers.
    const { rows: [one] } = await database.superuser('select person_id as owner, ticket_id as id, last_line_id as after from ticket')
    assert.equal((await colleague('POST', `/api/v1/tickets/${one.owner}/${one.id}/replies`, { words: 'Hello Maria.', after: one.after })).status, 201)
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByText('Something new has been written').or(page.getByText('Hello Maria.')).first().waitFor()
    await page.getByText('Hello Maria.').waitFor()
    assert.equal(await box.inputValue(), 'We have received your request.', 'the draft is kept')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByText('The answer is on its way to maria@example.org.').waitFor()
    assert.equal(await box.inputValue(), '')
    await page.getByRole('tab', { name: 'Inner note' }).click()
    await page.getByText('the person reads it in the copy').waitFor()
    await page.emulateMedia({ colorScheme: 'dark' })
    assert.deepEqual(await seriousFaults(page), [])
    await keepPicture(page, 'dark')
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('e')
    await page.waitForURL(/\/tickets$/)
    await page.keyboard.press('Control+z')
    await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' })
    for (const limit = performance.now() + 10_000; ;) {
      const { rows: [{ state }] } = await database.superuser('select state from ticket')
      if (state !== 'solved' || performance.now() > limit) {
        assert.equal(state, 'waiting')
        break
      }
    }
    await page.goto('/tickets/promises')
    await page.getByText('Working hours and promises').waitFor()
    await page.getByText('Thanks', { exact: true }).waitFor()
    assert.deepEqual(await seriousFaults(page), [])
    await keepPicture(page, 'promises')
  } finally {
    await visit.close()
  }
})

async function keepPicture(page: { screenshot(options: { fullPage: boolean }): Promise<Buffer> }, name: string): Promise<void> {
  if (PICTURES === undefined) return
  mkdirSync(PICTURES, { recursive: true })
  writeFileSync(join(PICTURES, `tickets-${name}.png`), await page.screenshot({ fullPage: true }))
}
