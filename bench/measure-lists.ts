import pg from 'pg'
import type { ListQuestion } from '../src/doors/api/lists-resource.ts'
import { startCopy } from './copies.ts'
import type { Desk } from './desk.ts'
import { Line, post } from './load.ts'
import { quantile, told, within, type Figure } from './measure.ts'
import { ensureAnswers } from './memory.ts'
import { drawer, signIn, untilFromMemory } from './people-at-hand.ts'

const PAGE = 100
const PAGE_LIMIT_MS = 100
const JUMP_LIMIT_MS = 500
const FILTERED_JUMP_LIMIT_MS = 1_000
/** Each question is put so often, or for so long. */
const ROUNDS = 40
const LONGEST_MS = 4_000
/** Some statements by hand take seconds: after so long they have been seen often enough. */
const BARE_MS = 1_500
const COLUMNS = ['city', 'birth_date', 'email', 'customer_number', 'purpose']
const CITY = 'Lysekil'
const BORN = '1990-01-01'
const IN_CITY = [{ field: 'city', op: 'is', value: CITY }] as const
const TWO_FILTERS = [...IN_CITY, { field: 'birth_date', op: 'at-least', value: BORN }] as const

interface Asked {
  name: string
  question: ListQuestion
  /** A page of its own each time: the one after that of the round before, or somewhere in the list. */
  turn?: 'next' | 'jump' | 'middle' | 'end'
  /** The least that a hand-written statement needs for the same rows. */
  bare: string
  values?: (draw: (limit: number) => number) => unknown[]
  limit?: number
}

const rows = (where: string, order: string, offset = '') => `select f.person_id, f.display_name, f.city, f.birth_date from profile f ${where} order by ${order}, f.person_id limit ${PAGE} ${offset}`
const byCity = `list_order(f.city, 'SE') collate "C"`
const inCity = 'search_fold(f.city) = search_fold($1)'

const ASKED: readonly Asked[] = [
  { name: 'first page by name', question: {}, bare: rows('', 'f.sort_key'), limit: PAGE_LIMIT_MS },
  { name: 'next page by name', question: {}, turn: 'next', bare: rows(`where (f.sort_key, f.person_id) > ($1, '00000000-0000-0000-0000-000000000000'::uuid)`, 'f.sort_key'), values: () => ['lind'], limit: PAGE_LIMIT_MS },
  { name: 'jump by name, somewhere', question: {}, turn: 'jump', bare: rows('', 'f.sort_key', 'offset $1'), values: (draw) => [draw(500_000)], limit: JUMP_LIMIT_MS },
  { name: 'jump by name, to the end', question: {}, turn: 'end', bare: rows('', 'f.sort_key desc'), limit: JUMP_LIMIT_MS },
  { name: 'first page by date', question: { sort: { by: 'birth_date', direction: 'down' } }, bare: rows('where f.birth_date is not null', 'f.birth_date desc'), limit: PAGE_LIMIT_MS },
  { name: 'next page by date', question: { sort: { by: 'birth_date', direction: 'up' } }, turn: 'next', bare: rows(`where f.birth_date > $1`, 'f.birth_date'), values: () => ['1950-01-01'], limit: PAGE_LIMIT_MS },
  { name: 'jump by date, to the middle', question: { sort: { by: 'birth_date', direction: 'up' } }, turn: 'middle', bare: rows('where f.birth_date is not null', 'f.birth_date', 'offset 300000'), limit: JUMP_LIMIT_MS },
  { name: 'first page by text', question: { sort: { by: 'city', direction: 'up' } }, bare: rows('where f.city is not null', byCity), limit: PAGE_LIMIT_MS },
  { name: 'next page by text', question: { sort: { by: 'city', direction: 'up' } }, turn: 'next', bare: rows(`where ${byCity} > list_order($1, 'SE')`, byCity), values: () => ['Kalmar'], limit: PAGE_LIMIT_MS },
  { name: 'jump by text, to the middle', question: { sort: { by: 'city', direction: 'up' } }, turn: 'middle', bare: rows('where f.city is not null', byCity, 'offset 300000'), limit: JUMP_LIMIT_MS },
  { name: 'first page by another text', question: { sort: { by: 'postal_code', direction: 'down' } }, bare: rows('where f.postal_code is not null', `list_order(f.postal_code, 'SE') collate "C" desc`), limit: PAGE_LIMIT_MS },
  { name: 'first page by country', question: { sort: { by: 'country', direction: 'up' } }, bare: 'select person_id, country from person where country is not null order by country collate "C", person_id limit 100', limit: PAGE_LIMIT_MS },
  { name: 'first page, one filter', question: { where: [...IN_CITY] }, bare: rows(`where ${inCity}`, 'f.sort_key'), values: () => [CITY], limit: PAGE_LIMIT_MS },
  { name: 'first page, two filters', question: { where: [...TWO_FILTERS] }, bare: rows(`where ${inCity} and f.birth_date >= $2`, 'f.sort_key'), values: () => [CITY, BORN], limit: PAGE_LIMIT_MS },
  { name: 'next page, two filters', question: { where: [...TWO_FILTERS] }, turn: 'next', bare: rows(`where ${inCity} and f.birth_date >= $2 and f.sort_key > 'l'`, 'f.sort_key'), values: () => [CITY, BORN], limit: PAGE_LIMIT_MS },
  { name: 'jump within one filter', question: { where: [...IN_CITY] }, turn: 'jump', bare: rows(`where ${inCity}`, 'f.sort_key', 'offset $2'), values: (draw) => [CITY, draw(10_000)], limit: FILTERED_JUMP_LIMIT_MS },
  { name: 'jump within two filters', question: { where: [...TWO_FILTERS] }, turn: 'jump', bare: rows(`where ${inCity} and f.birth_date >= $2`, 'f.sort_key', 'offset $3'), values: (draw) => [CITY, BORN, draw(2_000)], limit: FILTERED_JUMP_LIMIT_MS },
  { name: 'jump within a filter, by date', question: { where: [...IN_CITY], sort: { by: 'birth_date', direction: 'down' } }, turn: 'jump', bare: rows(`where ${inCity}`, 'f.birth_date desc', 'offset $2'), values: (draw) => [CITY, draw(10_000)], limit: FILTERED_JUMP_LIMIT_MS },
  { name: 'first page of who may be reached', question: { where: [{ field: 'reachable', op: 'is', value: 'news email' }] }, bare: `select f.person_id, f.display_name from profile f join standing s on s.person_id = f.person_id and s.purpose = 'news' and s.channel = 'email' and s.state = 'given' order by f.sort_key, f.person_id limit 100` },
  { name: 'first page of a search', question: { search: 'bergström' }, bare: rows(`where f.search_key like '%bergstrom%'`, 'f.sort_key') },
  { name: 'jump within a search', question: { search: 'bergström' }, turn: 'middle', bare: rows(`where f.search_key like '%bergstrom%'`, 'f.sort_key', 'offset 400'), limit: FILTERED_JUMP_LIMIT_MS },
]

