import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'

/** Entries come some time after the frame they tell of. */
const ENTRIES_MS = 250

/** What presses cost on one page. */
export interface Interactions {
  /** Presses something and waits until what it opens stands on the screen. */
  until(selector: string, press: () => Promise<void>): Promise<void>
  /** Waits until all presses so far have told what they cost. */
  settled(): Promise<void>
  /** Presses since the last call to `settled` or `until` don't count: they only led here. */
  forgetLast(): Promise<void>
  forget(): void
  /** Milliseconds from each press to the next paint, and from presses to what they open. */
  take(): { paints: number[]; shows: number[] }
}

interface Entry { interactionId: number; duration: number; startTime: number }

/** Runs in the page: keeps every entry that belongs to a press. */
const WATCHER = `
  window.presses = [];
  new PerformanceObserver((list) => { for (const one of list.getEntries()) if (one.interactionId) window.presses.push({ interactionId: one.interactionId, duration: one.duration, startTime: one.startTime }) })
    .observe({ type: 'event', durationThreshold: 16, buffered: true })
`

/** Slows the page's processor and watches what presses cost. */
export async function watchInteractions(page: Page, throttling: number): Promise<Interactions> {
  await page.addInitScript(WATCHER)
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: throttling })
  let [paints, shows]: [number[], number[]] = [[], []]

  const settled = async (): Promise<void> => {
    await sleep(ENTRIES_MS)
    const entries = await page.evaluate<Entry[]>('window.presses.splice(0)')
    // One press is several events (keydown, keyup); the longest is what was felt.
    const presses = Map.groupBy(entries, ({ interactionId }) => interactionId)
    paints.push(...[...presses.values()].map((events) => Math.max(...events.map(({ duration }) => duration))))
  }
  return {
    settled,
    async until(selector, press) {
      await settled()
      const begin = performance.now()
      await press()
      await page.locator(selector).first().waitFor()
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))')
      shows.push(performance.now() - begin)
      await settled()
    },
    forgetLast: async () => {
      await sleep(ENTRIES_MS)
      await page.evaluate('window.presses.splice(0)')
    },
    forget: () => { [paints, shows] = [[], []] },
    take() {
      const found = { paints, shows }
      ;[paints, shows] = [[], []]
      return found
    },
  }
}
