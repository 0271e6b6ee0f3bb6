// Every screen of the workspace, over a small demo company: no barrier, no error, nobody else asked, nothing that jumps.
//
// Of the twelve ways to look at a screen (language, theme, width) six are enough for any two of the three to meet, and each
// thing is looked for where it can differ: whether words stand out depends on theme and width, and is judged in the four
// ways of two languages; what else is a barrier depends on width alone, and is judged in both of one language; words that
// are missing, too wide or wrong depend on language and width, and are seen in all six. What jumps depends on width, and is
// measured in both of the third language, where answers take their time. The long run looks for all barriers in all twelve.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { workMassChange } from '../../src/mass-changes/work-mass-change.ts'
import { workRun, type RunTools } from '../../src/billing/work-run.ts'
import { DecisionMemory } from '../../src/decisions/decision-memory.ts'
import { CAST } from '../../src/demo/cast.ts'
import { DEMO_COMPANY } from '../../src/demo/demo-company.ts'
import { fillDemo } from '../../src/demo/fill-demo.ts'
import type { ImportSettings, UploadedImport } from '../../src/doors/api/imports-resource.ts'
import type { OutboxEntry } from '../../src/doors/api/outbox-resource.ts'
import { PATTERNS } from '../../web/src/links.ts'
import { workImport } from '../../src/imports/work-import.ts'
import { Sequencer } from '../../src/ledger/sequencer.ts'
import { openPage, seriousFaults, type Barriers } from '../browser.ts'
import { bgMaxFile } from '../camt-file.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { bodyOf, signedInStaff, type Browser } from '../house.ts'
import { ASK, NEWS, sendAll, sendingTo } from '../post-office.ts'
import { installed } from '../register.ts'
import { browserCookie, standingHouse, WEB } from './standing-house.ts'

const NOWHERE = '/nowhere'
const FOLLOWED_EVERY_MS = 250
const LONG = process.env['TILLIT_LONG'] === '1'
const LANGUAGES = ['sv', 'nb', 'en'] as const
const THEMES = ['light', 'dark'] as const
const WIDTHS = [1280, 360] as const
const ANSWER_AFTER_MS = 120
/** Layout shift of a whole visit to a room, in a window of usual height; 0.1 is what browsers call good. */
const JUMP = 0.1
/** Where a frame takes its height from what comes into it: to be mended, and to become no worse. */
const STILL_PUSHED = /^\/outbox\/.+$/
const PUSHED = 0.15
const SHIFTS = `
  window.shifts = 0
  new PerformanceObserver((list) => { for (const one of list.getEntries()) window.shifts += one.value }).observe({ type: 'layout-shift' })
`
const USUAL_HEIGHT = 800
/** What is looked for beside errors and calls to others, in the six ways. */
const LOOKED_FOR: Record<(typeof LANGUAGES)[number], Pick<Way, 'barriers' | 'jumps'>> = { sv: { barriers: 'all', jumps: false }, nb: { barriers: 'contrast', jumps: false }, en: { jumps: true } }
const BARRIERS: Record<Barriers, string> = { all: 'a barrier, ', contrast: 'words too faint, ' }
/** More than a month before the clock of the house. */
const OVERDUE_SINCE = '2026-01-12T09:00:00Z'
/** The cast and the first newcomers. */
const DEMO_STEPS = 4
const FILE = 'Kundnr;Förnamn;Efternamn;E-post;Ort;Skonummer\n7001;Tove;Sandahl;tove@example.org;Göteborg;38\n7002;Mats;Ödlund;mats(at)example.org;Malmö;44\n;;;;;40\n'
const SETTINGS: ImportSettings = {
  source: 'Kassan', purposes: ['contract'], ground: 'contract', collected: 'self', country: 'SE',
  mapping: { Kundnr: 'customer_number', Förnamn: 'given_name', Efternamn: 'family_name', 'E-post': 'email', Ort: 'city', Skonummer: null },
}

let origin: string
let cookie: { name: string; value: string; url: string }
const screens: { path: string; open?: (page: Page) => Promise<void> }[] = []
/** Keeps the memory of the gate fresh, as the clock of the program does. */
let following: NodeJS.Timeout
after(() => {
  clearInterval(following)
})

