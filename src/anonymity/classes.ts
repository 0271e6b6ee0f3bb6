import { blur, SMALLEST_GROUP, type Chance } from './group.ts'

/**
 * So many more people than the smallest group a combination must seem to have, once blurred, to be in a copy: whether it is
 * there then hangs on one person in about 3 of 100 cases at the very edge, and nowhere else.
 */
const MARGIN = 6

/** A combination of what people have in common, with how many have it. */
export interface Grouped<Kind> {
  of: Kind
  people: number
}

/** What became of everybody, in people: told as they were, or after so many steps of coarsening; `lost`: in no group even then. */
export interface Coarsening {
  steps: { name: string; people: number; groups: number }[]
  lost: number
}

export interface Step<Kind> {
  name: string
  coarser(of: Kind): Kind
}

/**
 * Groups large enough to be told. What is too small is made coarser step by step and put together with what is then alike;
 * what stays too small in the end is lost, and nothing is told of it. Counts are blurred. `smallest` is raised where fewer
 * people are to be drawn than there are, so that no group of the drawn has fewer than ten either.
 */
export function tellable<Kind>(groups: readonly Grouped<Kind>[], steps: readonly Step<Kind>[], chance: Chance, smallest = SMALLEST_GROUP): { told: Grouped<Kind>[]; coarsening: Coarsening } {
  const told: Grouped<Kind>[] = []
  const coarsening: Coarsening = { steps: [], lost: 0 }
  let small: readonly Grouped<Kind>[] = groups
  for (const { name, coarser } of [{ name: 'as-is', coarser: (of: Kind) => of }, ...steps]) {
    const alike = putTogether(small.map(({ of, people }) => ({ of: coarser(of), people })))
    const before = told.length
    let people = 0
    small = alike.filter((one) => {
      const count = one.people + blur(chance)
      if (one.people < smallest || count < smallest + MARGIN) return true
      told.push({ of: one.of, people: count })
      people += one.people
      return false
    })
    coarsening.steps.push({ name, people, groups: told.length - before })
  }
  coarsening.lost = small.reduce((sum, one) => sum + one.people, 0)
  return { told, coarsening }
}

function putTogether<Kind>(groups: readonly Grouped<Kind>[]): Grouped<Kind>[] {
  const alike = new Map<string, Grouped<Kind>>()
  for (const { of, people } of groups) {
    const key = JSON.stringify(of)
    const there = alike.get(key)
    if (there) there.people += people
    else alike.set(key, { of, people })
  }
  return [...alike.values()]
}

/** Draws from groups as often as they have people; undefined from none. */
export class Urn<Kind> {
  readonly #groups: readonly Grouped<Kind>[]
  readonly #ends: number[] = []

  constructor(groups: readonly Grouped<Kind>[]) {
    this.#groups = groups
    let end = 0
    for (const { people } of groups) this.#ends.push((end += people))
  }

  draw(chance: Chance): Kind | undefined {
    const at = chance() * (this.#ends.at(-1) ?? 0)
    let [low, high] = [0, this.#ends.length - 1]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#ends[middle]! > at) high = middle
      else low = middle + 1
    }
    return this.#groups[low]?.of
  }
}
