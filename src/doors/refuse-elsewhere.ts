import type { MiddlewareHandler } from 'hono'
import { Problem } from '../plumbing/errors.ts'
import type { DoorEnv } from './gate.ts'

/**
 * What changes something is sent by a page of ours wherever the browser says from where (Sec-Fetch-Site), beside what
 * each door asks for by itself: the origin for colleagues, the page's own mark for customers. Routes that mail programs
 * call say so in the route table (RFC 8058); where another site sends somebody back to, the door knows its own errand again.
 */
export const refuseElsewhere: MiddlewareHandler<DoorEnv> = async (c, next) => {
  const { method, effect, fromAnywhere } = c.get('route')
  const site = c.req.header('sec-fetch-site')
  if (effect === 'changes' && method !== 'GET' && !fromAnywhere && site !== undefined && site !== 'same-origin') throw new Problem('forbidden', { text: 'api.other-origin' })
  await next()
}
