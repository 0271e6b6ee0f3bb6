import type { PersonId } from '../values/ids.ts'
import type { PersonDecision } from './decide-for.ts'
import { decide } from './decide.ts'
import { NOTHING_KNOWN } from './facts.ts'
import type { Question } from './question.ts'

/** The answer about somebody the register does not have: nothing is known but that, and whether they were erased. */
export function strangerTo(personId: PersonId, question: Question, erased = false): PersonDecision {
  const decision = decide({ ...NOTHING_KNOWN, use: question.use, channel: question.channel, personErased: erased })
  return { ...decision, personId, question, groundId: null, entrySeq: null, contactPointId: null, language: null }
}
