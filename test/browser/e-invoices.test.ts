// Invoices of other systems in the workspace: brought in as e-invoices after a look at each, and given the privacy part.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import type { Document } from '../../src/doors/api/documents-resource.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { openPage, seriousFaults, type Visit } from '../browser.ts'
import { testDatabase } from '../database.ts'
import { eInvoice } from '../e-invoice.ts'
import { signedInStaff } from '../house.ts'
import { customer, installed } from '../register.ts'
import { answerFrom } from './desk.ts'
import { browserCookie, standingHouse } from './standing-house.ts'

const SETTINGS = { seller: { name: 'Provbolaget AB', organisationNumber: '556677-8899', address: { street: 'Storgatan 1', postcode: '111 22', city: 'Stockholm', country: 'SE' } }, currency: 'SEK', accounts: [{ type: 'bankgiro', number: '123-4567' }], reference: { kind: 'ocr', control: 'check-digit' } }

const folder = mkdtempSync(join(tmpdir(), 'tillit-dropped-'))
after(() => rmSync(folder, { recursive: true, force: true }))

let origin: string
let cookie: ReturnType<typeof browserCookie>
let karin: PersonId

before(async () => {
  const database = await testDatabase()
  await installed(database)
  const standing = await standingHouse(database)
  origin = standing.origin
  const staff = await signedInStaff(standing.app, standing.house)
  cookie = browserCookie(staff.cookie, origin)
  karin = (await customer(database, 'karin@example.org', { values: { given_name: 'Karin', family_name: 'Ek', language: 'sv', customer_number: 'K-7' }, identifiers: [{ kind: 'email', canonical: 'karin@example.org' }, { kind: 'customer-number', canonical: 'K-7' }] })).personId
  assert.equal((await staff.browser('PUT', '/api/v1/invoicing', SETTINGS)).status, 200)
})

async function workspace(path: string): Promise<Visit> {
  const visit = await openPage(origin)
  await visit.page.context().addCookies([cookie])
  await visit.page.goto(path)
  return visit
}

/** Lets go of files over a place, as a hand does that dragged them there. */
async function drop(page: Page, place: Locator, files: Record<string, string | Buffer>): Promise<void> {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  const data = { items: [], files: Object.keys(files).map((name) => join(folder, name)), dragOperationsMask: 1 }
  const { x, y, width, height } = (await place.boundingBox())!
  const hand = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await hand.send('Input.dispatchDragEvent', { type, x: x + width / 2, y: y + height / 2, data })
}

test('files are dropped or chosen, looked at, put right where that can be done here, and brought in; the rest is a list to take along', async () => {
  const visit = await workspace('/invoices/bring-in')
  const { page } = visit
  const table = (name: string) => page.getByRole('table', { name })
  const row = (name: string, file: string) => table(name).getByRole('row').filter({ hasText: file })
  const dropped = { 'right.xml': eInvoice(), 'vat.xml': eInvoice({ number: '=F-78', vat: '1.00' }), 'nobody.xml': eInvoice({ number: 'F-80', customer: 'who', email: 'who@example.org' }), 'twice.xml': eInvoice(), 'letter.xml': 'Dear Karin' }
  await page.getByText('Släpp filerna här').waitFor()
  await drop(page, page.locator('.border-dashed'), dropped)
  await page.getByRole('heading', { name: '4 filer kan inte tas in' }).waitFor()
  await page.locator('input[type=file]').setInputFiles({ name: 'reference.xml', mimeType: 'text/xml', buffer: Buffer.from(eInvoice({ number: 'F-79' }).replace('1234566', '1234567')) })
  await page.getByRole('heading', { name: '5 filer kan inte tas in' }).waitFor()
  assert.match(await row('Kan tas in', 'right.xml').innerText(), /Karin Ek[\s\S]*på kundnumret[\s\S]*Faktura F-77[\s\S]*1[\s\u00a0]250,00/)
  assert.match(await row('Kan inte tas in', 'vat.xml').innerText(), /BR-CO-14[\s\S]*cac:TaxTotal/)
  assert.match(await row('Kan inte tas in', 'letter.xml').innerText(), /XML/)
  assert.match(await row('Kan inte tas in', 'twice.xml').innerText(), /Samma faktura/)
  assert.match(await row('Kan inte tas in', 'reference.xml').innerText(), /1234567.*fel kontrollsiffra[\s\S]*OCR/)
  assert.deepEqual(await seriousFaults(page), [])

  // By keyboard alone: whom it is for, and a reference as it is.
  await row('Kan inte tas in', 'nobody.xml').getByLabel('Kundnummer eller e-postadress').fill('karin@example.org')
  await page.keyboard.press('Enter')
  await row('Kan tas in', 'nobody.xml').getByText('på e-postadressen').waitFor()
  await row('Kan inte tas in', 'reference.xml').getByRole('checkbox').focus()
  await page.keyboard.press('Space')
  await row('Kan tas in', 'reference.xml').getByText('fel kontrollsiffra').waitFor()
  const [list] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Hämta listan (CSV)' }).click()])
  const lines = readFileSync(await list.path(), 'utf8').split('\r\n')
  assert.match(lines.find((line) => line.includes('BR-CO-14'))!, /^"vat\.xml","'=F-78","BR-CO-14","cac:TaxTotal","/)

  await page.getByRole('button', { name: 'Ta in 3 fakturor' }).click()
  await page.getByRole('heading', { name: '3 fakturor är intagna' }).waitFor()
  const { documents } = await answerFrom<{ documents: Document[] }>(page, `/people/${karin}/documents`)
  assert.deepEqual(documents.map((one) => one.number).toSorted(), ['F-77', 'F-79', 'F-80'])
  await page.getByRole('heading', { name: '3 filer kan inte tas in' }).waitFor()
  assert.deepEqual([visit.strangers, visit.troubles.filter((line) => !/status of 4\d\d/.test(line))], [[], []])
  await visit.close()
})

test('a finished invoice comes back with its part, what was done and what was not is told with its way and reason', async () => {
  const visit = await workspace('/invoices/decorating')
  const { page } = visit
  const table = (name: string) => page.getByRole('table', { name })
  await page.getByText('Inga fakturor från andra system än').waitFor()
  await page.getByText('Ingen mapp bevakas').waitFor()
  const place = page.locator('.border-dashed')
  await drop(page, place, { 'F-9.pdf': 'no pdf at all' })
  assert.match(await page.getByRole('button', { name: 'Lägg till länk och kod' }).getAttribute('aria-describedby') ?? '', /./)
  await page.getByLabel('Kundnummer eller e-postadress').fill('K-7')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('Filen är ingen PDF').waitFor()
  await table('Gick inte att göra').getByRole('row', { name: /F-9.*ingen PDF.*Här/ }).waitFor()
  await page.getByRole('button', { name: 'Avbryt' }).click()

  await drop(page, place, { 'F-10.xml': eInvoice({ number: 'F-10' }) })
  await page.getByRole('button', { name: 'Lägg till länk och kod' }).click()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Hämta e-fakturan' }).click()])
  assert.equal(file.suggestedFilename(), 'F-10.xml')
  assert.match(readFileSync(await file.path(), 'utf8'), /<cbc:ID>TILLIT<.cbc:ID>[\s\S]*\/choices\//)
  await page.getByRole('region', { name: 'Senast' }).getByText('Karin Ek').waitFor()
  assert.deepEqual(await seriousFaults(page), [])
  assert.deepEqual([visit.strangers, visit.troubles.filter((line) => !/status of 4\d\d/.test(line))], [[], []])
  await visit.close()
})
