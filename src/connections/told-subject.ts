import type { FieldValue } from '../people/values.sql.ts'
import type { KnownBy } from './connected-system.ts'

/** Whom a task is about, in the least that the system knows people by, and what is right from now on. */
export interface ToldSubject {
  identifiers: Partial<Record<KnownBy, readonly string[]>>
  /** Of a rectification: the new values of fields that the system has; null where nothing is held any more. */
  values?: Readonly<Record<string, FieldValue | null>>
}

/** What is known of a person when an act is told. */
export interface KnownPerson {
  personId: string
  customerNumber: string | null
  /** All that are held, ended ones among them: the system may know an older one. */
  emails: readonly string[]
  phones: readonly string[]
}

/** The identifiers that a system knows this person by; none where it cannot be told whom. */
export function identifiersFor(knownBy: readonly KnownBy[], person: KnownPerson): ToldSubject['identifiers'] {
  const all: Record<KnownBy, readonly string[]> = {
    'person-id': [person.personId], 'customer-number': person.customerNumber === null ? [] : [person.customerNumber], email: person.emails, phone: person.phones,
  }
  return Object.fromEntries(knownBy.filter((kind) => all[kind].length > 0).map((kind) => [kind, [...new Set(all[kind])]]))
}
