// From the fair to the mail and back: a business card is held before the camera, what is not needed is left out, and the lead is asked and lives or dies.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import PostalMime from 'postal-mime'
import type { Page } from 'playwright-core'
import { encodeQR } from 'qr'
import type { LeadList } from '../../src/doors/api/leads-resource.ts'
import { selectEntries } from '../../src/ledger/entries.sql.ts'
import { selectPeople } from '../../src/people/people.sql.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { openPage, putInCamera, seriousFaults, WITHOUT_SCRIPT, type Visit } from '../browser.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { signedInStaff } from '../house.ts'
import { sendAll, sendingTo } from '../post-office.ts'
import { installed } from '../register.ts'
import { passTo } from '../sweeping.ts'
import { answerFrom } from './desk.ts'
import { browserCookie, standingHouse, type StandingHouse } from './standing-house.ts'

const films = mkdtempSync(join(tmpdir(), 'tillit-cards-'))
const FILM = join(films, 'card.mjpeg')
putInCamera(FILM)
after(() => rmSync(films, { recursive: true, force: true }))

const EVA = 'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lindqvist;Eva;;;\r\nORG:Markisbolaget AB\r\nTITLE:Buyer\r\nTEL;TYPE=CELL:+46701234567\r\nEMAIL:eva@markis.example\r\nADR:;;Storgatan 1;Lund;;222 22;Sweden\r\nNOTE:sails\r\nEND:VCARD\r\n'
const SIV = 'MECARD:N:Berg,Siv;TEL:+4712345678;EMAIL:siv@berg.example;URL:https://berg.example;;'

let database: TestDatabase
let standing: StandingHouse
let cookie: { name: string; value: string; url: string }

before(async () => {
  database = await testDatabase()
  await installed(database)
  standing = await standingHouse(database)
  cookie = browserCookie((await signedInStaff(standing.app, standing.house)).cookie, standing.origin)
})

/** A printed card, photographed from above. */
async function photograph(page: Page, text: string, name: string): Promise<Buffer> {
  await page.setViewportSize({ width: 900, height: 640 })
  await page.setContent(`<style>body{margin:0;background:#8a7a66}main{position:absolute;left:70px;top:60px;width:760px;height:500px;background:#fdfcf8;transform:rotate(1.5deg);font:28px sans-serif}svg{position:absolute;right:40px;top:60px;width:380px;height:380px}p{margin:60px 40px}</style><main><p>${name}</p>${encodeQR(text, 'svg', { ecc: 'low', border: 4 })}</main>`)
  return page.screenshot({ type: 'jpeg', quality: 85 })
}

/** The choices that were mailed to somebody, opened on an old phone. */
async function openChoices(personId: PersonId): Promise<Visit> {
  await sendAll(database, { ...sendingTo(standing.house.keeper, undefined), publicUrl: standing.origin })
  const { rows } = await database.superuser("select source from outbox_mail where person_id = $1 and kind = 'lead'", [personId])
  assert.equal(rows.length, 1)
  const [, link] = /(http:\/\/\S+\/follow-ups\/[\w-]{43})/.exec((await PostalMime.parse(rows[0].source as Buffer)).text!)!
  const visit = await openPage(standing.origin, { ...WITHOUT_SCRIPT, locale: 'en-GB' })
  await visit.page.goto(link!)
  return visit
}

const personOf = async (page: Page, name: string): Promise<PersonId> => (await answerFrom<LeadList>(page, '/leads')).leads.find((one) => one.person.name === name)!.person.id as PersonId

test('a card is photographed and the lead is asked and lives or dies', async (t) => {
  const { page, troubles, strangers, close } = await openPage(standing.origin, { locale: 'en-GB', viewport: { width: 1280, height: 900 } })
  const [eva, siv] = [await photograph(page, EVA, 'Eva Lindqvist'), await photograph(page, SIV, 'Siv Berg')]
  writeFileSync(FILM, Buffer.concat([eva, eva]))
  await page.context().addCookies([cookie])
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto('/leads')
  await page.getByRole('link', { name: 'New lead' }).first().click()

  // Before the camera.
  const began = performance.now()
  await page.getByRole('button', { name: 'Use the camera' }).click()
  await page.getByText('The card has been read').waitFor()
  t.diagnostic(`a card read through the camera ${Math.round(performance.now() - began)} ms after it was turned on`)
  assert.equal(await page.locator('video').count(), 0, 'the camera is off')
  const box = (name: string) => page.getByRole('textbox', { name, exact: true })
  assert.deepEqual(await Promise.all(['Given name', 'Family name', 'Company', 'Job title', 'E-mail', 'Phone'].map((name) => box(name).inputValue())), ['Eva', 'Lindqvist', 'Markisbolaget AB', 'Buyer', 'eva@markis.example', '+46701234567'])
  await page.getByText('Street, Postal code, Town and NOTE: not needed to get in touch, and not kept.').waitFor()
  assert.deepEqual(await seriousFaults(page), [])
  const save = page.getByRole('button', { name: 'Make a lead' })
  await box('Where, or from whom').fill('The home fair in Lund')
  await box('What was said').fill('Wants to see awnings')
  assert.equal(await save.getAttribute('aria-disabled'), 'true', 'who asked whom must be said')
  await page.getByText('No, we want to get in touch').click()
  await save.click()
  await page.getByRole('heading', { level: 1, name: 'Eva Lindqvist' }).waitFor()
  await page.getByText('What only this needs is deleted on 2 May 2026.').waitFor()
  const evaId = await personOf(page, 'Eva Lindqvist')

  // From a picture.
  await page.goto('/leads/new')
  await page.getByLabel('Picture or contact file').setInputFiles({ name: 'siv.jpg', mimeType: 'image/jpeg', buffer: siv })
  await page.getByText('The card has been read').waitFor()
  await box('Where, or from whom').fill('The home fair in Lund')
  await page.getByText('No, we want to get in touch').click()
  await save.click()
  await page.getByRole('heading', { level: 1, name: 'Siv Berg' }).waitFor()
  const sivId = await personOf(page, 'Siv Berg')

  // Both are asked. Eva says yes, and ticks nothing; Siv says no.
  const yes = await openChoices(evaId)
  assert.deepEqual(await seriousFaults(yes.page), [])
  assert.equal(await yes.page.getByRole('checkbox').isChecked(), false)
  await yes.page.getByRole('button', { name: 'Ja, kontakta mig' }).click()
  await yes.page.getByRole('heading', { name: 'Tack, vi hör av oss' }).waitFor()
  await yes.close()
  const no = await openChoices(sivId)
  await no.page.getByRole('button', { name: 'Nej, glöm mig' }).click()
  await no.page.getByRole('heading', { name: 'Vi hör inte av oss' }).waitFor()
  await no.close()
  assert.equal((await database.read((tx) => selectEntries(tx, [evaId]))).some((entry) => entry.kind === 'given'), false, 'nobody became a subscriber')

  await page.goto('/leads')
  await page.getByRole('row', { name: /Eva Lindqvist/ }).getByText('Said yes').filter({ visible: true }).waitFor()
  assert.equal(await page.getByRole('row', { name: /Siv Berg/ }).count(), 0)
  assert.deepEqual([troubles, strangers], [[], []])
  await close()

  // Fourteen days on one lives and the other is forgotten.
  await sendAll(database, sendingTo(standing.house.keeper, undefined))
  await passTo(database, standing.house.keeper, new Date('2026-03-18T08:00:00Z'))
  assert.deepEqual([(await database.read((tx) => selectPeople(tx, [evaId]))).length, (await database.read((tx) => selectPeople(tx, [sivId]))).length], [1, 0])
})
