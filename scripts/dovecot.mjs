import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { isDebian } from './chromium.mjs'
import { CannotRun, say } from './prepare.mjs'

const DEBIAN = '/usr/sbin/dovecot'
const POLICY = '/usr/sbin/policy-rc.d'
const LIST_LIMIT_MS = 120_000
const INSTALL_LIMIT_MS = 300_000

/** Sees to it that Debian's Dovecot is here, a real mailbox for the tests; installs the package where it is missing and we may. Throws CannotRun with what to do. */
export function ensureDovecot() {
  if (existsSync(DEBIAN)) return
  if (!isDebian() || process.getuid?.() !== 0) throw new CannotRun('Dovecot is missing (Debian: apt-get install dovecot-imapd).')
  say('Installing Dovecot (apt-get install dovecot-imapd).')
  // Only the programs are wanted: the package would start a server of its own.
  const ours = !existsSync(POLICY)
  if (ours) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    const apt = (words, timeout) => spawnSync('apt-get', words, { stdio: ['ignore', 2, 2], timeout, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0
    apt(['update', '-q'], LIST_LIMIT_MS)
    if (!apt(['install', '-y', '-q', '--no-install-recommends', 'dovecot-imapd'], INSTALL_LIMIT_MS) || !existsSync(DEBIAN)) throw new CannotRun('Dovecot could not be installed (the words of apt-get stand above).')
  } finally {
    if (ours) rmSync(POLICY, { force: true })
  }
}
