import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { LedgerTree } from '../ledger/ledger-tree.ts'
import { readSettings } from '../plumbing/config.ts'
import { openLog } from '../plumbing/log.ts'
import { createApp } from './app.ts'
import type { House } from './house.ts'
import { ROUTES } from './route-table.ts'

const folder = mkdtempSync(join(tmpdir(), 'tillit-workspace-'))
after(() => rmSync(folder, { recursive: true }))
mkdirSync(join(folder, 'dist', 'assets'), { recursive: true })
writeFileSync(join(folder, 'secret.html'), 'outside')
writeFileSync(join(folder, 'dist', 'index.html'), '<meta property="csp-nonce" nonce="__CSP_NONCE__"><script nonce="__CSP_NONCE__" src="/assets/a-1.js"></script>')
writeFileSync(join(folder, 'dist', 'assets', 'a-1.js'), 'start()')

/** A house whose database is away: pages and refusals need none. */
function houseAt(publicUrl: string): House {
  const away = async () => {
    throw Object.assign(new Error('connect ECONNREFUSED'), { syscall: 'connect' })
  }
  return {
    database: { read: away, write: away } as unknown as House['database'], keeper: { keys: {} } as House['keeper'], tree: new LedgerTree(), keyRing: {} as House['keyRing'], seenSessions: {} as House['seenSessions'], recorder: { record: away } as unknown as House['recorder'], looks: { note: away } as unknown as House['looks'],
    settings: readSettings({}), publicUrl, workspaceFolder: join(folder, 'dist'), log: openLog('silent'),
  }
}
const app = createApp(houseAt('http://localhost:8080'))

test('every answer of every way in forbids framing, guessing of types and everything unsafe', async () => {
  for (const entry of ROUTES) {
    const answer = await app.request(entry.path.replaceAll(/:\w+/g, 'x').replace('/*', '/'), { method: entry.method })
    const policy = answer.headers.get('content-security-policy') ?? ''
    assert.match(policy, /default-src 'none'/, entry.path)
    assert.match(policy, /frame-ancestors 'none'/, entry.path)
    assert.doesNotMatch(policy, /unsafe|\*|data:|https?:/, entry.path)
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff', entry.path)
    assert.ok(['no-referrer', 'same-origin'].includes(answer.headers.get('referrer-policy') ?? ''), entry.path)
    assert.ok(!answer.headers.has('access-control-allow-origin') && !answer.headers.has('x-powered-by'), entry.path)
  }
})

test('https is asked for only where there is https', async () => {
  assert.equal((await app.request('/page.css')).headers.get('strict-transport-security'), null)
  const secure = await createApp(houseAt('https://kund.example.se')).request('/page.css')
  assert.match(secure.headers.get('strict-transport-security') ?? '', /^max-age=\d+$/)
})

test('the workspace runs only what carries the nonce of this answer', async () => {
  const nonces = new Set<string>()
  for (const path of ['/', '/people', '/people/01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f40']) {
    const answer = await app.request(path, { headers: { accept: 'text/html' } })
    const nonce = /script-src 'self' 'nonce-([\w+/=]+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1]
    assert.ok(nonce)
    const text = await answer.text()
    assert.ok(text.includes(`nonce="${nonce}"`) && !text.includes('__CSP_NONCE__'))
    assert.equal(answer.headers.get('cache-control'), 'no-store')
    nonces.add(nonce)
  }
  assert.equal(nonces.size, 3)
})

test('only files of the workspace are served, those with a hash in their name for ever', async () => {
  const asset = await app.request('/assets/a-1.js')
  assert.equal(await asset.text(), 'start()')
  assert.match(asset.headers.get('cache-control') ?? '', /immutable/)
  for (const path of ['/../secret.html', '/%2e%2e/secret.html', '/assets/..%2f..%2fsecret.html', '/secret.html', '/assets/a-2.js', '/index.html']) {
    const answer = await app.request(path)
    assert.equal(answer.status, 404, path)
    assert.ok(!(await answer.text()).includes('outside'), path)
  }
})
