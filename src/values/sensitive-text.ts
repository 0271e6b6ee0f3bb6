import type { LocalDate } from './calendar.ts'
import type { CountryCode } from './country.ts'
import { isFault } from './fault.ts'
import { parseOrganisationNumber, parsePersonNumber, type IdentityNumber } from './identity-number.ts'

export interface FoundNumber extends IdentityNumber {
  /** Where it stands in the text, in UTF-16 units; `end` is the first one behind it. */
  readonly start: number
  readonly end: number
}

/** Digits in the shape of a Swedish or Norwegian number, with no digit beside them; letters may stand close. */
const CANDIDATE = /(?<![\d+-])(?:\d{6}(?:\d{2})?[-+]?[\dTRSUWXJKLMN]\d{3}|\d{6} ?\d{5})(?!\d|-\d)/g
const SWEDEN = 'SE' as CountryCode

/**
 * The identity numbers in a free text (H5), numbers of Swedish organisations among them. Only numbers whose date and
 * check digit are right are told, so that ordinary figures rarely are; special categories are not looked for.
 */
export function findIdentityNumbers(text: string, today: LocalDate): FoundNumber[] {
  const found: FoundNumber[] = []
  for (const { 0: candidate, index } of text.matchAll(CANDIDATE)) {
    const person = parsePersonNumber(candidate, today)
    const number = isFault(person) ? parseOrganisationNumber(candidate, SWEDEN, today) : person
    if (!isFault(number)) found.push({ ...number, start: index, end: index + candidate.length })
  }
  return found
}

/** True when the text names a person by number: it may not be kept as ordinary text (H6). */
export function hasPersonNumber(text: string, today: LocalDate): boolean {
  return findIdentityNumbers(text, today).some((number) => number.sensitive)
}