const COUNTED = [
  { name: 'about how many, of all', where: [], bare: 'select count(*) from profile', values: [], exact: false },
  { name: 'about how many, one filter', where: IN_CITY, bare: `select count(*) from profile f where ${inCity}`, values: [CITY], exact: false },
  { name: 'exactly how many, of all', where: [], bare: 'select count(*) from person', values: [], exact: true },
  { name: 'exactly how many, one filter', where: IN_CITY, bare: `select count(*) from profile f where ${inCity}`, values: [CITY], exact: true },
  { name: 'exactly how many, two filters', where: TWO_FILTERS, bare: `select count(*) from profile f where ${inCity} and f.birth_date >= $2`, values: [CITY, BORN], exact: true },
]

/** Lists over everybody, as the workspace asks for them over HTTP: each beside a statement written by hand that gets the same rows. */
export async function measureLists(desk: Desk): Promise<Figure[]> {
  await ensureAnswers(desk)
  const headers = [await signIn(desk), 'sec-fetch-site: same-origin']
  const copy = await startCopy(desk.environment)
  const client = new pg.Client({ connectionString: desk.databaseUrl, options: '-c jit=off' })
  await client.connect()
  const line = await Line.open(copy.port)
  const figures: Figure[] = []
  try {
    // A copy that has just started reads the answers of everybody meanwhile.
    await untilFromMemory(line, () => post('/api/v1/audiences', { purpose: 'news', channel: 'email', limit: 0 }, headers))
    for (const { name, question, turn, bare, values, limit } of ASKED) {
      const draw = drawer(name)
      let after: string | null = null
      const ask = async () => {
        const at = turn === 'jump' ? (100 + draw(800)) / 1000 : turn === 'middle' ? 0.5 : turn === 'end' ? 1 : undefined
        const body = { ...question, columns: COLUMNS, limit: PAGE, ...(at === undefined ? {} : { at }), ...(turn === 'next' && after !== null ? { after } : {}) }
        const page = JSON.parse(await line.ask(post('/api/v1/lists/people', body, headers))) as { rows: unknown[]; next: string | null }
        if (page.rows.length === 0) throw new Error(`${name}: nobody on the page`)
        after = page.next
      }
      figures.push(...(await measured(desk, `lists: ${name}`, limit, ask, () => client.query(bare, values?.(draw) ?? []))))
    }
    for (const { name, where, bare, values, exact } of COUNTED) {
      const request = post('/api/v1/lists/people/counts', { where, exact }, headers)
      figures.push(...(await measured(desk, `lists: ${name}`, undefined, () => line.ask(request), () => client.query(bare, values))))
    }
    return figures
  } finally {
    line.close()
    await client.end()
    await copy.stop()
  }
}

/** The 95th of a hundred, ours and bare in turns; the first round, which finds everything cold, is left out. */
async function measured({ register, say }: Desk, name: string, limit: number | undefined, ask: () => Promise<unknown>, bare: () => Promise<unknown>): Promise<Figure[]> {
  const [ours, floor] = [[] as number[], [] as number[]]
  const spent = (values: number[]) => values.reduce((sum, one) => sum + one, 0)
  while (ours.length <= ROUNDS && (ours.length < 3 || spent(ours) < LONGEST_MS)) {
    const begin = performance.now()
    await ask()
    ours.push(performance.now() - begin)
    if (floor.length > 1 && spent(floor) > BARE_MS) continue
    const again = performance.now()
    await bare()
    floor.push(performance.now() - again)
  }
  const p95 = (values: number[]) => quantile(values.slice(1).toSorted((a, b) => a - b), 0.95)
  const held = { name, unit: 'ms', people: register.size, value: p95(ours), note: `p95 of ${ours.length - 1}; the statement by hand ${p95(floor).toFixed(0)} ms` }
  say(`${name}: ${held.value.toFixed(0)} ms, ${held.note}`)
  return [limit === undefined ? told(held) : { ...within(limit, held), floor: p95(floor), ratio: held.value / p95(floor) }]
}
