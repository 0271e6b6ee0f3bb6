/** Who a route answers. `link` carries its right in its own address; `customer` has proved to be the person. */
export type Who = 'nobody' | 'link' | 'customer' | 'staff' | 'staff-or-key'
/** `reads` routes run in a read-only transaction and change nothing, counters included. */
export type Effect = 'reads' | 'changes'

export interface RouteEntry {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  who: Who
  effect: Effect
}

// Every way in. A route that is not on this list is not served (gate.ts), and a test holds list and program together.
export const ROUTES: readonly RouteEntry[] = [
  // The program itself
  { method: 'GET', path: '/healthz', who: 'nobody', effect: 'reads' },
  { method: 'GET', path: '/page.css', who: 'nobody', effect: 'reads' },
  { method: 'GET', path: '/api', who: 'nobody', effect: 'reads' },
  { method: 'GET', path: '/api/v1/openapi.json', who: 'nobody', effect: 'reads' },

  // Signing in, and the shell of the workspace, which holds no data
  { method: 'GET', path: '/sign-in/:token', who: 'link', effect: 'reads' },
  { method: 'POST', path: '/sign-in/:token', who: 'link', effect: 'changes' },
  { method: 'GET', path: '/*', who: 'nobody', effect: 'reads' },

  // Session and keys: a key must not make keys
  { method: 'GET', path: '/api/v1/session', who: 'staff', effect: 'reads' },
  { method: 'DELETE', path: '/api/v1/session', who: 'staff', effect: 'changes' },
  { method: 'GET', path: '/api/v1/api-keys', who: 'staff', effect: 'reads' },
  { method: 'POST', path: '/api/v1/api-keys', who: 'staff', effect: 'changes' },
  { method: 'DELETE', path: '/api/v1/api-keys/:id', who: 'staff', effect: 'changes' },
]
