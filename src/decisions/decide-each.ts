import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { decideFor, type PersonDecision } from './decide-for.ts'
import type { Question } from './question.ts'

export interface Asked {
  personId: PersonId
  question: Question
}

/** One answer for each person with their own question, in order; people with the same question are looked up together. */
export async function decideEach(tx: Tx, asked: readonly Asked[]): Promise<PersonDecision[]> {
  const answers = new Map<string, PersonDecision>()
  for (const [same, group] of Map.groupBy(asked, ({ question }) => sameQuestion(question))) {
    const people = [...new Set(group.map(({ personId }) => personId))]
    for (const each of await decideFor(tx, people, [group[0]!.question])) answers.set(`${each.personId} ${same}`, each)
  }
  return asked.map(({ personId, question }) => answers.get(`${personId} ${sameQuestion(question)}`)!)
}

function sameQuestion({ purpose, channel, use, about, contactPointId, carriesAdvertising, withinServiceMessage }: Question): string {
  return JSON.stringify([purpose, channel, use, about ?? null, contactPointId ?? null, carriesAdvertising ?? false, withinServiceMessage ?? false])
}
