import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import type { Address } from './checked-addresses.ts'
import { ANSWER_BYTES, CallFailed, HttpClient } from './http-client.ts'

const servers: Server[] = []
after(() => { for (const server of servers) { server.closeAllConnections(); server.close() } })

async function listening(answer: RequestListener, host = '127.0.0.1'): Promise<{ origin: string; port: number; asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = []
  const server = createServer((request, response) => { asked.push(request); answer(request, response) })
  servers.push(server)
  await new Promise<void>((ready) => { server.listen(0, host, ready) })
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, port, asked }
}

const get = (client: HttpClient, url: string) => client.call(new URL(url), { method: 'GET', headers: {} })
const failed = (words: RegExp) => (error: unknown) => { assert.ok(error instanceof CallFailed, String(error)); assert.match(error.message, words); return true }
const to = (address: string, family = 4): (() => Promise<Address[]>) => async () => [{ address, family }]

test('a host that the settings name is called, with method, headers and body, and the answer is read', async () => {
  const { origin, asked } = await listening((request, response) => {
    request.resume()
    request.on('end', () => response.writeHead(201, { 'content-type': 'application/json', 'x-more': 'yes' }).end('{"a":1}'))
  })
  const client = new HttpClient({ origins: [origin], privateHosts: ['127.0.0.1'] })
  const answer = await client.call(new URL(`${origin}/token?x=1`), { method: 'POST', headers: { accept: 'application/json' }, body: 'code=å' })
  assert.equal(answer.status, 201)
  assert.equal(answer.headers.get('x-more'), 'yes')
  assert.deepEqual(await answer.json(), { a: 1 })
  assert.equal(`${asked[0]?.method} ${asked[0]?.url} ${asked[0]?.headers['content-length']} ${asked[0]?.headers['accept-encoding']}`, 'POST /token?x=1 7 identity')
})

test('WH-01: nothing else is called: another host, port, scheme or user, and no spelling of an address of ours', async (t) => {
  const { port, asked } = await listening((_, response) => response.end('in'))
  const client = new HttpClient({ origins: ['https://id.example.org', `http://id.example.org:${port}`, 'http://[::1]:1', 'http://169.254.169.254'], privateHosts: [], lookup: to('127.0.0.1') })
  const targets = [
    `http://127.0.0.1:${port}/`, `http://localhost:${port}/`, `http://localhost.:${port}/`, `http://127.1:${port}/`, `http://0177.0.0.1:${port}/`, `http://0x7f.0.0.1:${port}/`, `http://2130706433:${port}/`,
    `http://0.0.0.0:${port}/`, `http://[::1]:${port}/`, `http://[::ffff:127.0.0.1]:${port}/`, `http://[::ffff:7f00:1]:${port}/`, `http://[64:ff9b::7f00:1]:${port}/`, `http://[fe80::1]:${port}/`,
    'http://169.254.169.254/latest/meta-data', 'http://[::1]:1/', `http://id.example.org.:${port}/`, `http://id.example.org:${port + 1}/`, 'http://id.example.org/', `https://id.example.org:${port}/`,
    `http://user:word@id.example.org:${port}/`, `http://id.example.org@127.0.0.1:${port}/`, 'file:///etc/passwd', 'gopher://id.example.org/', 'data:text/plain,x', 'ftp://id.example.org/',
    // The name is on the list, and leads to this machine.
    `http://id.example.org:${port}/`, 'https://id.example.org/',
  ]
  for (const target of targets) await assert.rejects(get(client, target), CallFailed, target)
  // The same host where private addresses are allowed, and another origin than the one that is named.
  const near = new HttpClient({ origins: [`http://127.0.0.1:${port + 1}`, `https://127.0.0.1:${port}`], privateHosts: ['127.0.0.1', 'localhost'] })
  for (const target of [`http://127.0.0.1:${port}/`, `http://localhost:${port}/`]) await assert.rejects(get(near, target), failed(/do not name/), target)
  assert.equal(asked.length, 0)
  t.diagnostic(`${targets.length + 2} targets, 0 connections`)
})

