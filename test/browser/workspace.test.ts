// The staff workspace in a real browser, on the program as it is started, in a data folder of its own.
// long: one program and its data folder serve all of it, and each step finds what the one before left.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { openPage, type Visit } from '../browser.ts'
import { until } from './desk.ts'
import { emptyFolder, startProgram } from './program.ts'

/** What may come over the wire before the first screen stands (issue: the staff workspace). */
const FIRST_SCRIPT_BYTES = 250_000
const PHONE: BrowserContextOptions = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }

/** A till's customers: the last row says nothing of anybody, one address is none, and no purpose needs a shoe size. */
const CUSTOMERS = `Kundnr;Förnamn;Efternamn;E-post;Ort;Skostorlek
20481;Tove;Sandahl;tove.sandahl@example.org;Göteborg;38
20482;Mats;Ödlund;mats.odlund@example.org;Malmö;44
20483;Hilda;Åkerblom;hilda.akerblom(at)example.org;Umeå;39
;;;;;40
`

let origin: string
let link: string
let staff: { name: string; value: string }

before(async () => {
  ({ origin, signInLink: link } = await startProgram(emptyFolder()))
})

/** A window in which staff are signed in already. */
async function workspace(options: BrowserContextOptions = {}): Promise<Visit> {
  const visit = await openPage(origin, options)
  await visit.page.context().addCookies([{ ...staff, url: origin }])
  return visit
}

/** Nothing asked of strangers, nothing that the console calls an error: no refusal by the content security policy either. */
function isQuiet({ strangers, troubles }: Visit, expected: RegExp = /$^/) {
  assert.deepEqual(strangers, [])
  assert.deepEqual(troubles.filter((line) => !expected.test(line)), [])
}

/** Goes on with Tab until the focus is there: whatever cannot be reached so cannot be reached at all. */
async function tabTo(target: Locator) {
  await target.waitFor()
  for (let presses = 0; presses < 150; presses++) {
    if (await target.and(target.page().locator(':focus')).count()) return
    await target.page().keyboard.press('Tab')
  }
  assert.fail(`the keyboard does not reach ${target}`)
}

async function fillIn(page: Page, label: string, text: string) {
  await page.getByLabel(label, { exact: true }).fill(text)
}

test('without a session the workspace says how to get in, and one button opens it', async () => {
  const visit = await openPage(origin)
  await visit.page.goto(`${origin}/people`)
  await visit.page.getByRole('heading', { name: 'Logga in' }).waitFor()
  await visit.page.goto(link)
  await visit.page.getByRole('button').click()
  await visit.page.getByRole('heading', { name: 'Att göra härnäst' }).waitFor()
  assert.equal(new URL(visit.page.url()).pathname, '/')
  const [cookie] = await visit.page.context().cookies()
  assert.ok(cookie?.httpOnly)
  staff = { name: cookie.name, value: cookie.value }
  isQuiet(visit, /status of 401/)
  await visit.close()
})

test('the first screen needs less than 250 kB of compressed script', async () => {
  const visit = await workspace()
  const scripts: Promise<Buffer>[] = []
  visit.page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.body())
  })
  await visit.page.goto('/')
  await visit.page.getByRole('link', { name: /Importera era kunder/ }).waitFor()
  const bytes = (await Promise.all(scripts)).reduce((sum, body) => sum + gzipSync(body).length, 0)
  assert.ok(scripts.length > 3, 'the rooms are split')
  assert.ok(bytes > 0 && bytes < FIRST_SCRIPT_BYTES, `${bytes} bytes`)
  isQuiet(visit)
  await visit.close()
})

