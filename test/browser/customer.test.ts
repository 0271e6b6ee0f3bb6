import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import PostalMime from 'postal-mime'
import { answerDoorRequests } from '../../src/access/answer-door-requests.ts'
import { CUSTOMER_STYLE } from '../../src/doors/customer-page.ts'
import { customerUrl } from '../../src/messages/customer-paths.ts'
import { openTransport } from '../../src/messages/deliver.ts'
import { codeOf } from '../../src/messages/mail-secret.ts'
import { sendServiceMail } from '../../src/messages/send-service-mail.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { callWriteValues, updateVerified, type ContactPoint } from '../../src/people/values.sql.ts'
import { openPage, seriousFaults, SMALL_PHONE, WITHOUT_SCRIPT } from '../browser.ts'
import { answerFrontDoor, choice, letIn, mintLink, record, servedHouse, type CustomerHouse } from '../customer-house.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { ASK, NEWS, sendAll, started } from '../post-office.ts'
import { customer, installed } from '../register.ts'
import { rowHash } from '../row-hash.ts'
import { SENDER } from '../sender.ts'

let database: TestDatabase
let served: CustomerHouse & { origin: string }
let maria: { personId: PersonId; email: ContactPoint }

before(async () => {
  database = await testDatabase()
  await installed(database)
  served = await servedHouse(database)
  maria = await customer(database, 'maria@example.org', {
    values: { given_name: 'Maria', family_name: 'Lindqvist-Åkerström', city: 'Göteborg', language: 'sv' },
    contactPoints: [{ kind: 'email', value: 'maria@example.org', canonical: 'maria@example.org' }, { kind: 'phone', value: '070-123 45 67', canonical: '+46701234567' }],
    grounds: [{ purpose: 'contract', basis: 'contract' }, { purpose: 'analytics', basis: 'legitimate-interest' }],
  })
  const { contactPointId } = maria.email
  await database.write((tx) => updateVerified(tx, maria.personId, contactPointId, 'test'))
  await record(database, served.house, choice(maria.personId, { contactPointId }), choice(maria.personId, { purpose: 'recommendations', channel: 'none' }))
  await database.write((tx) => callWriteValues(tx, [{ personId: maria.personId, fieldKey: 'interests', value: ['cykling'] }, { personId: maria.personId, fieldKey: 'concluded_interests', value: ['vandring'] }]))
})

/** Lets everything that waits go out into the outbox, with links to this very server. */
async function sendMails(): Promise<void> {
  const transport = openTransport({ smtpUrl: undefined, mailFrom: SENDER, dkim: undefined })
  await sendAll(database, { keeper: served.house.keeper, transport, publicUrl: served.origin })
  transport.close()
}

