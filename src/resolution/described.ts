import { guessNames, nameForm, postalForm, soundForm, streetForm } from './forms.ts'

/** What is known of somebody, as far as it tells people apart; an empty text is not known. */
export interface Known {
  givenName: string
  familyName: string
  /** The name where it is only known whole. */
  fullName: string
  /** ISO 8601 date. */
  birthDate: string
  /** Canonical addresses and numbers; several may be known. */
  emails: readonly string[]
  phones: readonly string[]
  /** Keyed hashes of identity numbers, or the numbers of a made-up register. */
  identityNumbers: readonly string[]
  street: string
  postalCode: string
  city: string
}

/** The same in the forms that are compared. */
export interface Described {
  given: string
  family: string
  givenSound: string
  familySound: string
  /** Eight digits. */
  birth: string
  emails: readonly string[]
  phones: readonly string[]
  identityNumbers: readonly string[]
  street: string
  postalCode: string
  city: string
}

/** Brings what is known to the forms that are compared. */
export function describe(known: Known): Described {
  const given = nameForm(known.givenName)
  const family = nameForm(known.familyName)
  const names = given === '' && family === '' && known.fullName !== '' ? guessNames(nameForm(known.fullName)) : { given, family }
  return {
    ...names, givenSound: soundForm(names.given), familySound: soundForm(names.family), birth: known.birthDate.replaceAll('-', ''), emails: known.emails, phones: known.phones,
    identityNumbers: known.identityNumbers, street: streetForm(known.street), postalCode: postalForm(known.postalCode), city: nameForm(known.city),
  }
}
