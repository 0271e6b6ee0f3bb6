import type { KeyRoom } from '../keeper/key-room.ts'
import type { Database } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { selectWithoutSealedValues } from './sealed-values.sql.ts'

const PEOPLE_AT_A_TIME = 5_000

/**
 * Destroys the keys of people of whom nothing sensitive is held any more: their values ended, they were erased by a copy
 * of the program that died before it could destroy the key, or what would have been sealed was never kept. A key is made
 * before its value is there for others to see, so only those go that nobody used at the last look either, which the
 * caller keeps. Returns those that nobody uses now.
 */
export async function forgetUnusedKeys(database: Database, keyRoom: Pick<KeyRoom, 'people' | 'destroy'>, unusedBefore: ReadonlySet<PersonId>): Promise<Set<PersonId>> {
  const people = await keyRoom.people()
  const unused = new Set<PersonId>()
  for (let from = 0; from < people.length; from += PEOPLE_AT_A_TIME) {
    for (const personId of await database.read((tx) => selectWithoutSealedValues(tx, people.slice(from, from + PEOPLE_AT_A_TIME)))) unused.add(personId)
  }
  const still = [...unused].filter((personId) => unusedBefore.has(personId))
  if (still.length > 0) await keyRoom.destroy(still)
  return new Set([...unused].filter((personId) => !unusedBefore.has(personId)))
}