/** Every address of ours in every mail that went out, by kind of mail. */
async function linksInMails(): Promise<Map<string, string[]>> {
  const { rows } = await database.superuser('select kind, source from outbox_mail order by at, kind')
  const links = new Map<string, string[]>()
  for (const { kind, source } of rows as { kind: string; source: Buffer }[]) {
    const mail = await PostalMime.parse(source)
    const texts = [mail.html ?? '', mail.text ?? '', ...mail.headers.map((header) => header.value)].join('\n')
    const found = [...texts.matchAll(/https?:\/\/[^\s"'<>)]+/g)].map(([url]) => url.replaceAll('&amp;', '&')).filter((url) => url.startsWith(served.origin))
    links.set(kind, [...new Set([...(links.get(kind) ?? []), ...found])])
  }
  return links
}

test('CS-05: scanners that open every link of every mail change nothing, and the links work afterwards for the person', { timeout: 120_000 }, async (t) => {
  const { personId, email } = maria
  const { house, origin } = served
  const waiting = await customer(database, 'vantar@example.org')
  await database.superuser('update contact_point set verified_at = null where person_id = $1', [waiting.personId])
  await record(database, house, choice(waiting.personId, { contactPointId: waiting.email.contactPointId }))
  await started(database, NEWS)
  await started(database, ASK)
  await started(database, { ...ASK, kind: 'service', name: 'Driftstopp', purposes: ['contract'] })
  await database.write((tx) => sendServiceMail(tx, [
    { kind: 'receipt', personId, contactPointId: email.contactPointId, language: 'sv', entrySeqs: [1] },
    { kind: 'confirm', personId: waiting.personId, contactPointId: waiting.email.contactPointId, language: 'sv', entrySeqs: [1] },
  ]))
  const knocking = await openPage(origin, WITHOUT_SCRIPT)
  await knock(knocking.page)
  await answerFrontDoor(house)
  await sendMails()

  const links = await linksInMails()
  assert.deepEqual([...links.keys()].toSorted(), ['ask', 'code', 'confirm', 'mailing', 'receipt', 'service'])
  const all = [...new Set([...links.values()].flat()), `${origin}/me/code`]
  for (const page of ['/choices/', '/one-click/', '/questions/', '/confirmations/', '/revocations/', '/me']) assert.ok(all.some((url) => url.includes(page)), `a link to ${page}`)
  t.diagnostic(`CS-05 over ${all.length} links of 6 kinds of mail: GET, HEAD, prefetch, and Chromium with script and 10 s of waiting`)

  const untouched = await rowHash(database)
  for (const url of all) {
    for (const request of [{}, { method: 'HEAD' }, { headers: { purpose: 'prefetch' } }, { headers: { 'sec-purpose': 'prefetch;prerender' } }, { headers: { 'user-agent': 'Mozilla/5.0 (compatible; SafeLinks)' } }]) {
      const answer = await fetch(url, request)
      assert.ok(answer.status < 400, `${answer.status} ${url}`)
    }
  }
  const scanner = await openPage(origin)
  for (const url of all) {
    const tab = await scanner.page.context().newPage()
    await tab.goto(url)
  }
  await scanner.page.waitForTimeout(10_000)
  assert.deepEqual(scanner.strangers, [])
  await scanner.close()
  assert.equal(await rowHash(database), untouched, 'not one row of the database has changed')

  const human = await openPage(origin, WITHOUT_SCRIPT)
  const press = async (kind: string, path: string, button: string): Promise<string> => {
    const url = links.get(kind)!.find((each) => each.includes(path))!
    await human.page.goto(url)
    await human.page.getByRole('button', { name: button, exact: true }).first().click()
    return human.page.locator('main').innerText()
  }
  assert.match(await press('ask', '/questions/', 'Ja'), /Du har sagt ja till Evenemang med e-post/)
  assert.match(await press('confirm', '/confirmations/', 'Bekräfta'), /Tack, det är bekräftat/)
  assert.match(await press('receipt', '/revocations/', 'Det var inte jag. Ta tillbaka det'), /Ditt nej är registrerat/)
  assert.match(await press('mailing', '/one-click/', 'Säg nej'), /Ditt nej är registrerat/)
  assert.match(await press('mailing', '/choices/', 'Nej till all marknadsföring'), /Ditt nej är registrerat/)
  const { rows } = await database.superuser(`select request_id from message where kind = 'code'`)
  await knocking.page.getByLabel('Kod').fill(codeOf(house.keeper.keys.tokens, (rows as { request_id: string }[])[0]!.request_id))
  await knocking.page.getByRole('button', { name: 'Fortsätt' }).click()
  assert.match(await knocking.page.locator('h1').innerText(), /Hej, Maria/)
  await human.close()
  await knocking.close()
})

async function knock(page: Page): Promise<void> {
  await page.goto('/me?lang=sv')
  await page.getByLabel('E-post, telefonnummer eller kundnummer').fill('maria@example.org')
  await page.getByRole('button', { name: 'Skicka en kod till mig' }).click()
}

/** Every page a customer can open. */
async function everyPage(): Promise<{ open: string[]; own: string[] }> {
  const { personId, email } = maria
  const mint = (kind: 'stop' | 'ask' | 'confirm' | 'revoke', purposes = ['news']) => mintLink(database, { kind, personId, purposes, contactPointId: email.contactPointId, entrySeq: 1 })
  return {
    open: ['/me', '/me/code', `/choices/${await mint('stop')}`, `/one-click/${await mint('stop')}`, `/questions/${await mint('ask', ['surveys'])}`, `/confirmations/${await mint('confirm')}`, `/revocations/${await mint('revoke')}`, '/questions/gone'],
    own: ['/me/page', '/me/choices/news', '/me/details', '/me/address/code', '/me/history', '/me/receipts', '/me/receipts/1', '/me/sessions'],
  }
}

async function enter(page: Page): Promise<void> {
  const cookie = await letIn(database, served.house, maria.personId, maria.email)
  const [, name, value] = /^([^=]+)=(.*)$/.exec(cookie)!
  await page.context().addCookies([{ name: name!, value: value!, url: served.origin }])
}

/** Things to press that are smaller than a finger; links within a running text are let off (WCAG 2.5.8). */
function smallTargets(page: Page): Promise<string[]> {
  return page.locator('button, summary, select, a, label.pick, input:not([type=hidden]):not([type=radio]):not([type=checkbox])').evaluateAll((targets) => (targets as unknown as { getBoundingClientRect(): { width: number; height: number }; outerHTML: string; textContent: string }[])
    .map((target) => ({ target, box: target.getBoundingClientRect() }))
    .filter(({ box }) => box.height > 0 && (box.height < 44 || box.width < 44))
    .map(({ target, box }) => `${Math.round(box.width)}×${Math.round(box.height)} ${target.outerHTML.slice(0, 120)}`))
}

test('SC-05, SC-10: every page is light, talks to nobody else, has no barrier, and fits a small old phone in all three languages, light and dark', { timeout: 240_000 }, async (t) => {
  const { open, own } = await everyPage()
  let heaviest = 0
  for (const [language, colorScheme] of [['sv', 'light'], ['sv', 'dark'], ['nb', 'light'], ['en', 'light']] as const) {
    const { page, bytes, strangers, close } = await openPage(served.origin, { ...SMALL_PHONE, ...WITHOUT_SCRIPT, colorScheme })
    for (const path of [...open, ...own]) {
      const where = `${path} in ${language}, ${colorScheme}`
      if (own.includes(path)) await enter(page)
      const weighed = await bytes()
      await page.goto(`${path}?lang=${language}`)
      // The style is fetched once, with the first page.
      heaviest = Math.max(heaviest, (await bytes()) - weighed + CUSTOMER_STYLE.length)
      assert.equal(await page.locator('html').getAttribute('lang'), language, where)
      // What a reader with a machine meets is the same in every language; what the eye sees is not the same in the dark.
      if (language === 'sv') assert.deepEqual(await seriousFaults(page, colorScheme === 'light' ? 'all' : 'contrast'), [], where)
      const width = await page.evaluate(() => (globalThis as unknown as { document: { documentElement: { scrollWidth: number } } }).document.documentElement.scrollWidth)
      assert.ok(width <= 320, `${where} is ${width} px wide`)
      assert.deepEqual(await smallTargets(page), [], where)
    }
    assert.deepEqual(strangers, [])
    await close()
  }
  t.diagnostic(`the heaviest of ${open.length + own.length} pages weighs ${heaviest} bytes in all`)
  assert.ok(heaviest < 30_000)
})

test('without script and without a mouse, a person comes in, says no to news, and leaves', { timeout: 60_000 }, async () => {
  const { page, close, troubles } = await openPage(served.origin, WITHOUT_SCRIPT)
  const { house } = served
  const key = (name: string) => page.keyboard.press(name)
  const tabTo = async (what: string): Promise<void> => {
    for (let presses = 0; presses < 80; presses++) {
      await key('Tab')
      const focused = await page.evaluate(() => {
        const { activeElement: at } = (globalThis as unknown as { document: { activeElement: { id: string; textContent: string; value?: string; labels?: { textContent: string }[] } } }).document
        return [at.id, at.textContent, at.labels?.[0]?.textContent ?? ''].map((text) => text.trim())
      })
      if (focused.includes(what)) return
    }
    assert.fail(`${what} cannot be reached by keyboard`)
  }
  await page.goto('/me?lang=sv')
  await tabTo('who')
  await page.keyboard.type('maria@example.org')
  await key('Enter')
  await page.waitForURL('**/me/code')
  const letters = await database.write((tx) => answerDoorRequests(tx, house.keeper.keys.tokens, (requestId) => codeOf(house.keeper.keys.tokens, requestId)))
  await tabTo('code')
  await page.keyboard.type(codeOf(house.keeper.keys.tokens, letters[0]!.requestId))
  await key('Enter')
  await page.waitForURL('**/me/page')
  await tabTo('Ändra: Nyheter')
  await key('Enter')
  await page.waitForURL('**/me/choices/news')
  await tabTo('Nej')
  await key('Space')
  await tabTo('Se vad som händer')
  await key('Enter')
  await page.getByRole('heading', { name: 'Innan du sparar' }).waitFor()
  await tabTo('Spara')
  await key('Enter')
  await page.getByRole('heading', { name: 'Sparat' }).waitFor()
  await tabTo('Logga ut')
  await key('Enter')
  await page.waitForURL('**/me')
  assert.equal(customerUrl(served.origin, 'frontDoor'), page.url())
  assert.deepEqual(troubles, [])
  await close()
})
