// long: one list of every way in.
import type { AttemptKind } from '../plumbing/take-attempt.ts'
import type { Permission } from '../staff/permission.ts'

/**
 * Who a route answers. `link` carries its right in its own address; `customer` has proved to be the person;
 * `staff-or-key` holds keys to what their purposes need (staff/key-scope.ts), and where that is not so it is `staff`.
 */
export type Who = 'nobody' | 'link' | 'customer' | 'staff' | 'staff-or-key'
/** `reads` routes run in a read-only transaction and change nothing, counters included. */
export type Effect = 'reads' | 'changes'

interface WayIn {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  effect: Effect
  /**
   * A request that came with an Idempotency-Key is claimed by the route itself, in the transaction it shares with
   * others; or never, where the answer is a stream that nobody keeps, or one that nobody may keep.
   */
  claims?: 'itself' | 'never'
  /** Something that could be guessed is tried here: counted by network and in all before the route looks at it (limit-attempts.ts). */
  attempts?: AttemptKind
  /** A change that pages and programs of others may send: a mailbox's one-click press (RFC 8058). */
  fromAnywhere?: true
}

interface OpenRoute extends WayIn { who: Exclude<Who, 'staff' | 'staff-or-key'>; needs?: never; fresh?: never; enrolling?: never }
/** `needs` is what a colleague must be permitted to do; keys are held to their purposes instead. */
export interface StaffRoute extends WayIn {
  who: 'staff' | 'staff-or-key'
  needs: Permission
  /** A colleague must have shown a factor within the last five minutes. */
  fresh?: true
  /** Open to a session that may do no more than enrol a factor: one by the link of a colleague (AU-04). */
  enrolling?: true
}
export type RouteEntry = OpenRoute | StaffRoute

