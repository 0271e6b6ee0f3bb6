import { createHmac, type Hmac, type KeyObject } from 'node:crypto'
import { mailboxOf } from '../values/email.ts'

export const IDENTIFIER_KINDS = ['email', 'mailbox', 'phone', 'customer-number', 'source-number', 'organisation-number'] as const
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number]

/** Something a person can be found by, in canonical form. Several people may share it. */
export interface Identifier {
  kind: IdentifierKind
  canonical: string
}

/** The field that must be held for an identifier to be kept. */
export const FIELD_OF_IDENTIFIER: Record<IdentifierKind, string> = {
  email: 'email', mailbox: 'email', phone: 'phone', 'customer-number': 'customer_number', 'source-number': 'customer_number', 'organisation-number': 'company_name',
}

/** An address is kept with its mailbox, so that a no is found under every spelling; who a person is, the address itself says. */
export function withMailboxes(identifiers: readonly Identifier[]): Identifier[] {
  return identifiers.flatMap((one): Identifier[] => (one.kind === 'email' ? [one, { kind: 'mailbox', canonical: mailboxOf(one.canonical) }] : [one]))
}

/** Keyed hash of an identifier (HMAC-SHA-256): equal for equal identifiers, useless without the keeper's key. */
export function identifierHash(key: KeyObject, identifier: Identifier): Buffer {
  return hmac(key, identifier.kind, identifier.canonical).digest()
}

function hmac(key: KeyObject, kind: IdentifierKind, canonical: string): Hmac {
  return createHmac('sha256', key).update(`${kind}\0${canonical}`)
}

/** An identifier with its keyed hash. */
export interface HashedIdentifier extends Identifier {
  /** In hex: many are held at once, and texts are lighter than buffers. */
  keyHash: string
}

/** Identifiers, the mailbox of each address among them, each once and with its keyed hash. */
export function hashedIdentifiers(key: KeyObject, identifiers: readonly Identifier[]): HashedIdentifier[] {
  const all = withMailboxes(identifiers)
  // Two addresses may be one mailbox.
  const distinct = all.filter((one, index) => all.findIndex((each) => each.kind === one.kind && each.canonical === one.canonical) === index)
  return distinct.map(({ kind, canonical }) => ({ kind, canonical, keyHash: hmac(key, kind, canonical).digest('hex') }))
}
