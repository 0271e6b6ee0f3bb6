import { randomBytes } from 'node:crypto'

/** Nothing is said of fewer people than these: no count, no combination, no way of answering. */
export const SMALLEST_GROUP = 10

/**
 * Of every count that leaves the register so much is uncertain: noise of two geometric draws (discrete Laplace) of this
 * scale, half a unit of privacy loss for each thing counted (ε = 0.5, Dwork et al.; OpenDP's geometric mechanism). Whoever
 * knows everybody but one person cannot tell from a count whether that one is in it: at best they are right in 62 of 100 cases.
 */
export const BLUR_SCALE = 2
/** So many things of one person count in one group; more would make a group of one of them. */
export const MOST_OF_ONE = 3

/** Chance as a number from 0 up to, not including, 1; unforeseeable outside of tests. */
export type Chance = () => number

/** The noise for one count: a whole number around 0, more than ten off in one of about 190 draws. */
export function blur(chance: Chance): number {
  return geometric(chance) - geometric(chance)
}

/** How often, in a row, a draw of e^(-1/scale) succeeds. */
function geometric(chance: Chance): number {
  // 1 - chance is never 0.
  return Math.floor(-Math.log(1 - chance()) * BLUR_SCALE)
}

/** What may be told of a group: its count, blurred; undefined where it has too few people, or would seem to. */
export function toldCount({ people, count }: { people: number; count: number }, chance: Chance): number | undefined {
  if (people < SMALLEST_GROUP) return undefined
  const told = count + blur(chance)
  return told >= SMALLEST_GROUP ? told : undefined
}

/** Chance that nobody foresees. */
export function fairChance(): number {
  return randomBytes(6).readUIntBE(0, 6) / 2 ** 48
}
