// Lists of people are held to a naive model: all rows, filtered and put in order by hand.
import assert from 'node:assert/strict'
import { before as atFirst, test } from 'node:test'
import type { ListCount, ListPage, ListQuestion, ListRow } from '../../src/doors/api/lists-resource.ts'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import { registerPeople, type Registration } from '../../src/people/register-people.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { bodyOf, staffedHouse, type Browser } from '../house.ts'
import type { TestDatabase } from '../database.ts'
import { INDEX_KEY, ORIGIN } from '../register.ts'
import { pick, randomNumbers } from '../random-facts.ts'

const COLUMNS = ['given_name', 'family_name', 'city', 'title', 'birth_date', 'lifetime_value', 'loyalty_level', 'interests', 'email', 'country', 'capacity', 'purpose']
const PEOPLE = 160
let database: TestDatabase
let browser: Browser
let ids: PersonId[]

atFirst(async () => {
  ({ database, browser } = await staffedHouse())
  const random = randomNumbers(4)
  const people = Array.from({ length: PEOPLE }, (_, no) => someone(no, random))
  ids = (await database.write((tx) => registerPeople(tx, INDEX_KEY, people, ORIGIN))).personIds
  await database.superuser("insert into value_block (person_id, field_key, since, delete_after, reason) select person_id, 'city', $1, $1, 'test' from person where person_id = any ($2::uuid[])", [database.now, ids.slice(0, 5)])
  await database.superuser("insert into restriction (person_id, purpose, field_key, since, seq) select person_id, '*', 'title', $1, 1 from person where person_id = any ($2::uuid[])", [database.now, ids.slice(3, 8)])
})

function someone(no: number, random: () => number): Registration {
  const maybe = <Value>(value: Value): Value | undefined => (random() < 0.75 ? value : undefined)
  const values = {
    given_name: maybe(pick(['Anna', 'Åsa', 'Örjan', 'Erik', 'Ärla'], random)), family_name: maybe(pick(['Berg', 'Åkerman', 'Öberg', 'Dahl', 'van der Ek'], random)),
    city: maybe(pick(['Göteborg', 'Malmö', 'Åmål', 'Örebro', 'Ängelholm', 'göteborg'], random)), title: maybe(pick(['Chef', 'Lärare', 'Säljare'], random)),
    birth_date: maybe(pick(['1980-02-03', '1991-12-24', '1955-05-05', '2015-01-01'], random)), lifetime_value: maybe(Math.floor(random() * 50) * 100),
    loyalty_level: maybe(pick(['gold', 'silver'], random)), interests: maybe(pick([['schack', 'golf'], ['golf'], ['Segling']], random)),
  }
  const email = `person${no}@${pick(['example.org', 'example.com'], random)}`
  const grounds = [{ purpose: 'contract', basis: 'contract' }, { purpose: 'prospects', basis: 'legitimate-interest' }, ...(random() < 0.6 ? [{ purpose: 'membership', basis: 'contract' }] : [])] as Registration['grounds']
  return {
    country: pick(['SE', 'NO', null], random), capacity: pick(['consumer', 'sole-trader'], random), protectedIdentity: random() < 0.1, grounds,
    values: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Registration['values'],
    contactPoints: random() < 0.8 ? [{ kind: 'email', value: email, canonical: email }] : [], identifiers: [],
  }
}

const page = async (question: ListQuestion) => bodyOf<ListPage>(browser('POST', '/api/v1/lists/people', question))

/** All of a list, page by page. */
async function all(question: ListQuestion): Promise<ListRow[]> {
  const rows: ListRow[] = []
  for (let after: string | undefined; ;) {
    const got = await page({ ...question, ...(after === undefined ? {} : { after }) })
    rows.push(...got.rows)
    if (got.next === null) return rows
    after = got.next
  }
}

type Where = NonNullable<ListQuestion['where']>[number]
const fold = (text: string) => text.toLowerCase().normalize('NFD').replaceAll(/[\u0300-\u036f]/g, '')

/** Whether a row as it is shown matches, by hand. */
function holds({ field, op, value }: Where, { cells }: ListRow): boolean {
  const cell = cells[field]
  const texts = (Array.isArray(cell) ? cell : cell === undefined ? [] : [cell]).map((one) => fold(String(one)))
  const wanted = fold(String(value))
  switch (op) {
    case 'empty': return (texts.length === 0) === value
    case 'is-not': return !texts.includes(wanted)
    case 'starts-with': return texts.some((one) => one.startsWith(wanted))
    case 'contains': return texts.some((one) => one.includes(wanted))
    case 'at-least': return cell !== undefined && (cell as string) >= (value as string)
    case 'at-most': return cell !== undefined && (cell as string) <= (value as string)
    default: return texts.includes(wanted)
  }
}

/** A filter looks at nobody of whom the field is withheld: nothing is known of them, not even that nothing is held. */
const withheld = (field: string, row: ListRow): boolean => (field === 'city' && (ids.slice(0, 5).includes(row.id as PersonId) || row.flags.includes('protected-identity'))) || (field === 'title' && ids.slice(3, 8).includes(row.id as PersonId))

