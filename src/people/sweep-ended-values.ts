import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { markSwept, selectPeopleToSweep } from './grounds.sql.ts'
import { lockPeople } from './people.sql.ts'
import { endUnfoundedValues } from './end-unfounded-values.ts'

const PEOPLE_PER_SWEEP = 500

/** Ends the values of people whose grounds have run out (rule H3), one batch; returns what was ended. Repeat until none is left. */
export async function sweepEndedValues(tx: Tx): Promise<{ swept: number; ended: { personId: PersonId; fieldKey: string }[] }> {
  const due = await selectPeopleToSweep(tx, PEOPLE_PER_SWEEP)
  const people = await lockPeople(tx, due)
  if (people.length === 0) return { swept: 0, ended: [] }
  const ended = await endUnfoundedValues(tx, people)
  await markSwept(tx, people)
  return { swept: people.length, ended }
}
