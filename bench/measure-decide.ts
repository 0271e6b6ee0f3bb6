import type { PersonId } from '../src/values/ids.ts'
import { startBare, startCopy } from './copies.ts'
import type { Desk } from './desk.ts'
import { Line, load, post, type Pace } from './load.ts'
import { alternate, atLeast, atMost, seconds, series, type Figure } from './measure.ts'
import { ensureAnswers, openMemory } from './memory.ts'
import { asOwner, drawer, makeKey, peopleWhoSaid, untilFromMemory } from './people-at-hand.ts'

const NEWS = { purpose: 'news', channel: 'email', use: 'send' } as const
const PEOPLE = 20_000
const HTTP = { connections: 64, seconds: 3 }
const HTTP_ROUNDS = 4
const PROCESS_ROUNDS = 7
/** Few enough that what is known stays confirmed for as long as it takes. */
const ANSWERS = 300_000

/** The gate's answers over HTTP and in process. */
export async function measureDecide(desk: Desk): Promise<Figure[]> {
  await ensureAnswers(desk)
  const people = [...(await peopleWhoSaid(desk, 'given', PEOPLE)), ...(await peopleWhoSaid(desk, 'withdrawn', PEOPLE / 4))]
  return [...(await overHttp(desk, people)), await inProcess(desk)]
}

async function overHttp(desk: Desk, people: readonly PersonId[]): Promise<Figure[]> {
  const key = await makeKey(desk)
  const headers = [`authorization: Bearer ${key}`]
  const draw = drawer('decide')
  const requests = people.map((person) => post('/api/v1/decisions', { questions: [{ person, ...NEWS }] }, headers))
  const next = (): Buffer => requests[draw(requests.length)]!
  const copy = await startCopy(desk.environment)
  try {
    const line = await Line.open(copy.port)
    const answer = await untilFromMemory(line, next)
    line.close()
    const bare = await startBare({ ANSWER: answer })
    try {
      const bareNext = post('/static', { questions: [{ person: people[0], ...NEWS }] }, headers)
      const paces = { decide: [] as Pace[], bare: [] as Pace[] }
      await alternate(HTTP_ROUNDS, {
        bare: async () => keep(paces.bare, await load({ port: bare.port, next: () => bareNext, ...HTTP })),
        decide: async () => keep(paces.decide, await load({ port: copy.port, next, ...HTTP })),
      })
      const pace = (which: Pace[]) => series(which.slice(1).map((one) => one.perSecond))
      const slowest = (which: Pace[]) => series(which.slice(1).map((one) => one.p99))
      const wrong = paces.decide.find((one) => one.failed > 0)
      if (wrong) throw new Error(`decisions failed: ${wrong.complaint}`)
      return [
        atLeast(0.8, { name: 'decide over HTTP', unit: 'answers/s', people: desk.register.size, value: pace(paces.decide), against: pace(paces.bare).median, note: 'one question a request with an API key, 64 connections; the floor is a bare Hono route that answers the same bytes' }),
        atMost(1.5, { name: 'decide over HTTP, p99', unit: 'ms', people: desk.register.size, value: slowest(paces.decide), against: slowest(paces.bare).median }),
      ]
    } finally {
      await bare.stop()
    }
  } finally {
    await copy.stop()
  }
}

function keep(paces: Pace[], pace: Pace): number {
  paces.push(pace)
  return pace.perSecond
}

async function inProcess(desk: Desk): Promise<Figure> {
  const people = (await asOwner<{ person_id: PersonId }>(desk, 'select person_id from person order by person_no')).map((row) => row.person_id)
  const memory = openMemory(desk.house.database)
  await memory.follow()
  await memory.settle()
  const [ordinals, bits] = [new Map(people.map((personId, place) => [personId, place])), new Uint32Array(Math.ceil(people.length / 32))]
  for (let place = 0; place < people.length; place += 2) bits[place >> 5]! |= 1 << (place & 31)
  const draw = drawer('process')
  const asked = Array.from({ length: 100_000 }, () => people[draw(people.length)]!)
  const unknown = asked.filter((personId) => memory.answer(personId, NEWS) === 'ask-database').length
  try {
    let yes = 0
    const { answers, map } = await alternate(PROCESS_ROUNDS, {
      map: async () => ANSWERS / await seconds(() => {
        for (let each = 0; each < ANSWERS; each++) {
          const place = ordinals.get(asked[each % asked.length]!)!
          if ((bits[place >> 5]! >> (place & 31)) & 1) yes += 1
        }
      }),
      answers: async () => {
        await memory.follow()
        return ANSWERS / await seconds(() => {
        for (let each = 0; each < ANSWERS; each++) {
          const answer = memory.answer(asked[each % asked.length]!, NEWS)
          if (answer !== 'ask-database' && answer.allowed && answer.rule.length > 0) yes += 1
        }
        })
      },
    })
    return atLeast(0.5, { name: 'decide in process, by id', unit: 'answers/s', people: desk.register.size, value: answers, against: map.median, note: `yes or no and the rule's number; the rival is a Map of ${people.length.toLocaleString('en')} ids and a bit; ${unknown} of ${asked.length.toLocaleString('en')} were left to the database${yes > 0 ? '' : ', nobody was reachable'}` })
  } finally {
    await memory.close()
  }
}
