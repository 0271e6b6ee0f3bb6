import type { Ground } from '../people/ground.ts'
import { staysBecause } from './erasable.ts'

/** Keeps a list that has nothing in it from meaning everything. */
const NOTHING = '-'

/** What other systems are told to erase: everything, or of somebody who stays in part what no longer rests on anything. Holds keep values here, and nothing elsewhere. */
export function partElsewhere(grounds: readonly Ground[], partly: boolean, now: Date): { purposes?: string[] } {
  const stays = new Set(grounds.filter((one) => staysBecause(one, now)).map((one) => one.purpose))
  return partly && stays.size > 0 ? { purposes: [NOTHING, ...new Set(grounds.map((one) => one.purpose))].filter((one) => !stays.has(one)) } : {}
}
