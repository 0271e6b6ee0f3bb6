import type { Context, MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { matchedRoutes } from 'hono/route'
import { Problem } from '../plumbing/errors.ts'
import { UPLOADS, type Upload } from './api/take-upload.ts'
import type { House } from './house.ts'
import type { IdempotentRequest } from './idempotent-request.ts'
import { ROUTES, type RouteEntry, type StaffRoute } from './route-table.ts'
import { isSameOrigin } from './same-origin.ts'
import { recogniseSession, SEE_AS, SEE_AS_IN_ADDRESS } from './staff/recognise-staff.ts'
import type { Permission } from '../staff/permission.ts'
import { isForEnrolling, needsProof } from '../staff/session.ts'
import type { StaffActor } from '../staff/staff-actor.ts'
import { staffCookie } from './staff/staff-cookie.ts'

export interface DoorEnv {
  Variables: {
    actor: StaffActor
    /** The route table's line for this request. */
    route: RouteEntry
    /** The log, with the request's number on each line. */
    log: House['log']
    /** What a request with an Idempotency-Key is remembered by, for the routes that claim it themselves. */
    idempotent?: IdempotentRequest
    /** The file of an upload, which is taken in before anything else. */
    upload?: Upload
  }
}

const entries = new Map(ROUTES.map((entry) => [`${entry.method} ${entry.path}`, entry]))

/** Lets through only what stands in the route table, and to staff routes only staff. Everything else is as if it were not there. */
export function gate(house: House): MiddlewareHandler<DoorEnv> {
  return async (c, next) => {
    const entry = entryOf(c)
    if (!entry) throw new Problem('not-found', { text: 'api.not-found' })
    c.set('route', entry)
    if (entry.who === 'staff' || entry.who === 'staff-or-key') {
      const actor = await staffOf(c, house, entry)
      // Known before anything is refused: a refusal is logged with who it was.
      c.set('actor', actor)
      requireFactor(actor, entry)
      requirePermission(actor, entry.needs)
      requireFreshProof(actor, entry, house.database.clock())
    }
    if (entry.effect === 'changes' && entry.path.startsWith('/api/')) requireKnownType(c)
    await next()
  }
}

/** The table's line for the first handler that matches, which is the one that would answer. */
function entryOf(c: Context): RouteEntry | undefined {
  const handler = matchedRoutes(c).find((route) => route.method !== 'ALL')
  return handler && entries.get(`${handler.method} ${handler.path}`)
}

/** The key that stands in an Authorization header (RFC 6750 2.1). */
export function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer +([\w.~+/=-]+)$/i.exec(authorization ?? '')?.[1]
}

async function staffOf(c: Context, house: House, entry: StaffRoute): Promise<StaffActor> {
  const bearer = bearerOf(c.req.header('authorization'))
  if (bearer !== undefined) {
    const actor = await house.keyRing.recognise(bearer)
    if (actor && entry.who === 'staff') throw new Problem('forbidden', { text: 'staff.not-for-keys' })
    if (actor) return actor
    throw unauthenticated()
  }
  const cookie = staffCookie.read(c, house.publicUrl)
  const actor = cookie === undefined ? undefined : await recogniseSession(house, cookie, c.req.header(SEE_AS) ?? throughOf(c, entry))
  if (!actor) throw unauthenticated()
  // The cookie comes along with any request to us; only our own pages may use it to change something.
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && !isSameOrigin(c.req.raw.headers, house.publicUrl)) throw new Problem('forbidden', { text: 'api.other-origin' })
  return actor
}

/** The role that a page of ours is looked at through; nothing but pages takes it from the address. */
function throughOf(c: Context, { path }: StaffRoute): string | undefined {
  return path.startsWith('/api/') ? undefined : c.req.query(SEE_AS_IN_ADDRESS)
}

/** A colleague's link lets in to enrol a factor only. */
function requireFactor(actor: StaffActor, { enrolling }: StaffRoute): void {
  if (actor.kind === 'staff' && isForEnrolling(actor) && !enrolling) throw new Problem('forbidden', { text: 'staff.enrol-first', type: 'factor-needed' })
}

/** What is dangerous wants a factor shown just now; nobody shows one only to hear that they may not. */
function requireFreshProof(actor: StaffActor, { fresh }: StaffRoute, now: Date): void {
  if (actor.kind === 'staff' && fresh && needsProof(actor, now)) throw new Problem('forbidden', { text: 'staff.proof-needed', type: 'fresh-proof-needed' })
}

/** A colleague does what their roles permit, and learns what was missing. */
function requirePermission(actor: StaffActor, needs: Permission): void {
  if (actor.kind === 'key' || actor.permissions.has(needs)) return
  throw new Problem('forbidden', { text: 'staff.not-permitted', parameters: { permission: needs.replace('.', '_') } })
}

/** A body must be called what it is: a form or plain text can be sent by any page without asking (CORS). */
function requireKnownType(c: Context): void {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type === undefined && !hasBody(c)) return
  if (type === 'application/json' || (UPLOADS[c.req.path] && type !== undefined)) return
  throw new HTTPException(415)
}

function hasBody(c: Context): boolean {
  return Number(c.req.header('content-length') ?? 0) > 0 || c.req.header('transfer-encoding') !== undefined
}

function unauthenticated(): Problem {
  return new Problem('unauthenticated', { text: 'staff.sign-in-needed' })
}
