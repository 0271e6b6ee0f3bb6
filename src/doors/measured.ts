import type { MiddlewareHandler } from 'hono'
import { randomUUID } from 'node:crypto'
import type { DoorEnv } from './gate.ts'
import type { House } from './house.ts'
import type { Meter } from './meter.ts'

/** Answers that took longer are told even where not every answer is. */
const SLOW_MS = 2_000

/**
 * Counts each answer by the pattern of its route, and logs it: failed and slow ones always, all of them with
 * LOG_REQUESTS. A line has a number of its own, which a failed answer carries too; no address, no query, no body.
 */
export function measured(house: House, meter: Meter): MiddlewareHandler<DoorEnv> {
  return async (c, next) => {
    const began = performance.now()
    const request = randomUUID()
    c.set('log', house.log.child({ request }))
    await next()
    const ms = Math.round(performance.now() - began)
    // What nobody may send is on no line of the table: neither its method nor its path is repeated.
    const { method, path } = c.get('route') ?? { method: 'other', path: 'none' }
    const { status } = c.res
    meter.answered(method, path, status, ms)
    const line = { request, method, route: path, status, ms }
    if (status >= 500) {
      c.res.headers.set('x-request-id', request)
      house.log.warn(line, 'failed')
    } else if (house.settings.logRequests || ms > SLOW_MS) house.log.info(line, 'answered')
  }
}
