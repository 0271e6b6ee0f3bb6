import { recordAll } from '../record-all.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { PersonId } from '../../values/ids.ts'
import type { Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { failureOf, problemBody } from '../problem.ts'
import type { Concluded } from '../record-together.ts'
import type { Said } from '../saying.ts'
import type { Api } from './api-door.ts'
import { recordManyChoices, type ManyRecorded, type RecordedChoices } from './choices-resource.ts'
import { sayingOf } from './choices-routes.ts'
import { readerLanguage } from './reader.ts'

const NOTHING: RecordedChoices = { recorded: [], refused: [], ended: [], inFlight: false }

export function addManyChoicesRoute(api: Api, house: House): void {
  api.openapi(recordManyChoices, async (c) => {
    const language = readerLanguage(c)
    const { people } = c.req.valid('json')
    refuseTwice(people.map((one) => one.person))
    const sayings = people.map(({ person, choices }) => sayingOf(c.get('actor'), language, person as PersonId, choices))
    const concluded = await recordAll(house, sayings)
    return c.json({ results: concluded.map((one, index) => resultOf(house, language, sayings[index]!, one)) }, 200)
  })
}

/** Whoever says two things says them in one list, in order. */
function refuseTwice(people: readonly string[]): void {
  const twice = people.findIndex((person, place) => people.indexOf(person) < place)
  if (twice >= 0) throw new Problem('invalid', { text: 'api.person-twice', field: `people.${twice}.person` })
}

function resultOf(house: House, language: Language, { personId, told }: ReturnType<typeof sayingOf>, concluded: Concluded): ManyRecorded['results'][number] {
  if ('said' in concluded) return { person: personId, ...told(concluded.said as Said), problem: null }
  if (!('problem' in concluded)) throw new Error('a saying without a key of its own was there before')
  const { title, detail, rule, field } = JSON.parse(problemBody(language, failureOf(concluded.problem, house.log))) as NonNullable<ManyRecorded['results'][number]['problem']>
  return { person: personId, ...NOTHING, problem: { title, detail, ...(rule ? { rule } : {}), ...(field ? { field } : {}) } }
}
