import type { Tx } from '../plumbing/database.ts'
import { COUNTED_AT_ONCE } from './count-list.ts'
import { selectExtent, selectPlaceAt, selectPlaces, selectSample, type ListPlace, type ReadyList } from './list-page.sql.ts'
import { sampleOf } from './sample.ts'
import { showRows, type ListRow } from './show-rows.ts'

/** Where a page begins or ends: after a place, before one, or some part (0 to 1) into the list. */
export type Turn = { after?: ListPlace } | { before: ListPlace } | { at: number }

export interface ListPage {
  rows: ListRow[]
  /** Give it back as `before`; null on the first page. */
  first: ListPlace | null
  /** Give it back as `after`; null on the last. */
  last: ListPlace | null
}

/** In a sample of so many, a place is found to about a hundredth of the list. */
const TELLING = 100

/** One page of a list, with these columns. */
export async function showList(tx: Tx, list: ReadyList, columns: readonly string[], turn: Turn, limit: number): Promise<ListPage> {
  const start = 'at' in turn ? await placeAt(tx, list, turn.at) : 'before' in turn ? turn.before : turn.after
  const backward = 'before' in turn || ('at' in turn && turn.at >= 1)
  const from = 'at' in turn && backward ? undefined : start
  const found = await selectPlaces(tx, list, from, backward, limit + 1)
  const more = found.length > limit
  const page = backward ? found.slice(more ? 1 : 0) : found.slice(0, limit)
  const [hasBefore, hasAfter] = backward ? [more, 'before' in turn] : [from !== undefined, more]
  return {
    rows: await showRows(tx, list.scope, page.map((one) => one.personId), columns),
    first: hasBefore ? page[0] ?? null : null,
    last: hasAfter ? page.at(-1) ?? null : null,
  }
}

/** About so far into the list: by a sample where there are many, counted where there are few. */
async function placeAt(tx: Tx, list: ReadyList, share: number): Promise<ListPlace | undefined> {
  if (share <= 0 || share >= 1) return undefined
  const { last, some } = await selectExtent(tx, COUNTED_AT_ONCE)
  const sample = some < COUNTED_AT_ONCE ? [] : await selectSample(tx, list, sampleOf(last))
  if (sample.length >= TELLING) return sample[Math.floor(share * sample.length)]
  return selectPlaceAt(tx, list, share)
}
