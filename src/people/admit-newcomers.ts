import type { Tx } from '../plumbing/database.ts'
import { newId } from '../values/ids.ts'
import { fieldsOf, type Delivery } from './delivery.ts'
import type { Ground } from './ground.ts'
import type { Origin } from './hold-values.ts'
import { FIELD_OF_IDENTIFIER, type HashedIdentifier } from './identifier.ts'
import { copyIdentifiers } from './identifiers.sql.ts'
import { copyPeople, holdNewcomers, type NewcomerPoint } from './newcomers.sql.ts'
import { takeNumbers } from './people.sql.ts'
import type { Person } from './person.ts'
import { copyProvenance } from './provenance.sql.ts'
import type { RefusedValue } from './values.sql.ts'

/** Somebody new, with all that is to be held of them. */
export interface Newcomer extends Pick<Delivery, 'values'> {
  person: Omit<Person, 'createdAt'>
  grounds: readonly Ground[]
  contactPoints: readonly Omit<NewcomerPoint, 'personId' | 'provenanceId'>[]
  identifiers: readonly HashedIdentifier[]
}

/**
 * Adds many new people at once, each with their grounds and what those need (rules H1, H2), to be found by what is held
 * of them; returns what was refused and by which rule. What they stand at is for whoever records what they said.
 */
export async function admitNewcomers(tx: Tx, newcomers: readonly Newcomer[], origin: Origin): Promise<RefusedValue[]> {
  if (newcomers.length === 0) return []
  await copyPeople(tx, newcomers.map((one) => one.person), await takeNumbers(tx, 'person', newcomers.length))
  const brought = newcomers.map((one) => ({ ...one, personId: one.person.personId, provenanceId: newId(tx.now), fields: fieldsOf(one) }))
  const refused = await holdNewcomers(tx, newcomers.flatMap((one) => one.grounds), brought.filter((one) => Object.keys(one.values).length > 0),
    brought.flatMap(({ personId, provenanceId, contactPoints }) => contactPoints.map((point) => ({ ...point, personId, provenanceId }))))
  const isRefused = new Set(refused.map((one) => `${one.personId} ${one.fieldKey}`))
  const kept = brought.map((one) => (refused.length === 0 ? one : { ...one, fields: one.fields.filter((field) => !isRefused.has(`${one.personId} ${field}`)) }))
  await copyProvenance(tx, kept.filter((one) => one.fields.length > 0).map(({ personId, provenanceId, fields }) => (
    { ...origin, personId, provenanceId, fields, recordedAt: tx.now, noticeGivenAt: null })))
  await copyIdentifiers(tx, kept.flatMap(({ personId, identifiers, fields }) =>
    identifiers.filter((one) => fields.includes(FIELD_OF_IDENTIFIER[one.kind])).map(({ kind, keyHash }) => ({ kind, keyHash, personId }))))
  return refused
}
