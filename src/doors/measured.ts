import type { MiddlewareHandler } from 'hono'
import { randomUUID } from 'node:crypto'
import { actorId, type StaffActor } from '../staff/staff-actor.ts'
import type { DoorEnv } from './gate.ts'
import type { House } from './house.ts'
import type { Meter } from './meter.ts'

/** Answers that took longer are told even where not every answer is. */
const SLOW_MS = 2_000

/** Not let in, not permitted, too soon; and what a schema, a bound or a rule refuses, which may be a try to get round it. */
const REFUSALS = new Set([400, 401, 403, 413, 415, 422, 429])

/**
 * Counts each answer by the pattern of its route, and logs it: failed, refused and slow ones always, all of them with
 * LOG_REQUESTS. A line has a number of its own, which a failed answer carries too; no address, no query, no body. Of
 * whom something was refused the line tells the pseudonym, if they were known (ASVS 16.3.2). A try to get in that
 * failed and one that came too soon are refusals, whatever their status is (16.3.1, 16.3.3).
 */
export function measured(house: House, meter: Meter): MiddlewareHandler<DoorEnv> {
  return async (c, next) => {
    const began = performance.now()
    const request = randomUUID()
    c.set('log', house.log.child({ request }))
    await next()
    const ms = Math.round(performance.now() - began)
    // What nobody may send is on no line of the table: neither its method nor its path is repeated.
    const { method, path, attempts } = c.get('route') ?? { method: 'other', path: 'none', attempts: undefined }
    const { status } = c.res
    meter.answered(method, path, status, ms)
    const line = { request, method, route: path, status, ms }
    if (status >= 500) {
      c.res.headers.set('x-request-id', request)
      house.log.warn(line, 'failed')
    } else if (REFUSALS.has(status) || (attempts !== undefined && status >= 400)) {
      const actor: StaffActor | undefined = c.get('actor')
      house.log.info({ ...line, actor: actor && actorId(actor) }, 'refused')
    } else if (house.settings.logRequests || ms > SLOW_MS) house.log.info(line, 'answered')
  }
}
