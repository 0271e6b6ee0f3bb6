import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { isDebian } from './chromium.mjs'
import { CannotRun, say } from './prepare.mjs'

const DEBIAN = '/usr/bin/sqlmap'
const LIST_LIMIT_MS = 120_000
const INSTALL_LIMIT_MS = 300_000

/** Path of sqlmap; installs Debian's package where it is missing and we may. Throws CannotRun with what to do. */
export function ensureSqlmap() {
  const given = process.env.SQLMAP_PATH
  if (given) {
    if (!existsSync(given)) throw new CannotRun(`SQLMAP_PATH names ${given}, which is not there: sqlmap cannot run.`)
    return given
  }
  if (existsSync(DEBIAN)) return DEBIAN
  if (!isDebian() || process.getuid?.() !== 0) throw new CannotRun('sqlmap is missing. Install it (Debian: apt-get install sqlmap) or set SQLMAP_PATH to its sqlmap.py.')
  say('Installing sqlmap (apt-get install sqlmap).')
  const apt = (words, timeout) => spawnSync('apt-get', words, { stdio: ['ignore', 2, 2], timeout, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0
  // An old list of packages may still serve, so a failed update is not the end.
  apt(['update', '-q'], LIST_LIMIT_MS)
  if (!apt(['install', '-y', '-q', '--no-install-recommends', 'sqlmap'], INSTALL_LIMIT_MS) || !existsSync(DEBIAN)) {
    throw new CannotRun('sqlmap could not be installed (the words of apt-get stand above).')
  }
  return DEBIAN
}
