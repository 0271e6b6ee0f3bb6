import type { Tx } from '../plumbing/database.ts'
import { inOneGo } from '../plumbing/pipelined.ts'
import type { PersonId } from '../values/ids.ts'
import { decideFor, type PersonDecision } from './decide-for.ts'
import { lockPeopleForShare } from './facts.sql.ts'
import type { Question } from './question.ts'

/**
 * Decides at the moment of use (D5): the people are locked FOR SHARE first, and every verb that can turn an answer to no
 * locks them FOR UPDATE, so the answer stands until this transaction ends. Hand over inside the same transaction.
 */
export async function decideUnderLock(tx: Tx, personIds: readonly PersonId[], questions: readonly Question[]): Promise<PersonDecision[]> {
  // All locks are asked for before the first fact is, also where nobody waits for an answer in between.
  const [, decisions] = await inOneGo(tx, [() => lockPeopleForShare(tx, personIds), () => decideFor(tx, personIds, questions)])
  return decisions
}
