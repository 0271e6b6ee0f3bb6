// Makes the pictures of the README: starts a fresh demo in a folder of its own, does what a new user would do, and looks.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startChromium } from '../test/chromium.ts'
import { ROOT } from './prepare.mjs'

const PICTURES = join(ROOT, 'docs', 'screenshots')
const START_LIMIT_MS = 120_000
const FILL_LIMIT_MS = 300_000
const DESK = { viewport: { width: 1440, height: 900 }, locale: 'en-GB' }
const PHONE = { viewport: { width: 390, height: 760 }, deviceScaleFactor: 1.5, isMobile: true, hasTouch: true }

/** A few customers as a till might write them: one row says nothing of anybody, one address is none. */
const CUSTOMERS = `Kundnr;Förnamn;Efternamn;E-post;Mobil;Gatuadress;Postnr;Ort;Skostorlek
20481;Tove;Sandahl;tove.sandahl@example.org;070-123 45 67;Björkvägen 3;412 58;Göteborg;38
20482;Mats;Ödlund;mats.odlund@example.org;;Kajgatan 12;211 20;Malmö;44
20483;Hilda;Åkerblom;hilda.akerblom(at)example.org;0730-55 66 77;Storgatan 1;903 26;Umeå;39
20484;Per;Wallander;per.wallander@example.org;;Ängsvägen 8;753 20;Uppsala;43
;;;;;;;;40
`

/** Starts the program and waits until it has told where it is. */
async function startDemo(folder) {
  const child = spawn(process.execPath, [join(ROOT, 'scripts', 'start.mjs')], {
    cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, DATA_DIR: folder, PORT: '0', LC_ALL: 'en_GB.UTF-8', LOG_LEVEL: 'error', DATABASE_URL: '', KEEPER_URL: '', SMTP_URL: '', PUBLIC_URL: '', DEMO: '' },
  })
  const ended = new Promise((end) => { child.once('exit', end) })
  let told = ''
  child.stdout.on('data', (text) => { told += text })
  const limit = Date.now() + START_LIMIT_MS
  for (;;) {
    const [link, origin] = /(https?:\/\/\S+?)\/sign-in\/\S+/.exec(told) ?? []
    if (link && told.includes(`${origin}/api`)) return { origin, link, stop: () => { child.kill('SIGTERM'); return ended } }
    if (child.exitCode !== null || Date.now() > limit) throw new Error(`the program did not start:\n${told}`)
    await sleep(200)
  }
}

/** Asks the API as the page itself would. */
function api(page) {
  return async (method, path, body) => {
    const answer = await page.evaluate(async ([how, where, what]) => {
      const response = await fetch(`/api/v1${where}`, { method: how, ...(what === undefined ? {} : { body: JSON.stringify(what), headers: { 'content-type': 'application/json' } }) })
      return { status: response.status, text: await response.text() }
    }, [method, path, body])
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
    return answer.text === '' ? undefined : JSON.parse(answer.text)
  }
}

async function waitFor(ask, limitMs) {
  const limit = Date.now() + limitMs
  for (;;) {
    const found = await ask()
    if (found) return found
    if (Date.now() > limit) throw new Error(`waited ${limitMs / 1000} s in vain`)
    await sleep(500)
  }
}

async function picture(page, name) {
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled', caret: 'hide' })
  process.stdout.write(`docs/screenshots/${name}.png\n`)
}

async function takeWorkspace(page, maria) {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await picture(page, 'overview')
  await page.goto('/people')
  await picture(page, 'people')
  await page.goto(`/people/${maria.id}`)
  await picture(page, 'person')
  await page.goto('/deals')
  await page.getByRole('row').first().waitFor()
  await picture(page, 'deals')
  await page.goto('/invoices')
  await page.getByRole('row').first().waitFor()
  await picture(page, 'invoices')
  await page.goto('/purposes')
  await picture(page, 'purposes')
  await page.goto('/ledger')
  await page.getByRole('button', { name: 'Verify the whole ledger' }).click()
  await picture(page, 'ledger')
}

async function takeImport(page) {
  await page.goto('/imports/new')
  await page.locator('input[type=file]').setInputFiles({ name: 'kunder.csv', mimeType: 'text/csv', buffer: Buffer.from(CUSTOMERS, 'latin1') })
  await page.getByText('What the columns are').waitFor()
  await picture(page, 'import-columns')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByLabel('Source').fill('Till system, Göteborg')
  for (const purpose of ['Your agreement', 'Invoices and payment']) await page.getByText(purpose, { exact: true }).click()
  await page.getByRole('button', { name: /Country/ }).click()
  await page.getByRole('option', { name: 'Sweden' }).click()
  await page.getByRole('button', { name: 'Rehearse', exact: true }).click()
  await page.getByRole('button', { name: /^Import \d+ people|^Import one person/ }).waitFor()
  await picture(page, 'import-rehearsal')
}

