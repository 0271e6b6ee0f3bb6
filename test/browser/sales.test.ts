// A deal from lead to invoice, in the browser of the seller and in that of the customer.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { documentMails } from '../../src/doors/clock/document-mails.ts'
import { openTransport } from '../../src/messages/deliver.ts'
import { sendDue } from '../../src/messages/send-due.ts'
import { newId, type PersonId } from '../../src/values/ids.ts'
import { openPage, seriousFaults, SMALL_PHONE, type Visit } from '../browser.ts'
import { testDatabase } from '../database.ts'
import { signedInStaff } from '../house.ts'
import { mailSink } from '../mail-sink.ts'
import { customer, installed } from '../register.ts'
import { SENDER } from '../sender.ts'
import { browserCookie, standingHouse, type StandingHouse } from './standing-house.ts'

const INVOICING = { seller: { name: 'Provbolaget AB', organisationNumber: '556677-8899', vatNumber: 'SE556677889901', address: { street: 'Storgatan 1', postcode: '111 22', city: 'Stockholm', country: 'SE' } }, currency: 'SEK', accounts: [{ type: 'bankgiro', number: '123-4567' }], reference: { kind: 'ocr', control: 'check-digit' } }

const database = await testDatabase()
const sink = await mailSink()
const transport = openTransport({ smtpUrl: sink.url, mailFrom: SENDER, dkim: undefined })
test.after(() => transport.close())
let standing: StandingHouse
let cookie: ReturnType<typeof browserCookie>
let siv: PersonId

before(async () => {
  await installed(database)
  standing = await standingHouse(database)
  const staff = await signedInStaff(standing.app, standing.house)
  cookie = browserCookie(staff.cookie, standing.origin)
  siv = (await customer(database, 'siv@example.org', { grounds: [{ purpose: 'events', basis: 'legitimate-interest' }], values: { given_name: 'Siv', family_name: 'Berg', language: 'sv', street: 'Bygatan 3', postal_code: '222 33', city: 'Lund' } })).personId
  await staff.browser('PUT', '/api/v1/invoicing', INVOICING)
  await staff.browser('PUT', `/api/v1/pipelines/${newId(database.now)}`, { name: 'Försäljning', stages: [{ id: newId(database.now), name: 'Ny', chance: 10 }] })
})

async function workspace(path: string): Promise<Visit> {
  const visit = await openPage(standing.origin)
  await visit.page.context().addCookies([cookie])
  await visit.page.goto(path)
  return visit
}

test('a deal from lead to invoice: somebody asks, is quoted, says yes by name on their page, and the seller invoices the same lines and finds it all on the timeline', async (t) => {
  const seller = await workspace(`/people/${siv}/deals/new`)
  const { page } = seller
  const fill = (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text)
  await fill('Vad affären gäller', 'Markiser')
  await fill('Värde', '11 500')
  await fill('Vad personen bad om', 'Rang och ville veta vad markiser kostar')
  await page.getByRole('button', { name: 'Börja affären' }).click()
  await page.getByRole('heading', { level: 1, name: 'Markiser' }).waitFor()

  await page.getByRole('link', { name: 'Ny offert' }).click()
  await fill('Vad', 'Markis Sol')
  await fill('Antal', '2')
  await fill('Pris', '4900')
  await fill('Villkor', 'Leverans inom tre veckor.')
  await page.getByText('Till Siv Berg, Bygatan 3, 222 33 Lund').waitFor()
  assert.deepEqual(await seriousFaults(page), [])
  await page.getByRole('button', { name: 'Gör offerten' }).click()
  await page.getByRole('heading', { level: 1, name: 'Offert 1' }).waitFor()
  await page.getByText('Inte skickad', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Skicka', exact: true }).click()
  await page.getByText('Offert 1 är på väg.').waitFor()
  assert.deepEqual(await seriousFaults(page), [])
  const { house } = standing
  await sendDue(database, { keeper: house.keeper, transport, publicUrl: house.publicUrl, documents: documentMails(house.keeper) }, { by: 'test', onError: (error) => assert.fail(String(error)) })

  const mail = await sink.read(sink.mails.find((one) => one.to === 'siv@example.org')!)
  const customers = await openPage(standing.origin, { ...SMALL_PHONE, javaScriptEnabled: false })
  await customers.page.goto(/http\S*\/quotes\/[\w-]{43}/.exec(mail.text!)![0])
  await customers.page.getByText('Leverans inom tre veckor.').waitFor()
  assert.equal(await customers.page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true, 'a small phone scrolls one way')
  await customers.page.getByLabel('Ditt namn').fill('Siv Berg')
  await customers.page.getByRole('button', { name: 'Ja, beställ med betalningsskyldighet' }).click()
  await customers.page.getByText('Du har tackat ja till offert 1').waitFor()

  await page.reload()
  await page.getByText('Namn: Siv Berg').waitFor()
  await page.getByRole('button', { name: 'Fakturera' }).click()
  await page.getByRole('link', { name: 'Fakturan' }).click()
  await page.getByText('Markis Sol').first().waitFor()
  await page.getByText('Siv Berg').first().waitFor()
  await page.goto(`/people/${siv}`)
  const told = ['Affär påbörjad: Markiser', 'Offert gjord: Markiser', 'Offert skickad: Markiser', 'Ja till offerten: Markiser', 'Affär vunnen: Markiser', 'Offerten fakturerad: Markiser', 'Faktura 1']
  for (const line of told) await page.getByRole('link', { name: line, exact: true }).waitFor()
  for (const visit of [seller, customers]) {
    assert.deepEqual([visit.strangers, visit.troubles], [[], []])
    await visit.close()
  }
  t.diagnostic(`${told.length} lines of the timeline`)
})
