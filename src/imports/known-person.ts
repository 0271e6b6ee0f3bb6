import type { Recollection } from '../consent/recall-answers.ts'
import type { Ground } from '../people/ground.ts'
import type { IdentifierKind } from '../people/identifier.ts'
import type { Person } from '../people/person.ts'
import type { Provenance } from '../people/provenance.sql.ts'
import type { ContactPoint, FieldValue } from '../people/values.sql.ts'

/** What we have of somebody whom a row may be about. */
export interface KnownPerson {
  person: Person
  values: ReadonlyMap<string, FieldValue>
  points: readonly ContactPoint[]
  /** Addresses and numbers that the person has given up. */
  ended: readonly Pick<ContactPoint, 'kind' | 'canonical'>[]
  /** Oldest first. */
  provenance: readonly Provenance[]
  grounds: readonly Ground[]
  said: Recollection
}

/** Somebody who has some of a row's addresses or numbers. */
export interface Holder extends KnownPerson {
  /** What they share with the row. */
  shares: ReadonlySet<IdentifierKind>
}

/** Where the value of a field last came from. */
export function originOf(known: Pick<KnownPerson, 'provenance'>, field: string): Provenance | undefined {
  return known.provenance.findLast((one) => one.fields.includes(field))
}

/** True when the person's own word on a field is the last one, a removal counted. */
export function isOwnWord(known: Pick<KnownPerson, 'provenance'>, field: string): boolean {
  return originOf(known, field)?.recordedBy.kind === 'person'
}
