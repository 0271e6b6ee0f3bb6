import { createHmac, type KeyObject } from 'node:crypto'

export const IDENTIFIER_KINDS = ['email', 'phone', 'customer-number', 'source-number', 'organisation-number'] as const
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number]

/** Something a person can be found by, in canonical form. Several people may share it. */
export interface Identifier {
  kind: IdentifierKind
  canonical: string
}

/** Keyed hash of an identifier (HMAC-SHA-256): equal for equal identifiers, useless without the keeper's key. */
export function identifierHash(key: KeyObject, identifier: Identifier): Buffer {
  return createHmac('sha256', key).update(`${identifier.kind}\0${identifier.canonical}`).digest()
}
