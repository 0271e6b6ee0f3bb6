import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Locator, Page } from 'playwright-core'
import type { Ledger } from '../../src/doors/api/ledger-resource.ts'

/** Bounded waits: far more than anything takes alone, for the day when other tests have the machine. */
export const PATIENCE_MS = 30_000

/** What the API answers to whoever is signed in on this page, as text. */
export async function textFrom(page: Page, path: string): Promise<string> {
  const answer = await page.request.get(new URL(`/api/v1${path}`, page.url()).href, { headers: { 'accept-language': 'en' } })
  assert.equal(answer.status(), 200, path)
  return answer.text()
}

export async function answerFrom<Answer>(page: Page, path: string): Promise<Answer> {
  return JSON.parse(await textFrom(page, path)) as Answer
}

/** The ledger when everything said so far has its place under a signed head. */
export async function settledLedger(page: Page): Promise<Ledger> {
  let ledger: Ledger
  await until('a place in the ledger for everything', async () => (ledger = await answerFrom<Ledger>(page, '/ledger')).pending === 0)
  return ledger!
}

export async function until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  for (const limit = performance.now() + PATIENCE_MS; !(await holds()); await sleep(20)) {
    if (performance.now() > limit) assert.fail(`waited in vain for ${what}`)
  }
}

/** Takes one of the list that opens under a box. */
export async function choose(box: Locator, option: string): Promise<void> {
  await box.click()
  await box.page().getByRole('option', { name: option }).click()
}

/** The content of the file that a link downloads. */
export async function download(link: Locator): Promise<string> {
  const [begun] = await Promise.all([link.page().waitForEvent('download'), link.click()])
  return readFileSync(await begun.path(), 'utf8')
}

/** Every number of a part of the page, by the word that stands with it. */
export async function numbersIn(part: Locator): Promise<Record<string, number>> {
  const pairs = part.locator('dl > div:has(> dt):has(> dd)')
  const [words, numbers] = [await pairs.locator('> dt').allInnerTexts(), await pairs.locator('> dd').allInnerTexts()]
  return Object.fromEntries(words.map((word, index) => [word.trim(), Number(numbers[index])]))
}

/** Why people are not reached: how many, the sentence and the rule, in the order shown. */
export async function reasonsIn(part: Locator): Promise<[number, string, string][]> {
  const lines = await part.getByRole('listitem').locator('span.items-baseline').allInnerTexts()
  return lines.map((line) => {
    const [count = '', sentence = '', rule = ''] = line.split('\n')
    return [Number(count), sentence, rule]
  })
}

/** Waits until a bar of the open page shows these numbers, without a touch of ours. */
export async function live(page: Page, bar: string, parts: Record<string, number>): Promise<void> {
  const figure = page.getByRole('figure', { name: bar })
  for (const [word, number] of Object.entries(parts)) await figure.locator('dl > div').filter({ hasText: new RegExp(`^${word}\\s*${number}$`) }).waitFor()
}

/** From a rehearsed mailing to the page where its sending is followed. */
export async function sendTo(page: Page, people: number): Promise<void> {
  await page.getByRole('button', { name: `Send to ${people} people` }).click()
  await page.getByRole('button', { name: 'Send now' }).click()
  await page.getByRole('heading', { name: 'Person by person' }).waitFor()
}
