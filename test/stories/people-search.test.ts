import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Register } from '../../bench/fill-register.ts'
import { Chance } from '../../src/demo/chance.ts'
import { selectPeopleList } from '../../src/people/people-list.sql.ts'
import type { ListPlace } from '../../src/people/people-search.sql.ts'
import { searchPeople, type PeopleFound, type PeopleQuery } from '../../src/people/search-people.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { searchKey } from '../../src/values/search-key.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { testHouse } from '../house.ts'
import { installed } from '../register.ts'

const PEOPLE = 3000
const SEARCHES = process.env['TILLIT_LONG'] === undefined ? 250 : 3000

interface Modelled {
  personId: PersonId
  key: string
  points: string[]
  purposes: string[]
  place: ListPlace
}

/** What a search means, looked up in a list: the order of `people` is that of their names. */
function fits(one: Modelled, word: string): { byKey: boolean; byPoint: boolean } {
  const folded = searchKey(word)
  const short = folded.length <= 2
  return {
    byKey: short ? one.key.startsWith(folded) || one.key.includes(` ${folded}`) : one.key.includes(folded),
    byPoint: one.points.some((point) => (short ? point.startsWith(word.toLowerCase()) : point.includes(word.toLowerCase()))),
  }
}

function model(people: readonly Modelled[], { search = '', purpose }: Partial<PeopleQuery>): { all: PersonId[]; byKey: PersonId[] } {
  const words = search.split(/\s+/).filter(Boolean)
  const served = people.filter((one) => purpose === undefined || one.purposes.includes(purpose))
  const found = served.map((one) => ({ personId: one.personId, hits: words.map((word) => fits(one, word)) }))
  return {
    all: found.filter(({ hits }) => hits.every((hit) => hit.byKey || hit.byPoint)).map((one) => one.personId),
    byKey: found.filter(({ hits }) => hits.every((hit) => hit.byKey)).map((one) => one.personId),
  }
}

async function register(): Promise<{ database: TestDatabase; people: Modelled[] }> {
  const database = await testDatabase()
  await installed(database)
  const { keeper } = await testHouse(database)
  const filled = await Register.open(database.connection, keeper, new Date(database.now.getTime() - 86_400_000))
  await filled.growTo(PEOPLE)
  await filled.close()
  // A few that stand apart: an address that is no longer used, strange signs, somebody served for a purpose of their own.
  await database.superuser("update contact_point set ended_at = since where canonical like '%.7@%' or canonical like '%.17@%'")
  await database.superuser("update contact_point set canonical = '100%_o''brien@example.se' where canonical like '%.27@%'")
  await database.superuser("insert into ground (person_id, ground_id, purpose_key, basis, since) select person_id, gen_random_uuid(), 'membership', 'contract', $1 from person where person_no % 400 = 1", [new Date(database.now.getTime() - 1000)])
  const { rows } = await database.superuser(`
    select person_id as "personId", search_key as key, sort_key as "sortKey",
      array(select canonical from contact_point c where c.person_id = p.person_id and ended_at is null) as points,
      array(select purpose_key from ground g where g.person_id = p.person_id) as purposes
    from profile p order by sort_key, person_id`)
  return { database, people: rows.map((row) => ({ ...row, place: { sortKey: row.sortKey, personId: row.personId } })) }
}

/** A word as somebody types it: the beginning or a piece of something that a person has. */
function typed(chance: Chance, one: Modelled): string {
  const pieces = chance.happens(0.6) ? one.key.split(' ') : one.points.flatMap((point) => point.split(/[ |]/)).filter(Boolean)
  const piece = chance.pick(pieces.length > 0 ? pieces : one.key.split(' '))
  const from = chance.happens(0.7) ? 0 : chance.whole(0, piece.length - 1)
  return piece.slice(from, from + chance.pick([1, 2, 3, 4, 6, 20]))
}