const FILTERS: (random: () => number) => Where = (random) => pick<Where>([
  { field: 'city', op: pick(['is', 'is-not', 'starts-with', 'contains'], random), value: pick(['Göteborg', 'malmö', 'Å', 'bo'], random) },
  { field: 'city', op: 'empty', value: random() < 0.5 },
  { field: 'title', op: pick(['is', 'is-not', 'contains'], random), value: pick(['Chef', 'säljare'], random) },
  { field: 'birth_date', op: pick(['is', 'at-least', 'at-most'], random), value: pick(['1980-02-03', '1985-01-01'], random) },
  { field: 'lifetime_value', op: pick(['at-least', 'at-most'], random), value: 2500 },
  { field: 'lifetime_value', op: 'empty', value: random() < 0.5 },
  { field: 'interests', op: 'has', value: pick(['golf', 'segling'], random) },
  { field: 'interests', op: 'empty', value: true },
  { field: 'email', op: pick(['contains', 'starts-with'], random), value: pick(['example.org', 'person1'], random) },
  { field: 'email', op: 'empty', value: random() < 0.5 },
  { field: 'country', op: pick(['is', 'is-not'], random), value: 'SE' },
  { field: 'country', op: 'empty', value: true },
  { field: 'capacity', op: 'is', value: 'sole-trader' },
  { field: 'purpose', op: pick(['is', 'is-not'], random), value: 'membership' },
], random)

const SWEDISH = [...'abcdefghijklmnopqrstuvwxyzåäö']
const inSwedish = (one: string, other: string): number => {
  const [a, b] = [one, other].map((text) => [...text.toLowerCase()].map((letter) => SWEDISH.indexOf(letter)))
  for (let at = 0; at < Math.max(a!.length, b!.length); at++) if (a![at] !== b![at]) return (a![at] ?? -2) - (b![at] ?? -2)
  return 0
}

test('random filters, orders and pages agree with a naive model', async (t) => {
  const random = randomNumbers(7)
  const everybody = await all({ columns: COLUMNS })
  assert.equal(everybody.length, PEOPLE)
  assert.ok(everybody.some((row) => row.flags.includes('protected-identity')))
  let found = 0
  const lists = Number(process.env['TILLIT_LONG'] ? 400 : 30)
  for (let n = 0; n < lists; n++) {
    const where = Array.from({ length: Math.floor(random() * 3) }, () => FILTERS(random))
    const sort = { by: pick(['city', 'birth_date', 'lifetime_value', 'title', 'country'], random), direction: pick(['up', 'down'] as const, random) }
    const rows = await all({ columns: COLUMNS, where, sort, limit: pick([7, 40, 200], random) })
    const expected = everybody.filter((row) => where.every((one) => holds(one, row) && !withheld(one.field, row)))
    assert.deepEqual(rows.map((row) => row.id).toSorted(), expected.map((row) => row.id).toSorted(), JSON.stringify(where))
    assert.deepEqual(rows.map((row) => JSON.stringify(row)).toSorted(), expected.map((row) => JSON.stringify(row)).toSorted())
    const counted = await bodyOf<ListCount>(browser('POST', '/api/v1/lists/people/counts', { where, exact: true }))
    assert.deepEqual(counted, { count: expected.length, exact: true })
    assert.deepEqual(rows, expected.toSorted((a, b) => inOrder(sort, a, b)), JSON.stringify([where, sort]))
    found += rows.length
  }
  t.diagnostic(`${lists} lists with ${found} rows`)
})

/** Those without a value last; the same value by id. */
function inOrder({ by, direction }: { by: string; direction: 'up' | 'down' }, a: ListRow, b: ListRow): number {
  const [one, other] = [a.cells[by], b.cells[by]]
  const turn = direction === 'up' ? 1 : -1
  if ((one === undefined) !== (other === undefined)) return one === undefined ? 1 : -1
  const compared = one === undefined || other === undefined ? 0 : typeof one === 'number' ? one - Number(other) : by === 'birth_date' ? (one === other ? 0 : one < other ? -1 : 1) : inSwedish(String(one), String(other))
  return turn * (compared || (a.id < b.id ? -1 : 1))
}

test('a city is found however it is written, in small letters and large', async () => {
  const inCity = (city: string): Registration => ({ ...someone(0, () => 0.3), values: { city } as Registration['values'], contactPoints: [] })
  const { personIds } = await database.write((tx) => registerPeople(tx, INDEX_KEY, [inCity('Ørsta'), inCity('ØRSTA')], ORIGIN))
  for (const [op, value] of [['is', 'ørsta'], ['is', 'Orsta'], ['starts-with', 'ØRS'], ['contains', 'RST']] as const) {
    assert.deepEqual((await all({ where: [{ field: 'city', op, value }] })).map((row) => row.id).toSorted(), personIds.toSorted(), `${op} ${value}`)
  }
  assert.ok(!(await all({ where: [{ field: 'city', op: 'is-not', value: 'orsta' }] })).some((row) => personIds.includes(row.id as PersonId)))
  await database.superuser('delete from person where person_id = any ($1::uuid[])', [personIds])
})

