import type { KeyObject } from 'node:crypto'
import type { Tx } from '../plumbing/database.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { createPeople } from './create-people.ts'
import type { Delivery } from './delivery.ts'
import type { Ground } from './ground.ts'
import { holdValues, type Origin } from './hold-values.ts'
import type { NewGround } from './new-ground.ts'
import type { Person } from './person.ts'
import { startGrounds } from './start-grounds.ts'
import type { RefusedValue } from './values.sql.ts'

/** A new person, why the company may hold anything about them, and what it wants to hold. */
export type Registration = Omit<Delivery, 'personId'> &
  Partial<Pick<Person, 'personId' | 'country' | 'capacity' | 'protectedIdentity' | 'deceasedAt'>> & {
    grounds: readonly Omit<NewGround, 'personId'>[]
  }

export interface Registered {
  /** In the order of the registrations. */
  personIds: PersonId[]
  refused: RefusedValue[]
  /** The grounds that were started. */
  grounds: Ground[]
}

/** Adds people with their grounds, then holds what those grounds need (rule H1). Finding duplicates comes before this. */
export async function registerPeople(tx: Tx, indexKey: KeyObject, registrations: readonly Registration[], origin: Origin): Promise<Registered> {
  const people = registrations.map((one) => ({
    personId: one.personId ?? newId<PersonId>(tx.now), country: one.country ?? null, capacity: one.capacity ?? 'consumer' as const,
    protectedIdentity: one.protectedIdentity ?? false, deceasedAt: one.deceasedAt ?? null,
  }))
  await createPeople(tx, people)
  const grounds = await startGrounds(tx, registrations.flatMap((one, index) => one.grounds.map((ground) => ({ ...ground, personId: people[index]!.personId }))))
  const deliveries = registrations.map((one, index) => ({
    personId: people[index]!.personId, values: one.values, contactPoints: one.contactPoints, identifiers: one.identifiers,
  }))
  const { refused } = await holdValues(tx, indexKey, deliveries, origin)
  return { personIds: people.map((one) => one.personId), refused, grounds }
}