before(async () => {
  const database = await testDatabase()
  await installed(database)
  await database.superuser('update installation set demo = true, controller = $1', [JSON.stringify({ name: DEMO_COMPANY, country: 'SE' })])
  const memory = new DecisionMemory({ database, version: 'screens', ticks: () => performance.now() })
  const standing = await standingHouse(database, { memory })
  const { app, house } = standing
  origin = standing.origin
  for (let step = 0; step < DEMO_STEPS; step++) await fillDemo(database, house.keeper, house.publicUrl)
  const staff = await signedInStaff(app, house)
  cookie = browserCookie(staff.cookie, origin)

  const upload = async () => {
    const headers = { cookie: staff.cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'text/csv', 'x-file-name': 'kunder.csv' }
    return (await bodyOf<UploadedImport>(app.request('/api/v1/imports', { method: 'POST', headers, body: FILE }))).id
  }
  const imports = await threeImports(staff.browser, [await upload(), await upload(), await upload()], async () => {
    while (await workImport(database, house.keeper)) { /* until nothing waits */ }
  })
  const mailings = await threeMailings(staff.browser, () => sendAll(database, sendingTo(house.keeper, undefined)))
  await new Sequencer({ database, keeper: house.keeper, tree: house.tree, holder: randomUUID() }).step()
  await memory.follow()
  while (await memory.work()) { /* until everything is known */ }
  // At the end the database may be closed before the last of these.
  following = setInterval(() => void memory.follow().then(() => memory.work()).catch(() => {}), FOLLOWED_EVERY_MS)
  const { mails: [mail] } = await bodyOf<{ mails: OutboxEntry[] }>(staff.browser('GET', '/api/v1/outbox?limit=1'))
  const person = (key: string) => `/people/${CAST.find((member) => member.key === key)!.registration.personId}`
  // A run of the sweep, whose seven columns are blocks on a phone.
  await database.superuser("insert into sweep_run (slot, begun_at, finished_at) values ('2026-03-01T02', $1, $1)", [database.now])
  const requests = await threeRequests(staff.browser, person('maria'))
  const invoices = [...await twoInvoices(staff.browser, person('maria')), ...await twoSubscriptions(staff.browser, person('maria'), { keeper: house.keeper, publicUrl: house.publicUrl, mayGoOn: () => Promise.resolve(true) }, database)]
  const companies = await twoCompanies(staff.browser, person('maria'))
  const file = bgMaxFile([{ reference: '700000000018', amount: 500n }]).toString('latin1')
  assert.ok((await app.request('/api/v1/payment-files?accounts=ours', { method: 'POST', headers: { cookie: staff.cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain' }, body: file })).ok)
  const { payments: [payment] } = await bodyOf<{ payments: { id: string }[] }>(staff.browser('GET', '/api/v1/bank-payments'))
  const deals = await twoDeals(staff.browser, person('maria'))
  const leads = await aLead(staff.browser)
  const change = await aChange(staff.browser, person('maria'), () => workMassChange(database, { indexKey: house.keeper.keys.identifierIndex, mayGoOn: () => Promise.resolve({ scope: undefined }) }, 'screens'))
  await someActivities(staff.browser, person('maria').replace('/people/', ''))
  const tickets = await aTicket(staff.browser, person('maria'))
  const paths = [
    '/', '/people', '/search#maria', ...deals, ...tickets, '/activities', '/activities?part=calendar&on=2026-04-01', ...leads, change, '/insight?board=relation', '/insight?board=sales', '/insight?board=service', person('maria'), person('freja'), `${person('maria')}/rights?forget=1`, ...requests, ...invoices, ...companies, '/invoices/payments', `/invoices/payments/${payment!.id}`, '/invoices/slips', `${person('maria')}/slips`, '/invoices/sending', '/invoices/sending?part=letters', '/invoices/sending?part=reminders', '/imports', '/imports/new', ...imports,
    '/mailings', '/mailings/new?kind=ask', '/mailings/new?kind=mailing', ...mailings,
    '/outbox', `/outbox/${mail!.person.id}/${mail!.id}`, '/purposes/news', '/fields/new', '/fields/gender', NOWHERE,
  ]
  // Rooms that need nothing named come by themselves, so that none is forgotten.
  paths.push(...Object.values(PATTERNS).filter((pattern) => !pattern.includes(':') && !paths.some((path) => path.split('?')[0] === pattern)))
  screens.push(...paths.map((path) => ({ path })))
  screens.push({ path: '/people', open: (page) => page.keyboard.press('Control+k') })
  screens.push({ path: '/people', open: (page) => page.keyboard.press('?') })
  screens.push({ path: `${person('freja')}/rights`, open: (page) => page.locator('main button').filter({ hasText: /^(Ta emot en begäran|Ta imot et krav|Take in a request)$/ }).click() })
  screens.push({ path: imports[0]!, open: (page) => page.locator('main button').filter({ hasText: /^(Ta bort filen|Fjern filen|Remove the file)$/ }).click() })
  screens.push({ path: person('maria'), open: (page) => page.locator('main button').filter({ hasText: /^(Anteckna|Noter|Record)/, visible: true }).first().click() })
})

/** One whose columns are being looked at, one rehearsed, one done. */
async function threeImports(browser: Browser, [begun, rehearsed, done]: [string, string, string], work: () => Promise<void>): Promise<string[]> {
  for (const id of [rehearsed, done]) {
    await browser('PUT', `/api/v1/imports/${id}/settings`, SETTINGS)
    await browser('POST', `/api/v1/imports/${id}/rehearsals`)
    await work()
  }
  await browser('POST', `/api/v1/imports/${done}/runs`)
  await work()
  return [`/imports/${begun}?step=columns`, `/imports/${begun}?step=settings`, `/imports/${rehearsed}?step=rehearsal`, `/imports/${done}`]
}

/** One that is overdue, one that waits to be shown who asks, one that was refused. */
async function threeRequests(browser: Browser, person: string): Promise<string[]> {
  const take = async (request: object) => (await bodyOf<{ id: string }>(browser('POST', `/api/v1${person}/requests`, request))).id
  const overdue = await take({ kind: 'objection', how: 'letter', receivedAt: OVERDUE_SINCE, wish: { purposes: ['service'], words: 'Sluta följa vad jag köper.' } })
  const waiting = await take({ kind: 'access', how: 'phone', wish: { words: 'Vad har ni om mig?' } })
  const refused = await take({ kind: 'complaint', how: 'mail', sender: 'maria@example.org', wish: { words: 'Ni svarar aldrig.' } })
  await browser('POST', `/api/v1${person}/requests/${refused}/answers`, { outcome: 'refused', reason: 'manifestly-unfounded' })
  return [overdue, waiting, refused].map((id) => person.replace('/people/', '/requests/').concat('/', id))
}

/** One that is paid in part and one that was taken back, and where another is written. */
async function twoInvoices(browser: Browser, person: string): Promise<string[]> {
  const seller = { name: 'Fjällström', organisationNumber: '556677-8899', vatNumber: 'SE556677889901', address: { street: 'Storgatan 1', postcode: '111 22', city: 'Stockholm', country: 'SE' } }
  await browser('PUT', '/api/v1/invoicing', { seller, currency: 'SEK', accounts: [{ type: 'bankgiro', number: '123-4567' }], reference: { kind: 'ocr', control: 'check-digit' } })
  const issue = async () => (await bodyOf<{ id: string }>(browser('POST', `/api/v1${person}/invoices`, { lines: [{ description: 'Golvlampa', quantity: '2', price: '499', priceHasVat: true }] }))).id
  const [paid, credited] = [await issue(), await issue()]
  await browser('POST', `/api/v1${person}/invoices/${paid}/payments`, { paidOn: '2026-03-01', amount: '500', how: 'swish' })
  await browser('POST', `/api/v1${person}/invoices/${credited}/credit`)
  return [...[paid, credited].map((id) => person.replace('/people/', '/invoices/').concat('/', id)), `${person}/invoices/new`]
}

/** One that was invoiced by a run that left the other one out, and that run as it was rehearsed to be taken back. */
async function twoSubscriptions(browser: Browser, person: string, tools: RunTools, database: TestDatabase): Promise<string[]> {
  const begin = async (name: string, price: string) => (await bodyOf<{ id: string }>(browser('POST', `/api/v1${person}/subscriptions`, { name, months: 3, startsOn: '2026-03-01', endsOn: '2026-12-15', lines: [{ description: name, quantity: '3', unit: 'MON', price }] }))).id
  const [invoiced] = [await begin('Lampservice', '59'), await begin('Belysning till hela huset, med alla lampor och skärmar', '9000')]
  const { id } = await bodyOf<{ id: string }>(browser('POST', '/api/v1/invoice-runs', { upTo: '2026-03-02' }))
  const work = async () => { while (await workRun(database, tools, 'screens')) { /* until nothing waits */ } }
  await work()
  await browser('POST', `/api/v1/invoice-runs/${id}/starts`, {})
  await work()
  const undo = await bodyOf<{ id: string }>(browser('POST', `/api/v1/invoice-runs/${id}/undos`))
  // A list of which one row is nobody's.
  const list = await bodyOf<{ id: string }>(browser('POST', '/api/v1/invoice-runs/lists', { name: 'Lampor i mars.csv', invoices: [{ customer: 'finns inte', lines: [{ description: 'Lampa', quantity: '1', price: '59', supply: 'standard' }] }] }))
  await work()
  return [`${person}/subscriptions`, `${person}/subscriptions/new`, `/invoices/subscriptions/${person.replace('/people/', '')}/${invoiced}`, ...[id, undo.id, list.id].map((run) => `/invoices/runs/${run}`)]
}

/** Overdue, for today, and of nobody; one is done. */
async function someActivities(browser: Browser, person: string): Promise<void> {
  const plan = async (body: object) => bodyOf<{ of: string; id: string }>(browser('POST', '/api/v1/activities', body))
  await plan({ kind: 'call', title: 'Ring om belysningen i hela huset, med alla lampor och skärmar', person, dueOn: '2026-02-01', dueTime: '10:00' })
  await plan({ kind: 'meeting', title: 'Visning', person, dueOn: '2026-04-01', dueTime: '10:00', minutes: 60 })
  const { of, id } = await plan({ title: 'Städa lagret' })
  await browser('POST', `/api/v1/activities/${of}/${id}/completions`)
}

/** One that asks by right, with an answer and a note. */
async function aTicket(browser: Browser, person: string): Promise<string[]> {
  const one = await bodyOf<{ owner: string; id: string; lastLine: string }>(browser('POST', `/api/v1${person}/tickets`, { subject: 'Belysning till hela huset, med alla lampor och skärmar', words: 'Lampan blinkar och jag har diabetes. Jag vill veta vilka uppgifter ni har om mig.', language: 'sv' }))
  await browser('POST', `/api/v1/tickets/${one.owner}/${one.id}/notes`, { words: 'Ring elektrikern.' })
  await browser('POST', `/api/v1/tickets/${one.owner}/${one.id}/replies`, { words: 'Vi skickar någon.', after: one.lastLine, state: 'open' })
  return [`${person}/tickets`, `/tickets/${one.owner}/${one.id}`]
}

/** One that is open and one that was lost, on a board that has stages without any. */
async function twoDeals(browser: Browser, person: string): Promise<string[]> {
  const [pipeline, first, second] = [randomUUID(), randomUUID(), randomUUID()]
  await browser('PUT', `/api/v1/pipelines/${pipeline}`, { name: 'Försäljning', stages: [{ id: first, name: 'Ny', chance: 10 }, { id: second, name: 'Offert', chance: 60 }] })
  const begin = async (name: string) => (await bodyOf<{ id: string }>(browser('POST', `/api/v1${person}/deals`, { name, value: '18000', pipeline, expectedOn: '2026-02-01' }))).id
  const [open, lost] = [await begin('Belysning till hela huset, med alla lampor och skärmar'), await begin('Golvlampa')]
  await browser('POST', `/api/v1${person}/deals/${lost}/endings`, { state: 'lost', why: 'competitor' })
  const quote = await bodyOf<{ id: string }>(browser('POST', `/api/v1${person}/deals/${open}/quotes`, { lines: [{ description: 'Belysning till hela huset, med alla lampor och skärmar', quantity: '3', price: '4900', priceHasVat: true }], validUntil: '2026-03-31', terms: 'Leverans inom tre veckor.' }))
  const at = (id: string) => person.replace('/people/', '/deals/').concat('/', id)
  return ['/deals?part=board', '/deals?part=forecast', `${person}/deals`, `${person}/deals/new`, at(open), at(lost), `${at(open)}/quotes/new`, person.replace('/people/', '/quotes/').concat('/', quote.id)]
}

/** Somebody whose card was left at a fair. */
async function aLead(browser: Browser): Promise<string[]> {
  const { person, id } = await bodyOf<{ person: string; id: string }>(browser('POST', '/api/v1/leads', {
    source: 'card', place: 'Husmässan i Lund', values: { given_name: 'Eva', family_name: 'Lindqvist', title: 'Inköpschef' }, contactPoints: [{ kind: 'email', value: 'eva@markisbolaget.example' }], country: 'SE',
  }))
  return [`/people/${person}/leads`, `/leads/${person}/${id}`]
}

/** One that was tried and may be let go. */
async function aChange(browser: Browser, person: string, work: () => Promise<unknown>): Promise<string> {
  const { id } = await bodyOf<{ id: string }>(browser('POST', '/api/v1/mass-changes', { target: 'title', op: 'set', value: 'Snickare', source: 'Yrkeslistan', collected: 'other', people: [person.replace('/people/', '')] }))
  await work()
  return `/people/changes/${id}`
}

/** One that belongs to another and has somebody in a role, and where two become one. */
async function twoCompanies(browser: Browser, person: string): Promise<string[]> {
  const add = async (wish: object) => (await bodyOf<{ id: string }>(browser('POST', '/api/v1/companies', { country: 'SE', ...wish }))).id
  const [one, other] = [await add({ name: 'Norrbro Fastigheter och Förvaltning i Västerbotten AB', number: '556036-0793', city: 'Umeå', street: 'Storgatan 1', postalCode: '903 26', tags: ['kund', 'fastighet'], website: 'norrbro.example' }), await add({ name: 'Norrbro', form: 'company' })]
  await browser('POST', `/api/v1/companies/${one}/relations`, { kind: 'subsidiary', other })
  await browser('POST', `/api/v1${person}/roles`, { company: one, title: 'Inköpschef', since: '2025-01-01', email: 'maria@norrbro.example' })
  await browser('POST', '/api/v1/teams', { name: 'Norr', members: [] })
  return [`/companies/${one}`, `/companies/${one}?merge=${other}`, '/companies', '/companies?new=1']
}

/** A draft, a question that has gone out, and a paused mailing. */
async function threeMailings(browser: Browser, send: () => Promise<number>): Promise<string[]> {
  const draft = async (content: object) => (await bodyOf<{ id: string }>(browser('POST', '/api/v1/mailings', content))).id
  const [draftId, asked, paused] = [await draft(NEWS), await draft(ASK), await draft({ ...NEWS, name: 'Pausat' })]
  await browser('POST', `/api/v1/mailings/${asked}/sendings`)
  await send()
  await browser('POST', `/api/v1/mailings/${paused}/sendings`)
  await browser('POST', `/api/v1/mailings/${paused}/pauses`)
  return [draftId, asked, paused].map((id) => `/mailings/${id}`)
}

interface Way { language: (typeof LANGUAGES)[number]; theme: 'light' | 'dark'; width: number; barriers?: Barriers; jumps: boolean }

/** How all screens are looked at, one way after the other. */
function waysOf(): Way[] {
  const twelve = LANGUAGES.flatMap((language, row) => THEMES.flatMap((theme, column) => WIDTHS.map((width, depth) => ({ language, theme, width, isPart: (row + column + depth) % 2 === 0 }))))
  const six = twelve.filter(({ isPart }) => isPart).map((way) => ({ ...way, ...LOOKED_FOR[way.language] }))
  return LONG ? [...twelve.map((way): Way => ({ ...way, barriers: 'all', jumps: false })), ...six.filter(({ jumps }) => jumps)] : six
}

/** Sees to it that a room's shifts can be seen: its answers take their time, so that what waits is shown. */
async function slowly(page: Page): Promise<void> {
  await page.addInitScript(SHIFTS)
  await page.route('**/api/v1/**', async (route) => {
    await new Promise((done) => { setTimeout(done, ANSWER_AFTER_MS) })
    await route.continue()
  })
}

for (const { language, theme, width, barriers, jumps } of waysOf()) {
  test(`no screen has ${barriers ? BARRIERS[barriers] : ''}an error or a call to others${jumps ? ', or jumps while it is loading' : ''}: ${language}, ${theme}, ${width} px`, async (t) => {
    const isPhone = width < 500
    // A page is so tall that nothing lies under the bar at the bottom, where one would scroll it out; a dialog must do with a screen.
    const [pageSize, dialogSize] = [{ width, height: jumps ? USUAL_HEIGHT : isPhone ? 4000 : 900 }, { width, height: isPhone ? 740 : 900 }]
    const options: BrowserContextOptions = { viewport: pageSize, ...(isPhone && { isMobile: true, hasTouch: true }) }
    const visit = await openPage(origin, { ...options, colorScheme: theme, locale: language })
    const { page } = visit
    const texts = JSON.parse(readFileSync(join(WEB, 'src', 'texts', `${language}.json`), 'utf8')) as Record<string, string>
    page.setDefaultTimeout(20_000)
    await page.context().addCookies([cookie])
    if (jumps) await slowly(page)
    const settled = quietly(page)
    await page.goto('/keys')
    await settled()
    const faults: string[] = []
    let most = { moved: 0, path: '' }
    for (const { path, open } of screens) {
      await page.evaluate(`window.shifts = 0; history.pushState(null, '', '${path}'); dispatchEvent(new PopStateEvent('popstate'))`)
      await settled()
      if (jumps && !open) {
        const moved = await page.evaluate<number>('window.shifts')
        if (moved > most.moved) most = { moved, path }
        if (moved > (STILL_PUSHED.test(path) ? PUSHED : JUMP)) faults.push(`${path}: jumps by ${moved.toFixed(3)}`)
      }
      // What is folded away must be as fit to be read as the rest.
      await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
      if (open) {
        await page.setViewportSize(dialogSize)
        await open(page)
        await page.getByRole('dialog').waitFor()
      }
      const title = await page.locator('h1').innerText()
      if (title === texts['lost.broken'] || (title === texts['lost.title']) !== (path === NOWHERE)) faults.push(`${path}: ${title}`)
      if (barriers) faults.push(...(await seriousFaults(page, barriers)).map((fault) => `${path}: ${fault}`))
      // Held to the width of the page itself: on a phone the window grows with what is too wide.
      if (await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')) faults.push(`${path}: wider than the screen`)
      if (open) {
        await page.keyboard.press('Escape')
        await page.setViewportSize(pageSize)
      }
    }
    t.diagnostic(`${screens.length} screens${jumps ? `; the most that moved was ${most.moved.toFixed(3)} on ${most.path} (layout shift; 0.1 counts as good)` : ''}`)
    assert.deepEqual([faults, visit.strangers, visit.troubles], [[], [], []])
    await visit.close()
  })
}

test('every room of the workspace is among the screens that are looked at', () => {
  const isLike = (pattern: string) => new RegExp(`^${pattern.replaceAll(/:\w+/g, '[^/]+')}(\\?|$)`)
  assert.deepEqual(Object.values(PATTERNS).filter((pattern) => !screens.some(({ path }) => isLike(pattern).test(path))), [])
})

/** Waits until everything asked for has come and stands on the screen. */
function quietly(page: Page): () => Promise<void> {
  let pending = 0
  page.on('request', () => { pending++ })
  page.on('requestfinished', () => { pending-- })
  page.on('requestfailed', () => { pending-- })
  return async () => {
    for (let calm = 0; calm < 2; calm = pending === 0 ? calm + 1 : 0) {
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.locator('output.breathing:not([data-sample] *), main.opacity-60').first().waitFor({ state: 'detached' })
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20)))')
    }
  }
}
