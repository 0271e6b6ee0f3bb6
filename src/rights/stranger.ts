import { hashedIdentifiers, type HashedIdentifier, type Identifier } from '../people/identifier.ts'
import type { ContactKind } from '../people/values.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import type { CountryCode } from '../values/country.ts'
import { parseEmail } from '../values/email.ts'
import { isFault, type Fault } from '../values/fault.ts'
import { parseName } from '../values/name.ts'
import { parsePhone } from '../values/phone.ts'
import { postalAddress } from '../values/postal-address.ts'
import { searchKey } from '../values/search-key.ts'
import type { KeyObject } from 'node:crypto'
import type { RequestKind } from './request.ts'

/** How somebody says that they are reached. */
export interface SaidContact {
  kind: ContactKind
  value: string
}

export interface ReadContact extends SaidContact {
  canonical: string
}

/** Kinds of requests that make us stop whoever asks: the no is found again by the address it was said with. */
const SAYS_NO: readonly RequestKind[] = ['objection', 'withdrawal']

/** Throws `invalid` for what no name can be. */
export function readName(text: string): string {
  const name = parseName(text)
  if (isFault(name)) throw invalid(name, 'name')
  return name
}

/** The contact point in its one form. Throws `invalid`. */
export function readContact({ kind, value }: SaidContact, country: CountryCode | null): ReadContact {
  if (kind === 'email') {
    const email = parseEmail(value)
    if (isFault(email)) throw invalid(email, 'contact.value')
    return { kind, value: email.canonical, canonical: email.canonical }
  }
  if (kind === 'phone') {
    const phone = parsePhone(value, country)
    if (isFault(phone)) throw invalid(phone, 'contact.value')
    return { kind, value: phone.e164, canonical: phone.e164 }
  }
  const address = parseName(value.replaceAll(/\s*\n\s*/g, ', '))
  if (isFault(address)) throw invalid(address, 'contact.value')
  return { kind, value: address, canonical: postalForm(address) }
}

/** `Storgatan 1, 902 47 Umeå` as addresses are compared; what cannot be taken apart is only folded. */
function postalForm(line: string): string {
  const [, street, postalCode, city] = /^(.+?),\s*(\d{3} ?\d{2}|\d{4})\s+([^,]+)/.exec(line) ?? []
  return postalAddress({ street, postalCode, city })?.canonical ?? searchKey(line)
}

/** What somebody in no register is found by, where they have said a no; nothing else brings anybody to this row. */
export function identifiersOfNo(kind: RequestKind, contact: ReadContact): Identifier[] {
  if (!SAYS_NO.includes(kind) || contact.kind === 'postal') return []
  return [{ kind: contact.kind, canonical: contact.canonical }]
}

/** Hashed as the marks of the forgotten are made from. */
export function hashedContact(key: KeyObject, contact: ReadContact): HashedIdentifier[] {
  return contact.kind === 'postal' ? [] : hashedIdentifiers(key, [{ kind: contact.kind, canonical: contact.canonical }])
}

function invalid({ fault, parameters }: Fault<string>, field: string): Problem {
  return new Problem('invalid', { text: fault, field, ...(parameters ? { parameters } : {}) })
}
