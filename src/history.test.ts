// No secret stands in the tree or ever stood in its history (SC-03).
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { ROOT } from '../test/source-tree.ts'

// Put together here, so that this file does not hold them itself.
const SECRETS: readonly [string, RegExp][] = [
  ['a private key', new RegExp(`^-----${['BEGIN ', '(?:[A-Z]+ )*PRIVATE KEY'].join('')}-----$`)],
  ['a key of a cloud', /\b(?:AKIA|ASIA)[A-Z\d]{16}\b|\bAIza[\w-]{35}\b/],
  ['a token of a forge', /\b(?:gh[pousr]_[A-Za-z\d]{36}|github_pat_\w{60,}|glpat-[\w-]{20,})/],
  ['a token of a registry', new RegExp(`\\bnpm_[A-Za-z\\d]{36}\\b|${['_auth', 'Token='].join('')}[\\w-]{8,}`)],
  ['a token of a service', /\b(?:xox[abprs]-[\w-]{10,}|sk_live_\w{16,}|SG\.[\w-]{20,}\.[\w-]{20,})/],
  ['a signed token', /\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{40,}/],
  ['a password in an address', /\b(?:postgres(?:ql)?|smtps?|https?|redis):\/\/[^\s:@/'"`<>$]+:(?!password@|p@|hunter2@|secret@|[^@]*example)[^\s:@/'"`<>${}*…]{6,}@/],
]

const found = (line: string): string[] => SECRETS.filter(([, pattern]) => pattern.test(line)).map(([what]) => what)

test('the scanner finds what it is for', () => {
  const [a, b] = ['x'.repeat(36), 'y'.repeat(45)]
  for (const planted of [
    ['-----BEGIN ', 'RSA PRIVATE KEY-----'], ['AKIA', 'ABCDEFGHIJKLMNOP'], ['ghp', `_${a}`], ['npm', `_${a}`], ['xoxb', '-123456789012-abc'], ['eyJ', `${a}.eyJ${a}.${b}`], ['postgres://tillit:', 'Sommar2026!@db.internal/tillit'],
  ]) assert.equal(found(planted.join('')).length, 1, planted.join(''))
  for (const harmless of ['postgres://user:password@host:5432/database', "smtp://me:hunter2@mail", '-----BEGIN PUBLIC KEY-----', 'https://a.example/b:c@d']) assert.deepEqual(found(harmless), [], harmless)
})

test('SC-03: no line that was ever added holds a secret', { timeout: 120_000 }, async (t) => {
  if (!existsSync(join(ROOT, '.git'))) return t.skip('skipped: there is no history here')
  const log = spawn('git', ['log', '--all', '-p', '--unified=0', '--no-color', '--no-textconv', '--diff-filter=AM', '--format=commit %h', '--', '.', ':!package-lock.json', ':!docs/screenshots'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<number | null>((done) => void log.once('close', done))
  let [commit, file, lines, commits] = ['', '', 0, 0]
  const secrets: string[] = []
  for await (const line of createInterface({ input: log.stdout, crlfDelay: Infinity })) {
    if (line.startsWith('commit ')) {
      commit = line
      commits++
    } else if (line.startsWith('+++ ')) file = line.slice(6)
    else if (line.startsWith('+')) {
      lines++
      secrets.push(...found(line.slice(1)).map((what) => `${commit}, ${file}: ${what}`))
    }
  }
  assert.equal(await ended, 0)
  t.diagnostic(`${commits} commits, ${lines} lines`)
  assert.ok(lines > 10_000)
  assert.deepEqual(secrets, [])
})
