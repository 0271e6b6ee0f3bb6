import type { Tx } from '../plumbing/database.ts'
import type { ContactPointId, GroundId, PersonId } from '../values/ids.ts'
import { decide, restsOn, type Decision } from './decide.ts'
import { NOTHING_KNOWN } from './facts.ts'
import { selectErased, selectFacts, type Found } from './facts.sql.ts'
import type { Question } from './question.ts'

/** An answer about one person and one question, with what it rests on. */
export interface PersonDecision extends Decision {
  personId: PersonId
  question: Question
  /** Ground the use rests on; null for a no and for a question. */
  groundId: GroundId | null
  /** The ledger entry that says yes, or the one that says no. */
  entrySeq: number | null
  contactPointId: ContactPointId | null
  /** Language the person reads, when known. */
  language: string | null
}

/**
 * May each of these people be met so, for each of these questions? One answer per person and question, in that order.
 * An error of the database is not an answer: it is thrown, and whoever asks does nothing (CS-03).
 */
export async function decideFor(tx: Tx, personIds: readonly PersonId[], questions: readonly Question[]): Promise<PersonDecision[]> {
  const found = new Map((await selectFacts(tx, personIds, questions)).map((each) => [`${each.personId} ${each.question}`, each]))
  const strangers = personIds.filter((personId) => !found.has(`${personId} 0`))
  const erased = strangers.length > 0 ? await selectErased(tx, strangers) : new Set<PersonId>()
  return personIds.flatMap((personId) => questions.map((question, n) => {
    const each = found.get(`${personId} ${n}`)
    return each ? answerTo(each, question) : answerTo(nobody(personId, question, n, erased.has(personId)), question)
  }))
}

function answerTo(found: Found, question: Question): PersonDecision {
  const decision = decide(found.facts)
  return { ...decision, personId: found.personId, question, ...restsOn(decision, found), contactPointId: found.contactPointId, language: found.language }
}

/** Somebody the register does not have: nothing is known but that. */
function nobody(personId: PersonId, question: Question, n: number, erased: boolean): Found {
  const facts = { ...NOTHING_KNOWN, use: question.use, channel: question.channel, personErased: erased }
  return { personId, question: n, facts, groundId: null, saleGroundId: null, yesSeq: null, noSeq: null, contactPointId: null, language: null }
}
