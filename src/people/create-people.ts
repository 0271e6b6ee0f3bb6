import type { Tx } from '../plumbing/database.ts'
import { insertPeople, takeNumbers } from './people.sql.ts'
import type { Person } from './person.ts'

/** Adds people, each with the next number of the series that in-memory decisions count by; numbers are never reused. */
export async function createPeople(tx: Tx, people: readonly Omit<Person, 'createdAt'>[]): Promise<void> {
  if (people.length === 0) return
  const first = await takeNumbers(tx, 'person', people.length)
  await insertPeople(tx, people.map((one) => ({ ...one, createdAt: tx.now })), first)
}
