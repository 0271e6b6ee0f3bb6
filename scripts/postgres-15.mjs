import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { isDebian } from './chromium.mjs'
import { CannotRun, say } from './prepare.mjs'

const DEBIAN = '/usr/lib/postgresql/15/bin'
const NO_CLUSTER = '/etc/postgresql-common/createcluster.d/tillit.conf'
const LIST_LIMIT_MS = 120_000
const INSTALL_LIMIT_MS = 300_000

/** Folder with the programs of Debian's PostgreSQL 15; installs the package where it is missing and we may. Throws CannotRun with what to do. */
export function ensurePostgres15() {
  if (existsSync(`${DEBIAN}/postgres`)) return DEBIAN
  if (!isDebian() || process.getuid?.() !== 0) throw new CannotRun('PostgreSQL 15 is missing (Debian: apt-get install postgresql-15).')
  say('Installing PostgreSQL 15 (apt-get install postgresql-15).')
  if (!existsSync(NO_CLUSTER)) {
    // Only the programs are wanted: the package would start a server of its own.
    mkdirSync('/etc/postgresql-common/createcluster.d', { recursive: true })
    writeFileSync(NO_CLUSTER, 'create_main_cluster = false\n')
  }
  const apt = (words, timeout) => spawnSync('apt-get', words, { stdio: ['ignore', 2, 2], timeout, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0
  apt(['update', '-q'], LIST_LIMIT_MS)
  if (!apt(['install', '-y', '-q', '--no-install-recommends', 'postgresql-15'], INSTALL_LIMIT_MS) || !existsSync(`${DEBIAN}/postgres`)) {
    throw new CannotRun('PostgreSQL 15 could not be installed (the words of apt-get stand above).')
  }
  return DEBIAN
}
