import pg from 'pg'
import { searchKey } from '../src/values/search-key.ts'
import { startCopy } from './copies.ts'
import type { Desk } from './desk.ts'
import { inventPerson } from './invented-people.ts'
import { get, Line } from './load.ts'
import { ensureAnswers } from './memory.ts'
import { atMost, quantile, series, told, within, type Figure } from './measure.ts'
import { drawer, signIn } from './people-at-hand.ts'

const SEARCHES = 60
const PAGE = 50
const GOOD_MS = 100

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
    const [ours, bare] = [[] as number[], [] as number[]]
    for (const [index, text] of typings(desk.register.size).entries()) {
      const begin = performance.now()
      await line.ask(get(`/api/v1/people?search=${encodeURIComponent(text)}&limit=${PAGE}`, [cookie]))
      const between = performance.now()
      const words = text.split(' ').map((word) => `%${searchKey(word)}%`)
      await client.query(`select person_id, display_name, city from profile where search_key like all ($1) order by sort_key, person_id limit ${PAGE}`, [words])
      // The first ones find everything cold.
      if (index < 10) continue
      ours.push(between - begin)
      bare.push(performance.now() - between)
    }
    const p95 = (values: number[]) => quantile(values.toSorted((a, b) => a - b), 0.95)
    const people = desk.register.size
    return [
      atMost(2, { name: 'search as you type, p95', unit: 'ms', people, value: p95(ours), against: p95(bare), note: `${ours.length} searches over HTTP, letter by letter, with everything the list shows; the floor is one SELECT of names by the same index` }),
      within(GOOD_MS, { name: 'search as you type, p95 at all', unit: 'ms', people, value: p95(ours) }),
      told({ name: 'search as you type, median', unit: 'ms', people, value: series(ours).median, note: `the bare SELECT: ${series(bare).median.toFixed(1)} ms` }),
    ]
  } finally {
    line.close()
    await client.end()
    await copy.stop()
  }
}
