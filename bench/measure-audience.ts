import pg from 'pg'
import { startCopy } from './copies.ts'
import type { Desk } from './desk.ts'
import { Line, post } from './load.ts'
import { alternate, atMost, seconds, within, type Figure } from './measure.ts'
import { ensureAnswers } from './memory.ts'
import { signIn, untilFromMemory } from './people-at-hand.ts'

const ROUNDS = 9
const CITY = 'Lysekil'
const COUNT_LIMIT_MS = 5

/** Who may be reached: with a filter on a field beside the same filter without any permission, and by permission alone. */
export async function measureAudience(desk: Desk): Promise<Figure[]> {
  await ensureAnswers(desk)
  const headers = [await signIn(desk), 'sec-fetch-site: same-origin']
  const filtered = post('/api/v1/audiences', { purpose: 'news', channel: 'email', where: [{ field: 'city', op: 'is', value: CITY }] }, headers)
  const all = post('/api/v1/audiences', { purpose: 'news', channel: 'email', limit: 0 }, headers)
  const copy = await startCopy(desk.environment)
  const client = new pg.Client({ connectionString: desk.databaseUrl, options: '-c jit=off' })
  await client.connect()
  const line = await Line.open(copy.port)
  try {
    await untilFromMemory(line, () => all)
    const { permission, bare, count } = await alternate(ROUNDS, {
      bare: async () => 1000 * await seconds(async () => {
        await client.query('select count(*) from profile where search_fold(city) = search_fold($1)', [CITY])
        await client.query('select person_id, display_name from profile where search_fold(city) = search_fold($1) order by sort_key, person_id limit 50', [CITY])
      }),
      permission: async () => 1000 * await seconds(() => line.ask(filtered)),
      count: async () => 1000 * await seconds(() => line.ask(all)),
    })
    const people = desk.register.size
    return [
      atMost(1.2, { name: 'audience with a field filter', unit: 'ms', people, value: permission, against: bare.median, note: 'over HTTP, counts with reasons and the first 50 names; the floor is the filter alone in SQL: a count and the first 50' }),
      within(COUNT_LIMIT_MS, { name: 'audience, permission alone', unit: 'ms', people, value: count, note: 'over HTTP, the counts with their reasons' }),
    ]
  } finally {
    line.close()
    await client.end()
    await copy.stop()
  }
}
