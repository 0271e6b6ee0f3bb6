import type { Context, MiddlewareHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { Problem } from '../plumbing/errors.ts'
import type { DoorEnv } from './gate.ts'
import type { House } from './house.ts'
import { claimRequests, storeAnswers, type Earlier, type StoredAnswer } from './idempotency.sql.ts'
import { idempotentRequest, isIdempotencyKey, openAnswer, sealAnswer, type IdempotentRequest } from './idempotent-request.ts'
import { actorId } from '../staff/staff-actor.ts'

const HEADER = 'idempotency-key'
/** Longer answers are not kept: their request still has its effect once, and says so when it comes again. */
const MAX_KEPT_BYTES = 1024 * 1024
/** Who may ask, how often, and whether the database is there: the same request may be answered otherwise in a while. */
const PASSING_STATUS = new Set([401, 403, 429])

/** Thrown to undo a request whose answer is not kept. */
class NotKept extends Error {}

/**
 * Lets a POST with an Idempotency-Key have its effect once, and answers it the same when it is sent again within a day.
 * Claim, effect and answer are one transaction: whatever is killed, there is none of them without the others.
 * What only reads is answered anew each time: nobody is told an old yes of the gate.
 */
export function idempotency(house: House): MiddlewareHandler<DoorEnv> {
  return async (c, next) => {
    const request = await requestOf(c, house)
    if (!request) return next()
    if (c.get('route').claims === 'itself') {
      c.set('idempotent', request)
      return next()
    }
    const earlier = await house.database.asOne(async (tx) => {
      const [found] = await claimRequests(tx, [request])
      if (found) return found
      await next()
      if (!isKept(c.res.status)) throw new NotKept()
      await storeAnswers(tx, [keptAnswer(request, c.res.status, Buffer.from(await c.res.clone().arrayBuffer()))])
      return undefined
    }).catch((error: unknown) => {
      if (!(error instanceof NotKept)) throw error
    })
    if (earlier) return repeatAnswer(c, request, earlier)
  }
}

async function requestOf(c: Context<DoorEnv>, house: House): Promise<IdempotentRequest | undefined> {
  const key = c.req.header(HEADER)
  const { method, path, effect, who } = c.get('route')
  if (key === undefined || method !== 'POST' || effect !== 'changes' || !who.startsWith('staff')) return undefined
  if (c.get('route').claims === 'never') throw new Problem('invalid', { text: 'api.idempotency.not-here', field: 'Idempotency-Key' })
  if (!isIdempotencyKey(key)) throw new Problem('invalid', { text: 'api.idempotency.key-invalid', field: 'Idempotency-Key' })
  const { pathname, search } = new URL(c.req.url)
  return idempotentRequest(house.keeper.keys.tokens, { actorId: actorId(c.get('actor')), key }, {
    route: `${method} ${path}`, address: `${method} ${pathname}${search}`, body: c.get('upload')?.bytes ?? new Uint8Array(await c.req.arrayBuffer()),
  })
}

/** Whether an answer counts for the same request when it comes again. */
export function isKept(status: number): boolean {
  return status < 500 && !PASSING_STATUS.has(status)
}

/** An answer as it is stored. */
export function keptAnswer(request: IdempotentRequest, status: number, body: Uint8Array): StoredAnswer {
  const { keyHash, requestHash } = request
  return { keyHash, requestHash, status, answer: body.byteLength > MAX_KEPT_BYTES ? null : sealAnswer(request, body) }
}

/** The answer to a request that is not new; throws where there is none to repeat. */
export function repeatAnswer(c: Context<DoorEnv>, request: IdempotentRequest, earlier: Earlier): Response {
  if (earlier.state === 'in-flight') throw new Problem('conflict', { text: 'api.idempotency.in-flight', field: 'Idempotency-Key' })
  if (!earlier.requestHash.equals(request.requestHash)) throw new Problem('refused', { text: 'api.idempotency.other-request', field: 'Idempotency-Key' })
  if (earlier.answer === null) throw new Problem('conflict', { text: 'api.idempotency.not-kept', field: 'Idempotency-Key' })
  const body = openAnswer(request, earlier.answer)
  const type = earlier.status < 400 ? 'application/json' : 'application/problem+json'
  c.header('idempotent-replayed', 'true')
  if (body.byteLength === 0) return c.body(null, earlier.status as ContentfulStatusCode)
  return c.body(new Uint8Array(body), earlier.status as ContentfulStatusCode, { 'content-type': type })
}
