import type { Tx } from '../plumbing/database.ts'
import { inOneGo } from '../plumbing/pipelined.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import type { ContactPointId, GroundId, PersonId } from '../values/ids.ts'
import { compileRules, ruleFor, RULES_IN_ORDER } from './compiled-rules.ts'
import { decisionOf, restsOn, type Decision } from './decide.ts'
import { factsOf } from './fact-words.ts'
import { circumstancesAt, findFacts, readyPerson, readyQuestion, type Circumstances, type ReadyPerson, type ReadyQuestion } from './facts-in-process.ts'
import { selectErased } from './facts.sql.ts'
import type { Question } from './question.ts'
import { selectRawPeople } from './raw-facts.sql.ts'
import { RULES } from './rules.ts'
import { strangerTo } from './stranger.ts'

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
  const [catalogue, raws] = await inOneGo(tx, [() => selectCatalogue(tx), () => selectRawPeople(tx, personIds)])
  const around = circumstancesAt(tx.now, catalogue.purposes)
  const ready = questions.map((question) => readyQuestion(question, around))
  const people = new Map(raws.map((raw) => [raw.personId, readyPerson(raw, around)]))
  const strangers = personIds.filter((personId) => !people.has(personId))
  const erased = strangers.length > 0 ? await selectErased(tx, strangers) : new Set<PersonId>()
  return personIds.flatMap((personId) => {
    const person = people.get(personId)
    return ready.map((each) => (person ? answerTo(person, each, around) : strangerTo(personId, each.question, erased.has(personId))))
  })
}

const COMPILED = compileRules(RULES)

function answerTo(person: ReadyPerson, ready: ReadyQuestion, around: Circumstances): PersonDecision {
  const found = findFacts(person, ready, around)
  const rule = RULES_IN_ORDER[ruleFor(COMPILED, found.yes, found.asked, found.state)]!
  const { question } = ready
  const decision = decisionOf(rule.number, { ...factsOf(found), channel: question.channel })
  const { personId, language } = person.raw
  return { ...decision, personId, question, ...restsOn(decision, found), contactPointId: found.contactPointId, language }
}
