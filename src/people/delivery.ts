import type { Identifier } from './identifier.ts'
import type { ContactKind, FieldValue } from './values.sql.ts'
import type { PersonId } from '../values/ids.ts'

/** What is to be held of one person, from one source. */
export interface Delivery {
  personId: PersonId
  values: Readonly<Record<string, FieldValue>>
  contactPoints: readonly { kind: ContactKind; value: string; canonical: string }[]
  identifiers: readonly Identifier[]
}

/** The field that a kind of contact point belongs to. */
export const CONTACT_FIELD: Record<ContactKind, string> = { email: 'email', phone: 'phone', postal: 'postal_address' }

/** The fields of which something is delivered. */
export function fieldsOf(delivery: { values: Delivery['values']; contactPoints: readonly { kind: ContactKind }[] }): string[] {
  return [...new Set([...Object.keys(delivery.values), ...delivery.contactPoints.map((point) => CONTACT_FIELD[point.kind])])]
}
