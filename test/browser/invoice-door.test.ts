// Karin has only paper: what she does with it in a real browser, without script, on a phone.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { decideFor } from '../../src/decisions/decide-for.ts'
import { insertInvoicing, selectInvoice } from '../../src/invoices/invoices.sql.ts'
import { issueInvoice } from '../../src/invoices/issue-invoice.ts'
import { selectEntries } from '../../src/ledger/entries.sql.ts'
import { endGrounds } from '../../src/people/end-grounds.ts'
import { selectGrounds } from '../../src/people/grounds.sql.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { openPage, seriousFaults, takePicture, WITHOUT_SCRIPT } from '../browser.ts'
import { servedHouse, type CustomerHouse } from '../customer-house.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { addStaff } from '../../src/staff/add-staff.ts'
import { pdfText } from '../pdf-text.ts'
import { customer, installed } from '../register.ts'

const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true } as const
const DAY = 86_400_000
/** Set to a folder to see what a customer sees. */
const PICTURES = process.env['TILLIT_PICTURES']

let database: TestDatabase
let served: CustomerHouse & { origin: string }

before(async () => {
  database = await testDatabase()
  await installed(database)
  served = await servedHouse(database)
  await database.write(async (tx) => insertInvoicing(tx, {
    seller: { name: 'Provbolaget AB', organisationNumber: '556677-8899', vatNumber: 'SE556677889901', address: { street: 'Storgatan 1', postcode: '111 22', city: 'Stockholm', country: 'SE' }, contact: { phone: '08-123 45 67' } },
    currency: 'SEK', prefix: '', dueDays: 30, wholeUnits: false, accounts: [{ type: 'bankgiro', number: '123-4567' }], reference: { kind: 'ocr', control: 'check-digit' },
  }, await addStaff(tx, 'Astrid Nyberg', null, [])))
})

interface Paper { number: string; code: string; address: string; amount: string }

/** What Karin reads on a sheet of paper: the words of the PDF and nothing else. */
async function invoiced(personId: PersonId, price: string): Promise<Paper> {
  const { invoiceId, documentId } = await database.write((tx) => issueInvoice(tx, served.house.keeper, { personId, lines: [{ description: 'Fönsterputs', quantity: '1', unit: 'HUR', price, priceHasVat: true, supply: 'standard' }] }, { kind: 'system', id: null }, served.origin))
  const { rows } = await database.superuser('select content from issued_document where document_id = $1', [documentId])
  const text = pdfText(rows[0]!.content as Buffer).replaceAll(/\s+/g, ' ')
  const { number } = (await database.read((tx) => selectInvoice(tx, personId, invoiceId)))!
  return { number, code: /Kod: ([0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5})/.exec(text)![1]!, address: /gå till (\S+) och skriv koden/.exec(text)![1]!, amount: /Att betala, SEK ([\d ]+,\d\d)/.exec(text)![1]! }
}

async function karin(name = 'Karin'): Promise<{ personId: PersonId; papers: Paper[] }> {
  const { personId } = await customer(database, `unused.${name}@example.org`, {
    values: { given_name: name, family_name: 'Ek', street: 'Bygatan 3', postal_code: '222 33', city: 'Lund', customer_number: `K-${name}` },
    contactPoints: [{ kind: 'postal', value: 'Bygatan 3, 222 33 Lund', canonical: `bygatan 3 ${name}` }], identifiers: [],
  })
  const first = await invoiced(personId, '1350')
  database.now = new Date(database.now.getTime() + 30 * DAY)
  return { personId, papers: [first, await invoiced(personId, '1420')] }
}

async function fits(page: Page, where: string): Promise<void> {
  const width = await page.evaluate(() => (globalThis as unknown as { document: { documentElement: { scrollWidth: number } } }).document.documentElement.scrollWidth)
  assert.ok(width <= 360, `${where} is ${width} px wide`)
  if (PICTURES) await takePicture(page, join(PICTURES, `${where.replaceAll(/\W+/g, '-')}.png`), { wholePage: true })
}

/** Types the code of the invoice at the address that stands on it. */
async function typeCode(page: Page, { address, code }: Pick<Paper, 'address' | 'code'>, language = 'sv'): Promise<void> {
  await page.goto(`${address}?lang=${language}`)
  await page.locator('#code').fill(code)
  await page.locator('form:has(#code) button').click()
}

