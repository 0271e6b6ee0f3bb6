import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { LedgerTree } from '../ledger/ledger-tree.ts'
import { readSettings } from '../plumbing/config.ts'
import { openLog } from '../plumbing/log.ts'
import { createApp } from './app.ts'
import type { House } from './house.ts'
import { ROUTES } from './route-table.ts'
import { refuseRaw } from './shell/refuse-raw.ts'
import { Serving } from './shell/serving.ts'

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

test('the camera is for the workspace alone', async () => {
  const featuresOf = async (path: string) => (await app.request(path)).headers.get('permissions-policy') ?? ''
  assert.match(await featuresOf('/invoices/slips'), /^camera=\(self\), geolocation=\(\), microphone=\(\)/)
  for (const path of ['/me', '/privacy', '/healthz', '/api', '/sign-in/x']) assert.match(await featuresOf(path), /^camera=\(\)/, path)
})

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

/** What may be kept by a browser or a proxy: files that are the same for everybody. */
const KEPT = new Set(['/page.css', '/customer.css', '/favicon.ico'])

/** What is wrong with the head of an answer (SC-04), whatever the answer is. */
function headFaults(answer: Response, path: string): string[] {
  const head = (name: string) => answer.headers.get(name) ?? ''
  const policy = new Map(head('content-security-policy').split('; ').map((part) => [part.split(' ')[0]!, part.split(' ').slice(1)]))
  const sources = [...policy].filter(([name]) => name.endsWith('-src')).flatMap(([, values]) => values)
  return [
    ...['default-src', 'frame-ancestors', 'base-uri'].filter((name) => policy.get(name)?.join() !== "'none'").map((name) => `${name} is not 'none'`),
    ...(policy.has('form-action') ? [] : ['no form-action']),
    ...sources.filter((source) => !/^'(?:none|self|nonce-[\w+/=]{22,})'$/.test(source)).map((source) => `from ${source}`),
    ...(policy.has('script-src') && policy.get('require-trusted-types-for')?.join() !== "'script'" ? ['scripts without Trusted Types'] : []),
    ...Object.entries({
      'x-content-type-options': /^nosniff$/, 'referrer-policy': /^(?:no-referrer|same-origin)$/, 'x-frame-options': /^DENY$/,
      'cross-origin-opener-policy': /^same-origin$/, 'cross-origin-resource-policy': /^same-origin$/,
      'strict-transport-security': /^max-age=31536000; includeSubDomains$/, 'cache-control': KEPT.has(path) ? /^public/ : /^no-store$/,
    }).filter(([name, wanted]) => !wanted.test(head(name))).map(([name]) => `${name}: ${head(name)}`),
    ...(answer.body && !/^(?:text\/(?:html|css|javascript|plain); charset=utf-8|application\/(?:json|problem\+json)|image\/svg\+xml(?:; charset=utf-8)?)$/i.test(head('content-type')) ? [`content-type: ${head('content-type')}`] : []),
    ...['server', 'x-powered-by', 'via', 'access-control-allow-origin'].filter((name) => answer.headers.has(name)).map((name) => `says ${name}`),
  ]
}

test('SC-04: on https every answer of every way in, refusals, redirects and errors too, has the whole head', async () => {
  const secure = createApp(houseAt('https://kund.example.se'))
  const statuses = new Set<number>()
  const faults: string[] = []
  for (const { method, path, who } of [...ROUTES, { method: 'GET', path: '/no-such.file', who: 'nobody' }, { method: 'TRACE', path: '/x', who: 'nobody' }, { method: 'POST', path: '/nowhere', who: 'nobody' }]) {
    for (const headers of [{ accept: 'text/html' }, { 'content-type': 'text/plain', 'sec-fetch-site': 'cross-site' }, { accept: 'application/json', authorization: 'Bearer x' }] as Record<string, string>[]) {
      if (method === 'TRACE') continue
      const answer = await secure.request(path.replaceAll(/:\w+/g, 'x').replace('/*', '/people'), { method, headers })
      statuses.add(answer.status)
      const isHtml = answer.headers.get('content-type')?.startsWith('text/html') ?? false
      if (who === 'link' && isHtml && answer.headers.get('referrer-policy') !== 'no-referrer') faults.push(`${method} ${path}: a link is told to others`)
      faults.push(...headFaults(answer, path).map((fault) => `${method} ${path} (${answer.status}): ${fault}`))
    }
  }
  assert.deepEqual(faults, [])
  for (const status of [200, 204, 401, 403, 404, 503]) assert.ok(statuses.has(status), `none answered ${status}`)
})

test('SC-04: what is no HTTP, a copy that stops and one with too much to do answer with the same head', async () => {
  const { port } = await listeningRaw()
  const answers = await Promise.all([
    rawAnswer(port, 'GET / HTTP/9.9\r\n\r\n'), rawAnswer(port, `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`), rawAnswer(port, 'GET /stopping HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'),
  ])
  assert.deepEqual(answers.map(({ status }) => status), [400, 431, 503])
  assert.deepEqual(answers.flatMap((answer) => headFaults(answer, '/')), [])
})

test('AU-13: another site changes nothing, wherever it calls; only a mailbox may press from anywhere', async () => {
  const changing = ROUTES.filter(({ method, effect }) => effect === 'changes' && method !== 'GET')
    .filter(({ method, path }) => app.routes.some((live) => live.method === method && live.path === path))
  assert.ok(changing.length > 40)
  const open: string[] = []
  for (const { method, path } of changing) {
    for (const site of ['cross-site', 'same-site', 'none']) {
      const answer = await app.request(path.replaceAll(/:\w+/g, 'x'), { method, headers: { 'sec-fetch-site': site } })
      if (![401, 403].includes(answer.status)) open.push(`${method} ${path}`)
    }
  }
  assert.deepEqual([...new Set(open)], ['POST /one-click/:token'])
})

test('https is asked for only where there is https', async () => {
  assert.equal((await app.request('/page.css')).headers.get('strict-transport-security'), null)
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
  for (const path of ['/../secret.html', '/%2e%2e/secret.html', '/assets/..%2f..%2fsecret.html', '/secret.html', '/assets/a-2.js', '/index.html', '/.env']) {
    const answer = await app.request(path)
    assert.equal(answer.status, 404, path)
    assert.ok(!(await answer.text()).includes('outside'), path)
  }
  // A folder has no list: the workspace itself answers, and says that there is no such room.
  for (const path of ['/assets', '/assets/', '/.git/', '/.git/HEAD']) assert.match(await (await app.request(path, { headers: { accept: 'text/html' } })).text(), /^<meta property="csp-nonce"/, path)
})

/** A server of which the copy stops, with the head it has in the program. */
async function listeningRaw(): Promise<{ port: number }> {
  const serving = new Serving(() => {}, 'https://kund.example.se')
  void serving.drain(60_000)
  const server = createServer(serving.listener).on('clientError', refuseRaw('https://kund.example.se'))
  await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready))
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port }
}

function rawAnswer(port: number, text: string): Promise<Response> {
  return new Promise((done, failed) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    const chunks: Buffer[] = []
    socket.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', failed).on('close', () => {
      const [first = '', ...lines] = Buffer.concat(chunks).toString().split('\r\n\r\n')[0]!.split('\r\n')
      done(new Response(null, { status: Number(first.split(' ')[1]), headers: lines.map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]) }))
    })
  })
}