test('searching while typing finds whom a slow look through everybody finds', async (t) => {
  const { database, people } = await register()
  const chance = new Chance(7)
  const find = (query: PeopleQuery): Promise<PeopleFound> => database.read((tx) => searchPeople(tx, query))
  const counts = { exact: 0, bounded: 0 }
  const fixed = ['', 'a', '%', '_', '100%', "o'brien", 'anna', 'example', 'example.se anna', 'zzzzz', 'storgatan', 'Åker', 'aker', 'SON', 'lund lund', 'anna berg', '\\', '.7@']
  const asked: Partial<PeopleQuery>[] = [
    ...fixed.flatMap((search) => [{ search }, { search, purpose: 'news' }, { search, purpose: 'membership' }]),
    ...Array.from({ length: SEARCHES }, () => {
      const one = chance.pick(people)
      return { search: Array.from({ length: chance.pick([1, 1, 2, 3]) }, () => typed(chance, one)).join(' '), ...(chance.happens(0.2) && { purpose: chance.pick(['news', 'contract', 'membership', 'unheard-of']) }) }
    }),
  ]
  for (const query of asked) {
    const limit = chance.pick([1, 20, 50])
    const { all, byKey } = model(people, query)
    const found = await find({ ...query, limit })
    const said = JSON.stringify({ ...query, limit })
    if (!found.totalIsLowerBound) {
      counts.exact++
      assert.equal(found.total, all.length, said)
      assert.deepEqual(found.personIds, all.slice(0, limit), said)
    } else {
      counts.bounded++
      assert.ok(found.total <= all.length && found.total >= found.personIds.length, said)
      // Everybody found fits, in order, and nobody whose own name has all the words was passed over.
      const places = found.personIds.map((personId) => all.indexOf(personId))
      assert.ok(places.every((place, index) => place >= 0 && (index === 0 || place > places[index - 1]!)), said)
      const last = found.personIds.length < limit ? all.length : places.at(-1)! + 1
      for (const personId of byKey.filter((one) => all.indexOf(one) < last)) assert.ok(found.personIds.includes(personId), said)
    }
  }
  assert.ok(counts.exact > 50 && counts.bounded > 20, JSON.stringify(counts))
  t.diagnostic(`${asked.length} searches among ${PEOPLE} people: ${counts.exact} counted to the end, ${counts.bounded} with "at least"`)
})

test('the pages of a search follow each other without a gap or a double', async () => {
  const { database, people } = await register()
  for (const query of [{}, { search: 'lind' }, { search: 'a' }, { search: 'anna' }, { purpose: 'membership' }, { search: 'example' }, { search: 'a', purpose: 'news' }]) {
    const pages: PersonId[] = []
    const placeOf = new Map(people.map((one) => [one.personId, one.place]))
    for (let after: ListPlace | undefined; ; ) {
      const { personIds } = await database.read((tx) => searchPeople(tx, { ...query, limit: 97, ...(after && { after }) }))
      pages.push(...personIds)
      if (personIds.length < 97) break
      after = placeOf.get(personIds.at(-1)!)!
    }
    const { all, byKey } = model(people, query)
    assert.deepEqual(pages, pages.length === all.length ? all : byKey, JSON.stringify(query))
  }
})

test('everybody is listed with what is known of them, in the order found', async () => {
  const { database, people } = await register()
  const { people: listed, total, totalIsLowerBound } = await database.read((tx) => selectPeopleList(tx, { limit: 30 }))
  assert.deepEqual([total, totalIsLowerBound], [PEOPLE, false])
  assert.deepEqual(listed.map((one) => one.personId), people.slice(0, 30).map((one) => one.personId))
  for (const [index, one] of listed.entries()) {
    assert.deepEqual(one.purposes.map((each) => each.purpose), people[index]!.purposes.toSorted())
    assert.equal(one.contactPoints.length, people[index]!.points.length)
  }
})
