import type { Context, MiddlewareHandler, TypedResponse } from 'hono'
import type { RouteEntry } from './route-table.ts'

/** A year, in seconds: less does not keep anybody (ASVS 3.4.1). */
const HSTS_SECONDS = 31_536_000

const NOTHING = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'"

/** Pages of our own with forms and no script. */
export const PAGE_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/**
 * The workspace: its own scripts, and the one style element its components insert, by nonce. No text becomes markup or
 * script: where the browser knows Trusted Types, two policies may make them (web/src/ui/trusted-types.ts).
 */
export function workspacePolicy(nonce: string): string {
  return (
    `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'; img-src 'self'; font-src 'self'; ` +
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; " +
    "require-trusted-types-for 'script'; trusted-types default mail"
  )
}

const FEATURES = 'geolocation=(), microphone=(), payment=(), usb=()'

/** The camera is for the workspace alone, where a colleague lets it: slips on paper are held up to it. */
export const WORKSPACE_FEATURES = `camera=(self), ${FEATURES}`

/**
 * Headers for every answer; a handler that set its own keeps it.
 * Pages say `Referrer-Policy: same-origin`: other sites learn nothing, and `no-referrer` would make browsers send
 * `Origin: null` with our own forms, so that they could not be told from another site's (Fetch, "append a request Origin header").
 */
export function securityHeaders(publicUrl: string): MiddlewareHandler {
  const https = publicUrl.startsWith('https:')
  const [forPages, forOthers, json] = [defaultsFor(true, https), defaultsFor(false, https), jsonHeaders(publicUrl)]
  return async (c, next) => {
    c.set('jsonHeaders', json)
    await next()
    if (complete.has(c.res)) return
    const headers = c.res.headers
    const page = headers.get('content-type')?.startsWith('text/html') ?? false
    // An address that carries a right is told to nobody; on https the browser says by itself where a form comes from.
    if (page && https && isLink(c)) headers.set('referrer-policy', 'no-referrer')
    for (const [name, value] of Object.entries(page ? forPages : forOthers)) if (!headers.has(name)) headers.set(name, value)
  }
}

function isLink(c: Context): boolean {
  return (c.get('route') as RouteEntry | undefined)?.who === 'link'
}

/** Answers that have every header already. */
const complete = new WeakSet<Response>()

/** Every header of a JSON answer. */
export function jsonHeaders(publicUrl: string): Record<string, string> {
  return { 'content-type': 'application/json', ...defaultsFor(false, publicUrl.startsWith('https:')) }
}

/** A JSON answer, as text, with all its headers from the start, for what is asked very often: adding them afterwards costs as much as the rest. */
export function completeJson<Body>(c: Context, text: string): Response & TypedResponse<Body, 200, 'json'> {
  const answer = new Response(text, { status: 200, headers: { 'content-type': 'application/json', ...(c.get('jsonHeaders') as Record<string, string> | undefined) } })
  complete.add(answer)
  return answer as Response & TypedResponse<Body, 200, 'json'>
}

function defaultsFor(page: boolean, https: boolean): Record<string, string> {
  return {
    'content-security-policy': page ? PAGE_POLICY : NOTHING,
    'referrer-policy': page ? 'same-origin' : 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': `camera=(), ${FEATURES}`,
    'cache-control': 'no-store',
    ...(https && { 'strict-transport-security': `max-age=${HSTS_SECONDS}; includeSubDomains` }),
  }
}
