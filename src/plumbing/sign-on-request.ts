import { createHash, createHmac, type KeyObject } from 'node:crypto'
import type { SignOnSecrets } from './identity-provider.ts'

/** So long a browser may stay with a provider: showing an eID may take a while. */
export const SIGN_ON_MINUTES = 10

export const SIGN_ON_DOORS = ['staff', 'customer'] as const
export type SignOnDoor = (typeof SIGN_ON_DOORS)[number]
/** `connect` makes the identity one of whoever is signed in; `prove` shows anew that it is them. */
export type SignOnAim = 'sign-in' | 'connect' | 'prove'

/** A browser was sent to a provider, and may come back once. */
export interface SignOnRequest {
  door: SignOnDoor
  aim: SignOnAim
  /** SHA-256 of the session's secret that the browser held then. */
  sessionHash: Buffer | null
  createdAt: Date
}

/** What is stored of the secret in the browser's cookie. */
export function requestHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** What goes to the provider, worked out from the cookie's secret, so that neither the database nor the cookie alone tells it. */
export function secretsOf(key: KeyObject, secret: string): SignOnSecrets {
  const part = (name: string) => createHmac('sha256', key).update(`sign-on ${name}\0${secret}`).digest('base64url')
  return { state: part('state'), nonce: part('nonce'), verifier: part('verifier') }
}

/**
 * What is kept of an identity: a keyed hash of issuer and subject, which alone say who it is (rule 29). A subject may be
 * an identity number, and those are not held (H6).
 */
export function identityKey(key: KeyObject, { issuer, subject }: { issuer: string; subject: string }): Buffer {
  return createHmac('sha256', key).update(`identity\0${issuer}\0${subject}`).digest()
}
