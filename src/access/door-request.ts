import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto'
import type { Identifier } from '../people/identifier.ts'
import type { CountryCode } from '../values/country.ts'
import { parseEmail } from '../values/email.ts'
import { isFault, type Fault } from '../values/fault.ts'
import type { ContactPointId, PersonId } from '../values/ids.ts'
import { parsePhone } from '../values/phone.ts'
import type { Language } from '../values/text.ts'

/** Minutes that a mailed code can be entered (ASVS 6.5.5), in the browser that asked for it. */
export const CODE_MINUTES = 10
/** Entries per code: with six digits, one guess in 200,000 succeeds. */
export const MAX_TRIES = 5
/** Codes mailed to one person in an hour; more would be a nuisance and a way to guess. */
export const CODES_PER_HOUR = 5
/** Hours that a request is kept, so that the limit above can be counted. */
export const REQUEST_HOURS = 24

const MAX_CUSTOMER_NUMBER = 40

/** Somebody asked to be let in. The same for people we know and people we do not (AU-02). */
export interface DoorRequest {
  requestId: string
  /** SHA-256 of the secret of the browser that asked. */
  browserHash: Buffer
  /** What they were looked up by: a kind of identifier, or the personal link they came by. */
  lookupKind: Identifier['kind'] | 'link'
  /** Keyed hash of the identifier, or the hash of the link's token: what was typed is not kept. */
  lookupHash: Buffer
  language: Language
  createdAt: Date
  expiresAt: Date
}

/** A request after it was looked into: whose it is and what the code is, where there is one. */
export interface WorkedRequest extends Pick<DoorRequest, 'requestId'> {
  personId: PersonId | null
  contactPointId: ContactPointId | null
  codeHash: Buffer | null
  tries: number
}

/** What a person typed to say who they are: an e-mail address, a phone number with + or 0 first, else a customer number. */
export function readIdentifier(typed: string, country: CountryCode | null): Identifier | Fault {
  const text = typed.trim()
  if (text.includes('@')) {
    const email = parseEmail(text)
    return isFault(email) ? email : { kind: 'email', canonical: email.canonical }
  }
  if (/^[+0]/.test(text)) {
    const phone = parsePhone(text, country)
    if (!isFault(phone)) return { kind: 'phone', canonical: phone.e164 }
  }
  return { kind: 'customer-number', canonical: text.slice(0, MAX_CUSTOMER_NUMBER) }
}

/** The digits somebody typed, spaces and hyphens between them left out; undefined when they are not six. */
export function readCode(typed: string): string | undefined {
  const digits = typed.replaceAll(/[\s-]/g, '')
  return /^\d{6}$/.test(digits) ? digits : undefined
}

/** What is stored of a code: keyed, because a million codes are soon tried, and bound to its request. */
export function codeHash(key: KeyObject, requestId: string, code: string): Buffer {
  return createHmac('sha256', key).update(`door code\0${requestId}\0${code}`).digest()
}

/** Whether this is the code of the request; does the same work where there is none. */
export function isCodeOf(key: KeyObject, request: Pick<WorkedRequest, 'requestId' | 'codeHash'>, code: string): boolean {
  const given = codeHash(key, request.requestId, code)
  const equal = timingSafeEqual(given, request.codeHash ?? Buffer.alloc(given.length))
  return equal && request.codeHash !== null
}
