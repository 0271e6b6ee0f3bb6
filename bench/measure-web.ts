import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { BrowserContext, Page, Response } from 'playwright-core'
import type { Demo } from '../src/doors/api/demo-resource.ts'
import type { PeoplePage } from '../src/doors/api/people-resource.ts'
import { startChromium } from '../test/chromium.ts'
import { startCopy } from './copies.ts'
import { quantile, told, within, type Figure } from './measure.ts'
import { watchInteractions, type Interactions } from './interactions.ts'

/** What may come over the wire before the first screen stands, and how soon a press must show (issue: the staff workspace). */
const FIRST_SCRIPT_KB = 250
const PAINT_MS = 100
/** A desk machine is this many times slower than the one that measures. */
const THROTTLING = 4
const ROUNDS = 8
const FILL_LIMIT_MS = 600_000
const PATIENCE_MS = 60_000
const WORD = 'maria'

/** The workspace in Chromium, with a slowed processor, over the whole demo company: a program of its own, not the register. */
export async function measureWeb(say: (text: string) => void): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tillit-bench-web-'))
  const copy = await startCopy({ DATA_DIR: folder, DATABASE_URL: '', KEEPER_URL: '', PORT: '0', LOG_LEVEL: 'error', DEMO: 'yes', LC_ALL: 'en_GB.UTF-8' })
  const browser = await startChromium()
  try {
    const origin = `http://localhost:${copy.port}`
    const window = await browser.window({ baseURL: origin, locale: 'en-GB' })
    const page = await signedIn(window, copy.printed())
    const people = await filledDemo(page, say)
    return [...(await measureScripts(window, page, people)), ...(await measureInteractions(window, people))]
  } finally {
    await browser.close()
    await copy.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function signedIn(window: BrowserContext, printed: string): Promise<Page> {
  const [link] = /http:\/\/localhost:\d+\/sign-in\/\S+/.exec(printed) ?? []
  if (!link) throw new Error(`no sign-in link in: ${printed}`)
  const page = await window.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  await page.goto(link)
  await page.getByRole('button').click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

const answer = async <Answer>(page: Page, path: string): Promise<Answer> => (await page.request.get(`/api/v1${path}`)).json() as Promise<Answer>

async function filledDemo(page: Page, say: (text: string) => void): Promise<number> {
  for (const limit = performance.now() + FILL_LIMIT_MS; performance.now() < limit; await sleep(1000)) {
    const demo = await answer<Demo>(page, '/demo')
    if (demo.state === 'filling') continue
    const { total } = await answer<PeoplePage>(page, '/people?limit=1')
    say(`the demo company has ${total} people`)
    return total
  }
  throw new Error('the demo company did not fill')
}

/** Compressed script of a first visit, and what each room fetches beyond it. */
async function measureScripts(window: BrowserContext, signed: Page, people: number): Promise<Figure[]> {
  const { people: [person] } = await answer<PeoplePage>(signed, '/people?limit=1')
  const rooms = ['/', '/people', `/people/${person!.id}`, '/imports', '/mailings', '/mailings/new?kind=ask', '/outbox', '/requests', '/retention', '/purposes', '/ledger', '/design']
  const weights: [string, number][] = []
  for (const path of rooms) weights.push([path.replace(person!.id, 'one'), await scriptKilobytes(window, path)])
  const [first, heaviest] = [weights[0]![1], Math.max(...weights.map(([, weight]) => weight))]
  const note = `gzip; by room: ${weights.map(([path, weight]) => `${path} ${weight.toFixed(0)}`).join(', ')} kB`
  return [
    within(FIRST_SCRIPT_KB, { name: 'web: script of the first screen', unit: 'kB', people, value: first, note }),
    within(FIRST_SCRIPT_KB, { name: 'web: script of the heaviest room, come to first', unit: 'kB', people, value: heaviest }),
  ]
}

/** What a visit that begins in this room fetches until it stands. The palette, fetched once the page is at rest, comes later. */
async function scriptKilobytes(window: BrowserContext, path: string): Promise<number> {
  const page = await window.newPage()
  const scripts: Promise<Buffer>[] = []
  const weigh = (response: Response): void => { if (response.request().resourceType() === 'script') scripts.push(response.body()) }
  page.on('response', weigh)
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  page.off('response', weigh)
  const kilobytes = (await Promise.all(scripts)).reduce((sum, body) => sum + gzipSync(body).length, 0) / 1000
  await page.close()
  return kilobytes
}

/** From the press to the next frame painted (Event Timing), at a quarter of the processor. */
async function measureInteractions(window: BrowserContext, people: number): Promise<Figure[]> {
  const page = await window.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  const watch = await watchInteractions(page, THROTTLING)
  await page.goto('/people')
  await page.getByRole('row').nth(3).waitFor()
  // The palette is fetched when the page has come to rest.
  await sleep(3000)
  const acts: [string, (page: Page, watch: Interactions) => Promise<void>][] = [
    ['opening the palette', openPalette], ['a letter in the palette', typeInPalette], ['a letter in the search', typeInSearch], ['opening a person', openPerson], ['recording what they say', record],
  ]
  const figures: Figure[] = []
  for (const [name, act] of acts) {
    await act(page, watch)
    watch.forget() // the first time finds everything cold
    for (let round = 0; round < ROUNDS; round++) await act(page, watch)
    const { paints, shows } = watch.take()
    const sorted = paints.toSorted((a, b) => a - b)
    figures.push(within(PAINT_MS, { name: `web: ${name}, press to paint, p95`, unit: 'ms', people, value: quantile(sorted, 0.95), note: `${sorted.length} presses with ${THROTTLING} × CPU throttling, the longest ${sorted.at(-1) ?? 0} ms (Event Timing, in steps of 8 ms)` }))
    if (shows.length > 0) figures.push(told({ name: `web: ${name}, until it stands`, unit: 'ms', people, value: quantile(shows.toSorted((a, b) => a - b), 0.5), note: 'median, the answer of the server included' }))
  }
  await page.close()
  return figures
}

async function openPalette(page: Page, watch: Interactions): Promise<void> {
  await watch.until('[role=dialog] input', () => page.keyboard.press('Control+k'))
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

async function typeInPalette(page: Page, watch: Interactions): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  await watch.forgetLast()
  await page.keyboard.type(WORD, { delay: 120 })
  await watch.settled()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

async function typeInSearch(page: Page, watch: Interactions): Promise<void> {
  await page.getByRole('searchbox').first().focus()
  await page.keyboard.type(WORD, { delay: 120 })
  await watch.settled()
  await page.getByRole('searchbox').first().fill('')
  await watch.settled()
}

async function openPerson(page: Page, watch: Interactions): Promise<void> {
  const row = page.locator('main [role=row][data-key]').nth(2)
  await row.waitFor()
  await row.focus()
  await watch.until('#timeline', () => page.keyboard.press('Enter'))
  await page.goBack()
  await row.waitFor()
}

async function record(page: Page, watch: Interactions): Promise<void> {
  const row = page.locator('main [role=row][data-key]').nth(2)
  await row.focus()
  await page.keyboard.press('Enter')
  await page.locator('#timeline').waitFor()
  await watch.forgetLast()
  await watch.until('[role=dialog] textarea', () => page.keyboard.press('r'))
  await page.locator('[role=dialog] input[type=checkbox]').first().focus()
  await page.keyboard.press('Space')
  await page.locator('[role=dialog] textarea').focus()
  await page.keyboard.type('On the phone', { delay: 60 })
  await watch.settled()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.goto('/people')
  await row.waitFor()
}
