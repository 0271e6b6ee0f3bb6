import { getRequestListener } from '@hono/node-server'
import { createServer, request as ask, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'

export interface Answered { status: number; headers: IncomingHttpHeaders; body: string }
export interface Asked { method?: string; path: string; headers?: Record<string, string>; body?: string; from?: string }

/** What a real server on a free port answers with this app or listener; it is closed when the test file ends. */
export async function listening(answer: RequestListener | { fetch: Parameters<typeof getRequestListener>[0] }): Promise<{ port: number; send: (asked: Asked) => Promise<Answered> }> {
  const server = createServer(typeof answer === 'function' ? answer : getRequestListener(answer.fetch))
  await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready))
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { port, send: (asked) => sendTo(port, asked) }
}

function sendTo(port: number, { method = 'GET', path, headers = {}, body, from }: Asked): Promise<Answered> {
  return new Promise((done, failed) => {
    const going = ask({ port, host: '127.0.0.1', agent: false, method, path, headers, ...(from !== undefined && { localAddress: from }) }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => done({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(chunks).toString() }))
    })
    going.on('error', failed)
    going.end(body)
  })
}