test('pages meet: forward, backward and from a place in the middle, in both directions', async () => {
  for (const sort of [{ by: 'name', direction: 'up' }, { by: 'name', direction: 'down' }, { by: 'city', direction: 'down' }] as const) {
    const whole = (await all({ sort, limit: 200 })).map((row) => row.id)
    assert.equal(new Set(whole).size, PEOPLE)
    const middle = await page({ sort, at: 0.5, limit: 10 })
    const at = whole.indexOf(middle.rows[0]!.id)
    assert.ok(Math.abs(at - PEOPLE / 2) <= 2, `${at}`)
    const before = await page({ sort, before: middle.previous!, limit: 10 })
    assert.deepEqual([...before.rows, ...middle.rows].map((row) => row.id), whole.slice(at - 10, at + 10))
    const end = await page({ sort, at: 1, limit: 10 })
    assert.deepEqual(end.rows.map((row) => row.id), whole.slice(-10))
    assert.equal(end.next, null)
    const backward: string[] = []
    for (let previous = end.previous; previous !== null;) {
      const got = await page({ sort, before: previous, limit: 13 })
      backward.unshift(...got.rows.map((row) => row.id))
      previous = got.previous
    }
    assert.deepEqual(backward, whole.slice(0, -10))
  }
})

test('nobody who stays is missed or comes twice while others come, go and change places', async () => {
  const sort = { by: 'lifetime_value', direction: 'up' } as const
  const whole = await all({ sort, columns: ['lifetime_value'] })
  const [moved, staying] = [whole.filter((_, place) => place % 5 === 0), whole.filter((_, place) => place % 5 !== 0)]
  const seen: string[] = []
  for (let [after, turn] = [undefined as string | undefined, 0]; ; turn++) {
    const got = await page({ sort, limit: 9, ...(after === undefined ? {} : { after }) })
    seen.push(...got.rows.map((row) => row.id))
    if (got.next === null) break
    after = got.next
    await database.superuser('update profile set lifetime_value = $1 where person_id = $2', [(turn * 977) % 5000, moved[turn % moved.length]!.id])
    if (turn < 3) await database.write((tx) => registerPeople(tx, INDEX_KEY, [someone(1000 + turn, () => 0.3)], ORIGIN))
  }
  for (const { id } of staying) assert.equal(seen.filter((one) => one === id).length, 1, id)
})

test('what may be reached is a filter, and agrees with the gate asked for each', async () => {
  const where = [{ field: 'reachable', op: 'is', value: 'contract email' }] as const
  const rows = await all({ where: [...where] })
  const others = await all({ where: [{ ...where[0], op: 'is-not' }] })
  const everybody = await all({})
  assert.equal(rows.length + others.length, everybody.length)
  assert.ok(rows.length > 20 && others.length > 5)
  const { decisions } = await bodyOf<{ decisions: { person: string; allowed: boolean }[] }>(browser('POST', '/api/v1/decisions', { questions: everybody.map(({ id }) => ({ person: id, purpose: 'contract', channel: 'email' })) }))
  assert.deepEqual(rows.map((row) => row.id).toSorted(), decisions.filter((one) => one.allowed).map((one) => one.person).toSorted())
})

test('what does not fit is refused by its place, and places of another order are none', async () => {
  const place = (await page({ limit: 2 })).next!
  const cases: [ListQuestion, number, string][] = [
    [{ columns: ['shoe_size'] }, 400, 'columns.0'], [{ columns: ['identity_number'] }, 400, 'columns.0'],
    [{ where: [{ field: 'shoe_size', op: 'is', value: 'x' }] }, 400, 'where.0.field'], [{ where: [{ field: 'city', op: 'has', value: 'x' }] }, 400, 'where.0.op'],
    [{ where: [{ field: 'purpose', op: 'is', value: 'nonsense' }] }, 400, 'where.0.value'], [{ where: [{ field: 'reachable', op: 'is', value: 'news pigeon' }] }, 400, 'where.0.value'],
    [{ where: [{ field: 'city', op: 'empty', value: 'yes' }] }, 400, 'where.0.value'],
    [{ sort: { by: 'interests', direction: 'up' } }, 400, 'sort.by'], [{ sort: { by: 'shoe_size', direction: 'up' } }, 400, 'sort.by'],
    [{ sort: { by: 'birth_date', direction: 'up' }, after: place }, 400, 'after'], [{ after: 'nonsense' }, 400, 'after'],
  ]
  for (const [question, status, field] of cases) {
    const answer = await browser('POST', '/api/v1/lists/people', question)
    assert.deepEqual([answer.status, (await bodyOf<ProblemDetails>(answer)).field], [status, field], JSON.stringify(question))
  }
})