test('Karin has only paper: she says no to competitions, asks what is held, proves herself by her last invoice, and is forgotten, while her invoices stay', { timeout: 120_000 }, async () => {
  const { personId, papers: [last, latest] } = await karin()
  const stored = async () => (await database.superuser('select number, content from issued_document where person_id = $1 order by number', [personId])).rows.map(({ number, content }) => `${number} ${createHash('sha256').update(content as Buffer).digest('hex')}`)
  const invoices = await stored()
  await database.write(async (tx) => endGrounds(tx, await selectGrounds(tx, [personId]), 'contract-end'))
  const { page, close, troubles, strangers } = await openPage(served.origin, { ...WITHOUT_SCRIPT, ...PHONE })

  // A slip of the finger is told at once, and what she wrote stands there still.
  await typeCode(page, { ...latest!, code: latest!.code.slice(0, -1) + (latest!.code.endsWith('A') ? 'B' : 'A') })
  await page.getByText('Något tecken blev fel.').waitFor()
  await fits(page, 'slip')
  await typeCode(page, { ...latest!, code: ` ${latest!.code.toLowerCase().replaceAll('-', ' ')} ` })
  await page.getByRole('heading', { name: 'Dina uppgifter hos Provbolaget AB' }).waitFor()
  assert.ok(!page.url().includes(latest!.code.slice(0, 5)), 'the address bar tells nobody the code')
  for (const secret of ['Karin', 'Bygatan', 'Lund']) assert.ok(!(await page.content()).includes(secret), secret)
  await fits(page, 'behind the code')

  const competitions = page.locator('fieldset', { hasText: 'Tävlingar' })
  for (const way of ['Nej med e-post', 'Nej med sms', 'Nej med brev']) await competitions.getByLabel(way).check()
  await page.getByRole('button', { name: 'Spara mina nej' }).click()
  await page.getByRole('heading', { name: 'Ditt nej är registrerat' }).waitFor()
  await fits(page, 'said no')
  const entries = await database.read((tx) => selectEntries(tx, [personId]))
  assert.deepEqual([...new Set(entries.map((one) => `${one.purpose} ${one.surface}`))], ['competitions invoice'])
  const [decision] = await database.read((tx) => decideFor(tx, [personId], [{ purpose: 'competitions', channel: 'letter', use: 'send' }]))
  assert.equal(decision!.allowed, false)

  await page.getByRole('link', { name: 'Tillbaka' }).click()
  await page.getByRole('button', { name: 'Visa att det är du' }).click()
  await page.waitForURL('**/me/invoice-code/proof')
  await fits(page, 'proof')
  await page.getByLabel('Fakturanummer eller OCR').fill(latest!.number)
  await page.getByLabel('Vad du skulle betala då').fill(latest!.amount)
  await page.getByRole('button', { name: 'Fortsätt' }).click()
  await page.getByText('Det stämmer inte').waitFor()
  await fits(page, 'wrong fact')
  database.now = new Date(database.now.getTime() + 60_000)
  await page.getByLabel('Fakturanummer eller OCR').fill(last!.number)
  await page.getByLabel('Vad du skulle betala då').fill(last!.amount)
  await page.getByRole('button', { name: 'Fortsätt' }).click()
  await page.getByRole('heading', { name: 'Hej, Karin Ek' }).waitFor()

  await page.getByRole('link', { name: 'En kopia av allt' }).click()
  assert.ok((await page.content()).includes('Bygatan 3'))
  await page.getByRole('link', { name: 'Till din sida' }).click()
  await page.getByRole('link', { name: 'Glöm mig' }).click()
  await page.getByRole('button', { name: 'Glöm mig nu' }).waitFor()
  await fits(page, 'before forgetting')
  await page.getByRole('button', { name: 'Glöm mig nu' }).click()
  await page.getByText('Spara den här adressen').waitFor()
  await fits(page, 'forgotten')

  const { rows } = await database.superuser('select (select count(*) from person where person_id = $1)::int as people, (select count(*) from profile where person_id = $1)::int as profiles, (select count(*) from contact_point where person_id = $1)::int as points', [personId])
  assert.deepEqual(rows, [{ people: 0, profiles: 0, points: 0 }])
  assert.deepEqual(await stored(), invoices, 'her invoices stay as they were')
  // The paper in the drawer still says no, and nothing else.
  await typeCode(page, latest!)
  await page.getByRole('button', { name: 'Nej till all marknadsföring' }).click()
  await page.getByRole('heading', { name: 'Ditt nej är registrerat' }).waitFor()
  assert.deepEqual([troubles.filter((one) => !/40[09]|41\d|42\d/.test(one)), strangers], [[], []])
  await close()
})

test('every page of it in three languages, light and dark, at 360 px and without script: no barrier, nobody else asked', { timeout: 120_000 }, async (t) => {
  const { papers: [, latest] } = await karin('Karin-Margareta')
  let pages = 0
  for (const [language, colorScheme] of [['sv', 'dark'], ['nb', 'light'], ['en', 'light']] as const) {
    const { page, close, strangers } = await openPage(served.origin, { ...WITHOUT_SCRIPT, ...PHONE, colorScheme })
    const judge = async (what: string) => {
      assert.equal(await page.locator('html').getAttribute('lang'), language, what)
      // What a reader with a machine meets is the same in every language; what the eye sees is not the same in the dark.
      if (language !== 'en') assert.deepEqual(await seriousFaults(page, language === 'sv' ? 'all' : 'contrast'), [], `${what} in ${language}, ${colorScheme}`)
      await fits(page, `${what} ${language} ${colorScheme}`)
      pages++
    }
    await page.goto(`/me?lang=${language}`)
    await judge('front door')
    await page.locator('#code').fill('7K3QM')
    await page.locator('form:has(#code) button').click()
    await judge('too short')
    await typeCode(page, latest!, language)
    await judge('choices')
    for (const path of [new URL(latest!.address).pathname, '/me/invoice-code/proof', '/me/invoice-code/proof?for=news']) {
      await page.goto(path)
      await judge(`page ${path}`)
    }
    assert.deepEqual(strangers, [])
    await close()
  }
  t.diagnostic(`${pages} pages`)
})