// Every way in. A route that is not on this list is not served (gate.ts), and a test holds list and program together.
export const ROUTES: readonly RouteEntry[] = [
  // The program itself
  { method: 'GET', path: '/healthz', who: 'nobody', effect: 'reads' },
  { method: 'GET', path: '/readyz', who: 'nobody', effect: 'reads' },
  { method: 'GET', path: '/metrics', who: 'nobody', effect: 'reads' },
  { method: 'GET', path: '/page.css', who: 'nobody', effect: 'reads' },
  { method: 'GET', path: '/favicon.ico', who: 'nobody', effect: 'reads' },
  { method: 'GET', path: '/api', who: 'nobody', effect: 'reads' },
  { method: 'GET', path: '/api/v1/openapi.json', who: 'nobody', effect: 'reads' },

  // Signing in, and the shell of the workspace, which holds no data
  { method: 'GET', path: '/sign-in/:token', who: 'link', effect: 'reads' },
  { method: 'POST', path: '/sign-in/:token', who: 'link', effect: 'changes', attempts: 'link' },
  // A provider sends browsers back by a GET: it acts once, and only in the browser that a page of ours sent there
  { method: 'GET', path: '/single-sign-on/return', who: 'nobody', effect: 'changes', attempts: 'ceremony' },
  { method: 'GET', path: '/api/v1/single-sign-on', who: 'nobody', effect: 'reads' },
  { method: 'POST', path: '/api/v1/single-sign-on/sign-ins', who: 'nobody', effect: 'changes', attempts: 'ceremony' },
  { method: 'GET', path: '/*', who: 'nobody', effect: 'reads' },

  // What a customer reaches without having shown who they are: the front door, and pages behind links in messages
  { method: 'GET', path: '/customer.css', who: 'nobody', effect: 'reads' },
  { method: 'GET', path: '/privacy', who: 'nobody', effect: 'reads' },
  { method: 'GET', path: '/me', who: 'nobody', effect: 'reads' },
  { method: 'POST', path: '/me', who: 'nobody', effect: 'changes', attempts: 'knock' },
  { method: 'GET', path: '/me/code', who: 'nobody', effect: 'reads' },
  { method: 'POST', path: '/me/code', who: 'nobody', effect: 'changes', attempts: 'code' },
  { method: 'POST', path: '/me/invoice-code', who: 'nobody', effect: 'changes', attempts: 'typed-code' },
  { method: 'GET', path: '/me/invoice-code', who: 'link', effect: 'reads' },
  { method: 'POST', path: '/me/invoice-code/answers', who: 'link', effect: 'changes' },
  { method: 'GET', path: '/me/invoice-code/proof', who: 'link', effect: 'reads' },
  { method: 'POST', path: '/me/invoice-code/proof', who: 'link', effect: 'changes', attempts: 'fact' },
  { method: 'POST', path: '/me/single-sign-on', who: 'nobody', effect: 'changes', attempts: 'ceremony' },
  { method: 'GET', path: '/me/single-sign-on/return', who: 'nobody', effect: 'changes', attempts: 'ceremony' },
  { method: 'GET', path: '/choices/:token', who: 'link', effect: 'reads' },
  { method: 'POST', path: '/choices/:token', who: 'link', effect: 'changes' },
  { method: 'GET', path: '/one-click/:token', who: 'link', effect: 'reads' },
  { method: 'POST', path: '/one-click/:token', who: 'link', effect: 'changes', fromAnywhere: true },
  { method: 'GET', path: '/questions/:token', who: 'link', effect: 'reads' },
  { method: 'POST', path: '/questions/:token', who: 'link', effect: 'changes' },
  { method: 'GET', path: '/quotes/:token', who: 'link', effect: 'reads' },
  { method: 'POST', path: '/quotes/:token', who: 'link', effect: 'changes' },
  { method: 'GET', path: '/quotes/:token/file', who: 'link', effect: 'reads' },
  { method: 'GET', path: '/confirmations/:token', who: 'link', effect: 'reads' },
  { method: 'POST', path: '/confirmations/:token', who: 'link', effect: 'changes' },
  { method: 'GET', path: '/revocations/:token', who: 'link', effect: 'reads' },
  { method: 'POST', path: '/revocations/:token', who: 'link', effect: 'changes' },
  { method: 'GET', path: '/erasures/:token', who: 'link', effect: 'reads' },
  { method: 'GET', path: '/erasures/:token/certificate', who: 'link', effect: 'reads' },
  // What a connected system is asked to do about a person, for the people who work there
  { method: 'GET', path: '/tasks/:token', who: 'link', effect: 'reads' },
  { method: 'POST', path: '/tasks/:token', who: 'link', effect: 'changes', attempts: 'link' },

  // The person's own page, for whoever has entered the code mailed to the person
  { method: 'GET', path: '/me/page', who: 'customer', effect: 'reads' },
  { method: 'GET', path: '/me/choices/:purpose', who: 'customer', effect: 'reads' },
  { method: 'POST', path: '/me/choices/:purpose', who: 'customer', effect: 'changes' },
  { method: 'POST', path: '/me/choices/:purpose/rehearsals', who: 'customer', effect: 'reads' },
  { method: 'POST', path: '/me/marketing-objection', who: 'customer', effect: 'changes' },
  { method: 'POST', path: '/me/asking', who: 'customer', effect: 'changes' },
  { method: 'POST', path: '/me/doubts', who: 'customer', effect: 'changes' },
  { method: 'POST', path: '/me/rejections', who: 'customer', effect: 'changes' },
  { method: 'GET', path: '/me/contact', who: 'customer', effect: 'reads' },
  { method: 'POST', path: '/me/contact', who: 'customer', effect: 'changes' },
  { method: 'GET', path: '/me/delivery', who: 'customer', effect: 'reads' },
  { method: 'POST', path: '/me/delivery', who: 'customer', effect: 'changes' },
  { method: 'GET', path: '/me/details', who: 'customer', effect: 'reads' },
  { method: 'POST', path: '/me/details', who: 'customer', effect: 'changes' },
  { method: 'POST', path: '/me/address', who: 'customer', effect: 'changes', attempts: 'knock' },
  { method: 'GET', path: '/me/address/code', who: 'customer', effect: 'reads' },
  { method: 'POST', path: '/me/address/code', who: 'customer', effect: 'changes', attempts: 'code' },
  { method: 'GET', path: '/me/history', who: 'customer', effect: 'reads' },
  { method: 'GET', path: '/me/looks', who: 'customer', effect: 'reads' },
  { method: 'GET', path: '/me/documents/:id', who: 'customer', effect: 'reads' },
  { method: 'GET', path: '/me/invoices', who: 'customer', effect: 'reads' },
  { method: 'GET', path: '/me/invoices/:invoice', who: 'customer', effect: 'reads' },
  { method: 'POST', path: '/me/invoices/:invoice/questions', who: 'customer', effect: 'changes' },
  { method: 'GET', path: '/me/quotes', who: 'customer', effect: 'reads' },
  { method: 'GET', path: '/me/quotes/:quote', who: 'customer', effect: 'reads' },
  { method: 'POST', path: '/me/quotes/:quote', who: 'customer', effect: 'changes' },
  { method: 'GET', path: '/me/quotes/:quote/file', who: 'customer', effect: 'reads' },
  { method: 'GET', path: '/me/receipts', who: 'customer', effect: 'reads' },
  { method: 'GET', path: '/me/receipts/:seq', who: 'customer', effect: 'reads' },
  { method: 'GET', path: '/me/receipts/:seq/file', who: 'customer', effect: 'reads' },
  { method: 'GET', path: '/me/erasure', who: 'customer', effect: 'reads' },
  { method: 'POST', path: '/me/erasure', who: 'customer', effect: 'changes' },
  { method: 'GET', path: '/me/copy', who: 'customer', effect: 'reads' },
  { method: 'POST', path: '/me/copy/links', who: 'customer', effect: 'changes' },
  { method: 'GET', path: '/me/copy/files/:link', who: 'customer', effect: 'reads' },
  { method: 'POST', path: '/me/identities', who: 'customer', effect: 'changes', attempts: 'ceremony' },
  { method: 'POST', path: '/me/identities/:id/ends', who: 'customer', effect: 'changes' },
  { method: 'GET', path: '/me/requests', who: 'customer', effect: 'reads' },
  { method: 'POST', path: '/me/requests', who: 'customer', effect: 'changes' },
  { method: 'GET', path: '/me/requests/:request', who: 'customer', effect: 'reads' },
  { method: 'POST', path: '/me/requests/:request/ends', who: 'customer', effect: 'changes' },
  { method: 'GET', path: '/me/sessions', who: 'customer', effect: 'reads' },
  { method: 'POST', path: '/me/sessions/ends', who: 'customer', effect: 'changes' },
  { method: 'POST', path: '/me/sign-out', who: 'customer', effect: 'changes' },

  // Signing in with what one has enrolled, and one's own account
  { method: 'POST', path: '/api/v1/sign-in/passkey-options', who: 'nobody', effect: 'changes', attempts: 'ceremony' },
  { method: 'POST', path: '/api/v1/sign-in/passkeys', who: 'nobody', effect: 'changes', attempts: 'ceremony' },
  { method: 'POST', path: '/api/v1/sign-in/passwords', who: 'nobody', effect: 'changes', attempts: 'factor' },
  { method: 'GET', path: '/api/v1/account', who: 'staff', needs: 'own', enrolling: true, effect: 'reads' },
  { method: 'POST', path: '/api/v1/account/passkey-options', who: 'staff', needs: 'own', enrolling: true, effect: 'changes', claims: 'never' },
  { method: 'POST', path: '/api/v1/account/passkeys', who: 'staff', needs: 'own', enrolling: true, effect: 'changes', claims: 'never' },
  { method: 'DELETE', path: '/api/v1/account/passkeys/:id', who: 'staff', needs: 'own', fresh: true, effect: 'changes' },
  { method: 'POST', path: '/api/v1/account/authenticators', who: 'staff', needs: 'own', enrolling: true, effect: 'changes', claims: 'never' },
  { method: 'PUT', path: '/api/v1/account/password', who: 'staff', needs: 'own', enrolling: true, effect: 'changes' },
  { method: 'PATCH', path: '/api/v1/account/password', who: 'staff', needs: 'own', fresh: true, effect: 'changes' },
  { method: 'DELETE', path: '/api/v1/account/password', who: 'staff', needs: 'own', fresh: true, effect: 'changes' },
  { method: 'POST', path: '/api/v1/account/recovery-codes', who: 'staff', needs: 'own', fresh: true, effect: 'changes', claims: 'never' },
  { method: 'DELETE', path: '/api/v1/account/sessions/:id', who: 'staff', needs: 'own', fresh: true, effect: 'changes' },
  { method: 'POST', path: '/api/v1/account/session-ends', who: 'staff', needs: 'own', fresh: true, effect: 'changes', claims: 'never' },
  { method: 'POST', path: '/api/v1/account/proof-options', who: 'staff', needs: 'own', effect: 'changes', claims: 'never' },
  { method: 'POST', path: '/api/v1/account/proofs', who: 'staff', needs: 'own', effect: 'changes', claims: 'never', attempts: 'factor' },

  // Session and keys: a key must not make keys
  { method: 'GET', path: '/api/v1/session', who: 'staff', needs: 'own', enrolling: true, effect: 'reads' },
  { method: 'DELETE', path: '/api/v1/session', who: 'staff', needs: 'own', enrolling: true, effect: 'changes' },
  { method: 'GET', path: '/api/v1/single-sign-on/connections', who: 'staff', needs: 'own', enrolling: true, effect: 'reads' },
  { method: 'POST', path: '/api/v1/single-sign-on/connections', who: 'staff', needs: 'own', enrolling: true, effect: 'changes', claims: 'never', attempts: 'ceremony' },
  { method: 'DELETE', path: '/api/v1/single-sign-on/connections/:id', who: 'staff', needs: 'own', fresh: true, effect: 'changes' },
  { method: 'POST', path: '/api/v1/single-sign-on/proofs', who: 'staff', needs: 'own', effect: 'changes', claims: 'never', attempts: 'ceremony' },
  { method: 'GET', path: '/api/v1/api-keys', who: 'staff', needs: 'keys.manage', effect: 'reads' },
  { method: 'POST', path: '/api/v1/api-keys', who: 'staff', needs: 'keys.manage', fresh: true, effect: 'changes' },
  { method: 'DELETE', path: '/api/v1/api-keys/:id', who: 'staff', needs: 'keys.manage', effect: 'changes' },

  // Colleagues, what they may do, and what takes two of them
  { method: 'GET', path: '/api/v1/colleagues', who: 'staff', needs: 'staff.manage', effect: 'reads' },
  { method: 'POST', path: '/api/v1/colleagues', who: 'staff', needs: 'staff.manage', fresh: true, effect: 'changes', claims: 'never' },
  { method: 'POST', path: '/api/v1/colleagues/:id/invitations', who: 'staff', needs: 'staff.manage', fresh: true, effect: 'changes', claims: 'never' },
  { method: 'POST', path: '/api/v1/colleagues/:id/factor-resets', who: 'staff', needs: 'staff.manage', fresh: true, effect: 'changes', claims: 'never' },
  { method: 'PUT', path: '/api/v1/colleagues/:id/roles', who: 'staff', needs: 'staff.manage', fresh: true, effect: 'changes' },
  { method: 'GET', path: '/api/v1/roles', who: 'staff', needs: 'staff.manage', effect: 'reads' },
  { method: 'POST', path: '/api/v1/roles', who: 'staff', needs: 'staff.manage', fresh: true, effect: 'changes' },
  { method: 'PUT', path: '/api/v1/roles/:key', who: 'staff', needs: 'staff.manage', fresh: true, effect: 'changes' },
  { method: 'GET', path: '/api/v1/approvals', who: 'staff', needs: 'own', effect: 'reads' },
  { method: 'POST', path: '/api/v1/approvals', who: 'staff', needs: 'own', effect: 'changes' },
  { method: 'POST', path: '/api/v1/approvals/:id/decisions', who: 'staff', needs: 'own', fresh: true, effect: 'changes' },

  // People and what they have said
  { method: 'GET', path: '/api/v1/people', who: 'staff-or-key', needs: 'people.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/people', who: 'staff-or-key', needs: 'people.write', effect: 'changes' },
  { method: 'GET', path: '/api/v1/people/:id', who: 'staff-or-key', needs: 'people.read', effect: 'reads' },
  { method: 'PATCH', path: '/api/v1/people/:id/values', who: 'staff-or-key', needs: 'people.write', effect: 'changes' },
  { method: 'GET', path: '/api/v1/people/:id/timeline', who: 'staff-or-key', needs: 'people.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/people/:id/entries/:seq/receipt', who: 'staff', needs: 'people.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/consent-rates', who: 'staff', needs: 'overview.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/insight/relation', who: 'staff', needs: 'overview.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/answers-by-week', who: 'staff', needs: 'overview.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/people/:id/choices', who: 'staff-or-key', needs: 'choices.record', effect: 'changes', claims: 'itself' },
  { method: 'POST', path: '/api/v1/events', who: 'staff-or-key', needs: 'people.write', effect: 'changes' },
  { method: 'POST', path: '/api/v1/choices', who: 'staff-or-key', needs: 'choices.record', effect: 'changes' },
  { method: 'GET', path: '/api/v1/people/:id/scripts', who: 'staff', needs: 'choices.record', effect: 'reads' },
  { method: 'POST', path: '/api/v1/people/:id/choice-rehearsals', who: 'staff', needs: 'choices.record', effect: 'reads' },

  // What was issued to a person and must be kept, and what is kept from ending
  // Invoices
  { method: 'POST', path: '/api/v1/e-invoices', who: 'staff-or-key', needs: 'documents.file', effect: 'changes' },
  { method: 'POST', path: '/api/v1/e-invoices/rehearsals', who: 'staff-or-key', needs: 'documents.file', effect: 'reads' },
  { method: 'GET', path: '/api/v1/decorations', who: 'staff', needs: 'invoices.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/decorations/state', who: 'staff', needs: 'invoices.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/decorations', who: 'staff-or-key', needs: 'invoices.write', effect: 'changes' },
  { method: 'GET', path: '/api/v1/invoicing', who: 'staff', needs: 'invoices.read', effect: 'reads' },
  { method: 'PUT', path: '/api/v1/invoicing', who: 'staff', needs: 'invoices.write', fresh: true, effect: 'changes' },
  { method: 'GET', path: '/api/v1/invoices', who: 'staff', needs: 'invoices.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/people/:id/invoices', who: 'staff', needs: 'invoices.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/people/:id/invoices', who: 'staff-or-key', needs: 'invoices.write', effect: 'changes' },
  { method: 'POST', path: '/api/v1/people/:id/invoices/rehearsal', who: 'staff', needs: 'invoices.write', effect: 'reads' },
  { method: 'GET', path: '/api/v1/people/:id/invoices/:invoice', who: 'staff', needs: 'invoices.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/people/:id/invoices/:invoice/ubl', who: 'staff', needs: 'invoices.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/people/:id/invoices/:invoice/credit/rehearsal', who: 'staff', needs: 'invoices.write', effect: 'reads' },
  { method: 'POST', path: '/api/v1/people/:id/invoices/:invoice/credit', who: 'staff', needs: 'invoices.write', effect: 'changes' },
  { method: 'POST', path: '/api/v1/people/:id/invoices/:invoice/code-revocations', who: 'staff', needs: 'codes.revoke', effect: 'changes' },
  { method: 'POST', path: '/api/v1/people/:id/invoices/:invoice/payments', who: 'staff', needs: 'invoices.write', effect: 'changes' },
  { method: 'GET', path: '/api/v1/delivery-settings', who: 'staff', needs: 'invoices.read', effect: 'reads' },
  { method: 'PUT', path: '/api/v1/delivery-settings', who: 'staff', needs: 'invoices.write', fresh: true, effect: 'changes' },
  { method: 'POST', path: '/api/v1/mail-returns', who: 'staff-or-key', needs: 'invoices.write', effect: 'changes' },
  { method: 'GET', path: '/api/v1/deliveries', who: 'staff', needs: 'invoices.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/people/:id/invoices/:invoice/deliveries', who: 'staff', needs: 'invoices.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/people/:id/invoices/:invoice/deliveries', who: 'staff-or-key', needs: 'invoices.write', effect: 'changes' },
  { method: 'POST', path: '/api/v1/people/:id/invoices/:invoice/deliveries/:delivery/ends', who: 'staff', needs: 'invoices.write', effect: 'changes' },
  { method: 'POST', path: '/api/v1/people/:id/invoices/:invoice/deliveries/:delivery/prints', who: 'staff', needs: 'invoices.write', effect: 'changes', claims: 'never' },
  { method: 'GET', path: '/api/v1/peppol-documents', who: 'staff-or-key', needs: 'invoices.write', effect: 'reads' },
  { method: 'POST', path: '/api/v1/people/:id/peppol-documents/:delivery/answers', who: 'staff-or-key', needs: 'invoices.write', effect: 'changes' },
  { method: 'GET', path: '/api/v1/invoice-reminders/rehearsal', who: 'staff', needs: 'invoices.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/invoice-reminders', who: 'staff', needs: 'invoices.write', effect: 'changes' },
  { method: 'GET', path: '/api/v1/letter-batches', who: 'staff', needs: 'invoices.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/letter-batches', who: 'staff', needs: 'invoices.write', effect: 'changes' },
  { method: 'GET', path: '/api/v1/letter-batches/:id/file', who: 'staff', needs: 'invoices.write', effect: 'reads' },
  { method: 'POST', path: '/api/v1/letter-batches/:id/ends', who: 'staff', needs: 'invoices.write', effect: 'changes' },
  { method: 'PUT', path: '/api/v1/people/:id/delivery-choice', who: 'staff', needs: 'invoices.write', effect: 'changes' },
  { method: 'GET', path: '/api/v1/payment-files', who: 'staff', needs: 'invoices.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/payment-files', who: 'staff-or-key', needs: 'invoices.write', effect: 'changes' },
  { method: 'POST', path: '/api/v1/payment-files/rehearsals', who: 'staff-or-key', needs: 'invoices.write', effect: 'reads' },
  { method: 'GET', path: '/api/v1/bank-payments', who: 'staff', needs: 'invoices.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/bank-payments/:id', who: 'staff', needs: 'invoices.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/bank-payments/:id/matches', who: 'staff', needs: 'invoices.write', effect: 'changes' },
  { method: 'POST', path: '/api/v1/bank-payments/:id/endings', who: 'staff', needs: 'invoices.write', effect: 'changes' },
  { method: 'POST', path: '/api/v1/bank-payments/:id/steps/:step/undoings', who: 'staff', needs: 'invoices.write', effect: 'changes' },
  { method: 'GET', path: '/api/v1/invoice-questions', who: 'staff', needs: 'invoices.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/people/:id/invoices/:invoice/questions', who: 'staff', needs: 'invoices.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/people/:id/invoices/:invoice/questions/:question/answers', who: 'staff', needs: 'invoices.read', effect: 'changes' },
  { method: 'POST', path: '/api/v1/invoice-searches', who: 'staff', needs: 'invoices.read', effect: 'reads' },
  // Sheets on paper, and the slips that come back
  { method: 'GET', path: '/api/v1/people/:id/slips', who: 'staff', needs: 'people.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/people/:id/slips', who: 'staff', needs: 'choices.record', effect: 'changes' },
  { method: 'GET', path: '/api/v1/people/:id/slips/:slip/sheet', who: 'staff', needs: 'people.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/people/:id/slips/:slip/picture', who: 'staff', needs: 'people.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/slip-searches', who: 'staff', needs: 'choices.record', effect: 'reads' },
  { method: 'POST', path: '/api/v1/people/:id/slips/:slip/answers', who: 'staff', needs: 'choices.record', effect: 'changes' },
  // Activities
  { method: 'GET', path: '/api/v1/my-day', who: 'staff', needs: 'activities.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/my-day/count', who: 'staff', needs: 'activities.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/team-day', who: 'staff', needs: 'activities.team', effect: 'reads' },
  { method: 'GET', path: '/api/v1/people/:id/activities', who: 'staff', needs: 'activities.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/companies/:id/activities', who: 'staff', needs: 'activities.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/people/:id/call-answers', who: 'staff', needs: 'activities.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/people/:id/calls', who: 'staff', needs: 'activities.write', effect: 'changes' },
  { method: 'POST', path: '/api/v1/activities', who: 'staff', needs: 'activities.write', effect: 'changes' },
  { method: 'GET', path: '/api/v1/activities/:person/:activity', who: 'staff', needs: 'activities.read', effect: 'reads' },
  { method: 'PATCH', path: '/api/v1/activities/:person/:activity', who: 'staff', needs: 'activities.write', effect: 'changes' },
  { method: 'DELETE', path: '/api/v1/activities/:person/:activity', who: 'staff', needs: 'activities.write', effect: 'changes' },
  { method: 'POST', path: '/api/v1/activities/:person/:activity/completions', who: 'staff', needs: 'activities.write', effect: 'changes' },
  { method: 'POST', path: '/api/v1/activities/:person/:activity/reopenings', who: 'staff', needs: 'activities.write', effect: 'changes' },
  { method: 'POST', path: '/api/v1/activities/:person/:activity/restorations', who: 'staff', needs: 'activities.write', effect: 'changes' },
  // Deals
  { method: 'GET', path: '/api/v1/pipelines', who: 'staff', needs: 'deals.read', effect: 'reads' },
  { method: 'PUT', path: '/api/v1/pipelines/:id', who: 'staff', needs: 'deals.write', effect: 'changes' },
  { method: 'GET', path: '/api/v1/pipelines/:id/board', who: 'staff', needs: 'deals.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/pipelines/:id/forecast', who: 'staff', needs: 'deals.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/pipelines/:id/insight', who: 'staff', needs: 'deals.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/people/:id/deals', who: 'staff', needs: 'deals.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/people/:id/deals', who: 'staff', needs: 'deals.write', effect: 'changes' },
  { method: 'GET', path: '/api/v1/people/:id/deals/:deal', who: 'staff', needs: 'deals.read', effect: 'reads' },
  { method: 'PATCH', path: '/api/v1/people/:id/deals/:deal', who: 'staff', needs: 'deals.write', effect: 'changes' },
  { method: 'POST', path: '/api/v1/people/:id/deals/:deal/endings', who: 'staff', needs: 'deals.write', effect: 'changes' },
  { method: 'POST', path: '/api/v1/people/:id/deals/:deal/reopenings', who: 'staff', needs: 'deals.write', effect: 'changes' },
  // Quotes in deals
  { method: 'GET', path: '/api/v1/people/:id/deals/:deal/quotes', who: 'staff', needs: 'deals.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/people/:id/deals/:deal/quotes', who: 'staff', needs: 'deals.write', effect: 'changes' },
  { method: 'POST', path: '/api/v1/people/:id/deals/:deal/quotes/rehearsal', who: 'staff', needs: 'deals.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/people/:id/quotes/:quote', who: 'staff', needs: 'deals.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/people/:id/quotes/:quote/file', who: 'staff', needs: 'deals.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/people/:id/quotes/:quote/mails', who: 'staff', needs: 'deals.write', effect: 'changes' },
  { method: 'POST', path: '/api/v1/people/:id/quotes/:quote/answers', who: 'staff', needs: 'deals.write', effect: 'changes' },
  { method: 'POST', path: '/api/v1/people/:id/quotes/:quote/withdrawals', who: 'staff', needs: 'deals.write', effect: 'changes' },
  { method: 'POST', path: '/api/v1/people/:id/quotes/:quote/undos', who: 'staff', needs: 'deals.write', effect: 'changes' },
  { method: 'POST', path: '/api/v1/people/:id/quotes/:quote/invoices', who: 'staff', needs: 'invoices.write', effect: 'changes' },
  // Companies, people in roles at them, and teams of colleagues
  { method: 'POST', path: '/api/v1/lists/companies', who: 'staff', needs: 'companies.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/lists/companies/counts', who: 'staff', needs: 'companies.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/companies/file', who: 'staff', needs: 'companies.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/companies', who: 'staff', needs: 'companies.write', effect: 'changes' },
  { method: 'GET', path: '/api/v1/companies/:id', who: 'staff', needs: 'companies.read', effect: 'reads' },
  { method: 'PUT', path: '/api/v1/companies/:id', who: 'staff', needs: 'companies.write', effect: 'changes' },
  { method: 'DELETE', path: '/api/v1/companies/:id', who: 'staff', needs: 'companies.write', effect: 'changes' },
  { method: 'POST', path: '/api/v1/companies/:id/undos', who: 'staff', needs: 'companies.write', effect: 'changes' },
  { method: 'POST', path: '/api/v1/companies/:id/merges', who: 'staff', needs: 'companies.write', effect: 'changes' },
  { method: 'POST', path: '/api/v1/companies/:id/relations', who: 'staff', needs: 'companies.write', effect: 'changes' },
  { method: 'DELETE', path: '/api/v1/companies/:id/relations/:relation', who: 'staff', needs: 'companies.write', effect: 'changes' },
  { method: 'GET', path: '/api/v1/companies/:id/people', who: 'staff', needs: 'people.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/companies/:id/people', who: 'staff', needs: 'people.write', effect: 'changes' },
  { method: 'GET', path: '/api/v1/people/:id/work', who: 'staff', needs: 'people.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/people/:id/roles', who: 'staff', needs: 'people.write', effect: 'changes' },
  { method: 'PUT', path: '/api/v1/people/:id/roles/:role', who: 'staff', needs: 'people.write', effect: 'changes' },
  { method: 'DELETE', path: '/api/v1/people/:id/roles/:role', who: 'staff', needs: 'people.write', effect: 'changes' },
  { method: 'PUT', path: '/api/v1/people/:id/owner', who: 'staff', needs: 'people.write', effect: 'changes' },
  { method: 'GET', path: '/api/v1/teams', who: 'staff', needs: 'companies.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/teams', who: 'staff', needs: 'companies.write', effect: 'changes' },
  { method: 'PUT', path: '/api/v1/teams/:id', who: 'staff', needs: 'companies.write', effect: 'changes' },
  { method: 'DELETE', path: '/api/v1/teams/:id', who: 'staff', needs: 'companies.write', effect: 'changes' },
  // Subscriptions, and runs that invoice what is due. Letting one go, or taking one back, needs a factor shown just now: it may be ten thousand invoices
  { method: 'GET', path: '/api/v1/subscriptions', who: 'staff', needs: 'invoices.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/people/:id/subscriptions', who: 'staff', needs: 'invoices.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/people/:id/subscriptions', who: 'staff', needs: 'invoices.write', effect: 'changes' },
  { method: 'GET', path: '/api/v1/people/:id/subscriptions/:subscription', who: 'staff', needs: 'invoices.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/people/:id/subscriptions/:subscription/changes', who: 'staff', needs: 'invoices.write', effect: 'changes' },
  { method: 'GET', path: '/api/v1/invoice-runs', who: 'staff', needs: 'invoices.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/invoice-runs', who: 'staff', needs: 'invoices.write', effect: 'changes' },
  { method: 'POST', path: '/api/v1/invoice-runs/files', who: 'staff', needs: 'invoices.write', effect: 'changes' },
  { method: 'POST', path: '/api/v1/invoice-runs/lists', who: 'staff-or-key', needs: 'invoices.write', effect: 'changes' },
  { method: 'GET', path: '/api/v1/invoice-runs/:id', who: 'staff', needs: 'invoices.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/invoice-runs/:id/items', who: 'staff', needs: 'invoices.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/invoice-runs/:id/starts', who: 'staff', needs: 'invoices.write', fresh: true, effect: 'changes' },
  { method: 'POST', path: '/api/v1/invoice-runs/:id/cancellations', who: 'staff', needs: 'invoices.write', effect: 'changes' },
  { method: 'POST', path: '/api/v1/invoice-runs/:id/undos', who: 'staff', needs: 'invoices.write', effect: 'changes' },
  { method: 'GET', path: '/api/v1/people/:id/documents', who: 'staff', needs: 'people.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/people/:id/documents', who: 'staff-or-key', needs: 'documents.file', effect: 'changes' },
  { method: 'GET', path: '/api/v1/people/:id/documents/:document/content', who: 'staff', needs: 'people.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/people/:id/notes', who: 'staff', needs: 'people.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/people/:id/notes', who: 'staff', needs: 'people.write', effect: 'changes' },
  { method: 'PUT', path: '/api/v1/people/:id/notes/:note', who: 'staff', needs: 'people.write', effect: 'changes' },
  { method: 'DELETE', path: '/api/v1/people/:id/notes/:note', who: 'staff', needs: 'people.write', effect: 'changes' },
  { method: 'POST', path: '/api/v1/people/:id/notes/:note/restorations', who: 'staff', needs: 'people.write', effect: 'changes' },
  { method: 'GET', path: '/api/v1/people/:id/holds', who: 'staff', needs: 'people.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/people/:id/holds', who: 'staff', needs: 'people.erase', effect: 'changes' },
  { method: 'POST', path: '/api/v1/people/:id/holds/:hold/ends', who: 'staff', needs: 'people.erase', fresh: true, effect: 'changes' },

  // Forgetting
  { method: 'POST', path: '/api/v1/people/:id/erasure-rehearsals', who: 'staff', needs: 'people.erase', effect: 'reads' },
  { method: 'POST', path: '/api/v1/people/:id/erasures', who: 'staff', needs: 'people.erase', fresh: true, effect: 'changes' },
  { method: 'POST', path: '/api/v1/erasures', who: 'staff', needs: 'people.erase', fresh: true, effect: 'changes' },
  { method: 'GET', path: '/api/v1/erasures', who: 'staff', needs: 'people.erase', effect: 'reads' },
  { method: 'GET', path: '/api/v1/erasures/:id', who: 'staff', needs: 'people.erase', effect: 'reads' },
  { method: 'GET', path: '/api/v1/erasures/:id/certificate', who: 'staff', needs: 'people.erase', effect: 'reads' },
  { method: 'POST', path: '/api/v1/kept-proof-searches', who: 'staff', needs: 'people.erase', fresh: true, effect: 'changes', claims: 'never' },

  // Copies of everything that is held of a person (art. 15 and 20), looked through before they are handed over
  { method: 'GET', path: '/api/v1/people/:id/copies', who: 'staff', needs: 'requests.handle', effect: 'reads' },
  { method: 'POST', path: '/api/v1/people/:id/copies', who: 'staff', needs: 'requests.handle', effect: 'changes' },
  { method: 'GET', path: '/api/v1/people/:id/copies/:copy', who: 'staff', needs: 'requests.handle', effect: 'reads' },
  { method: 'POST', path: '/api/v1/people/:id/copies/:copy/places', who: 'staff', needs: 'requests.handle', effect: 'changes' },
  { method: 'POST', path: '/api/v1/people/:id/copies/:copy/hand-overs', who: 'staff', needs: 'requests.handle', fresh: true, effect: 'changes' },
  { method: 'POST', path: '/api/v1/people/:id/copies/:copy/links', who: 'staff', needs: 'requests.handle', fresh: true, effect: 'changes', claims: 'never' },
  { method: 'POST', path: '/api/v1/people/:id/copies/:copy/fetches', who: 'staff', needs: 'requests.handle', effect: 'changes', claims: 'never' },

  // What people ask by their rights
  { method: 'GET', path: '/api/v1/requests', who: 'staff', needs: 'requests.handle', effect: 'reads' },
  { method: 'PUT', path: '/api/v1/request-rules', who: 'staff', needs: 'retention.change', fresh: true, effect: 'changes' },
  { method: 'POST', path: '/api/v1/requests', who: 'staff-or-key', needs: 'requests.handle', effect: 'changes' },
  { method: 'POST', path: '/api/v1/people/:id/requests/:request/searches', who: 'staff', needs: 'requests.handle', effect: 'changes' },
  { method: 'POST', path: '/api/v1/people/:id/requests/:request/links', who: 'staff', needs: 'requests.handle', effect: 'changes' },
  { method: 'GET', path: '/api/v1/people/:id/requests', who: 'staff', needs: 'requests.handle', effect: 'reads' },
  { method: 'POST', path: '/api/v1/people/:id/requests', who: 'staff-or-key', needs: 'requests.handle', effect: 'changes' },
  { method: 'GET', path: '/api/v1/people/:id/requests/:request', who: 'staff', needs: 'requests.handle', effect: 'reads' },
  { method: 'POST', path: '/api/v1/people/:id/requests/:request/steps', who: 'staff', needs: 'requests.handle', effect: 'changes' },
  { method: 'POST', path: '/api/v1/people/:id/requests/:request/extensions', who: 'staff', needs: 'requests.handle', effect: 'changes' },
  { method: 'POST', path: '/api/v1/people/:id/requests/:request/answers', who: 'staff', needs: 'requests.handle', effect: 'changes' },
  { method: 'POST', path: '/api/v1/people/:id/requests/:request/documents', who: 'staff', needs: 'requests.handle', effect: 'changes' },
  { method: 'GET', path: '/api/v1/people/:id/requests/:request/documents/:document', who: 'staff', needs: 'requests.handle', effect: 'reads' },

  // Deciding
  { method: 'POST', path: '/api/v1/decisions', who: 'staff-or-key', needs: 'people.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/audiences', who: 'staff-or-key', needs: 'audiences.count', effect: 'reads' },
  { method: 'GET', path: '/api/v1/reach', who: 'staff', needs: 'overview.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/exports', who: 'staff-or-key', needs: 'people.export', fresh: true, effect: 'changes', claims: 'never' },

  // Exports as jobs; the address of a file stands for the person who made it, and permission is asked at each click
  { method: 'POST', path: '/api/v1/export-jobs', who: 'staff', needs: 'people.export', fresh: true, effect: 'changes' },
  { method: 'POST', path: '/api/v1/export-jobs/:id/cancellations', who: 'staff', needs: 'own', effect: 'changes' },
  { method: 'POST', path: '/api/v1/export-jobs/:id/links', who: 'staff', needs: 'people.export', fresh: true, effect: 'changes' },
  { method: 'POST', path: '/api/v1/export-jobs/:id/fetches', who: 'staff', needs: 'people.export', effect: 'changes', claims: 'never' },
  { method: 'GET', path: '/api/v1/jobs', who: 'staff', needs: 'own', effect: 'reads' },

  // Lists of people, and views of them that are kept
  { method: 'POST', path: '/api/v1/searches', who: 'staff', needs: 'own', effect: 'reads' },
  { method: 'POST', path: '/api/v1/lists/people', who: 'staff', needs: 'people.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/lists/people/counts', who: 'staff', needs: 'people.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/saved-views', who: 'staff', needs: 'people.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/saved-views', who: 'staff', needs: 'people.read', effect: 'changes' },
  { method: 'PUT', path: '/api/v1/saved-views/:id', who: 'staff', needs: 'people.read', effect: 'changes' },
  { method: 'DELETE', path: '/api/v1/saved-views/:id', who: 'staff', needs: 'people.read', effect: 'changes' },

  // The catalogue of purposes and fields
  { method: 'GET', path: '/api/v1/purposes', who: 'staff-or-key', needs: 'catalogue.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/purposes/:key', who: 'staff-or-key', needs: 'catalogue.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/fields', who: 'staff-or-key', needs: 'catalogue.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/fields/:key', who: 'staff', needs: 'catalogue.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/field-usage', who: 'staff', needs: 'catalogue.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/fields/:key/removals', who: 'staff', needs: 'catalogue.change', fresh: true, effect: 'changes' },
  { method: 'POST', path: '/api/v1/field-removals/:id/cancellations', who: 'staff', needs: 'catalogue.change', effect: 'changes' },
  { method: 'POST', path: '/api/v1/catalogue/rehearsals', who: 'staff', needs: 'catalogue.change', effect: 'reads' },
  { method: 'POST', path: '/api/v1/catalogue/versions', who: 'staff', needs: 'catalogue.change', effect: 'changes' },

  // How long data is kept, and what ends by itself
  { method: 'GET', path: '/api/v1/kept-counts', who: 'staff', needs: 'catalogue.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/test-copies', who: 'staff', needs: 'retention.change', effect: 'reads' },
  { method: 'GET', path: '/api/v1/retention', who: 'staff', needs: 'catalogue.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/retention/rehearsals', who: 'staff', needs: 'retention.change', effect: 'reads' },
  { method: 'POST', path: '/api/v1/retention/changes', who: 'staff', needs: 'retention.change', fresh: true, effect: 'changes' },
  { method: 'POST', path: '/api/v1/retention/clock-confirmations', who: 'staff', needs: 'retention.change', fresh: true, effect: 'changes' },
  { method: 'POST', path: '/api/v1/document-searches', who: 'staff', needs: 'documents.find', effect: 'reads' },
  { method: 'GET', path: '/api/v1/duplicates', who: 'staff', needs: 'people.write', effect: 'reads' },
  { method: 'POST', path: '/api/v1/duplicates/decisions', who: 'staff', needs: 'people.write', effect: 'changes' },
  { method: 'GET', path: '/api/v1/renewals', who: 'staff', needs: 'mailings.write', effect: 'reads' },
  { method: 'POST', path: '/api/v1/renewals/rehearsals', who: 'staff', needs: 'mailings.write', effect: 'reads' },
  { method: 'POST', path: '/api/v1/renewals', who: 'staff', needs: 'mailings.write', effect: 'changes' },
  { method: 'GET', path: '/api/v1/minimisation', who: 'staff', needs: 'catalogue.read', effect: 'reads' },

  // Other systems that hold what we gave them, and what they were told (art. 19). Their answers are signed with the secret of each
  // Mails that come in: a relay's way, what nobody took, and the addresses with a secret
  { method: 'POST', path: '/api/v1/incoming-mails', who: 'staff-or-key', needs: 'requests.handle', effect: 'changes' },
  { method: 'GET', path: '/api/v1/incoming-mails', who: 'staff', needs: 'requests.handle', effect: 'reads' },
  { method: 'GET', path: '/api/v1/incoming-mails/:id', who: 'staff', needs: 'requests.handle', effect: 'reads' },
  { method: 'DELETE', path: '/api/v1/incoming-mails/:id', who: 'staff', needs: 'requests.handle', effect: 'changes' },
  { method: 'GET', path: '/api/v1/incoming-addresses', who: 'staff', needs: 'catalogue.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/incoming-addresses', who: 'staff', needs: 'keys.manage', fresh: true, effect: 'changes', claims: 'never' },
  { method: 'DELETE', path: '/api/v1/incoming-addresses/:id', who: 'staff', needs: 'keys.manage', effect: 'changes' },

  { method: 'GET', path: '/api/v1/connected-systems', who: 'staff', needs: 'catalogue.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/connected-systems', who: 'staff', needs: 'keys.manage', fresh: true, effect: 'changes', claims: 'never' },
  { method: 'PUT', path: '/api/v1/connected-systems/:id', who: 'staff', needs: 'keys.manage', fresh: true, effect: 'changes' },
  { method: 'DELETE', path: '/api/v1/connected-systems/:id', who: 'staff', needs: 'keys.manage', fresh: true, effect: 'changes' },
  { method: 'POST', path: '/api/v1/connected-systems/:id/secrets', who: 'staff', needs: 'keys.manage', fresh: true, effect: 'changes', claims: 'never' },
  { method: 'POST', path: '/api/v1/connected-systems/:id/pings', who: 'staff', needs: 'keys.manage', effect: 'changes', claims: 'never' },
  { method: 'POST', path: '/api/v1/connected-systems/:id/pauses', who: 'staff', needs: 'keys.manage', effect: 'changes' },
  { method: 'POST', path: '/api/v1/connected-systems/:id/resumptions', who: 'staff', needs: 'keys.manage', effect: 'changes' },
  { method: 'POST', path: '/api/v1/connected-systems/:id/answers', who: 'nobody', effect: 'changes', attempts: 'call-back' },
  { method: 'GET', path: '/api/v1/connected-systems/:id/tasks', who: 'staff', needs: 'requests.handle', effect: 'reads' },
  { method: 'GET', path: '/api/v1/people/:id/system-tasks', who: 'staff', needs: 'requests.handle', effect: 'reads' },
  { method: 'POST', path: '/api/v1/system-tasks/:id/answers', who: 'staff', needs: 'requests.handle', effect: 'changes' },
  { method: 'POST', path: '/api/v1/system-tasks/:id/calls', who: 'staff', needs: 'requests.handle', effect: 'changes' },

  // The record of processing, and what the company says of itself
  { method: 'GET', path: '/api/v1/record', who: 'staff', needs: 'record.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/record/file', who: 'staff', needs: 'record.read', effect: 'reads' },
  { method: 'PUT', path: '/api/v1/record/controller', who: 'staff', needs: 'catalogue.change', fresh: true, effect: 'changes' },

  // Imports
  { method: 'POST', path: '/api/v1/imports', who: 'staff-or-key', needs: 'imports.run', effect: 'changes' },
  { method: 'GET', path: '/api/v1/imports', who: 'staff-or-key', needs: 'imports.run', effect: 'reads' },
  { method: 'GET', path: '/api/v1/imports/:id', who: 'staff-or-key', needs: 'imports.run', effect: 'reads' },
  { method: 'DELETE', path: '/api/v1/imports/:id', who: 'staff-or-key', needs: 'imports.run', effect: 'changes' },
  { method: 'PUT', path: '/api/v1/imports/:id/settings', who: 'staff-or-key', needs: 'imports.run', effect: 'changes' },
  { method: 'POST', path: '/api/v1/imports/:id/rehearsals', who: 'staff-or-key', needs: 'imports.run', effect: 'changes' },
  { method: 'POST', path: '/api/v1/imports/:id/runs', who: 'staff-or-key', needs: 'imports.run', effect: 'changes' },
  { method: 'POST', path: '/api/v1/imports/:id/cancellations', who: 'staff-or-key', needs: 'imports.run', effect: 'changes' },
  { method: 'GET', path: '/api/v1/imports/:id/undo', who: 'staff', needs: 'imports.run', effect: 'reads' },
  { method: 'POST', path: '/api/v1/imports/:id/undo-rehearsals', who: 'staff', needs: 'imports.run', effect: 'changes' },
  { method: 'POST', path: '/api/v1/imports/:id/undos', who: 'staff', needs: 'imports.run', effect: 'changes' },
  { method: 'GET', path: '/api/v1/imports/:id/rows', who: 'staff-or-key', needs: 'imports.run', effect: 'reads' },
  { method: 'GET', path: '/api/v1/imports/:id/report', who: 'staff-or-key', needs: 'imports.run', effect: 'reads' },
  { method: 'GET', path: '/api/v1/import-mappings', who: 'staff-or-key', needs: 'imports.run', effect: 'reads' },

  // Asking and sending. A rehearsal is noted on the mailing, so it is a change
  { method: 'GET', path: '/api/v1/mailings', who: 'staff', needs: 'mailings.write', effect: 'reads' },
  { method: 'POST', path: '/api/v1/mailings', who: 'staff', needs: 'mailings.write', effect: 'changes' },
  { method: 'GET', path: '/api/v1/mailings/:id', who: 'staff', needs: 'mailings.write', effect: 'reads' },
  { method: 'PUT', path: '/api/v1/mailings/:id', who: 'staff', needs: 'mailings.write', effect: 'changes' },
  { method: 'POST', path: '/api/v1/mailings/:id/rehearsals', who: 'staff', needs: 'mailings.write', effect: 'changes' },
  { method: 'GET', path: '/api/v1/mailings/:id/preview', who: 'staff', needs: 'mailings.write', effect: 'reads' },
  { method: 'POST', path: '/api/v1/mailings/:id/sendings', who: 'staff', needs: 'mailings.send', effect: 'changes' },
  { method: 'POST', path: '/api/v1/mailings/:id/pauses', who: 'staff', needs: 'mailings.send', effect: 'changes' },
  { method: 'POST', path: '/api/v1/mailings/:id/resumptions', who: 'staff', needs: 'mailings.send', effect: 'changes' },
  { method: 'POST', path: '/api/v1/mailings/:id/stops', who: 'staff', needs: 'mailings.send', effect: 'changes' },
  { method: 'GET', path: '/api/v1/mailings/:id/recipients', who: 'staff', needs: 'mailings.write', effect: 'reads' },
  { method: 'GET', path: '/api/v1/outbox', who: 'staff', needs: 'outbox.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/outbox/:person/:id', who: 'staff', needs: 'outbox.read', effect: 'reads' },
  { method: 'GET', path: '/question-previews/:purpose', who: 'staff', needs: 'catalogue.read', effect: 'reads' },

  // The ledger; verifying recomputes and changes nothing
  { method: 'GET', path: '/api/v1/ledger', who: 'staff-or-key', needs: 'ledger.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/ledger/checkpoint', who: 'staff-or-key', needs: 'ledger.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/ledger/entries/:index/proof', who: 'staff-or-key', needs: 'ledger.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/ledger/verifications', who: 'staff-or-key', needs: 'ledger.read', effect: 'reads' },

  // Leaving
  { method: 'GET', path: '/api/v1/colleagues/:id/departures', who: 'staff', needs: 'staff.manage', effect: 'reads' },
  { method: 'POST', path: '/api/v1/colleagues/:id/departure-rehearsals', who: 'staff', needs: 'staff.manage', effect: 'reads' },
  { method: 'POST', path: '/api/v1/colleagues/:id/departures', who: 'staff', needs: 'staff.manage', fresh: true, effect: 'changes' },
  { method: 'DELETE', path: '/api/v1/colleagues/:id/departures/:departure', who: 'staff', needs: 'staff.manage', fresh: true, effect: 'changes' },

  // Who looked: for whoever watches over it; the person sees it on their own page
  { method: 'GET', path: '/api/v1/looks', who: 'staff', needs: 'looks.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/people/:id/looks', who: 'staff', needs: 'looks.read', effect: 'reads' },
  { method: 'GET', path: '/api/v1/look-notices', who: 'staff', needs: 'looks.read', effect: 'reads' },
  { method: 'POST', path: '/api/v1/look-notices/:id/acknowledgements', who: 'staff', needs: 'looks.read', effect: 'changes' },

  { method: 'GET', path: '/api/v1/demo', who: 'staff-or-key', needs: 'own', effect: 'reads' },
]
