import { ParseError, parsePhoneNumberWithError, type CountryCode as LibraryCountry } from 'libphonenumber-js/max'
import type { CountryCode } from './country.ts'
import { fault, type Fault } from './fault.ts'

declare const brand: unique symbol

/** ITU-T E.164 with the plus: `+46701234567`. Two numbers are the same exactly when these are equal. */
export type E164 = string & { readonly [brand]: 'E.164' }

export interface PhoneNumber {
  /** As typed, without outer spaces. */
  readonly stored: string
  readonly e164: E164
  /** Where the number belongs by its plan; undefined for numbers without a country. */
  readonly country: CountryCode | undefined
  /** What the numbering plan says of it: `mobile`, `fixed_line`, `fixed_line_or_mobile`, `premium_rate`, `voip`, … */
  readonly line: string
  /** An SMS can arrive there. */
  readonly takesSms: boolean
}

type PhoneReason = 'phone-empty' | 'phone-not-a-number' | 'phone-needs-country' | 'phone-extension' | 'phone-length' | 'phone-not-in-plan'
export type PhoneFault = Fault<PhoneReason>

const MAX_CHARACTERS = 60
const REASONS: Record<string, PhoneReason> = { INVALID_COUNTRY: 'phone-needs-country', TOO_SHORT: 'phone-length', TOO_LONG: 'phone-length', INVALID_LENGTH: 'phone-length' }

/**
 * Reads one phone number that exists in its country's numbering plan; a number without country code is read in
 * `defaultCountry`. A trunk zero after the country code is dropped (`+46 (0)70…`). Letters and extensions are refused.
 */
export function parsePhone(text: string, defaultCountry?: CountryCode | null): PhoneNumber | PhoneFault {
  const stored = text.trim()
  if (stored === '') return fault('phone-empty')
  if (stored.length > MAX_CHARACTERS || /\p{Cc}|\p{Cf}/u.test(stored)) return fault('phone-not-a-number')
  try {
    const number = parsePhoneNumberWithError(stored, { extract: false, ...(defaultCountry ? { defaultCountry: defaultCountry as string as LibraryCountry } : {}) })
    if (number.ext) return fault('phone-extension')
    const line = number.getType()?.toLowerCase()
    if (!number.isValid() || !line) return fault('phone-not-in-plan')
    return { stored, e164: number.number as string as E164, country: number.country as CountryCode | undefined, line, takesSms: line === 'mobile' || line === 'fixed_line_or_mobile' }
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    return fault(REASONS[error.message] ?? 'phone-not-a-number')
  }
}
