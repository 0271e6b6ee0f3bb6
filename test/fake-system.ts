import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import type { WebhookBody } from '../src/connections/webhook-body.ts'

/** What a connected system does when it is called; `times` beside it: only so often, then it does as it should. */
export type Habit = 'well' | 'refuses' | 'not-found' | '500' | 'hangs' | 'accepts' | 'wrong-id' | 'lies' | '404' | '410' | 'redirects' | 'busy' | 'no-json' | 'breaks'

export interface FakeSystem {
  url: string
  habit: Habit
  /** Each call as it came, with its text and headers. */
  calls: { body: WebhookBody; text: string; headers: IncomingMessage['headers'] }[]
  /** Whom it has done with: ids of tasks. */
  done: Set<string>
}

const servers: Server[] = []
after(() => { for (const server of servers) { server.closeAllConnections(); server.close() } })

/** A system of somebody else: a real HTTP server on this machine that answers by its habit. */
export async function fakeSystem(habit: Habit = 'well'): Promise<FakeSystem> {
  const system: FakeSystem = { url: '', habit, calls: [], done: new Set() }
  const server = createServer((request, response) => void answer(system, request, response))
  servers.push(server)
  await new Promise<void>((ready) => { server.listen(0, '127.0.0.1', ready) })
  system.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tillit`
  return system
}

async function answer(system: FakeSystem, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let text = ''
  for await (const part of request) text += String(part)
  const body = JSON.parse(text) as WebhookBody
  system.calls.push({ body, text, headers: request.headers })
  const say = (status: number, value: unknown, headers: Record<string, string> = {}) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(typeof value === 'string' ? value : JSON.stringify(value))
  const { id } = body.data
  switch (system.habit) {
    case 'well':
      system.done.add(id)
      return void say(200, { id, status: 'done' })
    case 'refuses': return void say(200, { id, status: 'refused', reason: 'legal-obligation' })
    case 'not-found': return void say(200, { id, status: 'not-found' })
    case '500': return void say(500, { id, status: 'done' })
    case 'hangs': return
    case 'accepts': return void say(202, {})
    case 'wrong-id': return void say(200, { id: '01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f40', status: 'done' })
    case 'lies': return void say(200, { status: 'done' })
    case '404': return void say(404, { id, status: 'done' })
    case '410': return void say(410, { id, status: 'not-found' })
    case 'redirects': return void say(302, '', { location: 'http://127.0.0.1:1/' })
    case 'busy': return void say(503, {}, { 'retry-after': '7200' })
    case 'no-json': return void say(200, 'OK')
    case 'breaks': return void response.destroy()
  }
}