test('a file is recognised, rehearsed, imported and reported', async () => {
  const visit = await workspace()
  const { page } = visit
  await page.goto('/imports/new')
  await page.locator('input[type=file]').setInputFiles({ name: 'kunder.csv', mimeType: 'text/csv', buffer: Buffer.from(CUSTOMERS, 'latin1') })
  await page.getByRole('heading', { name: 'Vad kolumnerna är' }).waitFor()
  assert.match(await page.getByRole('button', { name: /E-post är/ }).innerText(), /E-postadress/)
  assert.match(await page.getByRole('button', { name: /Skostorlek är/ }).innerText(), /Tas inte med/)
  await page.getByRole('button', { name: 'Nästa' }).click()
  await fillIn(page, 'Källa', 'Kassasystemet')
  await page.getByText('Ditt avtal', { exact: true }).click()
  await page.getByRole('button', { name: /Land$/ }).click()
  await page.getByRole('option', { name: 'Sverige' }).click()
  await page.getByRole('button', { name: 'Provkör', exact: true }).click()
  await page.getByRole('button', { name: 'Importera 3 personer' }).click()
  await page.getByRole('heading', { name: 'Importen är klar' }).waitFor()
  await page.getByRole('table', { name: 'Rad för rad' }).getByText('Ingenting på raden visar vem den gäller.').waitFor()
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Hämta rapport' }).click()
  assert.match((await downloading).suggestedFilename(), /\.csv$/)
  isQuiet(visit)
  await visit.close()
})

test('a yes must say what it is for before the import goes on, and what is unsure does not call itself recognised', async () => {
  const visit = await workspace()
  const { page } = visit
  await page.goto('/imports/new')
  await page.locator('input[type=file]').setInputFiles({ name: 'ja.csv', mimeType: 'text/csv', buffer: Buffer.from('Namn;E-post;Mobil;Samtycke;Datum samtycke\nIda Ask;ida@example.org;vet ej;Ja;2026-02-03\nUlf Alm;ulf@example.org;saknas;Nej;2026-02-03\n') })
  await page.getByRole('heading', { name: 'Vad kolumnerna är' }).waitFor()
  const column = (name: string) => page.getByRole('main').getByRole('listitem').filter({ has: page.locator('p', { hasText: new RegExp(`^${name}$`) }) })
  assert.match(await column('Datum samtycke').innerText(), /När svaret gavs/)
  assert.match(await column('E-post').innerText(), /igenkänd/)
  assert.match(await column('Mobil').innerText(), /kontrollera/)
  assert.doesNotMatch(await column('Mobil').innerText(), /igenkänd/)
  assert.ok(await page.getByRole('button', { name: 'Nästa' }).isDisabled())
  await page.getByText('Välj först vad ett ja i ”Samtycke” gäller.').waitFor()
  for (const [box, option] of [[/ändamål/, 'Nyheter'], [/kanal/, 'E-post']] as const) {
    await column('Samtycke').getByRole('button', { name: box }).last().click()
    await page.getByRole('option', { name: option }).click()
  }
  assert.ok(await page.getByRole('button', { name: 'Nästa' }).isEnabled())
  isQuiet(visit)
  await visit.close()
})

test('a file without headings is read again as one, its new people are named in the rehearsal, and the file is removed', async () => {
  const visit = await workspace()
  const { page } = visit
  await page.goto('/imports/new')
  await page.locator('input[type=file]').setInputFiles({ name: 'utan.csv', mimeType: 'text/csv', buffer: Buffer.from('Ida Ask;ida@example.org\nUlf Alm;ulf@example.org\n') })
  await page.getByText('Första raden ser ut som en kund').waitFor()
  await page.getByText('Första raden är en kund').first().click()
  await page.getByText('Kolumnerna heter som bokstäver').waitFor()
  await page.getByText('2 rader').waitFor()
  await page.getByRole('button', { name: /^A är|A är$/ }).click()
  await page.getByRole('option', { name: 'Namn', exact: true }).click()
  await page.getByRole('button', { name: /B är/ }).click()
  await page.getByRole('option', { name: 'E-postadress' }).click()
  await page.getByRole('button', { name: 'Nästa' }).click()
  await page.getByText('Ditt avtal', { exact: true }).click()
  await page.getByRole('button', { name: /Land$/ }).click()
  await page.getByRole('option', { name: 'Sverige' }).click()
  await page.getByRole('button', { name: 'Provkör', exact: true }).click()
  await page.getByRole('button', { name: 'Importera 2 personer' }).waitFor()
  await page.getByRole('table', { name: 'Rad för rad' }).getByText('Ida Ask').waitFor()
  await page.goto('/')
  await page.getByRole('button', { name: 'Ta bort ”utan.csv”' }).click()
  await page.getByRole('button', { name: 'Ta bort filen' }).click()
  await page.getByText('”utan.csv” är borttagen.').waitFor()
  await page.getByRole('link', { name: /utan\.csv/ }).waitFor({ state: 'detached' })
  isQuiet(visit)
  await visit.close()
})

