import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { CannotRun, say } from './prepare.mjs'

const DEBIAN = '/usr/bin/chromium'
const LIST_LIMIT_MS = 120_000
const INSTALL_LIMIT_MS = 300_000

/** Path of a Chromium; installs Debian's package where it is missing and we may. Throws CannotRun with what to do. */
export function ensureChromium() {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (!existsSync(given)) throw new CannotRun(`CHROMIUM_PATH names ${given}, which is not there: the browser tests cannot run.`)
    return given
  }
  if (existsSync(DEBIAN)) return DEBIAN
  if (!isDebian() || process.getuid?.() !== 0) {
    throw new CannotRun('Chromium is missing: the browser tests cannot run. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH to one.')
  }
  say('Installing Chromium (apt-get install chromium).')
  const apt = (words, timeout) => spawnSync('apt-get', words, { stdio: ['ignore', 2, 2], timeout, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0
  // An old list of packages may still serve, so a failed update is not the end.
  apt(['update', '-q'], LIST_LIMIT_MS)
  if (!apt(['install', '-y', '-q', '--no-install-recommends', 'chromium'], INSTALL_LIMIT_MS) || !existsSync(DEBIAN)) {
    throw new CannotRun('Chromium could not be installed (the words of apt-get stand above): the browser tests cannot run.')
  }
  return DEBIAN
}

export function isDebian() {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
}
