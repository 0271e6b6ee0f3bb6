import { sql } from 'kysely'
import { copyInto, type CopyValue } from '../plumbing/copy.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { PROFILE_FIELDS } from '../purposes/field.ts'
import type { ContactPointId, PersonId } from '../values/ids.ts'
import type { Ground } from './ground.ts'
import { noteChange } from './note-change.ts'
import type { Person } from './person.ts'
import type { ContactPointRow, FieldValue, RefusedValue } from './values.sql.ts'

/** Adds people, numbered from `firstNumber`. What they stand at is written when it is known. */
export async function copyPeople(tx: Tx, people: readonly Omit<Person, 'createdAt'>[], firstNumber: number): Promise<void> {
  noteChange(tx, people.map((one) => one.personId))
  await copyInto(tx, 'person', ['person_id', 'person_no', 'created_at', 'country', 'capacity', 'protected_identity', 'deceased_at'],
    people.map((one, index) => [one.personId, firstNumber + index, tx.now, one.country, one.capacity, one.protectedIdentity, one.deceasedAt]))
}

/** These people have said nothing. */
export async function copyNoStanding(tx: Tx, personIds: readonly PersonId[]): Promise<void> {
  noteChange(tx, personIds)
  await copyInto(tx, 'person_standing', ['person_id', 'last_seq'], personIds.map((personId) => [personId, 0]))
}

export interface NewcomerPoint extends ContactPointRow {
  contactPointId: ContactPointId
  /** How it was shown that the person reads what goes there; null when it was not. */
  verifiedHow: string | null
}

/**
 * Writes grounds, and what they need of the values and contact points, of people who have none (rule H1); returns what
 * was refused. The people must exist in this transaction.
 */
export async function holdNewcomers(
  tx: Tx, grounds: readonly Ground[], values: readonly { personId: PersonId; values: Readonly<Record<string, FieldValue>> }[], points: readonly NewcomerPoint[],
): Promise<RefusedValue[]> {
  noteChange(tx, grounds.map((one) => one.personId))
  await sql`select stage_newcomers()`.execute(tx.db)
  await copyInto(tx, 'newcomer_ground', GROUND, grounds.map((one) => [
    one.personId, one.groundId, one.purpose, one.basis, one.since, one.until, one.waitsFor, one.reference, one.productGroups, one.seller,
    one.optOutOffered, one.lastSaleAt, JSON.stringify(one.evidence), one.provenanceId, one.entrySeq, one.endedAt, one.endedWhy, one.holdUntil]))
  await copyInto(tx, 'newcomer_profile', ['person_id', ...PROFILE_FIELDS, 'own'], values.map((one) => profileRow(one.personId, one.values)))
  await copyInto(tx, 'newcomer_contact_point', POINT, points.map((one) => [
    one.personId, one.contactPointId, one.kind, one.value, one.canonical, tx.now, one.verifiedHow === null ? null : tx.now, one.verifiedHow, one.provenanceId]))
  const { rows } = await sql<RefusedValue>`
    select person_id as "personId", field_key as "fieldKey", rule from hold_newcomers(${tx.now})`.execute(tx.db)
  return rows
}

const GROUND = ['person_id', 'ground_id', 'purpose_key', 'basis', 'since', 'until', 'waits_for', 'reference', 'product_groups', 'seller',
  'opt_out_offered', 'last_sale_at', 'evidence', 'provenance_id', 'entry_seq', 'ended_at', 'ended_why', 'hold_until']
const POINT = ['person_id', 'contact_point_id', 'kind', 'value', 'canonical', 'since', 'verified_at', 'verified_how', 'provenance_id']
const SHIPPED: ReadonlySet<string> = new Set(PROFILE_FIELDS)

function profileRow(personId: PersonId, values: Readonly<Record<string, FieldValue>>): CopyValue[] {
  const own = Object.entries(values).filter(([field]) => !SHIPPED.has(field))
  return [personId, ...PROFILE_FIELDS.map((field) => values[field] ?? null), own.length === 0 ? '{}' : JSON.stringify(Object.fromEntries(own))]
}
