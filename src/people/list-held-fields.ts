import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { selectContactPoints, selectValues } from './values.sql.ts'

const FIELD_OF_POINT = { email: 'email', phone: 'phone', postal: 'postal_address' } as const

/** The fields of each of these people that have a value or a contact point. */
export async function listHeldFields(tx: Tx, people: readonly PersonId[]): Promise<Map<PersonId, string[]>> {
  const held = new Map<PersonId, Set<string>>(people.map((personId) => [personId, new Set()]))
  for (const value of await selectValues(tx, people)) held.get(value.personId)!.add(value.fieldKey)
  for (const point of await selectContactPoints(tx, people)) held.get(point.personId)!.add(FIELD_OF_POINT[point.kind])
  return new Map([...held].map(([personId, fields]) => [personId, [...fields]]))
}
