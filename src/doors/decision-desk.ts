import type { Head } from '../decisions/change-follower.ts'
import type { Decision } from '../decisions/decide.ts'
import { decideFor, type PersonDecision } from '../decisions/decide-for.ts'
import type { Question } from '../decisions/question.ts'
import { strangerTo } from '../decisions/stranger.ts'
import { selectInScope } from '../people/scope.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { House } from './house.ts'
import { purposesOf, refuseOutOfScope, scopeFor } from './staff/key-scope.ts'
import type { StaffActor } from '../staff/staff-actor.ts'

/** What is asked of the gate about one person. */
export interface Asked {
  personId: PersonId
  question: Question
}

/** Where a question waits that memory could not answer. */
interface Waiting extends Asked {
  answer: (decision: PersonDecision) => void
  fail: (error: unknown) => void
}

/** Answers what systems and colleagues ask of the gate: from memory where it knows, the rest in one go from the database. */
export class DecisionDesk {
  readonly #house: Pick<House, 'database' | 'memory'>
  readonly #strangers = new Map<string, Decision>()
  #waiting: Waiting[] = []

  constructor(house: Pick<House, 'database' | 'memory'>) {
    this.#house = house
  }

  /** The head that answers from memory stand at; null in a house without memory. */
  get head(): Head | null {
    return this.#house.memory?.head ?? null
  }

  /** One answer per question, in order, when memory knows all of them. */
  recall(actor: StaffActor, asked: readonly Asked[]): Decision[] | undefined {
    const known = asked.map((one) => this.#recall(actor, one))
    return isWhole(known) ? known : undefined
  }

  /** One answer per question, in order. */
  async decide(actor: StaffActor, asked: readonly Asked[]): Promise<Decision[]> {
    const known = asked.map((one) => this.#recall(actor, one))
    if (isWhole(known)) return known
    if (purposesOf(actor) !== null) return this.decideWithFoundation(actor, asked)
    return Promise.all(asked.map((one, place) => known[place] ?? this.#ask(one)))
  }

  /** The same from the database, with the ground and the entry each answer rests on. Throws `forbidden` for a purpose out of scope. */
  async decideWithFoundation(actor: StaffActor, asked: readonly Asked[]): Promise<PersonDecision[]> {
    return this.#house.database.read(async (tx) => {
      const scope = await scopeFor(tx, actor)
      refuseOutOfScope(scope, asked.map(({ question }) => question.purpose), (place) => `questions.${place}.purpose`)
      const decided = await decideEach(tx, asked)
      // Somebody who is not seen is answered for as somebody unknown.
      const seen = scope && (await selectInScope(tx, scope, asked.map((one) => one.personId)))
      return seen ? decided.map((one) => (seen.has(one.personId) ? one : strangerTo(one.personId, one.question))) : decided
    })
  }

  #recall(actor: StaffActor, { personId, question }: Asked): Decision | undefined {
    const { memory } = this.#house
    if (!memory) return undefined
    const answer = memory.answer(personId, question)
    const bound = purposesOf(actor)
    if (answer === 'ask-database' || bound === null) return answer === 'ask-database' ? undefined : answer
    // A purpose it is not bound to is refused where the whole list is looked at.
    const sees = bound.includes(question.purpose) ? memory.sees(personId, bound) : 'ask-database'
    if (sees === 'ask-database') return undefined
    return sees ? answer : this.#strangerTo(personId, question)
  }

  /** About somebody unknown the answer to a use through a channel is always the same. */
  #strangerTo(personId: PersonId, question: Question): Decision {
    const asked = `${question.use} ${question.channel}`
    const known = this.#strangers.get(asked)
    if (known) return known
    const { personId: _, question: __, ...decision } = strangerTo(personId, question)
    this.#strangers.set(asked, decision)
    return decision
  }

  /** Whatever is asked in one turn of the program goes to the database together. */
  async #ask(asked: Asked): Promise<Decision> {
    return new Promise((answer, fail) => {
      if (this.#waiting.push({ ...asked, answer, fail }) === 1) setImmediate(() => void this.#askTogether())
    })
  }

  async #askTogether(): Promise<void> {
    const together = this.#waiting
    this.#waiting = []
    try {
      const decided = await this.#house.database.read((tx) => decideEach(tx, together))
      for (const [place, one] of together.entries()) one.answer(decided[place]!)
    } catch (error) {
      for (const one of together) one.fail(error)
    }
  }
}

function isWhole(known: readonly (Decision | undefined)[]): known is Decision[] {
  return known.every((one) => one !== undefined)
}

/** One answer per question, in order; the same question about many people is put once. */
async function decideEach(tx: Tx, asked: readonly Asked[]): Promise<PersonDecision[]> {
  const answers: PersonDecision[] = []
  const places = asked.map((one, place) => ({ ...one, place }))
  for (const same of Map.groupBy(places, ({ question }) => JSON.stringify(question)).values()) {
    const people = [...new Set(same.map((one) => one.personId))]
    const decided = new Map((await decideFor(tx, people, [same[0]!.question])).map((one) => [one.personId, one]))
    for (const { personId, place } of same) answers[place] = decided.get(personId)!
  }
  return answers
}