/** Asks about events, and answers three of the mails as people would. */
async function takeAsk(page, call, customer) {
  const words = { sv: { subject: 'Vad vill du höra om från oss?', body: 'Hej,\n\nVi frågar innan vi skickar något. Ett nej är lika bra som ett ja.' } }
  const { id } = await call('POST', '/mailings', { kind: 'ask', name: 'May we invite you?', purposes: ['events', 'tips'], content: words })
  await page.goto(`/mailings/${id}`)
  await page.getByRole('button', { name: 'Rehearse', exact: true }).click()
  await page.getByRole('button', { name: /^Send to \d+ people/ }).scrollIntoViewIfNeeded()
  await picture(page, 'ask-rehearsal')
  await call('POST', `/mailings/${id}/sendings`)
  await waitFor(async () => (await call('GET', `/mailings/${id}`)).state === 'done', FILL_LIMIT_MS)
  const { mails } = await call('GET', '/outbox?limit=20')
  const asked = mails.filter((mail) => mail.mailingId === id)
  for (const [index, mail] of asked.slice(0, 3).entries()) {
    const { text } = await call('GET', `/outbox/${mail.person.id}/${mail.id}`)
    const [link] = /https?:\/\/\S+\/questions\/[\w-]+/.exec(text) ?? []
    await customer.goto(link)
    if (index === 0) await picture(customer, 'customer-question')
    await customer.getByRole('button', { name: index === 2 ? 'Nej' : 'Ja', exact: true }).click()
  }
  await page.goto(`/mailings/${id}`)
  await picture(page, 'ask-answers')
  await page.goto(`/outbox/${asked[0].person.id}/${asked[0].id}`)
  await picture(page, 'outbox-mail')
  const { text } = await call('GET', `/outbox/${asked[0].person.id}/${asked[0].id}`)
  await customer.goto(/https?:\/\/\S+\/choices\/[\w-]+/.exec(text)[0])
  await picture(customer, 'customer-link')
}

/** The customer's own page, entered as a customer does: by a code to the verified address. */
async function takeOwnPage(call, customer, address) {
  await customer.goto('/me')
  const who = customer.locator('form', { has: customer.locator('#who') })
  await who.getByRole('textbox').fill(address)
  await who.getByRole('button').click()
  const code = await waitFor(async () => {
    const { mails } = await call('GET', '/outbox?limit=5')
    const mail = mails.find(({ kind, recipient }) => kind === 'code' && recipient.includes(address))
    const text = mail && (await call('GET', `/outbox/${mail.person.id}/${mail.id}`)).text
    return /\b\d{3} ?\d{3}\b/.exec(text ?? '')?.[0]
  }, 30_000)
  await customer.getByRole('textbox').fill(code)
  await customer.getByRole('button').first().click()
  await customer.waitForURL(/\/me\/page/)
  await picture(customer, 'customer-page')
  await customer.getByRole('heading', { name: 'Det vi har om dig' }).evaluate((heading) => heading.scrollIntoView())
  await picture(customer, 'customer-held')
  await customer.goto('/me/choices/news')
  await customer.locator('input[name=email][value=no]').check()
  await customer.locator('form:has(input[name=email]) button').click()
  await picture(customer, 'customer-consequences')
}

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'tillit-pictures-'))
  rmSync(PICTURES, { recursive: true, force: true })
  mkdirSync(PICTURES, { recursive: true })
  let demo
  let browser
  try {
    demo = await startDemo(folder)
    browser = await startChromium()
    const window = await browser.window({ baseURL: demo.origin, ...DESK })
    const page = await window.newPage()
    await page.goto(demo.link)
    await page.getByRole('button').click()
    const call = api(page)
    await waitFor(async () => (await call('GET', '/demo')).state === 'done', FILL_LIMIT_MS)
    await page.goto('/')
    const customer = await (await browser.window({ baseURL: demo.origin, ...PHONE })).newPage()
    const { people: [maria] } = await call('GET', '/people?search=maria%20lindqvist')
    await takeWorkspace(page, maria)
    await takeImport(page)
    await takeAsk(page, call, customer)
    await takeOwnPage(call, customer, maria.contactPoints.find(({ kind }) => kind === 'email').value)
  } finally {
    await browser?.close()
    await demo?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

await main()
