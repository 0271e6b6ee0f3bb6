import { idnr } from '@navikt/fnrvalidator'
import packed from 'personnummer'
import { stdnum } from 'stdnum'
import type { LocalDate } from './calendar.ts'
import type { CountryCode } from './country.ts'
import { fault, type Fault } from './fault.ts'

/** The package's types put the class one level deeper than it is, unless they are read as a bundler reads them. */
const Personnummer = packed as unknown as typeof packed extends { default: infer Class } ? Class : typeof packed

/** Numbers of people. A T-number is Norwegian test data; an H-number a help number in health care. */
export const PERSON_NUMBER_KINDS = [
  'se-personnummer', 'se-samordningsnummer', 'se-interimspersonnummer',
  'no-fodselsnummer', 'no-d-nummer', 'no-h-nummer', 'no-t-nummer', 'no-d-h-nummer', 'no-d-t-nummer',
] as const
export const ORGANISATION_NUMBER_KINDS = ['se-organisationsnummer', 'no-organisasjonsnummer', 'dk-cvr-nummer', 'fi-y-tunnus'] as const

export type PersonNumberKind = (typeof PERSON_NUMBER_KINDS)[number]
export type OrganisationNumberKind = (typeof ORGANISATION_NUMBER_KINDS)[number]

export interface IdentityNumber {
  readonly kind: PersonNumberKind | OrganisationNumberKind
  /** Digits only: Swedish people with century (12 characters), Norwegian people 11, SE organisations 10, NO 9, DK 8, FI 8. */
  readonly canonical: string
  /** It names a natural person (H6), also when it stood where a company's number was expected: a sole trader's. */
  readonly sensitive: boolean
}

export type IdentityFault = Fault<'identity-empty' | 'identity-form' | 'identity-check-digit' | 'identity-in-the-future'>
export type OrganisationFault = IdentityFault | Fault<'organisation-empty' | 'organisation-needs-country' | 'organisation-unknown-country' | 'organisation-check-digit'>

const SWEDISH = /^(18|19|20)?(\d{2})(\d{4})([-+]?)([\dTRSUWXJKLMN]\d{3})$/
const NORWEGIAN = /^(\d{6}) ?(\d{5})$/
/** Companies may put 16 where people have their century. */
const SWEDISH_ORGANISATION = /^(?:16)?(\d{2}([2-9])\d{3})-?(\d{4})$/

const NORWEGIAN_KINDS: Record<string, PersonNumberKind> = {
  'fnr': 'no-fodselsnummer', 'dnr': 'no-d-nummer', 'hnr': 'no-h-nummer', 'tnr': 'no-t-nummer', 'dnr-and-hnr': 'no-d-h-nummer', 'dnr-and-tnr': 'no-d-t-nummer',
}

/**
 * Reads a Swedish or Norwegian identity number; their lengths tell them apart. Sex and age are never derived from it,
 * and Norwegian check digits follow the rule of 2032 as well. `today` decides the century of a ten-digit number.
 */
export function parsePersonNumber(text: string, today: LocalDate): IdentityNumber | IdentityFault {
  const typed = text.trim()
  if (typed === '') return fault('identity-empty')
  const norwegian = NORWEGIAN.exec(typed)
  if (norwegian) return norwegianNumber(norwegian[1]! + norwegian[2]!)
  const swedish = SWEDISH.exec(typed)
  return swedish ? swedishNumber(swedish, today) : fault('identity-form')
}

/**
 * Reads the number of a company or other organisation in its country. In Sweden a sole trader's is their personnummer;
 * the answer then has that kind and is sensitive.
 */
export function parseOrganisationNumber(text: string, country: CountryCode | null | undefined, today: LocalDate): IdentityNumber | OrganisationFault {
  const typed = text.trim()
  if (typed === '') return fault('organisation-empty')
  switch (country ?? '') {
    case '': return fault('organisation-needs-country')
    case 'SE': return swedishOrganisation(typed, today)
    case 'NO': return organisation('no-organisasjonsnummer', stdnum.NO!.orgnr!.validate(typed))
    case 'DK': return organisation('dk-cvr-nummer', stdnum.DK!.cvr!.validate(typed))
    case 'FI': return organisation('fi-y-tunnus', stdnum.FI!.ytunnus!.validate(typed))
    default: return fault('organisation-unknown-country', { country: country! })
  }
}

function norwegianNumber(digits: string): IdentityNumber | IdentityFault {
  const result = idnr(digits)
  return result.status === 'valid' ? { kind: NORWEGIAN_KINDS[result.type]!, canonical: digits, sensitive: true } : fault('identity-check-digit')
}

function swedishNumber([, century, year, monthAndDay, separator, last]: RegExpExecArray, today: LocalDate): IdentityNumber | IdentityFault {
  const digits = `${century ?? centuryOf(year!, monthAndDay!, separator!, today)}${year}${monthAndDay}`
  if (!Personnummer.valid(`${digits}-${last}`, { allowCoordinationNumber: true, allowInterimNumber: true })) return fault('identity-check-digit')
  const coordination = Number(monthAndDay!.slice(2)) > 60
  if (birthDay(digits, coordination) > today) return fault('identity-in-the-future')
  const kind = /\D/.test(last!) ? 'se-interimspersonnummer' : coordination ? 'se-samordningsnummer' : 'se-personnummer'
  return { kind, canonical: digits + last, sensitive: true }
}

/** The latest century that does not put the birth into the future; with `+` the one before the person turned a hundred. */
function centuryOf(year: string, monthAndDay: string, separator: string, today: LocalDate): string {
  const thisYear = Number(today.slice(0, 4))
  const base = separator === '+' ? thisYear - 100 : thisYear
  const latest = base - (((base - Number(year)) % 100) + 100) % 100
  const born = birthDay(`${latest}${monthAndDay}`, Number(monthAndDay.slice(2)) > 60)
  return String(born > today ? latest - 100 : latest).slice(0, 2)
}

/** A samordningsnummer has the day of birth plus 60. */
function birthDay(digits: string, coordination: boolean): string {
  const day = Number(digits.slice(6)) - (coordination ? 60 : 0)
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${String(day).padStart(2, '0')}`
}

function swedishOrganisation(typed: string, today: LocalDate): IdentityNumber | OrganisationFault {
  const match = SWEDISH_ORGANISATION.exec(typed)
  if (!match) return SWEDISH.test(typed) ? parsePersonNumber(typed, today) : fault('organisation-check-digit')
  return organisation('se-organisationsnummer', stdnum.SE!.orgnr!.validate(match[1]! + match[3]!))
}

function organisation(kind: OrganisationNumberKind, checked: { isValid: boolean; compact?: string }): IdentityNumber | OrganisationFault {
  return checked.isValid ? { kind, canonical: checked.compact!, sensitive: false } : fault('organisation-check-digit')
}
