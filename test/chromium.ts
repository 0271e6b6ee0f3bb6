import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext, type BrowserContextOptions } from 'playwright-core'

/** Where Chromium is: Debian's package unless told otherwise. */
export const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'

const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--force-color-profile=srgb',
  // Nothing but this machine has a name: what a page asks of others is recorded and goes nowhere.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1',
]

export interface Chromium {
  /** A window with cookies and storage of its own. */
  window(options?: BrowserContextOptions): Promise<BrowserContext>
  close(): Promise<void>
}

/** Starts a headless Chromium with an empty profile, removed when it is closed. `film`: what its camera sees, as `.mjpeg`; read each time the camera is turned on. */
export async function startChromium(film?: string): Promise<Chromium> {
  const camera = film === undefined ? [] : ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${film}`]
  // Chromium keeps crash reports and caches in the home folder; this one is its alone.
  const home = mkdtempSync(join(tmpdir(), 'tillit-chromium-'))
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...FLAGS, ...camera], env: { ...process.env, HOME: home } })
  return {
    window: (options) => browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'sv-SE', timezoneId: 'Europe/Stockholm', reducedMotion: 'reduce', ...options }),
    close: async () => {
      await browser.close()
      rmSync(home, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}
