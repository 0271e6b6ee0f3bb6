import type { KeyObject } from 'node:crypto'
import type { Tx } from '../plumbing/database.ts'
import { newId, type ContactPointId, type PersonId } from '../values/ids.ts'
import { fieldsOf, type Delivery } from './delivery.ts'
import { FIELD_OF_IDENTIFIER, identifierHash, withMailboxes } from './identifier.ts'
import { insertIdentifiers } from './identifiers.sql.ts'
import { insertProvenance, type Provenance } from './provenance.sql.ts'
import { callWriteContactPoints, callWriteValues, type RefusedValue } from './values.sql.ts'

export type Origin = Pick<Provenance, 'source' | 'collected' | 'recordedBy' | 'importId' | 'noticeDueAt'>

/** The source of what people enter themselves, on their own page; said in the reader's words where it is shown. */
export const OWN_PAGE = 'person'

export interface Held {
  refused: RefusedValue[]
  /** The provenance row of each person. */
  provenance: Map<PersonId, string>
}

/**
 * Writes what a living ground needs of each delivery, with one provenance row per person (rules H1, H2);
 * returns what was refused and by which rule. The people and their grounds must exist.
 */
export async function holdValues(tx: Tx, indexKey: KeyObject, deliveries: readonly Delivery[], origin: Origin): Promise<Held> {
  const provenance = new Map(deliveries.map((one) => [one.personId, newId(tx.now)]))
  const refused = [
    ...(await callWriteValues(tx, deliveries.flatMap((one) =>
      Object.entries(one.values).map(([fieldKey, value]) => ({ personId: one.personId, fieldKey, value }))))),
    ...(await callWriteContactPoints(tx, deliveries.flatMap((one) => one.contactPoints.map((point) => ({
      ...point, personId: one.personId, contactPointId: newId<ContactPointId>(tx.now), provenanceId: provenance.get(one.personId)!,
    }))))),
  ]
  const isRefused = new Set(refused.map((one) => `${one.personId} ${one.fieldKey}`))
  const kept = deliveries.map((one) => ({ ...one, fields: fieldsOf(one).filter((field) => !isRefused.has(`${one.personId} ${field}`)) }))
  await insertProvenance(tx, kept.filter((one) => one.fields.length > 0).map((one) => ({
    ...origin, personId: one.personId, provenanceId: provenance.get(one.personId)!, recordedAt: tx.now, fields: one.fields, noticeGivenAt: null,
  })))
  await insertIdentifiers(tx, kept.flatMap((one) => withMailboxes(one.identifiers)
    .filter((identifier) => one.fields.includes(FIELD_OF_IDENTIFIER[identifier.kind]))
    .map((identifier) => ({ kind: identifier.kind, keyHash: identifierHash(indexKey, identifier), personId: one.personId }))))
  return { refused, provenance }
}
