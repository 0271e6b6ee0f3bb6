import pg from 'pg'
import { searchKey } from '../src/values/search-key.ts'
import { startCopy } from './copies.ts'
import type { Desk } from './desk.ts'
import { inventPerson } from './invented-people.ts'
import { get, Line, post } from './load.ts'
import { ensureAnswers } from './memory.ts'
import { atMost, quantile, series, told, within, type Figure } from './measure.ts'
import { drawer, signIn } from './people-at-hand.ts'

const SEARCHES = 60
const PAGE = 50
const GOOD_MS = 100
const EVERYTHING_MS = 50

/** Somebody looks for a person, letter by letter: a given and a family name, a customer number, an address. */
function typings(people: number): string[] {
  const draw = drawer('search')
  return Array.from({ length: SEARCHES }, (_, index) => {
    const one = inventPerson(draw(people))
    const whole = [`${one.givenName} ${one.familyName}`, one.customerNumber, one.email, `${one.familyName} ${one.city}`][index % 4]!
    return whole
  }).flatMap((whole) => [1, 2, 3, 4, 6, 9, 14].filter((letters) => letters <= whole.length).map((letters) => whole.slice(0, letters).trim()))
}

/** Search as you type over HTTP, beside the bare statement that finds names by the same index. */
export async function measureSearch(desk: Desk): Promise<Figure[]> {
  // Otherwise a copy that starts works them out meanwhile.
  await ensureAnswers(desk)
  const cookie = await signIn(desk)
  const copy = await startCopy(desk.environment)
  const client = new pg.Client({ connectionString: desk.databaseUrl, options: '-c jit=off' })
  await client.connect()
  const line = await Line.open(copy.port)
  try {
    const [ours, bare, typing, entered] = [[] as number[], [] as number[], [] as number[], [] as number[]]
    const everything = async (words: string, near: boolean): Promise<number> => {
      const begin = performance.now()
      const answer = await line.ask(post('/api/v1/searches', { words, near }, [cookie, 'sec-fetch-site: same-origin']))
      if (!answer.startsWith('HTTP/1.1 200')) throw new Error(answer.slice(0, 300))
      return performance.now() - begin
    }
    // The words of names are read when they are first asked for.
    await everything('first', true)
    for (const [index, text] of typings(desk.register.size).entries()) {
      const begin = performance.now()
      await line.ask(get(`/api/v1/people?search=${encodeURIComponent(text)}&limit=${PAGE}`, [cookie]))
      const between = performance.now()
      const words = text.split(' ').map((word) => `%${searchKey(word)}%`)
      await client.query(`select person_id, display_name, city from profile where search_key like all ($1) order by sort_key, person_id limit ${PAGE}`, [words])
      const floor = performance.now() - between
      const typed = text.length < 2 ? undefined : await everything(text, false)
      const mistyped = text.length < 6 ? undefined : await everything(`${text.slice(0, 3)}${text[4]}${text[3]}${text.slice(5)}`, true)
      // The first ones find everything cold.
      if (index < 10) continue
      ours.push(between - begin)
      bare.push(floor)
      if (typed !== undefined) typing.push(typed)
      if (mistyped !== undefined) entered.push(mistyped)
    }
    const p95 = (values: number[]) => quantile(values.toSorted((a, b) => a - b), 0.95)
    const people = desk.register.size
    return [
      atMost(2, { name: 'search as you type, p95', unit: 'ms', people, value: p95(ours), against: p95(bare), note: `${ours.length} searches over HTTP, letter by letter, with everything the list shows; the floor is one SELECT of names by the same index` }),
      within(GOOD_MS, { name: 'search as you type, p95 at all', unit: 'ms', people, value: p95(ours) }),
      within(EVERYTHING_MS, { name: 'search everything while typing, p95', unit: 'ms', people, value: p95(typing), note: `${typing.length} searches over HTTP, letter by letter from the second, of all kinds of things; median ${series(typing).median.toFixed(1)} ms, the bare SELECT of names ${p95(bare).toFixed(1)} ms at p95 and ${series(bare).median.toFixed(1)} ms in the median` }),
      within(EVERYTHING_MS, { name: 'search everything on enter, p95', unit: 'ms', people, value: p95(entered), note: `${entered.length} searches over HTTP with two letters that changed places, and words much alike looked for; median ${series(entered).median.toFixed(1)} ms` }),
      told({ name: 'search as you type, median', unit: 'ms', people, value: series(ours).median, note: `the bare SELECT: ${series(bare).median.toFixed(1)} ms` }),
    ]
  } finally {
    line.close()
    await client.end()
    await copy.stop()
  }
}
