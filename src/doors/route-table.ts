/**
 * Who a route answers. `link` carries its right in its own address; `customer` has proved to be the person;
 * `staff-or-key` holds keys to what their purposes need (staff/key-scope.ts), and where that is not so it is `staff`.
 */
export type Who = 'nobody' | 'link' | 'customer' | 'staff' | 'staff-or-key'
/** `reads` routes run in a read-only transaction and change nothing, counters included. */
export type Effect = 'reads' | 'changes'

export interface RouteEntry {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  who: Who
  effect: Effect
  /**
   * A request that came with an Idempotency-Key is claimed by the route itself, in the transaction it shares with
   * others; or never, where the answer is a stream that nobody keeps.
   */
  claims?: 'itself' | 'never'
}

// Every way in. A route that is not on this list is not served (gate.ts), and a test holds list and program together.
export const ROUTES: readonly RouteEntry[] = [
  // The program itself
  { method: 'GET', path: '/healthz', who: 'nobody', effect: 'reads' },
  { method: 'GET', path: '/page.css', who: 'nobody', effect: 'reads' },
  { method: 'GET', path: '/favicon.ico', who: 'nobody', effect: 'reads' },
  { method: 'GET', path: '/api', who: 'nobody', effect: 'reads' },
  { method: 'GET', path: '/api/v1/openapi.json', who: 'nobody', effect: 'reads' },

  // Signing in, and the shell of the workspace, which holds no data
  { method: 'GET', path: '/sign-in/:token', who: 'link', effect: 'reads' },
  { method: 'POST', path: '/sign-in/:token', who: 'link', effect: 'changes' },
  { method: 'GET', path: '/*', who: 'nobody', effect: 'reads' },

  // What a customer reaches without having shown who they are: the front door, and pages behind links in messages
  { method: 'GET', path: '/customer.css', who: 'nobody', effect: 'reads' },
  { method: 'GET', path: '/me', who: 'nobody', effect: 'reads' },
  { method: 'POST', path: '/me', who: 'nobody', effect: 'changes' },
  { method: 'GET', path: '/me/code', who: 'nobody', effect: 'reads' },
  { method: 'POST', path: '/me/code', who: 'nobody', effect: 'changes' },
  { method: 'GET', path: '/choices/:token', who: 'link', effect: 'reads' },
  { method: 'POST', path: '/choices/:token', who: 'link', effect: 'changes' },
  { method: 'GET', path: '/one-click/:token', who: 'link', effect: 'reads' },
  { method: 'POST', path: '/one-click/:token', who: 'link', effect: 'changes' },
  { method: 'GET', path: '/questions/:token', who: 'link', effect: 'reads' },
  { method: 'POST', path: '/questions/:token', who: 'link', effect: 'changes' },
  { method: 'GET', path: '/confirmations/:token', who: 'link', effect: 'reads' },
  { method: 'POST', path: '/confirmations/:token', who: 'link', effect: 'changes' },
  { method: 'GET', path: '/revocations/:token', who: 'link', effect: 'reads' },
  { method: 'POST', path: '/revocations/:token', who: 'link', effect: 'changes' },

  // The person's own page, for whoever has entered the code mailed to the person
  { method: 'GET', path: '/me/page', who: 'customer', effect: 'reads' },
  { method: 'GET', path: '/me/choices/:purpose', who: 'customer', effect: 'reads' },
  { method: 'POST', path: '/me/choices/:purpose', who: 'customer', effect: 'changes' },
  { method: 'POST', path: '/me/choices/:purpose/rehearsals', who: 'customer', effect: 'reads' },
  { method: 'POST', path: '/me/marketing-objection', who: 'customer', effect: 'changes' },
  { method: 'POST', path: '/me/asking', who: 'customer', effect: 'changes' },
  { method: 'POST', path: '/me/doubts', who: 'customer', effect: 'changes' },
  { method: 'POST', path: '/me/rejections', who: 'customer', effect: 'changes' },
  { method: 'GET', path: '/me/details', who: 'customer', effect: 'reads' },
  { method: 'POST', path: '/me/details', who: 'customer', effect: 'changes' },
  { method: 'POST', path: '/me/address', who: 'customer', effect: 'changes' },
  { method: 'GET', path: '/me/address/code', who: 'customer', effect: 'reads' },
  { method: 'POST', path: '/me/address/code', who: 'customer', effect: 'changes' },
  { method: 'GET', path: '/me/history', who: 'customer', effect: 'reads' },
  { method: 'GET', path: '/me/receipts', who: 'customer', effect: 'reads' },
  { method: 'GET', path: '/me/receipts/:seq', who: 'customer', effect: 'reads' },
  { method: 'GET', path: '/me/receipts/:seq/file', who: 'customer', effect: 'reads' },
  { method: 'POST', path: '/me/sign-out', who: 'customer', effect: 'changes' },

  // Session and keys: a key must not make keys
  { method: 'GET', path: '/api/v1/session', who: 'staff', effect: 'reads' },
  { method: 'DELETE', path: '/api/v1/session', who: 'staff', effect: 'changes' },
  { method: 'GET', path: '/api/v1/api-keys', who: 'staff', effect: 'reads' },
  { method: 'POST', path: '/api/v1/api-keys', who: 'staff', effect: 'changes' },
  { method: 'DELETE', path: '/api/v1/api-keys/:id', who: 'staff', effect: 'changes' },

  // People and what they have said
  { method: 'GET', path: '/api/v1/people', who: 'staff-or-key', effect: 'reads' },
  { method: 'POST', path: '/api/v1/people', who: 'staff-or-key', effect: 'changes' },
  { method: 'GET', path: '/api/v1/people/:id', who: 'staff-or-key', effect: 'reads' },
  { method: 'PATCH', path: '/api/v1/people/:id/values', who: 'staff-or-key', effect: 'changes' },
  { method: 'GET', path: '/api/v1/people/:id/timeline', who: 'staff-or-key', effect: 'reads' },
  { method: 'GET', path: '/api/v1/people/:id/entries/:seq/receipt', who: 'staff', effect: 'reads' },
  { method: 'GET', path: '/api/v1/consent-rates', who: 'staff', effect: 'reads' },
  { method: 'GET', path: '/api/v1/answers-by-week', who: 'staff', effect: 'reads' },
  { method: 'POST', path: '/api/v1/people/:id/choices', who: 'staff-or-key', effect: 'changes', claims: 'itself' },
  { method: 'POST', path: '/api/v1/choices', who: 'staff-or-key', effect: 'changes' },
  { method: 'POST', path: '/api/v1/people/:id/choice-rehearsals', who: 'staff', effect: 'reads' },

  // Deciding
  { method: 'POST', path: '/api/v1/decisions', who: 'staff-or-key', effect: 'reads' },
  { method: 'POST', path: '/api/v1/audiences', who: 'staff-or-key', effect: 'reads' },
  { method: 'GET', path: '/api/v1/reach', who: 'staff', effect: 'reads' },
  { method: 'POST', path: '/api/v1/exports', who: 'staff-or-key', effect: 'changes', claims: 'never' },

  // The catalogue of purposes and fields
  { method: 'GET', path: '/api/v1/purposes', who: 'staff-or-key', effect: 'reads' },
  { method: 'GET', path: '/api/v1/purposes/:key', who: 'staff-or-key', effect: 'reads' },
  { method: 'GET', path: '/api/v1/fields', who: 'staff-or-key', effect: 'reads' },
  { method: 'POST', path: '/api/v1/catalogue/rehearsals', who: 'staff', effect: 'reads' },
  { method: 'POST', path: '/api/v1/catalogue/versions', who: 'staff', effect: 'changes' },

  // Imports
  { method: 'POST', path: '/api/v1/imports', who: 'staff-or-key', effect: 'changes' },
  { method: 'GET', path: '/api/v1/imports', who: 'staff-or-key', effect: 'reads' },
  { method: 'GET', path: '/api/v1/imports/:id', who: 'staff-or-key', effect: 'reads' },
  { method: 'DELETE', path: '/api/v1/imports/:id', who: 'staff-or-key', effect: 'changes' },
  { method: 'PUT', path: '/api/v1/imports/:id/settings', who: 'staff-or-key', effect: 'changes' },
  { method: 'POST', path: '/api/v1/imports/:id/rehearsals', who: 'staff-or-key', effect: 'changes' },
  { method: 'POST', path: '/api/v1/imports/:id/runs', who: 'staff-or-key', effect: 'changes' },
  { method: 'POST', path: '/api/v1/imports/:id/cancellations', who: 'staff-or-key', effect: 'changes' },
  { method: 'GET', path: '/api/v1/imports/:id/undo', who: 'staff', effect: 'reads' },
  { method: 'POST', path: '/api/v1/imports/:id/undo-rehearsals', who: 'staff', effect: 'changes' },
  { method: 'POST', path: '/api/v1/imports/:id/undos', who: 'staff', effect: 'changes' },
  { method: 'GET', path: '/api/v1/imports/:id/rows', who: 'staff-or-key', effect: 'reads' },
  { method: 'GET', path: '/api/v1/imports/:id/report', who: 'staff-or-key', effect: 'reads' },
  { method: 'GET', path: '/api/v1/import-mappings', who: 'staff-or-key', effect: 'reads' },

  // Asking and sending. A rehearsal is noted on the mailing, so it is a change
  { method: 'GET', path: '/api/v1/mailings', who: 'staff', effect: 'reads' },
  { method: 'POST', path: '/api/v1/mailings', who: 'staff', effect: 'changes' },
  { method: 'GET', path: '/api/v1/mailings/:id', who: 'staff', effect: 'reads' },
  { method: 'PUT', path: '/api/v1/mailings/:id', who: 'staff', effect: 'changes' },
  { method: 'POST', path: '/api/v1/mailings/:id/rehearsals', who: 'staff', effect: 'changes' },
  { method: 'GET', path: '/api/v1/mailings/:id/preview', who: 'staff', effect: 'reads' },
  { method: 'POST', path: '/api/v1/mailings/:id/sendings', who: 'staff', effect: 'changes' },
  { method: 'POST', path: '/api/v1/mailings/:id/pauses', who: 'staff', effect: 'changes' },
  { method: 'POST', path: '/api/v1/mailings/:id/resumptions', who: 'staff', effect: 'changes' },
  { method: 'POST', path: '/api/v1/mailings/:id/stops', who: 'staff', effect: 'changes' },
  { method: 'GET', path: '/api/v1/mailings/:id/recipients', who: 'staff', effect: 'reads' },
  { method: 'GET', path: '/api/v1/outbox', who: 'staff', effect: 'reads' },
  { method: 'GET', path: '/api/v1/outbox/:person/:id', who: 'staff', effect: 'reads' },
  { method: 'GET', path: '/question-previews/:purpose', who: 'staff', effect: 'reads' },

  // The ledger; verifying recomputes and changes nothing
  { method: 'GET', path: '/api/v1/ledger', who: 'staff-or-key', effect: 'reads' },
  { method: 'GET', path: '/api/v1/ledger/checkpoint', who: 'staff-or-key', effect: 'reads' },
  { method: 'GET', path: '/api/v1/ledger/entries/:index/proof', who: 'staff-or-key', effect: 'reads' },
  { method: 'POST', path: '/api/v1/ledger/verifications', who: 'staff-or-key', effect: 'reads' },

  { method: 'GET', path: '/api/v1/demo', who: 'staff-or-key', effect: 'reads' },
]
