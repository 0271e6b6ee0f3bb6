import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import {
  countHavers, countPeople, goByIndexes, selectHavers, selectNext, selectNextHavers, selectPointHits, selectSearched, selectServed, selectServedAmong, type Havers, type ListPlace, type SearchedRow,
} from './people-search.sql.ts'
import { searchWords, type SearchWord } from './search-words.ts'

export interface PeopleQuery {
  /** Words of a name, city, customer number, or a piece of an address or number; folded as search keys are. */
  search?: string
  purpose?: string
  /** Where the page before ended. */
  after?: ListPlace
  limit: number
}

export interface PeopleFound {
  /** In the order of their names. */
  personIds: PersonId[]
  /** All that match; where counting would take long, a number that there are at least. */
  total: number
  totalIsLowerBound: boolean
}

/** Up to so many are counted one by one. */
export const COUNTED_PEOPLE = 1000
/** So many people are looked through in the order of their names, hoping that many match. */
const LOOKED_THROUGH = 2000
/** Fewer where each one's addresses are looked at too. */
const LOOKED_THROUGH_POINTS = 200
const POINT_LOOKS = 5

interface Wish {
  words: readonly SearchWord[]
  purpose: string | undefined
}

/**
 * One page of the people who have every word, each in name, city or customer number or in an address or number that
 * reaches them. Exact as long as some word, or the purpose, fits at most a thousand people. Where all of it is common, a
 * search that answers while one types can not weigh every address: those are found who have all words in name, city or
 * number, or all in one address, and the total says "at least".
 */
export async function searchPeople(tx: Tx, query: PeopleQuery): Promise<PeopleFound> {
  const wish: Wish = { words: searchWords(query.search ?? ''), purpose: query.purpose }
  if (wish.words.length === 0 && wish.purpose === undefined) {
    const rows = await selectNext(tx, [], query.after, query.limit)
    return { personIds: rows.map((row) => row.personId), total: await countPeople(tx), totalIsLowerBound: false }
  }
  await goByIndexes(tx)
  const { few, common } = await findFew(tx, wish)
  if (few) {
    const matching = await matchingAmong(tx, wish, await selectSearched(tx, few, wish.words, query.after))
    return { personIds: matching.filter((row) => row.beyond).slice(0, query.limit).map((row) => row.personId), total: matching.length, totalIsLowerBound: false }
  }
  const personIds = (await findAmongMany(tx, wish, common, query)).slice(0, query.limit).map((row) => row.personId)
  // A purpose that serves few would have been found among the few.
  const atLeast = wish.words.length === 0 ? COUNTED_PEOPLE : await countHavers(tx, wish.words, wish.purpose, COUNTED_PEOPLE)
  return { personIds, total: Math.max(personIds.length, atLeast), totalIsLowerBound: true }
}

/** All who could match, when they are few: the havers of a rare word. Otherwise what is known of the first common one. */
async function findFew(tx: Tx, { words, purpose }: Wish): Promise<{ few?: PersonId[]; common?: Havers }> {
  let common: Havers | undefined
  // The longest first: most often it is the rarest.
  for (const word of words.filter((one) => !one.short).toSorted((a, b) => b.point.length - a.point.length)) {
    const havers = await selectHavers(tx, word, COUNTED_PEOPLE + 1)
    const few = [...new Set([...havers.byKey, ...havers.byPoint])]
    if (few.length <= COUNTED_PEOPLE && havers.byPoint.length <= COUNTED_PEOPLE) return { few }
    common ??= havers
  }
  const served = purpose === undefined ? undefined : await selectServed(tx, purpose, COUNTED_PEOPLE + 1)
  return { ...(common && { common }), ...(served && served.length <= COUNTED_PEOPLE && { few: served }) }
}

async function findAmongMany(tx: Tx, wish: Wish, common: Havers | undefined, { after, limit }: PeopleQuery): Promise<SearchedRow[]> {
  const onlyInPoints = wish.words.length === 1 && common !== undefined && common.byKey.length <= COUNTED_PEOPLE
  const found = onlyInPoints ? await lookThroughPoints(tx, wish, after, limit) : await servedAmong(tx, wish, byKey(await selectNext(tx, wish.words, after, LOOKED_THROUGH)))
  if (found.length >= limit) return found
  // What comes first may hold too few: then the index is asked who they are, all at once, however many.
  const all: SearchedRow[] = []
  const next = (from: ListPlace | undefined): Promise<SearchedRow[]> =>
    wish.words.length === 0 ? selectNext(tx, [], from, LOOKED_THROUGH) : selectNextHavers(tx, wish.words, onlyInPoints || wish.words.length > 1, from, COUNTED_PEOPLE)
  for (let from = after; all.length < limit; ) {
    const rows = await next(from)
    all.push(...(await servedAmong(tx, wish, rows)))
    if (rows.length < COUNTED_PEOPLE) break
    from = rows.at(-1)
  }
  return all
}

/** The first matches, each found by what reaches them: an address that nearly everybody has something of. */
async function lookThroughPoints(tx: Tx, wish: Wish, after: ListPlace | undefined, limit: number): Promise<SearchedRow[]> {
  const found: SearchedRow[] = []
  for (let [look, from] = [0, after]; look < POINT_LOOKS && found.length < limit; look++) {
    const rows = await selectNext(tx, wish.words, from, LOOKED_THROUGH_POINTS)
    found.push(...(await matchingAmong(tx, wish, rows)))
    if (rows.length < LOOKED_THROUGH_POINTS) break
    from = rows.at(-1)
  }
  return found
}

/** Those among some people, in their order, whom the wish fits. */
async function matchingAmong(tx: Tx, wish: Wish, rows: readonly SearchedRow[]): Promise<SearchedRow[]> {
  const unsure = rows.filter((row) => row.hits.includes(false)).map((row) => row.personId)
  const points = unsure.length > 0 ? await selectPointHits(tx, unsure, wish.words) : new Map<PersonId, boolean[]>()
  return servedAmong(tx, wish, rows.filter((row) => row.hits.every((hit, index) => hit || points.get(row.personId)?.[index])))
}

function byKey(rows: readonly SearchedRow[]): SearchedRow[] {
  return rows.filter((row) => row.hits.every(Boolean))
}

async function servedAmong(tx: Tx, { purpose }: Wish, rows: readonly SearchedRow[]): Promise<SearchedRow[]> {
  if (purpose === undefined || rows.length === 0) return [...rows]
  const served = await selectServedAmong(tx, rows.map((row) => row.personId), purpose)
  return rows.filter((row) => served.has(row.personId))
}
