import type { Tx } from '../plumbing/database.ts'
import { countPlaces, selectExtent, selectSample, type ReadyList } from './list-page.sql.ts'
import { sampleOf } from './sample.ts'

export interface ListCount {
  /** Null where a sample says too little: so few match that only counting them all tells. */
  count: number | null
  exact: boolean
}

/** Up to so many people all are counted at once. */
export const COUNTED_AT_ONCE = 5_000
/** With fewer of a sample, the number could be twice or half of what it says. */
const TELLING = 50
/** An estimate is told in this many digits. */
const DIGITS = 2

/** How many are in the list: exactly, or (unless all of it is small) about, from a sample. */
export async function countList(tx: Tx, list: ReadyList, exactly: boolean): Promise<ListCount> {
  const { last, some } = await selectExtent(tx, COUNTED_AT_ONCE)
  if (exactly || some < COUNTED_AT_ONCE) return { count: await countPlaces(tx, list), exact: true }
  const numbers = sampleOf(last)
  const hits = (await selectSample(tx, list, numbers)).length
  return { count: hits < TELLING ? null : rounded((hits / numbers.length) * last), exact: false }
}

function rounded(about: number): number {
  return Number(about.toPrecision(DIGITS))
}
