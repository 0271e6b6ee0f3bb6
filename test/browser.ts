import { mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { BrowserContextOptions, Page, Request } from 'playwright-core'
import { startChromium, type Chromium } from './chromium.ts'

/** A page in a window of its own, with an eye on what it asks for. */
export interface Visit {
  page: Page
  /** Requests to any other origin than the one visited, as they were made (SC-05). */
  strangers: string[]
  /** Errors of scripts, refusals by the content security policy and whatever else the console calls an error. */
  troubles: string[]
  /** Everything that came over the wire so far, heads and bodies, in bytes. */
  bytes(): Promise<number>
  close(): Promise<void>
}

/** A small old phone: the customer's page has to be readable on it. */
export const SMALL_PHONE: BrowserContextOptions = { viewport: { width: 320, height: 568 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
export const WITHOUT_SCRIPT: BrowserContextOptions = { javaScriptEnabled: false }

const scriptless = new WeakSet<Page>()
const copies = new WeakMap<Page, Page>()
let browser: Promise<Chromium> | undefined
let film: string | undefined
after(async () => (await browser)?.close())

/** Gives this file's Chromium a camera; before the first page is opened. */
export function putInCamera(path: string): void {
  film = path
}

/** Opens an empty page that will visit `origin` (such as `http://localhost:8080`); one Chromium serves the whole test file. */
export async function openPage(origin: string, options: BrowserContextOptions = {}): Promise<Visit> {
  browser ??= startChromium(film)
  const window = await (await browser).window({ baseURL: origin, ...options })
  const page = await window.newPage()
  if (options.javaScriptEnabled === false) scriptless.add(page)
  const [strangers, troubles, requests]: [string[], string[], Request[]] = [[], [], []]
  const see = (url: string): void => { if (isStranger(url, origin)) strangers.push(url) }
  window.on('request', (request) => {
    requests.push(request)
    see(request.url())
  })
  page.on('websocket', (socket) => see(socket.url()))
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('console', (message) => { if (message.type() === 'error') troubles.push(message.text()) })
  const bytes = async (): Promise<number> => {
    const sizes = await Promise.all(requests.map((request) => request.sizes().catch(() => undefined)))
    return sizes.reduce((sum, size) => sum + (size ? size.responseBodySize + size.responseHeadersSize : 0), 0)
  }
  return { page, strangers, troubles, bytes, close: () => window.close() }
}

function isStranger(url: string, origin: string): boolean {
  const { protocol, host } = new URL(url)
  return !['data:', 'blob:', 'about:'].includes(protocol) && host !== new URL(origin).host
}

/** What of it is looked for: everything, or only whether words stand out from what is behind them. */
export type Barriers = 'all' | 'contrast'
interface AxeResult { violations: { id: string, impact: string, help: string, nodes: { target: string[] }[] }[] }
type AxeWindow = { axe: { run(where: unknown, options: unknown): Promise<AxeResult> }, document: unknown }

const AXE = readFileSync(join(dirname(fileURLToPath(import.meta.resolve('axe-core'))), 'axe.min.js'), 'utf8')
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What axe-core finds serious or critical against WCAG 2.2 AA, one line each; an empty list is a pass. */
export async function seriousFaults(page: Page, barriers: Barriers = 'all'): Promise<string[]> {
  return scriptless.has(page) ? judgeCopy(page, barriers) : judge(page, barriers)
}

/** axe-core is a script itself, so a page without script is judged as a copy, in a window like its own where only axe-core runs. */
async function judgeCopy(page: Page, barriers: Barriers): Promise<string[]> {
  const [body, url, copy] = [await page.content(), page.url(), copies.get(page) ?? await openCopy(page)]
  await copy.route(url, (route) => route.fulfill({ body, contentType: 'text/html; charset=utf-8', headers: { 'content-security-policy': "script-src 'none'" } }))
  await copy.goto(url)
  await copy.unroute(url)
  return judge(copy, barriers)
}

async function openCopy(page: Page): Promise<Page> {
  const isDark = await page.evaluate<boolean>("matchMedia('(prefers-color-scheme: dark)').matches")
  const window = await (await browser)!.window({ viewport: page.viewportSize(), colorScheme: isDark ? 'dark' : 'light' })
  page.once('close', () => void window.close().catch(() => {}))
  const copy = await window.newPage()
  copies.set(page, copy)
  return copy
}

async function judge(page: Page, barriers: Barriers): Promise<string[]> {
  // Evaluated by the browser itself, so that the page's content security policy need not allow it; once for each page that was loaded.
  if (await page.evaluate("typeof axe === 'undefined'")) await page.evaluate(AXE)
  const { violations } = await page.evaluate(async (rules) => {
    const { axe, document } = globalThis as unknown as AxeWindow
    // Frames are looked into by nobody there: it would wait for an answer of each.
    return axe.run(document, { runOnly: rules, resultTypes: ['violations'], iframes: false, preload: false })
  }, barriers === 'all' ? WCAG : ['color-contrast'])
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`))
}

/** Takes a picture of the page, still and whole, to `path` (folders are made). */
export async function takePicture(page: Page, path: string, options: { wholePage?: boolean } = {}): Promise<void> {
  mkdirSync(dirname(path), { recursive: true })
  await page.screenshot({ path, animations: 'disabled', caret: 'hide', fullPage: options.wholePage ?? false })
}