test('WH-01: a name is looked up once, and every address it leads to must be public', async () => {
  const { port, asked } = await listening((_, response) => response.end('in'))
  let asks = 0
  // Public first, this machine afterwards: a rebinding name.
  const rebinding = async (): Promise<Address[]> => [{ address: asks++ === 0 ? '192.0.2.77' : '127.0.0.1', family: 4 }]
  const client = new HttpClient({ origins: [`http://id.example.org:${port}`], privateHosts: ['id.example.org'], lookup: rebinding, callMs: 300 })
  await assert.rejects(get(client, `http://id.example.org:${port}/`), CallFailed)
  assert.equal(asks, 1, 'what was checked is what is connected to')
  const mixed = new HttpClient({ origins: [`http://id.example.org:${port}`], privateHosts: [], lookup: async () => [{ address: '9.9.9.9', family: 4 }, { address: '::ffff:127.0.0.1', family: 6 }] })
  await assert.rejects(get(mixed, `http://id.example.org:${port}/`), failed(/not public/))
  const nowhere = new HttpClient({ origins: [`http://id.example.org:${port}`], privateHosts: [], lookup: async () => [] })
  await assert.rejects(get(nowhere, `http://id.example.org:${port}/`), failed(/not public/))
  assert.equal(asked.length, 0)
})

test('a host that the settings call private may stand in our own network', async () => {
  const { port } = await listening((request, response) => response.end(request.headers.host))
  const client = new HttpClient({ origins: [`http://id.intern.example:${port}`], privateHosts: ['id.intern.example'], lookup: to('127.0.0.1') })
  assert.equal(await (await get(client, `http://id.intern.example:${port}/`)).text(), `id.intern.example:${port}`)
})

test('redirects are not followed, and proxies of the environment are not used', async () => {
  const inner = await listening((_, response) => response.end('in'))
  const proxy = await listening((_, response) => response.end('through the proxy'))
  const outer = await listening((_, response) => response.writeHead(302, { location: inner.origin }).end())
  const client = new HttpClient({ origins: [outer.origin, inner.origin], privateHosts: ['127.0.0.1'] })
  for (const name of ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'ALL_PROXY', 'NODE_USE_ENV_PROXY']) process.env[name] = name === 'NODE_USE_ENV_PROXY' ? '1' : proxy.origin
  assert.equal((await get(client, outer.origin)).status, 302)
  assert.deepEqual([inner.asked.length, proxy.asked.length], [0, 0])
})

test('an answer that is too long, too late, broken off or packed is not taken', async () => {
  const { origin } = await listening((request, response) => {
    if (request.url === '/long') response.end(Buffer.alloc(ANSWER_BYTES + 1))
    else if (request.url === '/whole') response.end(Buffer.alloc(ANSWER_BYTES))
    else if (request.url === '/endless') { const more = setInterval(() => response.write(Buffer.alloc(64_000)), 1); response.on('close', () => clearInterval(more)) }
    else if (request.url === '/slow') response.write('x')
    else if (request.url === '/broken') { response.writeHead(200, { 'content-length': '10' }); response.write('x'); setTimeout(() => response.destroy(), 20) }
    else if (request.url === '/packed') response.writeHead(200, { 'content-encoding': 'gzip' }).end('x')
  })
  const client = new HttpClient({ origins: [origin], privateHosts: ['127.0.0.1'], callMs: 400 })
  assert.equal((await (await get(client, `${origin}/whole`)).arrayBuffer()).byteLength, ANSWER_BYTES)
  await assert.rejects(get(client, `${origin}/long`), failed(/too long/))
  await assert.rejects(get(client, `${origin}/endless`), failed(/too long/))
  await assert.rejects(get(client, `${origin}/slow`), failed(/in time/))
  await assert.rejects(get(client, `${origin}/silent`), failed(/in time/))
  await assert.rejects(get(client, `${origin}/broken`), CallFailed)
  await assert.rejects(get(client, `${origin}/packed`), failed(/cannot be read/))
  const lost = new HttpClient({ origins: ['http://id.example.org'], privateHosts: ['id.example.org'], callMs: 100, lookup: () => new Promise(() => {}) })
  await assert.rejects(get(lost, 'http://id.example.org/'), failed(/in time/))
})