test('with the keyboard alone a person is found, a no is recorded, called off, recorded again, and its receipt fetched', async () => {
  const visit = await workspace()
  const { page } = visit
  await page.goto('/')
  await page.getByRole('heading', { name: 'Att göra härnäst' }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('p')
  await page.getByRole('row', { name: /Tove Sandahl/ }).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('tove')
  await page.waitForURL(/search=tove/)
  await page.getByText('En person', { exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('row', { name: /Mats Ödlund/ }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('mats')
  await page.getByRole('menuitem', { name: /Mats Ödlund/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/people\/[\da-f-]{36}$/)
  await page.getByRole('heading', { level: 1, name: 'Mats Ödlund' }).waitFor()
  await page.keyboard.press('r')
  await page.getByRole('dialog').waitFor()
  await tabTo(page.getByRole('checkbox', { name: /Nej till all marknadsföring/ }))
  await page.keyboard.press('Space')
  await page.getByText('Inga uppgifter tas bort.').waitFor()
  await tabTo(page.getByLabel('Anteckning', { exact: true }))
  await page.keyboard.type('Ringde och sa nej till allt.')
  await tabTo(page.getByRole('button', { name: 'Spara svaret' }))
  await page.keyboard.press('Enter')

  await page.getByText('Svaret från Mats Ödlund sparas.').waitFor()
  await page.keyboard.press('Control+z')
  await page.getByRole('dialog').waitFor()
  // Nothing was recorded, and nothing that was written is lost.
  assert.equal(await page.getByText(/^Nej till all marknadsföring sedan/).count(), 0)
  assert.equal(await page.getByLabel('Anteckning', { exact: true }).inputValue(), 'Ringde och sa nej till allt.')
  assert.ok(await page.getByRole('checkbox', { name: /Nej till all marknadsföring/ }).isChecked())
  await tabTo(page.getByRole('button', { name: 'Spara svaret' }))
  await page.keyboard.press('Enter')
  await page.getByText(/^Nej till all marknadsföring sedan/).waitFor()
  const downloading = page.waitForEvent('download')
  await tabTo(page.getByRole('link', { name: 'Kvitto' }).first())
  await page.keyboard.press('Enter')
  assert.ok((await downloading).suggestedFilename())
  isQuiet(visit)
  await visit.close()
})

test('with the keyboard alone a mailing is written and rehearsed', async () => {
  const visit = await workspace()
  const { page } = visit
  await page.goto('/')
  await page.getByRole('heading', { name: 'Att göra härnäst' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('ställ en')
  await page.keyboard.press('Enter')
  await page.waitForURL(/mailings\/new/)
  await tabTo(page.getByRole('textbox', { name: 'Namn' }))
  await page.keyboard.type('Får vi bjuda in?')
  await tabTo(page.getByRole('checkbox', { name: /Evenemang/ }))
  await page.keyboard.press('Space')
  // The button that can't be pressed yet would say why; now it can.
  await tabTo(page.getByRole('button', { name: 'Spara och se mejlet' }))
  await page.keyboard.press('Enter')
  await page.waitForURL(/mailings\/[\da-f-]{36}$/)
  await page.getByRole('heading', { level: 1, name: 'Får vi bjuda in?' }).waitFor()
  await page.keyboard.press('r')
  await page.getByRole('region', { name: 'Provkör och skicka' }).getByText('Får inte frågas så').waitFor()
  isQuiet(visit)
  await visit.close()
})

test('with the keyboard alone a task is planned with somebody, found in the morning, done and undone', async () => {
  const visit = await workspace()
  const { page } = visit
  await page.goto('/people?search=tove')
  await page.getByRole('row', { name: /Tove Sandahl/ }).click()
  await page.getByText('Inget planerat och inget gjort.').waitFor()
  await page.keyboard.press('n')
  await page.getByRole('dialog').getByRole('textbox', { name: 'Vad ska göras' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.type('Ring om hyllan')
  await page.keyboard.press('Enter')
  await page.getByRole('row', { name: /Ring om hyllan/ }).waitFor()

  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('searchbox').and(page.locator(':focus')).waitFor()
  await page.keyboard.type('ny uppgift')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('textbox', { name: 'Vad ska göras' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.type('Ring 19580412-9806')
  await page.getByRole('dialog').getByText('Ta ut det som är markerat, eller skriv varför det måste stå.').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await page.getByRole('heading', { level: 1, name: 'Aktiviteter' }).waitFor()
  const task = page.getByRole('grid', { name: /Någon dag/ }).getByRole('row', { name: /Ring om hyllan/ })
  await task.getByRole('link', { name: 'Tove Sandahl' }).waitFor()
  await tabTo(task)
  await page.keyboard.press('d')
  await page.getByRole('grid', { name: 'Gjort i dag' }).getByRole('row', { name: /Ring om hyllan/ }).waitFor()
  await page.keyboard.press('Control+z')
  await task.waitFor()
  isQuiet(visit)
  await visit.close()
})

test('with the keyboard alone a deal goes from stage to stage and back, and losing it says what ends', async () => {
  const visit = await workspace()
  const { page } = visit
  const stage = (name: string) => page.getByRole('region', { name, exact: true })
  await page.goto('/deals')
  await page.getByRole('button', { name: 'Börja med de vanliga stegen' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Spara', exact: true }).click()
  await stage('Offert').waitFor()
  await page.goto('/people?search=tove')
  await page.getByRole('row', { name: /Tove Sandahl/ }).click()
  await page.getByRole('button', { name: 'Affärer' }).click()
  await page.getByRole('link', { name: 'Ny affär' }).first().click()
  await fillIn(page, 'Vad affären gäller', 'Markiser')
  await fillIn(page, 'Värde', '12 500')
  await page.getByRole('button', { name: 'Börja affären' }).click()
  await page.getByRole('heading', { level: 1, name: 'Markiser' }).waitFor()

  await page.goto('/deals')
  await tabTo(page.getByRole('row', { name: /Markiser/ }))
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  for (let stops = 0; stops < 12 && !(await stage('Offert').getByRole('grid').and(page.locator('[data-drop-target]')).count()); stops++) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await stage('Offert').getByRole('row', { name: /Markiser/ }).waitFor()
  await page.getByText('Markiser står nu i Offert.').waitFor()
  await page.keyboard.press('Control+z')
  await stage('Ny').getByRole('row', { name: /Markiser/ }).waitFor()
  await stage('Ny').getByRole('row', { name: /Markiser/ }).click()
  await page.getByRole('button', { name: 'Förlorad …' }).click()
  await page.getByRole('dialog').getByText('Priset').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Markera som förlorad' }).click()
  await page.getByText('Förlorad: Priset.').waitFor()
  await page.getByRole('button', { name: 'Ångra' }).click()
  await page.getByRole('button', { name: 'Vunnen' }).waitFor()
  isQuiet(visit)
  await visit.close()
})

test('invoicing is set up, an invoice is seen before it is issued, found again by its number from anywhere, and its payment noted', async () => {
  const visit = await workspace()
  const { page } = visit
  await page.goto('/invoices')
  await page.getByRole('button', { name: 'Ställ in faktureringen' }).click()
  await fillIn(page, 'Företagets namn', 'Provbolaget AB')
  await fillIn(page, 'Organisationsnummer', '556677-8890')
  await fillIn(page, 'Momsnummer', 'SE556677889901')
  await fillIn(page, 'Nummer', '123-4567')
  await page.getByRole('dialog').getByRole('button', { name: 'Spara', exact: true }).click()
  // A wrong check digit is told at its field, and nothing that was typed is lost.
  await page.getByRole('textbox', { name: 'Organisationsnummer' }).and(page.locator('[aria-invalid=true]')).waitFor()
  await fillIn(page, 'Organisationsnummer', '556677-8899')
  await page.getByRole('dialog').getByRole('button', { name: 'Spara', exact: true }).click()
  await page.goto('/people?search=mats')
  await page.getByRole('row', { name: /Mats Ödlund/ }).click()
  await page.getByRole('button', { name: 'Fakturera' }).click()
  await fillIn(page, 'Vad', 'Cykelservice')
  await fillIn(page, 'Pris', '590')
  await page.getByRole('region', { name: 'Så blir fakturan' }).getByText('590,00').last().waitFor()
  await page.getByRole('button', { name: 'Utfärda fakturan' }).click()
  await page.getByRole('heading', { level: 1, name: /^Faktura \d+$/ }).waitFor()

  const { invoices: [issued] } = await (await page.request.get('/api/v1/invoices')).json() as { invoices: { reference: string; number: string }[] }
  await page.goto('/purposes')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type(issued!.reference)
  await page.getByRole('menuitem', { name: `Faktura ${issued!.number} Mats Ödlund` }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Notera betalning' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Spara', exact: true }).click()
  await page.getByText('Betald', { exact: true }).first().waitFor()
  isQuiet(visit, /400/)
  await visit.close()
})

test('a button that cannot be pressed is reached by keyboard and says why', async () => {
  const visit = await workspace()
  const { page } = visit
  await page.goto('/design')
  const tipped = page.getByRole('button', { name: 'Spara', exact: true }).and(page.locator('[aria-disabled=true][aria-describedby]:not([data-pending])')).first()
  await tabTo(tipped)
  await page.getByRole('tooltip', { name: 'Det finns ingen att skicka till.' }).waitFor()
  const description = await tipped.evaluate((button) => (globalThis as unknown as { document: { getElementById(id: string): { textContent: string } | null } }).document.getElementById((button as unknown as { getAttribute(name: string): string }).getAttribute('aria-describedby').split(' ')[0]!)?.textContent)
  assert.equal(description, 'Det finns ingen att skicka till.')
  isQuiet(visit)
  await visit.close()
})

test('on a screen of 360 px a person can be looked up, and what they say recorded', async () => {
  const visit = await workspace(PHONE)
  const { page } = visit
  await page.goto('/people')
  await page.getByLabel('Namn, ort, e-post eller kundnummer').fill('tove')
  await page.getByText('En person', { exact: true }).waitFor()
  await page.getByRole('row', { name: /Tove Sandahl/ }).tap()
  await page.getByRole('button', { name: 'Anteckna vad personen säger' }).tap()
  await page.getByRole('radiogroup', { name: 'Nyheter, E-post' }).getByRole('radio', { name: 'Ja' }).tap()
  await page.getByLabel('Anteckning', { exact: true }).fill('Frågan om nyheter lästes upp. Tove sa ja.')
  await page.getByRole('button', { name: 'Spara svaret' }).tap()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByText('Svaret från Tove Sandahl är sparat.').waitFor()
  assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 360)
  isQuiet(visit)
  await visit.close()
})

test('a refusal shows the sentence and the rule, and nothing typed is lost', async () => {
  const visit = await workspace()
  const { page } = visit
  await page.goto('/people?search=mats')
  await page.getByRole('row', { name: /Mats Ödlund/ }).click()
  await page.getByRole('button', { name: 'Anteckna vad personen säger' }).click()
  // There is no number, so a yes to sms cannot be given at all.
  assert.ok(await page.getByRole('radiogroup', { name: 'Nyheter, Sms' }).getByRole('radio', { name: 'Ja' }).isDisabled())
  await page.getByRole('radiogroup', { name: 'Nyheter, E-post' }).getByRole('radio', { name: 'Ja' }).click()
  await page.getByText('i ett mejl').click()
  await page.getByLabel('Anteckning', { exact: true }).fill('Mats skrev ja.')
  await page.getByRole('button', { name: 'Spara svaret' }).click()
  const alert = page.getByRole('alert').filter({ hasText: 'Ange vad personens ja bygger på' })
  await alert.first().waitFor()
  assert.match(await alert.first().innerText(), /D9/)
  assert.doesNotMatch(await alert.first().innerText(), /choices/, 'no name of ours')
  assert.equal(await page.getByLabel('Anteckning', { exact: true }).inputValue(), 'Mats skrev ja.')
  isQuiet(visit, /status of 422/)
  await visit.close()
})

test('a value is corrected in place, and the correction undone', async () => {
  const visit = await workspace()
  const { page } = visit
  await page.goto('/people?search=mats')
  await page.getByRole('row', { name: /Mats Ödlund/ }).click()
  await page.getByRole('button', { name: 'Rätta Ort' }).click()
  await fillIn(page, 'Ort', 'Lund')
  await page.getByRole('button', { name: 'Spara', exact: true }).click()
  await page.getByText('Lund', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Ångra' }).click()
  await page.getByText('Malmö', { exact: true }).waitFor()
  isQuiet(visit)
  await visit.close()
})

test('language and appearance switch at once, and are remembered', async () => {
  const visit = await workspace()
  const { page } = visit
  await page.goto('/ledger')
  await page.getByRole('heading', { name: 'Liggaren' }).waitFor()
  const choose = async (menu: RegExp, item: string) => {
    await page.getByRole('button', { name: menu }).first().click()
    await page.getByRole('menuitemradio', { name: item }).click()
  }
  await choose(/språk/, 'Norsk bokmål')
  await page.getByRole('heading', { name: 'Loggen' }).waitFor()
  await choose(/språk/, 'English')
  await page.getByRole('heading', { name: 'Ledger' }).waitFor()
  await choose(/language/, 'Dark')
  await page.reload()
  await page.getByRole('heading', { name: 'Ledger' }).waitFor()
  assert.deepEqual(await page.evaluate('[document.documentElement.lang, document.documentElement.dataset.theme]'), ['en', 'dark'])
  await page.getByRole('button', { name: 'Verify the whole ledger' }).click()
  await page.getByText(/The ledger is whole/).waitFor()
  isQuiet(visit)
  await visit.close()
})

test('single keys can be switched off', async () => {
  const visit = await workspace()
  const { page } = visit
  await page.goto('/')
  await page.getByRole('heading', { name: 'Att göra härnäst' }).waitFor()
  await page.keyboard.press('?')
  await page.getByText('Kommandon med en enda tangent').click()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.keyboard.press('g')
  await page.keyboard.press('p')
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  assert.equal(new URL(page.url()).pathname, '/')
  await visit.close()
})

test('the overview draws reach and answers as plots, and the same numbers stand in tables under them', async () => {
  const visit = await workspace({ locale: 'nb-NO' })
  const { page } = visit
  await page.goto('/')
  const reach = page.getByRole('figure', { name: 'Hvem kan nås i dag' }).first()
  await reach.getByText('Tallene').click()
  await reach.getByRole('row', { name: 'Nyheter, e-post 0 3' }).waitFor()
  assert.ok(await reach.locator('svg rect.fill-sunken').count() > 10)
  const weeks = page.getByRole('figure', { name: 'Ja og nei, uke for uke' })
  await weeks.getByText('Tallene').click()
  assert.equal(await weeks.getByRole('row').count(), 27)
  const [now] = await weeks.locator('tbody tr').allInnerTexts()
  assert.match(now!, /^Uke \d+, fra \d.*\s1\s1$/s)
  assert.equal(await weeks.locator('div > svg > rect.fill-accent').count(), 1, 'one week with a yes')
  assert.equal(await weeks.locator('div > svg > rect[fill^="url("]').count(), 1, 'and a no, told apart by its stripes')
  await page.setViewportSize({ width: 360, height: 740 })
  await until('a page no wider than the phone', async () => (await page.evaluate('document.documentElement.scrollWidth')) === 360)
  isQuiet(visit)
  await visit.close()
})

test('a day is typed as the chosen language writes it, not as the browser does', async () => {
  const visit = await workspace({ locale: 'en-US' })
  const { page } = visit
  await page.goto('/mailings/new?kind=mailing')
  await page.getByRole('radio', { name: /^News/ }).check({ force: true })
  await page.getByRole('button', { name: 'Add a filter' }).click()
  await page.getByRole('dialog').getByRole('button', { name: /Field/ }).click()
  await page.getByRole('option', { name: 'Date of birth' }).click()
  await page.getByRole('spinbutton').first().click()
  await page.keyboard.type('04031980')
  const asked = page.waitForRequest((request) => request.url().endsWith('/audiences') && (request.postData() ?? '').includes('1980'))
  await page.getByRole('dialog').getByRole('button', { name: 'Filter' }).click()
  assert.deepEqual((await asked).postDataJSON().where, [{ field: 'birth_date', op: 'at-least', value: '1980-03-04' }])
  isQuiet(visit)
  await visit.close()
})
