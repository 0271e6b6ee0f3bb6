import { decideFor } from '../src/decisions/decide-for.ts'
import { recordChoices } from '../src/consent/record-choices.ts'
import { searchPeople } from '../src/people/search-people.ts'
import { showPerson } from '../src/rights/show-person.ts'
import type { PersonId } from '../src/values/ids.ts'
import type { Desk } from './desk.ts'
import { inventPerson } from './invented-people.ts'
import { seconds, series, type Figure } from './measure.ts'
import { drawer, peopleWhoSaid } from './people-at-hand.ts'

const TIMES = 120
/** Growing a hundredfold, an operation on one person may take so much longer: an index gets deeper, a cache colder. */
const FLAT = 2

/** Milliseconds of each operation, by the number of people. */
export type Costs = { people: number; ms: Record<string, number> }[]

/** The cost of one operation on one person, at the present size of the register. */
export async function measureCosts(desk: Desk): Promise<Costs[number]> {
  const { database, keeper } = desk.house
  const people = await peopleWhoSaid(desk, 'given', TIMES)
  const draw = drawer('slope')
  const acts: Record<string, (personId: PersonId) => Promise<unknown>> = {
    'ask the gate': (personId) => database.read((tx) => decideFor(tx, [personId], [{ purpose: 'news', channel: 'email', use: 'send' }])),
    'show a person': (personId) => database.read((tx) => showPerson(tx, keeper.keys.identifierIndex, personId)),
    'find a customer number': () => database.read((tx) => searchPeople(tx, { search: inventPerson(draw(desk.register.size)).customerNumber, limit: 50 })),
    'record a no': (personId) => database.write((tx) => recordChoices(tx, keeper, [{
      personId, kind: 'withdrawn', purpose: 'news', channel: 'email', contactPointId: null, frequency: null, surface: 'api', language: 'sv', actor: { kind: 'person', id: personId }, wording: null, evidence: { kind: 'api', text: 'bench' },
    }])),
  }
  const ms: Record<string, number> = {}
  for (const [name, act] of Object.entries(acts)) {
    const took: number[] = []
    for (const personId of people) took.push(1000 * await seconds(() => act(personId)))
    ms[name] = series(took.slice(TIMES / 4)).median
  }
  return { people: desk.register.size, ms }
}

/** How the costs grew with the register. */
export function slopeFigures(costs: Costs): Figure[] {
  const [first, last] = [costs[0]!, costs.at(-1)!]
  return Object.keys(first.ms).map((name) => {
    const ratio = last.ms[name]! / first.ms[name]!
    const steps = costs.map((each) => `${each.ms[name]!.toFixed(2)} ms at ${each.people.toLocaleString('en')}`).join(', ')
    return { name: `slope: ${name}`, value: last.ms[name]!, unit: 'ms', floor: first.ms[name]!, rival: null, ratio, wanted: `≤ ${FLAT} ×`, ok: ratio <= FLAT, people: last.people, note: `${steps}; in one process, median of ${TIMES}, the floor is the smallest register` }
  })
}
